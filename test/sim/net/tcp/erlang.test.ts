/**
 * Purpose: the backlog against its loss formula. Poisson SYNs from silent sources, slots = backlog + 1, every entry held for exactly 3 s (one SYN-ACK retry: 1 + 2 s): that is
 * the Erlang loss system M/D/c/c, whose blocking is Erlang B whatever the distribution of the holding time (insensitivity; Cooper, Introduction to Queueing Theory, 3.3).
 */
import { describe, expect, it } from 'vitest';
import { runFlood } from './flood.ts';

const HOLDING_S = 3;
const RUNS = 20;
/** Two-sided 99.9 % point of Student's t with 19 degrees of freedom: one false alarm in 1000 changes of the random numbers. */
const T_999 = 3.883;

/** Blocking with `slots` servers and `load` erlang, by the usual recursion. */
function erlangB(slots: number, load: number): number {
  let blocking = 1;
  for (let n = 1; n <= slots; n++) blocking = (load * blocking) / (n + load * blocking);
  return blocking;
}

describe('SYN backlog and Erlang B', () => {
  it('the formula itself: 10 erlang on 10 servers lose 21.46 %', () => {
    expect(erlangB(10, 10)).toBeCloseTo(0.2146, 4);
  });

  it.each([
    [16, 4],
    [16, 6],
    [16, 20],
    [128, 45],
    [128, 100],
  ])('backlog %i at %i SYN/s', (backlog, floodPerS) => {
    const blocked: number[] = [];
    for (let seed = 1; seed <= RUNS; seed++) {
      const run = runFlood({ seed, backlog, synAckRetries: 1, timerWheel: false, floodPerS, callsPerS: 0, warmUpS: 15, measuredS: 100 });
      blocked.push(run.refused / run.offered);
    }
    const mean = blocked.reduce((sum, value) => sum + value, 0) / RUNS;
    const variance = blocked.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (RUNS - 1);
    const halfWidth = T_999 * Math.sqrt(variance / RUNS);
    const expected = erlangB(backlog + 1, floodPerS * HOLDING_S);
    expect(halfWidth).toBeLessThan(0.03);
    expect(Math.abs(mean - expected)).toBeLessThan(halfWidth);
    // One slot more or less would be noticed where the load is high enough for the formula to move by more than the interval.
    if (expected > 0.5) expect(Math.abs(mean - erlangB(backlog - 1, floodPerS * HOLDING_S))).toBeGreaterThan(Math.abs(mean - expected));
  });
});
