/**
 * Purpose: what the tests of changed scenario texts ask of a text: what the loader says of it, and which lines a change took away.
 */
import { loadScenario } from '../../../scenarios/index.ts';
import type { Issue } from '../../../scenarios/issue.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';

export function issues(text: string): readonly Issue[] {
  const read = loadScenario(text, 'x.yaml');
  return read.ok ? [] : read.issues;
}

export function sound(text: string): Scenario {
  const read = loadScenario(text, 'x.yaml');
  if (!read.ok) throw new Error(read.issues.map(({ path, message }) => `${path}: ${message.en}`).join('\n'));
  return read.scenario;
}

/** Lines of the first text that the second lacks. */
export function lost(before: string, after: string): readonly string[] {
  const rest = after.split('\n');
  return before.split('\n').filter((line) => {
    const at = rest.indexOf(line);
    if (at === -1) return true;
    rest.splice(0, at + 1);
    return false;
  });
}
