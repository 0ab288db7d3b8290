/**
 * Purpose: the expectations of a scenario that did not hold, as lines for a person.
 *
 * Units: none. Determinism: the scenario's order.
 */
import type { CoverageDocument } from '../../run/coverage-run.ts';
import type { Expectation } from '../../run/expectations.ts';
import type { FlowExpectation } from '../../run/flow-expectations.ts';
import { FLOW_WORDS, VERDICT_WORDS } from '../../words/outcomes.ts';
import type { Outcome } from '../../../threats/coverage/types.ts';
import { OUTCOMES } from '../../../threats/coverage/index.ts';
import type { Terminal } from '../terminal.ts';

/**
 * One line for each failed expectation.
 * Units: none. Errors: none. Source: contract 4 (`expect`).
 */
export function failureLines(terminal: Terminal, { scenario, expectations, flowExpectations = [] }: CoverageDocument): string[] {
  const threats = expectations.filter(({ holds }) => !holds).map((failed) => failure(terminal, scenario.id, failed));
  const flows = flowExpectations.filter(({ holds }) => !holds).map((failed) => flowFailure(terminal, scenario.id, failed));
  return [...threats, ...flows].map((line) => `wardlab: ${line}`);
}

function flowFailure({ say }: Terminal, scenario: string, { flow, controls, expected, found }: FlowExpectation): string {
  const profile = typeof controls === 'string' ? controls : controls.join(',');
  return say({
    en: `expectation failed: ${scenario}: flow ${flow} with --controls ${profile}: expected ${FLOW_WORDS[expected].en}, found ${FLOW_WORDS[found].en}`,
    ja: `期待値の不一致: ${scenario}: フロー ${flow}（--controls ${profile}）: 期待 ${FLOW_WORDS[expected].ja}、実際 ${FLOW_WORDS[found].ja}`,
  });
}

function failure(terminal: Terminal, scenario: string, { threat, controls, expected, found }: Expectation): string {
  const profile = typeof controls === 'string' ? controls : controls.join(',');
  const { say } = terminal;
  const wanted = isOutcome(expected) ? VERDICT_WORDS[expected] : { en: expected, ja: expected };
  return say({
    en: `expectation failed: ${scenario}: ${threat} with --controls ${profile}: expected ${wanted.en}, found ${VERDICT_WORDS[found].en}`,
    ja: `期待値の不一致: ${scenario}: ${threat}（--controls ${profile}）: 期待 ${wanted.ja}、実際 ${VERDICT_WORDS[found].ja}`,
  });
}

function isOutcome(word: string): word is Outcome {
  return OUTCOMES.some((outcome) => outcome === word);
}
