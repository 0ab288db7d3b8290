/**
 * Purpose: `wardlab explain`: the evidence of each matching attack as a story.
 *
 * Units: none. Determinism: as `replay`. References: contract.md section 2.
 */
import { chanceText } from '../../words/chance.ts';
import { storyOf } from '../../../threats/evidence/index.ts';
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
  for (const { entry, replay } of replaysOf(plan.value)) {
    const { attack, outcome, because, traceHash, probability, interval, runs } = entry;
    const paragraphs = { en: storyOf(replay, 'en'), ja: storyOf(replay, 'ja') };
    stories.push({ attack, outcome, because, probability, ...(interval !== undefined && { interval }), runs, paragraphs, traceHash });
    if (terminal.json) continue;
    terminal.line(terminal.tint('bold', `${attack}  ${terminal.say(entry.name)}`));
    terminal.line();
    if (entry.interval !== undefined) {
      for (const line of terminal.wrap(terminal.say(chanceText({ ...entry, interval: entry.interval })))) terminal.line(line);
      terminal.line();
    }
    for (const paragraph of paragraphs[terminal.lang]) {
      for (const line of terminal.wrap(plainText(paragraph))) terminal.line(line);
      terminal.line();
    }
  }
  if (terminal.json)
    terminal.document({ schema: 'wardlab/explain@1', scenario: scenario.id, seed: terminal.seed, threat, controls, stories });
  return attacks.length === 0 ? EXIT_OK : exitOf(stories);
}
