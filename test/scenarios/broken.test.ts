/**
 * Purpose: every broken file gets exactly the diagnostics of the table: position, path and code, and none besides.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIssue, loadScenario } from '../../scenarios/index.ts';
import { BROKEN } from './broken-table.ts';
import { broken } from './files.ts';

describe('broken files', () => {
  it('are all in the table, and there are at least 40', () => {
    const files = readdirSync(new URL('./broken/', import.meta.url)).sort();
    expect(BROKEN.map(([name]) => `${name}.yaml`).sort()).toEqual(files);
    expect(files.length).toBeGreaterThanOrEqual(40);
  });

  it.each(BROKEN)('%s is wrong at %i:%i, %s, %s', (name, line, column, path, code) => {
    const file = `broken/${name}.yaml`;
    const result = loadScenario(broken(name), file);
    if (result.ok) throw new Error(`${file} was accepted`);
    expect(result.issues.map((issue) => [issue.line, issue.column, issue.path, issue.code])).toEqual([[line, column, path, code]]);
    const [issue] = result.issues;
    if (issue === undefined) throw new Error('unreachable: the list has one element');
    for (const text of [issue.expected, issue.found, issue.message]) {
      expect(text.en).not.toBe('');
      expect(text.ja).not.toBe('');
    }
    expect(issue.message.ja).toMatch(/^期待: .+、実際: .+/s);
    expect(formatIssue(issue, 'en').startsWith(`${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}expected `)).toBe(true);
  });
});
