/**
 * Purpose: `wardlab explain`: the evidence of each matching attack as a story.
 *
 * Units: none. Determinism: as `replay`. References: contract.md section 2.
 */
import { timeToCompromise } from '../../../threats/time-to-compromise.ts';
import { chanceText } from '../../words/chance.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { storyOf } from '../../../threats/evidence/index.ts';
import { NO_POSITIVE_CONTROL } from '../../words/outcomes.ts';
import { isShown } from '../../run/positive-control.ts';
import { toldEstimates } from '../../words/compromise.ts';
import { EXIT_OK } from '../exit-codes.ts';
import { plainText, type Terminal } from '../terminal.ts';
import { chooseReplay, exitOf, replaysOf, type ReplayOptions } from './replay.ts';

/**
 * Runs the command.
 * Units: exit code. Errors: bad input is refused; throws on a bug. Source: contract 2.
 */
export async function explainCommand(terminal: Terminal, name: string, options: ReplayOptions): Promise<number> {
  const plan = await chooseReplay(terminal, name, options);
  if (!plan.ok) return terminal.refuse(plan.refusal);
  const { scenario, controls, threat, attacks } = plan.value;
  const stories = [];
  for (const { entry, replay, bare } of replaysOf(plan.value)) {
    const { attack, outcome, because, traceHash, probability, interval, runs } = entry;
    const paragraphs = { en: storyOf(replay, 'en'), ja: storyOf(replay, 'ja') };
    stories.push({ attack, outcome, bare, because, probability, ...(interval !== undefined && { interval }), runs, paragraphs, traceHash });
    if (terminal.json) continue;
    terminal.line(terminal.tint('bold', `${attack}  ${terminal.say(entry.name)}`));
    terminal.line();
    if (!isShown({ outcome, bare })) {
      for (const line of terminal.wrap(terminal.tint('yellow', terminal.say(NO_POSITIVE_CONTROL)))) terminal.line(line);
      terminal.line();
    }
    if (entry.interval !== undefined) {
      for (const line of terminal.wrap(terminal.say(chanceText({ ...entry, interval: entry.interval })))) terminal.line(line);
      terminal.line();
    }
    for (const paragraph of paragraphs[terminal.lang]) {
      for (const line of terminal.wrap(plainText(paragraph))) terminal.line(line);
      terminal.line();
    }
  }
  if (attacks.length > 0 && !terminal.json) for (const line of estimateLines(terminal, scenario, threat)) terminal.line(line);
  if (terminal.json)
    terminal.document({
      schema: 'wardlab/explain@1',
      scenario: scenario.id,
      seed: terminal.seed,
      threat,
      controls,
      stories,
      timeToCompromise: attacks.length === 0 ? [] : timeToCompromise(scenario).filter((estimate) => estimate.threat === threat),
    });
  return attacks.length === 0 ? EXIT_OK : exitOf(stories);
}

/** What follows from the scenario's figures alone, where the threat is one of trying. */
function estimateLines(terminal: Terminal, scenario: Scenario, threat: string): string[] {
  const told = toldEstimates(scenario, threat);
  if (told.length === 0) return [];
  const { say } = terminal;
  const figures = new Map(told.flatMap(({ constants }) => constants.map(({ text, source }) => [say(text), source] as const)));
  return [
    terminal.tint(
      'bold',
      say({ en: 'Time to compromise, computed from the scenario’s figures', ja: 'シナリオの数値から算出した侵害までの時間' }),
    ),
    ...told.flatMap(({ target, way, under, time }) =>
      terminal.wrap(plainText(`${say(target)} · ${say(way)} · ${say(under)}: ${say(time)}`), 2),
    ),
    `  ${say({ en: 'Figures behind it:', ja: '根拠となる数値：' })}`,
    ...[...figures].flatMap(([text, source]) => terminal.wrap(plainText(`${text} (${source})`), 4)),
    '',
  ];
}
