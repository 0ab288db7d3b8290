/**
 * Purpose: a Poisson source in front of one channel, and intervals over independent replications; the queueing tests differ only in the packet sizes and the limit.
 */
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Tally } from '../../sim/kernel/statistics.ts';
import { Streams, type Stream } from '../../sim/kernel/streams.ts';
import { Trace } from '../../sim/kernel/trace.ts';
import { Channel } from '../../sim/net/channel.ts';
import { NetContext } from '../../sim/net/context.ts';

/** One octet takes 10 ns, the mean packet of 100,000 octets 1 ms: rounding a size to an octet moves a time by 1 part in 10^5, far below the intervals. */
const RATE_BPS = 800_000_000;
export const MEAN_BYTES = 100_000;
export const SERVICE_NS = 1_000_000;

/** An exponential draw; the stream never gives 1, so the logarithm is finite. */
export function exponential(stream: Stream, mean: number): number {
  return -Math.log(1 - stream.next()) * mean;
}

export interface Load {
  /** Offered load: arrival rate × mean service time. */
  readonly rho: number;
  readonly seed: number;
  readonly sizeBytes: (stream: Stream) => number;
  readonly warmUp: number;
  readonly measured: number;
  readonly queuePackets?: number;
}

export interface Measured {
  /** Time in the queue, in mean service times, over the packets that were not refused. */
  readonly wait: number;
  /** Packets that an arriving packet finds waiting. */
  readonly found: number;
  /** Share of the packets that were refused. */
  readonly refused: number;
}

/** One replication: Poisson arrivals, each a packet of `sizeBytes`, into one channel. */
export function replicate(load: Load): Measured {
  const kernel = new Kernel();
  const streams = new Streams(load.seed);
  const context = new NetContext({ kernel, streams, trace: new Trace(false, () => kernel.now), gate: { on: () => undefined } });
  const spec = {
    rateBps: RATE_BPS,
    delayNs: 0,
    queuePackets: load.queuePackets ?? Number.MAX_SAFE_INTEGER,
    loss: { numerator: 0, denominator: 1 },
  };
  const channel = new Channel(context, spec, 'server');
  const [arrivals, sizes] = [streams.get('arrivals'), streams.get('sizes')];
  const [wait, found] = [new Tally(), new Tally()];
  let [arrived, refused] = [0, 0];
  const arrive = kernel.register(() => {
    const counts = arrived++ >= load.warmUp;
    if (counts) found.add(channel.waiting);
    const sent = channel.send(load.sizeBytes(sizes), () => undefined);
    if (counts && sent.sent) wait.add((sent.startNs - kernel.now) / SERVICE_NS);
    else if (counts) refused++;
    if (arrived < load.warmUp + load.measured) next();
  });
  const next = (): void => void kernel.post(kernel.now + Math.round(exponential(arrivals, SERVICE_NS / load.rho)), 0, arrive);
  next();
  kernel.run(Number.MAX_SAFE_INTEGER);
  return { wait: wait.mean, found: found.mean, refused: refused / load.measured };
}

/** Replications of an interval, and the two-sided 99.9 % point of Student's t with one degree of freedom less. */
export const RUNS = 20;
const T_999 = 3.883;

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Mean of independent runs with its 99.9 % confidence interval. */
export function interval(values: readonly number[]): Interval {
  if (values.length !== RUNS) throw new Error(`test: the t point belongs to ${RUNS} runs, not ${values.length}`);
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return { mean: tally.mean, halfWidth: T_999 * Math.sqrt(tally.variance / RUNS) };
}

/** Loads of an endless queue, and how wide an interval may be at most, relative. */
export const QUEUE_CASES = [
  { rho: 0.3, widest: 0.03 },
  { rho: 0.5, widest: 0.03 },
  { rho: 0.8, widest: 0.07 },
] as const;

/** Loads of a queue with a limit. */
export const LIMIT_CASES = [
  { rho: 0.8, queuePackets: 0 },
  { rho: 0.8, queuePackets: 3 },
  { rho: 1.5, queuePackets: 1 },
] as const;

export const randomSize = (stream: Stream): number => Math.max(1, Math.round(exponential(stream, MEAN_BYTES)));
export const fixedSize = (): number => MEAN_BYTES;

/** Share that M/M/1/K refuses with so many places, the one in service included. */
export const refusedShare = (rho: number, places: number): number => ((1 - rho) * rho ** places) / (1 - rho ** (places + 1));

/** The replications of one cell. */
export function replications(rho: number, sizeBytes: (stream: Stream) => number, queuePackets?: number): Measured[] {
  const limit = queuePackets === undefined ? {} : { queuePackets };
  return Array.from({ length: RUNS }, (_, run) => replicate({ rho, seed: 100 + run, sizeBytes, warmUp: 2000, measured: 50_000, ...limit }));
}
