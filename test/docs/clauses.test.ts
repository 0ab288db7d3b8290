/**
 * Purpose: the table of clauses tells the truth: every row is filled, every test and scenario that it names exists, and no clause of the list is missing.
 *
 * A name counts as found when the file has a `describe` or an `it` with exactly this title.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FILE = 'docs/clauses.md';
const STEPS = 'abcdefghijkl';
/** Clauses with the least number of statements that the TR makes in each. */
const CLAUSES: Readonly<Record<string, number>> = {
  '9': 1,
  '9.1': 4,
  '9.2': 5,
  '9.3': 3,
  '9.4': 4,
  '9.5': 4,
  // Table A.1.
  'A.3': 11,
  // Table D.1.
  'D.2': 4,
  'D.3': 7,
  ...Object.fromEntries([...'abcdefgh'].map((letter) => [`D.4 ${letter}`, 1])),
  'D.5': 3,
  'D.6': 4,
  ...Object.fromEntries([...STEPS].map((letter) => [`D.6 ${letter}`, 1])),
  'D.7 a': 3,
  'D.7 b': 1,
  'D.7 c': 7,
  'D.8': 3,
};

interface Row {
  readonly clause: string;
  readonly says: string;
  readonly tests: string;
  readonly scenario: string;
}

function rowsOf(text: string): Row[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| clause'))
    .map((line) => {
      const [, clause = '', says = '', tests = '', scenario = ''] = line.split('|').map((cell) => cell.trim());
      return { clause, says, tests, scenario };
    });
}

/** What is wrong with a row; empty is right. */
function faultsOf(row: Row): string[] {
  const faults: string[] = [];
  if (row.says.length < 10) faults.push('no statement');
  // Nothing but tests: a row that says why it has none is a row without one.
  for (const named of row.tests.split('<br>')) {
    const [, file = '', title = ''] = /^`([^`]+)` › (.+)$/.exec(named) ?? [];
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const quoted = [`'${title}'`, `"${title}"`].some((literal) => text.includes(`it(${literal}`) || text.includes(`describe(${literal}`));
    if (!quoted) faults.push(`no test: ${named}`);
  }
  if (!row.scenario.startsWith('none: ')) {
    const [, id = ''] = /^`([a-z0-9-]+)`/.exec(row.scenario) ?? [];
    if (!existsSync(`scenarios/${id}.yaml`)) faults.push(`no scenario: ${row.scenario}`);
    for (const [, file = ''] of row.scenario.matchAll(/`(test\/[^`]+)`/g)) if (!existsSync(file)) faults.push(`no file: ${file}`);
  }
  return faults;
}

const rows = rowsOf(readFileSync(FILE, 'utf8'));

describe('docs/clauses.md', () => {
  it('has a row for every statement', () => {
    const counted: Record<string, number> = {};
    for (const { clause } of rows) counted[clause] = (counted[clause] ?? 0) + 1;
    expect(Object.keys(counted).sort()).toEqual(Object.keys(CLAUSES).sort());
    for (const [clause, least] of Object.entries(CLAUSES)) expect(counted[clause] ?? 0, clause).toBeGreaterThanOrEqual(least);
  });

  it.each(rows.map((row) => [`${row.clause} ${row.says}`, row] as const))('%s: names tests and scenarios that exist', (_name, row) => {
    expect(faultsOf(row)).toEqual([]);
  });

  it('would be caught naming what does not exist', () => {
    const [good] = rows;
    if (good === undefined) throw new Error('no row');
    for (const planted of [
      { ...good, tests: '`test/sim/vpn/centre.test.ts` › no such title' },
      { ...good, tests: '`test/nowhere.test.ts` › asking' },
      { ...good, tests: '' },
      { ...good, tests: 'not modelled: an agreement on paper, of which nothing happens on a network' },
      { ...good, scenario: '`figure-99`' },
      { ...good, scenario: '' },
      { ...good, says: '' },
    ])
      expect(faultsOf(planted)).toHaveLength(1);
  });
});
