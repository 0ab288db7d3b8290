/**
 * Purpose: the words of the catalogues and of the evidence, in the shape that the page shows.
 *
 * Does not model: anything; every sentence comes from threats/catalogue and threats/evidence. Units: nanoseconds.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import type { Replay } from '../../threats/replay.ts';

export interface ThreatWords {
  readonly id: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
}

export interface ControlWords {
  readonly id: string;
  readonly name: Bilingual;
  readonly where: Bilingual;
  readonly does: Bilingual;
  readonly source: string;
  readonly cost: number;
}

export interface StoryLine {
  readonly event: number;
  readonly timeNs: number;
  readonly at: string;
  readonly what: string;
  readonly en: string;
  readonly ja: string;
  readonly source: string;
}

export interface StoppedLine {
  readonly control: string;
  readonly at: string;
  readonly event: number;
  readonly timeNs: number;
  readonly reason: string;
  readonly en: string;
  readonly ja: string;
  readonly source: string;
}

export function threatWords(id: string): ThreatWords {
  return { id, name: { en: id, ja: id }, description: { en: id, ja: id } };
}

export function controlWords(scenario: Scenario, id: string): ControlWords {
  const cost = scenario.controls.find((control) => control.id === id)?.cost ?? 0;
  const same = { en: id, ja: id };
  return { id, name: same, where: same, does: same, source: '', cost };
}

export function storyLines(done: Replay): readonly StoryLine[] {
  const kinds = ['attack', 'learn', 'accept', 'effect', 'infected', 'tunnel'];
  return done.events.filter((event) => kinds.includes(event.kind)).slice(0, 40).map(({ n, timeNs, at, kind, fields }) => {
    const text = `${kind} ${JSON.stringify(fields)}`;
    return { event: n, timeNs, at, what: kind, en: text, ja: text, source: '' };
  });
}

export function stoppedLine(done: Replay): StoppedLine | undefined {
  const stop = done.events.findLast((event) => event.kind === 'stop' && done.isAttacker(String(event.fields['origin'])));
  if (stop === undefined || done.finding.outcome === 'succeeded') return undefined;
  const text = `${String(stop.fields['control'])} at ${stop.at}: ${String(stop.fields['reason'])}`;
  return { control: String(stop.fields['control']), at: stop.at, event: stop.n, timeNs: stop.timeNs, reason: String(stop.fields['reason']), en: text, ja: text, source: '' };
}
