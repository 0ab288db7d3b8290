/**
 * Purpose: running statistics against the textbook: Welford's recurrence against the two-pass formula, a time-weighted level against its integral.
 *
 * Guards: the naive sum of squares, which loses every digit when the mean is large; a level that forgets its last stretch.
 * Arithmetic: variance = Σ(x - mean)² / (n - 1); average of a level = Σ value × duration / span.
 * Why this bound: both ways round in double precision; Welford's relative error grows like n × 2^-53 × (mean / deviation), so 1e-9 is generous for these lists.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Level, Tally } from '../../../sim/kernel/statistics.ts';

function tallyOf(values: readonly number[]): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}

function twoPass(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: values.length < 2 ? 0 : squares / (values.length - 1) };
}

describe('Tally', () => {
  it('agrees with the two-pass formula', () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 200 }), (values) => {
        const tally = tallyOf(values);
        const { mean, variance } = twoPass(values);
        const largest = Math.max(...values.map(Math.abs));
        expect(tally.count).toBe(values.length);
        expect(Math.abs(tally.mean - mean)).toBeLessThanOrEqual(1e-9 * (1 + largest));
        expect(Math.abs(tally.variance - variance)).toBeLessThanOrEqual(1e-9 * (1 + largest * largest));
        expect([tally.min, tally.max]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
    );
  });

  it('keeps the variance of 4, 7, 13, 16 (which is 30) far away from zero', () => {
    // The naive formula (Σx² - (Σx)²/n) / (n - 1) answers -170.67 here: the squares need 60 bits.
    const tally = tallyOf([4, 7, 13, 16].map((value) => value + 1e9));
    expect(tally.mean).toBe(1e9 + 10);
    expect(tally.variance).toBe(30);
  });

  it('is 0 without observations, and has no variance with one', () => {
    expect([new Tally().count, new Tally().mean, new Tally().variance]).toEqual([0, 0, 0]);
    expect([tallyOf([7]).mean, tallyOf([7]).variance, tallyOf([7]).min, tallyOf([7]).max]).toEqual([7, 0, 7, 7]);
  });
});

describe('Level', () => {
  it('weighs each value with the time that it stood', () => {
    // 0 for 10 ns, 3 for 20 ns, 1 for 70 ns: (0×10 + 3×20 + 1×70) / 100 = 1.3.
    const level = new Level(100);
    level.set(110, 3);
    level.set(130, 1);
    expect(level.average(200)).toBe(1.3);
    expect(level.value).toBe(1);
    expect(level.average(200)).toBe(1.3);
  });

  it('equals the sum of value × duration over the span', () => {
    const stretch = fc.record({ durationNs: fc.integer({ min: 0, max: 1000 }), value: fc.integer({ min: -50, max: 50 }) });
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 1, maxLength: 50 }), fc.integer({ min: 1, max: 1000 }), (stretches, lastNs) => {
        const level = new Level(0, 5);
        let [now, area, value] = [0, 0, 5];
        for (const next of stretches) {
          area += value * next.durationNs;
          now += next.durationNs;
          value = next.value;
          level.set(now, value);
        }
        // Whole numbers: the division is the only rounding, and it is the same one.
        expect(level.average(now + lastNs)).toBe((area + value * lastNs) / (now + lastNs));
      }),
    );
  });

  it('is its value when no time has passed', () => {
    expect(new Level(7, 4).average(7)).toBe(4);
  });

  it('refuses to go back in time', () => {
    const level = new Level(10);
    level.set(20, 1);
    expect(() => level.set(19, 2)).toThrow('time went back from 20 to 19');
    expect(() => level.average(19)).toThrow('time went back from 20 to 19');
    expect(level.average(30)).toBe(0.5);
  });
});
