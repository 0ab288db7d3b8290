/**
 * Purpose: a channel as the queue that it is: M/M/1, M/D/1 and M/M/1/K against their closed forms.
 *
 * Guards: a queue that serves faster or slower than its rate, forgets waiting packets, lets arrivals overtake, or counts its limit one off; arrivals or sizes that are correlated.
 * Arithmetic, with service rate mu, arrival rate lambda and rho = lambda / mu (Kleinrock, Queueing Systems I, 3.2, 3.6, 5.6; Little 1961 for the numbers found):
 *   M/M/1    W_q = rho / (mu - lambda)         = rho / (1 - rho) services,       L_q = rho² / (1 - rho)
 *   M/D/1    W_q = rho / (2 mu (1 - rho))      = half of it,                     L_q = rho² / (2 (1 - rho))
 *   M/M/1/K  share refused = (1 - rho) rho^K / (1 - rho^(K+1)), K = 1 on the wire + the queue limit
 * An arrival of a Poisson stream finds the time average (Wolff 1982), so L_q is what arrivals find waiting.
 * Why this bound: the 99.9 % interval over 20 replications with seeds of their own: one change of the random numbers in a thousand per cell fails without a fault. The half
 * width is bounded too, so that a noisy run cannot pass for agreement: M/M/1 and M/D/1 lie a factor of 2 apart. Warm-up: 2,000 packets, over 20 relaxation times
 * 1 / (1 - √rho)² of the slowest cell (rho 0.8: 90 services).
 */
import { describe, expect, it } from 'vitest';
import { fixedSize, interval, LIMIT_CASES, QUEUE_CASES, randomSize, refusedShare, replications } from './support.ts';

/** Agreement within the interval, and an interval that is worth something. */
function agrees(values: readonly number[], expected: number, widest: number): void {
  const { mean, halfWidth } = interval(values);
  expect(halfWidth / expected).toBeLessThan(widest);
  expect(Math.abs(mean - expected), `${mean} ± ${halfWidth} against ${expected}`).toBeLessThan(halfWidth);
}

describe.each(QUEUE_CASES)('at load $rho', ({ rho, widest }) => {
  it('M/M/1 waits rho / (1 - rho) services', () => {
    const measured = replications(rho, randomSize);
    agrees(
      measured.map((run) => run.wait),
      rho / (1 - rho),
      widest,
    );
    agrees(
      measured.map((run) => run.found),
      rho ** 2 / (1 - rho),
      widest,
    );
  });

  it('M/D/1 waits half as long', () => {
    const measured = replications(rho, fixedSize);
    agrees(
      measured.map((run) => run.wait),
      rho / (2 * (1 - rho)),
      widest,
    );
    agrees(
      measured.map((run) => run.found),
      rho ** 2 / (2 * (1 - rho)),
      widest,
    );
  });
});

describe.each(LIMIT_CASES)('with load $rho and a queue of $queuePackets', ({ rho, queuePackets }) => {
  const share = (places: number): number => refusedShare(rho, places);

  it('M/M/1/K refuses its share, and not that of one place more or less', () => {
    const refused = replications(rho, randomSize, queuePackets).map((run) => run.refused);
    agrees(refused, share(queuePackets + 1), 0.02);
    const { mean, halfWidth } = interval(refused);
    for (const other of [queuePackets, queuePackets + 2]) expect(Math.abs(mean - share(other))).toBeGreaterThan(halfWidth);
  });
});
