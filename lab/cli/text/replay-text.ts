/**
 * Purpose: one replay as lines for a terminal.
 *
 * Units: seconds with six decimals; of single events with nine. Determinism: pure.
 */
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import type { TraceEvent } from '../../../sim/kernel/trace.ts';
import { grouped, seconds } from '../../../threats/evidence/figures.ts';
import { isShown } from '../../run/positive-control.ts';
import type { ReplayEntry } from '../../run/replay-entry.ts';
import { chanceText } from '../../words/chance.ts';
import { eventText } from '../../words/event-text.ts';
import { NO_POSITIVE_CONTROL, VERDICT_WORDS } from '../../words/outcomes.ts';
import { lineText, referenceText, sourceText } from '../../words/sources.ts';
import type { Outcome } from '../../../threats/coverage/types.ts';
import { plainText, type Terminal, type Tint } from '../terminal.ts';
import { padded } from '../width.ts';

const OUTCOME_TINTS: Readonly<Record<Outcome, Tint>> = {
  blocked: 'green',
  detected: 'cyan',
  degraded: 'yellow',
  inconclusive: 'yellow',
  succeeded: 'red',
};

/** Columns of the labels on the left, wide enough for both languages. */
const LABEL_COLUMNS = 14;

/** A replay with its positive control. */
type Compared = ReplayEntry & { readonly bare: Outcome };

/**
 * The lines of a replay, an empty one at the end; `events` stand in the place of the evidence.
 * Units: none. Errors: none. Source: own design.
 */
export function replayLines(terminal: Terminal, entry: Compared, events?: readonly string[]): string[] {
  const { say, tint } = terminal;
  const label = (en: string, ja: string): string => `  ${padded(say({ en, ja }), LABEL_COLUMNS)}`;
  const asked = Object.entries(entry.consulted).map(([control, on]) => `${control}=${on ? 'on' : 'off'}`);
  return [
    `${tint('bold', entry.attack)}  ${say(entry.name)}`,
    `${label('controls', '対策')}${entry.controls.join(', ') || say({ en: 'none', ja: 'なし' })}`,
    `${label('outcome', '結果')}${outcomeWords(terminal, entry)}`,
    ...bareLines(terminal, entry, label('bare', '対策なし')),
    ...chanceLines(terminal, entry, label('chance', '確率')),
    ...stopLines(terminal, entry, label('stopped by', '止めた対策')),
    `${label('consulted', '照会')}${asked.join(', ') || say({ en: 'nothing', ja: 'なし' })}`,
    ...learnedLines(entry, label),
    ...(events ?? evidenceLines(terminal, entry, label('evidence', '証跡').trimEnd())),
    `${label('trace', 'トレース')}${grouped(entry.events)} ${say({ en: 'events', ja: 'イベント' })}  ${tint('dim', entry.traceHash)}`,
    '',
  ];
}

/** What came of it; where nobody succeeds without controls either, a failure is not theirs and is never green. */
function outcomeWords({ say, tint }: Terminal, entry: Compared): string {
  const [words, because] = [VERDICT_WORDS[entry.outcome], say(entry.because)];
  if (isShown(entry)) return `${tint(OUTCOME_TINTS[entry.outcome], say(words))}: ${because}`;
  const doubt = say({ en: `not shown ${words.en}: no positive control`, ja: `「${words.ja}」とは示せず：対照となる成立例なし` });
  return `${tint('yellow', doubt)}${say({ en: ` (${because})`, ja: `（${because}）` })}`;
}

function bareLines(terminal: Terminal, entry: Compared, label: string): string[] {
  const { say } = terminal;
  if (entry.controls.length === 0 && isShown(entry)) return [];
  const outcome = say(VERDICT_WORDS[entry.bare]);
  if (isShown(entry)) return [`${label}${outcome}`];
  return [`${label}${outcome}: ${say(NO_POSITIVE_CONTROL)}`];
}

function evidenceLines(terminal: Terminal, { evidence }: ReplayEntry, head: string): string[] {
  const { say, wrap } = terminal;
  return [
    head,
    ...evidence.flatMap((line) => wrap(`${say(lineText(line))} ${say(referenceText(line))} ${say(sourceText(line.source))}`, 4)),
  ];
}

/**
 * Events of a trace, one a line: number, time, place, kind and what it carries, as the visualizer lists them.
 * Units: seconds with nine decimals. Errors: none. Source: own design.
 */
export function eventLines(terminal: Terminal, events: readonly TraceEvent[]): string[] {
  const { say } = terminal;
  const count = `${grouped(events.length)} ${say({ en: events.length === 1 ? 'event matches' : 'events match', ja: '件のイベントが一致' })}`;
  return [
    `  ${count}`,
    ...events.map((event) => {
      const head = `${String(event.n).padStart(8)}  ${exactSeconds(event.timeNs).padStart(14)} s`;
      return plainText(`${head}  ${event.at}  ${event.kind}  ${eventText(event)}`.trimEnd());
    }),
  ];
}

function exactSeconds(timeNs: number): string {
  return `${Math.floor(timeNs / NS_PER_S)}.${String(timeNs % NS_PER_S).padStart(9, '0')}`;
}

function chanceLines(terminal: Terminal, { runs, probability, interval, seed }: ReplayEntry, label: string): string[] {
  if (interval === undefined) return [];
  return [`${label}${terminal.say(chanceText({ runs, probability, interval, seed }))}`];
}

function stopLines(terminal: Terminal, { stoppedBy: stop }: ReplayEntry, label: string): string[] {
  if (stop === undefined) return [];
  const where = `${stop.control} @ ${stop.at}, ${terminal.say({ en: 'event', ja: 'イベント' })} ${stop.event}, ${seconds(stop.timeNs)} s, ${stop.reason}`;
  return [`${label}${where}`];
}

function learnedLines({ learned }: ReplayEntry, label: (en: string, ja: string) => string): string[] {
  if (learned.length === 0) return [];
  const shown = learned.map(({ what, form, how }) => `${what} (${form}, ${how})`).join(', ');
  return [`${label('learned', '入手した情報')}${shown}`];
}
