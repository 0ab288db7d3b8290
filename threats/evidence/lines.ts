/**
 * Purpose: turns a trace into evidence: the events that explain an outcome, those alike told as one, in the order in which each began.
 *
 * Two events are alike when they say the same sentence at the same place: a flood of two thousand requests is one line with a count.
 * Does not model: causality; an event is evidence by its kind. Cost: one sentence an event that has words.
 * Units: nanoseconds. Determinism: trace order.
 * References: design 4 (evidence); contract 3 (`evidence`).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Replay } from '../replay.ts';
import { spaced, times, upperFirst } from './figures.ts';
import { namesOf, type Names } from './names.ts';
import { telling, type Surroundings } from './telling.ts';
import type { EvidenceLine, Lang, Words } from './types.ts';
import { whatOf, wordsFor } from './words/index.ts';

/** What evidence needs to know of a replay. */
export type Told = Pick<Replay, 'events' | 'scenario' | 'isAttacker'> & Partial<Pick<Replay, 'attack'>>;

/**
 * Which places a story calls the attacker's: those that he held from the outset. A host that he takes during the run goes by its own name, and the story says when it fell; so does
 * the workstation of a member of staff, which is no stolen one.
 * Units: none. Errors: none. Source: own design.
 */
export function heldFromOutset(told: Told): (place: string) => boolean {
  if (told.attack?.vantage.user !== undefined) return () => false;
  const taken = new Set(told.events.filter(({ kind }) => kind === 'infected').map(({ at }) => at));
  return (place) => told.isAttacker(place) && !taken.has(place);
}

/** Events that are told by one sentence. */
export interface Group {
  readonly words: Words;
  readonly first: TraceEvent;
  last: TraceEvent;
  count: number;
  /** The attacker had a part in it. */
  readonly his: boolean;
  readonly around: Surroundings;
}

/**
 * The events that explain the outcome, those alike in one group.
 * Units: none. Errors: none; without a trace there are none. Source: own design.
 */
export function groupsOf(told: Told): readonly Group[] {
  const names = namesOf(told.scenario, { lang: 'en', isAttacker: heldFromOutset(told) });
  const groups = new Map<string, Group>();
  const begins = new Map<string, TraceEvent>();
  for (const event of told.events) {
    const words = wordsFor(event, told);
    if (words === undefined) continue;
    const run = event.kind === 'session' ? String(event.fields['run']) : '';
    const around: Surroundings = { scenario: told.scenario, isAttacker: told.isAttacker, begin: begins.get(run) };
    if (run !== '' && !begins.has(run)) begins.set(run, event);
    const t = telling(event, names, around);
    if (words.tells?.(t) === false) continue;
    const key = `${whatOf(event)} ${words.alike?.(t) ?? `${event.at} ${words.en(t)}`}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { words, first: event, last: event, count: 1, his: t.byAttacker, around });
    else {
      group.last = event;
      group.count++;
    }
  }
  return [...groups.values()];
}

/**
 * A group as a sentence, without its reference.
 * Units: none. Errors: none. Source: own design.
 */
export function sentence(group: Group, lang: Lang, names: Names): string {
  const text = group.words[lang](telling(group.first, names, group.around));
  const count = group.words.alike !== undefined ? '' : times(lang, group.count);
  return lang === 'en' ? `${upperFirst(text)}${count}.` : spaced(`${text.slice(0, -1)}${count}。`);
}

/**
 * The evidence of a replay, in order.
 * Units: nanoseconds. Errors: none; a replay without trace has none. Source: contract 3.
 */
export function evidenceOf(told: Told): readonly EvidenceLine[] {
  const { scenario } = told;
  const isAttacker = heldFromOutset(told);
  const en = namesOf(scenario, { lang: 'en', isAttacker });
  const ja = namesOf(scenario, { lang: 'ja', isAttacker });
  return groupsOf(told).map((group) => ({
    event: group.first.n,
    timeNs: group.first.timeNs,
    at: group.first.at,
    what: whatOf(group.first),
    en: sentence(group, 'en', en),
    ja: sentence(group, 'ja', ja),
    source: group.words.source,
    count: group.count,
    lastEvent: group.last.n,
    lastTimeNs: group.last.timeNs,
  }));
}
