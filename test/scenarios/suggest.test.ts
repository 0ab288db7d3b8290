/**
 * Purpose: "did you mean" finds the near word and keeps silent about far ones.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from '../../scenarios/suggest.ts';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['prefix', 'prefx', 1],
    ['prefix', 'perfix', 1],
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 3],
  ])('%j to %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is symmetric, zero only for equal words, and at most the longer length', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        expect(distance).toBe(editDistance(b, a));
        expect(distance === 0).toBe(a === b);
        expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(a.length - b.length));
      }),
    );
  });
});

describe('nearest', () => {
  it('takes the nearest, the first of equals, and none beyond a third of the letters', () => {
    expect(nearest('gatway', ['prefix', 'gateway', 'gateways'])).toBe('gateway');
    expect(nearest('cat', ['car', 'cab'])).toBe('car');
    expect(nearest('nat', ['allow', 'rekey', 'idle-timeout'])).toBeUndefined();
    expect(nearest('HSZ', ['sz', 'hsz'])).toBe('hsz');
  });

  it('finds a place by its last part', () => {
    expect(nearest('ehr-server', ['hospital.hsz.ehr-server', 'clinic.sz.pc'])).toBe('hospital.hsz.ehr-server');
  });

  it('never suggests the word itself, nor anything for a very long one', () => {
    expect(nearest('tls', ['tls'])).toBeUndefined();
    expect(nearest('x'.repeat(10_000), ['x'.repeat(10_000)])).toBeUndefined();
  });
});
