/**
 * Purpose: keeps the list of weakenings fit for use, without running them.
 *
 * Guards: every weakening changes exactly one place that still stands, names tests that exist, and none is listed twice; no defence can be rewritten without its weakening.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { WEAKENINGS } from './weakenings.ts';

describe('the weakenings', () => {
  it('are at least sixty, each with a name and a change of its own', () => {
    expect(WEAKENINGS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(WEAKENINGS.map(({ name }) => name)).size).toBe(WEAKENINGS.length);
    expect(new Set(WEAKENINGS.map(({ file, find, become }) => [file, find, become].join('|'))).size).toBe(WEAKENINGS.length);
  });
  it.each(WEAKENINGS.map((weakening) => [weakening.name, weakening] as const))('find their place exactly once: %s', (_name, weakening) => {
    expect(readFileSync(weakening.file, 'utf8').split(weakening.find)).toHaveLength(2);
    expect(weakening.become).not.toBe(weakening.find);
    for (const file of weakening.tests) expect(existsSync(file), file).toBe(true);
  });
});
