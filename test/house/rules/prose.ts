/**
 * Purpose: what no file may contain, whatever its language: notes for later, paths of one machine, switched-off checks.
 */
import type { Finding, Rule } from '../support/rule.ts';
import { lineAt } from '../support/syntax.ts';

/** Every match of a pattern as a finding. */
function matches(path: string, text: string, pattern: RegExp, message: (found: string) => string): Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({ path, line: lineAt(text, match.index), message: message(match[0]) }));
}

// The words are put together here so that this file does not contain them.
const LATER = new RegExp(`\\b(${['TO', 'FIX'].map((half, at) => half + ['DO', 'ME'][at]).join('|')})\\b`, 'g');

/** Nothing is left for later in the files; what is open stands in docs/limitations.md. */
export const later: Rule = {
  name: 'no notes for later',
  check: (path, text) => matches(path, text, LATER, (found) => `"${found}": do it now, or write it down in docs/limitations.md`),
};

const HOMES = ['work', 'root', 'home/[a-z][\\w.-]*', 'Users/[A-Za-z][\\w.-]*', 'tmp/[\\w.-]+', 'mnt/[a-z]'];
const MACHINE = new RegExp(`(?<![\\w.:/*-])/(${HOMES.join('|')})/`, 'g');

/** No path that exists on one machine only. */
export const machinePath: Rule = {
  name: 'no path of one machine',
  check: (path, text) => matches(path, text, MACHINE, (found) => `"${found}" is a path of one machine; use a relative path`),
};

const OFF = new RegExp(`\\b(${['oxlint', 'eslint'].join('|')})-dis${'able'}|@ts-(no${'check'}|ig${'nore'})`, 'g');

/** No check is switched off inside a file; exceptions stand in .oxlintrc.json, with a reason. */
export const switchedOff: Rule = {
  name: 'no check switched off in a comment',
  check: (path, text) =>
    /\.(ts|tsx|js)$/.test(path)
      ? matches(path, text, OFF, (found) => `"${found}": repair the code, or change the rule in .oxlintrc.json`)
      : [],
};
