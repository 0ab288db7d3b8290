/**
 * Purpose: the centre's servers under Poisson calls, and what theory says of their waits; the arithmetic stands in centre.test.ts.
 */
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Tally } from '../../sim/kernel/statistics.ts';
import { Streams, type Stream } from '../../sim/kernel/streams.ts';
import { ServerPool } from '../../sim/scale/server-pool.ts';
import { exponential, SERVICE_NS } from './support.ts';

/** Cases that theory and simulation are compared on, and how wide an interval may be at most, relative. */
export const CENTRE_CASES = [
  { servers: 1, rho: 0.7, widest: 0.06 },
  { servers: 2, rho: 0.8, widest: 0.08 },
  { servers: 8, rho: 0.9, widest: 0.15 },
] as const;

export const exponentialService = (stream: Stream): number => Math.round(exponential(stream, SERVICE_NS));
export const fixedService = (): number => SERVICE_NS;

const CUSTOMERS = 30_000;
const WARM_UP = 2000;

/** Mean wait, in services, of one replication. */
export function waitOf(servers: number, rho: number, seed: number, service: (stream: Stream) => number): number {
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
  if (wait.count !== CUSTOMERS - WARM_UP) throw new Error(`test: ${wait.count} customers were measured`);
  return wait.mean;
}

/** Mean wait of M/M/c in services. */
export function erlangC(servers: number, rho: number): number {
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
export function crommelin(servers: number, rho: number): number {
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
