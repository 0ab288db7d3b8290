/**
 * Purpose: the centre's servers as the queue that they are: M/M/c and M/D/c against theory.
 *
 * Guards: a server that is used twice or never, a wait that is not first come first served, a queue limit one off, an outage that leaves servers busy for ever.
 * Arithmetic, with a = lambda x service time and rho = a / c:
 *   M/M/c  Erlang C: P(wait) = (a^c / c!) / ((1 - rho) sum_{k<c} a^k / k! + a^c / c!);  W_q = P(wait) / (c - a) services            (Kleinrock I, 3.5)
 *   M/D/c  in one service time everything in service leaves, so the number in the system obeys X' = max(X - c, 0) + Poisson(a) (Crommelin 1932; the chain is solved by
 *          iteration); L_q = E[max(X - c, 0)], and W_q = L_q / a services by Little's law
 *   M/D/1  W_q = rho / (2 (1 - rho)): a check of the chain itself
 * Why this bound: the 99.9 % interval over 20 replications, as in queues.test.ts; its half width is bounded too.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../sim/kernel/kernel.ts';
import { ServerPool } from '../../sim/scale/server-pool.ts';
import { CENTRE_CASES, crommelin, erlangC, exponentialService, fixedService, waitOf } from './centre-queue.ts';
import { interval, RUNS } from './support.ts';

function agrees(measured: (seed: number) => number, expected: number, widest: number): void {
  const { mean, halfWidth } = interval(Array.from({ length: RUNS }, (_, run) => measured(400 + run)));
  expect(halfWidth / expected).toBeLessThan(widest);
  expect(Math.abs(mean - expected), `${mean} ± ${halfWidth} against ${expected}`).toBeLessThan(halfWidth);
}

describe.each(CENTRE_CASES)('$servers servers at load $rho', ({ servers, rho, widest }) => {
  it('M/M/c waits as Erlang C says', () => {
    agrees((seed) => waitOf(servers, rho, seed, exponentialService), erlangC(servers, rho), widest);
  });
  it('M/D/c waits as Crommelin says', () => {
    agrees((seed) => waitOf(servers, rho, seed, fixedService), crommelin(servers, rho), widest);
  });
});

it('Crommelin with one server is Pollaczek and Khinchine', () => {
  expect(crommelin(1, 0.7)).toBeCloseTo(0.7 / (2 * 0.3), 8);
});

describe('limits', () => {
  const pool = (kernel: Kernel, done: number[]): ServerPool =>
    new ServerPool(kernel, { servers: 2, queueLimit: 3, served: (_task, id) => done.push(id) });

  it('two in service and three that wait: the sixth is lost; they leave in order', () => {
    const kernel = new Kernel();
    const done: number[] = [];
    const centre = pool(kernel, done);
    expect([0, 1, 2, 3, 4, 5].map((id) => centre.offer(0, id, 0, 10))).toEqual([true, true, true, true, true, false]);
    kernel.run(100);
    expect(done).toEqual([0, 1, 2, 3, 4]);
    expect([centre.taken, centre.lost, centre.waiting, centre.busyNs]).toEqual([5, 1, 0, 50]);
  });

  it('an outage loses what is inside, takes nothing, and leaves all servers free afterwards', () => {
    const kernel = new Kernel();
    const done: number[] = [];
    const centre = pool(kernel, done);
    for (let id = 0; id < 5; id++) centre.offer(0, id, 0, 10);
    kernel.at(5, () => centre.setUp(false));
    kernel.at(6, () => expect(centre.offer(0, 6, 0, 10)).toBe(false));
    kernel.at(7, () => {
      centre.setUp(true);
      for (let id = 10; id < 15; id++) centre.offer(0, id, 0, 10);
    });
    kernel.run(1000);
    expect(done).toEqual([10, 11, 12, 13, 14]);
    expect(centre.lost).toBe(6);
  });
});
