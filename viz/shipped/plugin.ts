/**
 * Purpose: lets the page import a shipped scenario as the loader has read it (`figure-3.yaml?scenario`), so that a first visit carries neither the loader nor the file's text.
 *
 * Runs while the page is built. Does not model: anything; what it writes is the result of scenarios/load.ts, and a test holds the two against each other.
 * Units: none. Determinism: the same file gives the same module.
 */
import type { Plugin } from 'vite';
import { formatIssue } from '../../scenarios/issue.ts';
import { loadScenario } from '../../scenarios/load.ts';

const ASKED = /\/([\w-]+\.yaml)\?scenario$/;

/**
 * The module of a shipped scenario.
 * Units: none. Errors: throws on a scenario with faults (a bug: it is tested). Source: own design.
 */
export function scenarioModule(text: string, file: string): string {
  const read = loadScenario(text, file);
  if (!read.ok) throw new Error(read.issues.map((issue) => formatIssue(issue, 'en')).join('\n'));
  // A string that is parsed at run time is read faster than an object literal of the same size.
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(read))});`;
}

/**
 * The plugin.
 * Units: none. Errors: see scenarioModule. Source: own design.
 */
export function shippedScenarios(): Plugin {
  return {
    name: 'shipped-scenarios',
    transform(text, id) {
      const file = ASKED.exec(id)?.[1];
      return file === undefined ? undefined : { code: scenarioModule(text, file), map: null, moduleType: 'js' };
    },
  };
}
