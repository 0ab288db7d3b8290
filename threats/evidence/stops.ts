/**
 * Purpose: what stopped, detected or bounded an attack.
 *
 * An attacker who meets several obstacles is stopped by the last one that he ran into. Obstacles that he runs into again and again (an ARP message every two seconds) count
 * from the first time, so that a late repetition does not hide what ended the attack.
 * Where the same control stopped him for the same reason at several places, the first place stands for all.
 * An attack that was detected is answered for by what detected it. Where the attacker met nothing (he sent nothing, or there is no attacker), what was refused to others or put
 * right answers; where nothing was refused either, the control that was last called upon and was on, since it changed the course without a refusal.
 * Does not model: whether the attack would have failed without it; the coverage answers that.
 * Units: nanoseconds. Determinism: trace order.
 * References: contract 3 (`stoppedBy`); design idea 1; TR A.1 c (alarms).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Replay } from '../replay.ts';
import { mechanismsOfAlarm } from '../catalogue/index.ts';
import { upperFirst } from './figures.ts';
import { groupsOf, heldFromOutset, sentence, type Group, type Told } from './lines.ts';
import { namesOf, type Names } from './names.ts';
import type { StoppedBy } from './types.ts';

/** What is needed to say what stopped an attack. */
export type Judged = Told & Pick<Replay, 'finding'>;

/** The reason of a control that acted without a refusal. */
const CALLED_UPON = 'called-upon';

/**
 * Every obstacle that the attacker ran into: one entry for each control, place and reason, in the order in which he met them. Where there is no attacker: everything that was
 * refused or put right.
 * Units: nanoseconds. Errors: none; a replay without trace has none. Source: contract 3.
 */
export function stops(told: Told): readonly StoppedBy[] {
  return isAccident(told) ? allStops(told) : allStops(told, (group) => isHis(told, group.first));
}

function isAccident(told: Told): boolean {
  return told.attack?.vantage.kind === 'none';
}

function allStops(told: Told, counts: (group: Group) => boolean = () => true): readonly StoppedBy[] {
  const names = bothNames(told);
  const distinct = new Map<string, StoppedBy>();
  for (const group of groupsOf(told)) {
    if (group.first.kind !== 'stop' || !counts(group)) continue;
    const { at, fields } = group.first;
    const key = `${String(fields['control'])} ${at} ${String(fields['reason'])}`;
    if (!distinct.has(key)) distinct.set(key, entryOf(group, String(fields['control']), String(fields['reason']), names));
  }
  return [...distinct.values()];
}

interface BothNames {
  readonly en: Names;
  readonly ja: Names;
}

function bothNames(told: Told): BothNames {
  const { scenario } = told;
  const isAttacker = heldFromOutset(told);
  return { en: namesOf(scenario, { lang: 'en', isAttacker }), ja: namesOf(scenario, { lang: 'ja', isAttacker }) };
}

function entryOf(group: Group, control: string, reason: string, names: BothNames): StoppedBy {
  const { n, timeNs, at } = group.first;
  const texts = { en: sentence(group, 'en', names.en), ja: sentence(group, 'ja', names.ja) };
  return { control, at, event: n, timeNs, reason, ...texts, source: group.words.source };
}

function isHis(told: Told, event: TraceEvent): boolean {
  return String(event.fields['origin'])
    .split(' ')
    .some((origin) => told.isAttacker(origin));
}

/**
 * What the outcome is owed to: what detected an attack that was detected; else the last kind of obstacle that the attacker met, at the first place where he met it; else what was
 * refused to others or put right; else the control that was last called upon and was on. Undefined when the attack succeeded, or failed without any control.
 * Units: nanoseconds. Errors: none. Source: contract 3.
 */
export function stoppedBy(replay: Judged): StoppedBy | undefined {
  const { outcome } = replay.finding;
  if (outcome === 'succeeded' || outcome === 'inconclusive') return undefined;
  return detection(replay) ?? lastOf(stops(replay)) ?? lastOf(allStops(replay)) ?? lastCalledUpon(replay);
}

/**
 * What kept the loss of a detected attack within bounds after it was detected: a cut-off, a copy; undefined when nothing did.
 * Units: nanoseconds. Errors: none. Source: TR A.1 c, 5.1 d.
 */
export function boundedBy(replay: Judged): StoppedBy | undefined {
  const detected = detection(replay);
  if (detected === undefined) return undefined;
  return lastOf(
    stops(replay).filter(
      ({ timeNs, control, reason }) => timeNs >= detected.timeNs && !(control === detected.control && reason === detected.reason),
    ),
  );
}

function lastOf(met: readonly StoppedBy[]): StoppedBy | undefined {
  const last = met.at(-1);
  return met.find((stop) => stop.control === last?.control && stop.reason === last.reason);
}

/** The alarm of the moment of detection, or else what was refused at that moment. */
function detection(replay: Judged): StoppedBy | undefined {
  const { outcome, detectedNs } = replay.finding;
  if (outcome !== 'detected' || detectedNs === undefined) return undefined;
  return alarm(replay, detectedNs) ?? allStops(replay).find(({ timeNs }) => timeNs === detectedNs);
}

function alarm(replay: Judged, timeNs: number): StoppedBy | undefined {
  const group = groupsOf(replay).find(({ first }) => first.kind === 'alarm' && first.timeNs === timeNs);
  if (group === undefined) return undefined;
  const kind = String(group.first.fields['alarm']);
  const control = mechanismsOfAlarm(kind).flatMap((mechanism) =>
    controlsOn(replay).filter((id) => mechanismOf(replay, id) === mechanism),
  )[0];
  return control === undefined ? undefined : entryOf(group, control, `alarm-${kind}`, bothNames(replay));
}

function mechanismOf({ scenario }: Told, id: string): string | undefined {
  return scenario.controls.find((offer) => offer.id === id)?.mechanism;
}

/** Controls that were called upon and were on, in the order of the questions. */
function controlsOn({ events }: Told): readonly string[] {
  return events.filter(({ kind, fields }) => kind === 'consult' && fields['on'] === true).map(({ fields }) => String(fields['control']));
}

function lastCalledUpon(replay: Judged): StoppedBy | undefined {
  const event = replay.events.findLast(({ kind, fields }) => kind === 'consult' && fields['on'] === true);
  if (event === undefined) return undefined;
  const control = String(event.fields['control']);
  const { en, ja } = bothNames(replay);
  return {
    control,
    at: event.at,
    event: event.n,
    timeNs: event.timeNs,
    reason: CALLED_UPON,
    en: `${upperFirst(en.where(event.at))}, ${en.control(control)} was called upon and was on; the course changed without a refusal.`,
    ja: `${ja.place(event.at)}で${ja.control(control)}が働き、拒否を伴わずに経過が変わった。`,
    source: 'own design',
  };
}
