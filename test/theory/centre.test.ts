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
import { Tally } from '../../sim/kernel/statistics.ts';
import { Streams, type Stream } from '../../sim/kernel/streams.ts';
import { ServerPool } from '../../sim/scale/server-pool.ts';
import { exponential, interval, RUNS, SERVICE_NS } from './support.ts';

const CUSTOMERS = 30_000;
const WARM_UP = 2000;

/** Mean wait, in services, of one replication. */
function waitOf(servers: number, rho: number, seed: number, service: (stream: Stream) => number): number {
  const kernel = new Kernel();
  const streams = new Streams(seed);
  const [arrivals, services] = [streams.get('arrivals'), streams.get('services')];
  const wait = new Tally();
  const [arrivedNs, serviceNs] = [new Float64Array(CUSTOMERS), new Float64Array(CUSTOMERS)];
  const served = (_task: number, id: number): void => {
    if (id >= WARM_UP) wait.add((kernel.now - (arrivedNs[id] ?? 0) - (serviceNs[id] ?? 0)) / SERVICE_NS);
  };
  const pool = new ServerPool(kernel, { servers, queueLimit: 100_000, served });
  let next = 0;
  const arrive = kernel.register(() => {
    arrivedNs[next] = kernel.now;
    serviceNs[next] = service(services);
    pool.offer(0, next, 0, serviceNs[next] ?? 0);
    if (++next < CUSTOMERS) kernel.post(kernel.now + Math.round(exponential(arrivals, SERVICE_NS / (rho * servers))), 0, arrive);
  });
  kernel.post(0, 0, arrive);
  kernel.run(Number.MAX_SAFE_INTEGER);
  expect(wait.count).toBe(CUSTOMERS - WARM_UP);
  return wait.mean;
}

function erlangC(servers: number, rho: number): number {
  const a = servers * rho;
  let [term, sum] = [1, 0];
  for (let k = 0; k < servers; k++) {
    sum += term;
    term *= a / (k + 1);
  }
  const waits = term / ((1 - rho) * sum + term);
  return waits / (servers - a);
}

/** Crommelin's chain, iterated until it stands still. */
function crommelin(servers: number, rho: number): number {
  const a = servers * rho;
  const size = 400;
  const poisson = [Math.exp(-a)];
  for (let k = 1; k < size; k++) poisson.push(((poisson[k - 1] ?? 0) * a) / k);
  let now = new Float64Array(size);
  now[0] = 1;
  for (let round = 0; round < 3000; round++) {
    const next = new Float64Array(size);
    for (let x = 0; x < size; x++) {
      const left = Math.max(x - servers, 0);
      const weight = now[x] ?? 0;
      if (weight < 1e-15) continue;
      for (let k = 0; left + k < size && k < 60; k++) next[left + k] = (next[left + k] ?? 0) + weight * (poisson[k] ?? 0);
    }
    const change = next.reduce((sum, one, at) => sum + Math.abs(one - (now[at] ?? 0)), 0);
    now = next;
    if (change < 1e-13) break;
  }
  return now.reduce((sum, weight, x) => sum + weight * Math.max(x - servers, 0), 0) / a;
}

function agrees(measured: (seed: number) => number, expected: number, widest: number): void {
  const { mean, halfWidth } = interval(Array.from({ length: RUNS }, (_, run) => measured(400 + run)));
  expect(halfWidth / expected).toBeLessThan(widest);
  expect(Math.abs(mean - expected), `${mean} ± ${halfWidth} against ${expected}`).toBeLessThan(halfWidth);
}

describe.each([
  { servers: 1, rho: 0.7, widest: 0.06 },
  { servers: 2, rho: 0.8, widest: 0.08 },
  { servers: 8, rho: 0.9, widest: 0.15 },
])('$servers servers at load $rho', ({ servers, rho, widest }) => {
  it('M/M/c waits as Erlang C says', () => {
    agrees((seed) => waitOf(servers, rho, seed, (stream) => Math.round(exponential(stream, SERVICE_NS))), erlangC(servers, rho), widest);
  });
  it('M/D/c waits as Crommelin says', () => {
    agrees((seed) => waitOf(servers, rho, seed, () => SERVICE_NS), crommelin(servers, rho), widest);
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
