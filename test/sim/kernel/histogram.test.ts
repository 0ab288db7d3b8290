/**
 * Purpose: percentiles from buckets against those of the sorted list.
 *
 * Guards: a bucket border one off, a quantile that is below the true one, or more than a 64th above it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../../sim/kernel/histogram.ts';

const value = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 31 }), fc.maxSafeInteger().map(Math.abs));

describe('histogram', () => {
  it('gives every percentile from the true one to a 64th above it', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const histogram = new Histogram();
        for (const one of values) histogram.add(one);
        const exact = [...values].sort((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? NaN;
        const got = histogram.quantile(percent, 100);
        expect(got).toBeGreaterThanOrEqual(exact);
        expect(got).toBeLessThanOrEqual(exact + exact / 64);
        expect([histogram.min, histogram.max, histogram.count]).toEqual([Math.min(...values), Math.max(...values), values.length]);
      }),
    );
  });
  it('is exact below 128', () => {
    const histogram = new Histogram();
    for (let n = 0; n < 128; n++) histogram.add(n);
    expect([histogram.quantile(1, 2), histogram.quantile(1, 128), histogram.mean]).toEqual([63, 0, 63.5]);
  });
  it('has nothing to say without observations, and refuses what is no whole number', () => {
    const histogram = new Histogram();
    expect([histogram.quantile(99, 100), histogram.mean]).toEqual([0, 0]);
    for (const bad of [-1, 0.5, NaN, 2 ** 54]) expect(() => histogram.add(bad)).toThrow('whole number');
  });
});
