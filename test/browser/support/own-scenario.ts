/**
 * Purpose: a scenario of the reader's own, small enough to be explored in a second: figure-1 with one attacker's position, under another name.
 */
import { readFileSync } from 'node:fs';

const figure1 = readFileSync(new URL('../../../scenarios/figure-1.yaml', import.meta.url), 'utf8');

/** Its title, as the page shows it. */
export const OWN_TITLE = 'Our own clinic';

export function ownScenario(): string {
  const [, before = '', vantages = '', after = ''] = /^([\s\S]*\nvantages:\n)([\s\S]*?)(\nadversary:[\s\S]*?)\nexpect:/.exec(figure1) ?? [];
  const one = vantages.split(/(?=^ {2}[\w-]+:\n)/m).find((block) => block.startsWith('  patient-site:'));
  if (one === undefined) throw new Error('figure-1 has no position patient-site');
  return `${before}${one}${after}\n`
    .replace('scenario: figure-1', 'scenario: our-clinic')
    .replace(/^title:\n {2}en: .*$/m, `title:\n  en: ${OWN_TITLE}`);
}
