/**
 * Purpose: a replay as a story that a hospital's board can read: who attacks from where and what, what happened step by step, how it ended and why.
 *
 * Every sentence that says that something happened ends with the event on which it rests.
 * Does not model: anything. Units: seconds with six decimals. Determinism: trace order.
 * References: contract 2 (`explain`); TR A.5.1 for the threat.
 */
import type { Replay } from '../replay.ts';
import { threatEntry } from '../catalogue/index.ts';
import type { Brought } from '../types.ts';
import { lowerFirst, reference, spaced } from './figures.ts';
import { groupsOf, heldFromOutset, sentence, type Group } from './lines.ts';
import { namesOf, type Names } from './names.ts';
import { boundedBy, stoppedBy, stops } from './stops.ts';
import { ACCIDENT_OUTCOMES, INSIDER, lossText, OUTCOMES, STORY, VANTAGES, type StoryWords } from './story-words.ts';
import type { Lang, StoppedBy } from './types.ts';
import { whatOf } from './words/index.ts';

/** A replay, as far as a story needs it. */
export type Tellable = Pick<Replay, 'attack' | 'finding' | 'consulted' | 'events' | 'scenario' | 'isAttacker'>;

/**
 * The story of a replay in one language, as paragraphs of plain text; each step is a paragraph of its own.
 * Units: none. Errors: none; a replay without trace gives a story without steps. Source: contract 2.
 */
export function storyOf(replay: Tellable, lang: Lang): readonly string[] {
  const names = namesOf(replay.scenario, { lang, isAttacker: heldFromOutset(replay), idsOnce: true });
  const groups = groupsOf(replay);
  const parts = [
    title(replay, lang),
    opening(replay, lang, names),
    controlsInPlay(replay, lang, names),
    ...steps(lang, names, groups),
    ...closing(replay, lang, names, groups),
  ];
  return lang === 'ja' ? parts.map(spaced) : parts;
}

/** The catalogue's words of a threat, or those of the plug-in that brings it. */
function threatWords({ definition }: Tellable['attack']): Brought['threat'] {
  return threatEntry(definition.threat) ?? definition.brought?.threat;
}

function title({ attack }: Tellable, lang: Lang): string {
  const threat = threatWords(attack)?.name[lang] ?? '';
  return STORY[lang].title(attack.definition.threat, threat, attack.definition.name[lang]);
}

function opening({ attack, scenario }: Tellable, lang: Lang, names: Names): string {
  const { vantage, aim } = attack;
  const words = STORY[lang];
  const service = scenario.services.find((s) => s.id === aim.flow.service);
  const place = lang === 'en' ? lowerFirst(vantage.name.en) : vantage.name.ja;
  const isAccident = vantage.kind === 'none';
  const aimed = isAccident ? words.affects : words.aim;
  const description = threatWords(attack)?.description[lang] ?? '';
  return [
    description,
    words.scene(scenario.title[lang], scenario.id, scenario.source),
    isAccident
      ? words.accident(place, vantage.id)
      : words.attacker(place, vantage.id, (vantage.user === undefined ? VANTAGES[vantage.kind] : INSIDER)[lang]),
    aim.flowIdle === true
      ? words.noSession
      : aimed(names.flow(aim.flow.id), names.place(aim.flow.client), names.place(service?.host ?? ''), names.service(aim.flow.service)),
  ].join(words.space);
}

/** Controls that were never asked for could not have changed the course, so they are not told. */
function controlsInPlay({ consulted }: Tellable, lang: Lang, names: Names): string {
  const words = STORY[lang];
  const asked = (wanted: boolean): string =>
    [...consulted]
      .filter(([, on]) => on === wanted)
      .map(([id]) => names.control(id))
      .join(words.comma);
  const [on, off] = [asked(true), asked(false)];
  if (on === '' && off === '') return words.nothingAsked;
  return [on === '' ? words.noneOn : words.on(on), off === '' ? '' : words.off(off), words.othersNever]
    .filter((text) => text !== '')
    .join(words.space);
}

function steps(lang: Lang, names: Names, groups: readonly Group[]): readonly string[] {
  if (groups.length === 0) return [STORY[lang].noSteps];
  return [STORY[lang].happened, ...groups.map((group, index) => `${index + 1}. ${referenced(group, lang, names)}`)];
}

/** The sentence with its source and, last of all, its event. */
function referenced(group: Group, lang: Lang, names: Names): string {
  const text = sentence(group, lang, names);
  const source = STORY[lang].source(group.words.source);
  return `${text}${STORY[lang].space}${source}${STORY[lang].space}${referenceOf(group, lang)}`;
}

function referenceOf(group: Group, lang: Lang): string {
  const { first, last, count } = group;
  return reference(lang, { event: first.n, timeNs: first.timeNs, count, lastEvent: last.n, lastTimeNs: last.timeNs });
}

function closing(replay: Tellable, lang: Lang, names: Names, groups: readonly Group[]): readonly string[] {
  const words = STORY[lang];
  const { finding, consulted, attack } = replay;
  const stopped = stoppedBy(replay);
  const outcomes = attack.vantage.kind === 'none' ? ACCIDENT_OUTCOMES : OUTCOMES;
  const verdict = words.verdict(outcomes[finding.outcome][lang], finding.because[lang]);
  const decisive = stopped === undefined ? decisiveGroup(replay, groups) : groups.find((group) => group.first.n === stopped.event);
  const rests =
    decisive === undefined
      ? stopped === undefined
        ? verdict
        : `${verdict}${words.space}${referenceTo(stopped, lang)}`
      : `${verdict}${words.space}${referenceOf(decisive, lang)}`;
  const loss = finding.loss === undefined ? [] : lossText(finding.loss, lang);
  if (stopped !== undefined) return [rests, ...loss, ...answer(replay, stopped, lang, names)];
  if (finding.outcome !== 'succeeded') return [rests, ...loss, words.nothingStopped];
  return [rests, ...loss, ...insufficient(replay, words, names), missing(consulted, words, names)];
}

/** What detected and what bounded it, or what stopped it. */
function answer(replay: Tellable, stopped: StoppedBy, lang: Lang, names: Names): readonly string[] {
  const words = STORY[lang];
  const told = (tell: StoryWords['stoppedBy'], { control, at, ...event }: StoppedBy): string =>
    tell(names.control(control), names.place(at), referenceTo(event, lang));
  const bounded = boundedBy(replay);
  if (replay.finding.outcome !== 'detected')
    return [told(replay.attack.vantage.kind === 'none' ? words.averted : words.stoppedBy, stopped)];
  return [told(words.detectedBy, stopped), ...(bounded === undefined ? [] : [told(words.boundedBy, bounded)])];
}

function referenceTo({ event, timeNs }: Pick<StoppedBy, 'event' | 'timeNs'>, lang: Lang): string {
  return reference(lang, { event, timeNs, count: 1, lastEvent: event, lastTimeNs: timeNs });
}

/** Controls that stood in the way and did not suffice. */
function insufficient(replay: Tellable, words: StoryWords, names: Names): readonly string[] {
  const met = [...new Set(stops(replay).map(({ control }) => control))];
  const tell = replay.attack.vantage.kind === 'none' ? words.insufficientHelp : words.insufficient;
  return met.length === 0 ? [] : [tell(met.map((id) => names.control(id)).join(words.comma))];
}

function missing(consulted: ReadonlyMap<string, boolean>, words: StoryWords, names: Names): string {
  const off = [...consulted].filter(([, on]) => !on).map(([id]) => names.control(id));
  return off.length === 0 ? words.nothingMissing : words.missing(off.join(words.comma));
}

/** Events that can be the harm itself, the gravest first. */
const HARMS: readonly RegExp[] = [
  /^effect/,
  /^infected/,
  /^damage/,
  /^accept/,
  /^centre\/informed/,
  /^learn\/plain/,
  /^passage\/readable/,
  /^session\/end-(?!finished)/,
  /^drop\/backlog-full/,
];

/** The last event of the gravest kind of harm that the attacker did; where he did none, the last thing that happened. */
function decisiveGroup({ finding }: Tellable, groups: readonly Group[]): Group | undefined {
  if (finding.outcome !== 'succeeded') return groups.at(-1);
  for (const kind of HARMS) {
    const found = groups.findLast((group) => kind.test(whatOf(group.first)) && isHarm(group));
    if (found !== undefined) return found;
  }
  return groups.at(-1);
}

/** What a service did for its true users is no harm, unless the attacker had changed what it took or made it happen twice. */
function isHarm({ first, his, count }: Group): boolean {
  return his || (first.kind === 'effect' && count > 1) || first.fields['altered'] === true || !/^(effect|accept)/.test(first.kind);
}
