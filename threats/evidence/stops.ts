/**
 * Purpose: what stopped an attack.
 *
 * An attacker who meets several obstacles is stopped by the last one that he ran into. Obstacles that he runs into again and again (an ARP message every two seconds) count
 * from the first time, so that a late repetition does not hide what ended the attack.
 * Where the same control stopped him for the same reason at several places, the first place stands for all.
 * Does not model: whether the attack would have failed without it; the coverage answers that.
 * Units: nanoseconds. Determinism: trace order.
 * References: contract 3 (`stoppedBy`); design idea 1.
 */
import type { Replay } from '../replay.ts';
import { groupsOf, sentence, type Group, type Told } from './lines.ts';
import { namesOf } from './names.ts';
import type { StoppedBy } from './types.ts';

/** What is needed to say what stopped an attack. */
export type Judged = Told & Pick<Replay, 'finding'>;

/**
 * Every obstacle that the attacker ran into: one entry for each control, place and reason, in the order in which he met them.
 * Units: nanoseconds. Errors: none; a replay without trace has none. Source: contract 3.
 */
export function stops(told: Told): readonly StoppedBy[] {
  const { scenario, isAttacker } = told;
  const en = namesOf(scenario, { lang: 'en', isAttacker });
  const ja = namesOf(scenario, { lang: 'ja', isAttacker });
  const distinct = new Map<string, StoppedBy>();
  for (const group of groupsOf(told)) {
    if (!stopsAttacker(told, group)) continue;
    const { n, timeNs, at, fields } = group.first;
    const control = String(fields['control']);
    const reason = String(fields['reason']);
    const key = `${control} ${at} ${reason}`;
    if (distinct.has(key)) continue;
    const texts = { en: sentence(group, 'en', en), ja: sentence(group, 'ja', ja) };
    distinct.set(key, { control, at, event: n, timeNs, reason, ...texts, source: group.words.source });
  }
  return [...distinct.values()];
}

function stopsAttacker(told: Told, group: Group): boolean {
  return (
    group.first.kind === 'stop' &&
    String(group.first.fields['origin'])
      .split(' ')
      .some((origin) => told.isAttacker(origin))
  );
}

/**
 * The obstacle that ended the attack: the last kind that he met, at the first place where he met it; undefined when the attacker succeeded, or failed without meeting a control.
 * Units: nanoseconds. Errors: none. Source: contract 3.
 */
export function stoppedBy(replay: Judged): StoppedBy | undefined {
  const { outcome } = replay.finding;
  if (outcome === 'succeeded' || outcome === 'inconclusive') return undefined;
  const met = stops(replay);
  const last = met.at(-1);
  return met.find((stop) => stop.control === last?.control && stop.reason === last.reason);
}
