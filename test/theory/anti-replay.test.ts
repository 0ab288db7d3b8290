/**
 * Purpose: genuine packets that the anti-replay window loses to reordering, against a closed form.
 *
 * The closed form stands in late-packets.ts.
 * Guards: a window one place too large or too small, one that forgets numbers while it moves, one that takes late numbers for seen ones.
 * Why this bound: the 99.9 % interval over 20 replications; W - 1 and W + 1 lie outside it where L is near W and p is large.
 */
import { describe, expect, it } from 'vitest';
import { LATE_CASES, lossOf, lostShare } from './late-packets.ts';
import { interval, RUNS } from './support.ts';

describe('loss to the anti-replay window', () => {
  it.each(LATE_CASES)('p %f, late by %i, window %i', (p, lateSlots, size) => {
    const { mean, halfWidth } = interval(Array.from({ length: RUNS }, (_, run) => lostShare(p, lateSlots, size, 300 + run)));
    expect(Math.abs(mean - lossOf(p, lateSlots, size)), `${mean} ± ${halfWidth}`).toBeLessThan(halfWidth);
    expect(halfWidth / lossOf(p, lateSlots, size)).toBeLessThan(0.08);
    if (p >= 0.3) for (const other of [size - 1, size + 1]) expect(Math.abs(mean - lossOf(p, lateSlots, other))).toBeGreaterThan(halfWidth);
  });

  it.each([1, 31, 63, 64])('nothing is lost that is late by %i of 64', (lateSlots) => {
    expect(lostShare(0.5, lateSlots, 64, 1)).toBe(0);
  });
});
