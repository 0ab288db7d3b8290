/**
 * Purpose: one replay as lines for a terminal.
 *
 * Units: seconds with six decimals. Determinism: pure.
 */
import { grouped, seconds } from '../../../threats/evidence/figures.ts';
import type { ReplayEntry } from '../../run/replay-entry.ts';
import { chanceText } from '../../words/chance.ts';
import { VERDICT_WORDS } from '../../words/outcomes.ts';
import { lineText, referenceText, sourceText } from '../../words/sources.ts';
import type { Outcome } from '../../../threats/coverage/types.ts';
import type { Terminal, Tint } from '../terminal.ts';
import { padded } from '../width.ts';

const OUTCOME_TINTS: Readonly<Record<Outcome, Tint>> = {
  blocked: 'green',
  detected: 'cyan',
  degraded: 'yellow',
  inconclusive: 'yellow',
  succeeded: 'red',
};

/** Columns of the labels on the left, wide enough for both languages. */
const LABEL_COLUMNS = 12;

/**
 * The lines of a replay, an empty one at the end.
 * Units: none. Errors: none. Source: own design.
 */
export function replayLines(terminal: Terminal, entry: ReplayEntry): string[] {
  const { say, tint } = terminal;
  const label = (en: string, ja: string): string => `  ${padded(say({ en, ja }), LABEL_COLUMNS)}`;
  const verdict = tint(OUTCOME_TINTS[entry.outcome], say(VERDICT_WORDS[entry.outcome]));
  const asked = Object.entries(entry.consulted).map(([control, on]) => `${control}=${on ? 'on' : 'off'}`);
  return [
    `${tint('bold', entry.attack)}  ${say(entry.name)}`,
    `${label('controls', '対策')}${entry.controls.join(', ') || say({ en: 'none', ja: 'なし' })}`,
    `${label('outcome', '結果')}${verdict}: ${say(entry.because)}`,
    ...chanceLines(terminal, entry, label('chance', '確率')),
    ...stopLines(terminal, entry, label('stopped by', '止めた対策')),
    `${label('consulted', '照会')}${asked.join(', ') || say({ en: 'nothing', ja: 'なし' })}`,
    ...learnedLines(entry, label),
    label('evidence', '証跡').trimEnd(),
    ...entry.evidence.flatMap((line) =>
      terminal.wrap(`${say(lineText(line))} ${say(referenceText(line))} ${say(sourceText(line.source))}`, 4),
    ),
    `${label('trace', 'トレース')}${grouped(entry.events)} ${say({ en: 'events', ja: 'イベント' })}  ${tint('dim', entry.traceHash)}`,
    '',
  ];
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
