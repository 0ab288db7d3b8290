/**
 * Purpose: docs/validation.md is the page of today's checks: the same sections, rows and references, every row holds, and the cheap rows come out as they stand there.
 *
 * The dear rows are run by the tests of test/theory, test/reference and test/lab/probe through the same functions. After a change of the model: `npm run validate`.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cell, line, PAGE, pageOf, SECTIONS } from './page.ts';

const page = readFileSync(PAGE, 'utf8');
/** A pipe that does not end a cell has a backslash before it. */
const cells = (row: string): readonly string[] => row.slice(2, -2).split(/(?<!\\) \| /);
const written = page.split('\n').filter((row) => row.startsWith('| ') && !row.startsWith('| what |'));
const rows = SECTIONS.flatMap((section) => section.rows);

describe('the validation page', () => {
  it('has the rows and references of today’s checks, in order', () => {
    expect(written.map((row) => cells(row).slice(0, 2))).toEqual(rows.map(({ what, reference }) => [cell(what), cell(reference)]));
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  });

  it('has the words of today', () => {
    const prose = (text: string): readonly string[] => text.split('\n').filter((row) => !row.startsWith('| '));
    expect(prose(page)).toEqual(prose(pageOf(() => ({ model: '', deviation: '', holds: true }))));
  });

  it('says of every row that it holds', () => {
    expect(written.filter((row) => !row.endsWith(' | holds |'))).toEqual([]);
  });

  it('says of the cheap rows what comes out today', () => {
    const cheap = rows.filter(({ quick }) => quick);
    expect(cheap.length).toBeGreaterThan(20);
    for (const row of cheap) expect(written).toContain(line(row, row.run()));
  });
});
