/**
 * Purpose: `probe syn-flood`: one listener under a flood of SYNs from silent sources, and callers beside it who give up after 3 s: how many are served, and how many at once.
 *
 * Entries live in step with each other, so what a caller meets depends on how long the flood has lasted: measure as long and as late as the testbed did to compare with it.
 * Set up as testbed exp4: Poisson flood from an instant that the timer wheel knows nothing of, Poisson callers, both ends on that wheel (one kernel), SYNs of a caller at 0, 1 and 2 s.
 * Does not model: the accept queue; a link that the flood fills; sources that answer.
 * Units: SYN/s and seconds at the border, nanoseconds inside. Determinism: flood n draws from the streams `phase`, `flood` and `calls` of seed + n.
 * References: RFC 4987; testbed exp4; Linux tcp(7) (tcp_max_syn_backlog, tcp_synack_retries, tcp_syncookies), ip-sysctl (tcp_syn_linear_timeouts).
 */
import type { Stream } from '../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import { TCP_FLAG } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import { WHEEL_PERIOD_NS } from '../../sim/net/tcp/timer-wheel.ts';
import { TcpLayer } from '../../sim/net/tcp/layer.ts';
import type { TcpProfile } from '../../sim/net/tcp/types.ts';
import { address, lineOfTwo, makeContext } from './stand.ts';

export interface SynFloodSpec {
  readonly backlog: number;
  readonly synAckRetries: number;
  /** Linux tcp_syncookies: off, when the backlog is full, always. */
  readonly cookies: 0 | 1 | 2;
  readonly floodPerS: number;
  readonly callsPerS: number;
  /** Linux tcp_max_syn_backlog; absent: larger than the backlog can make use of. */
  readonly maxSynBacklog?: number;
  /** The caller is never taken for a proven peer (Linux tcp_no_metrics_save). */
  readonly unproven: boolean;
  /** Before the measured part; absent: as long as `warmUpS` says. */
  readonly warmUpS?: number;
  readonly measuredS: number;
  readonly runs: number;
  /** Floods of their own that a run is made of; absent: as many as bring the standard error of both shares down to STANDARD_ERROR. */
  readonly repeats?: number;
  readonly seed: number;
}

/** What one run saw in the measured time, its floods together. */
export interface SynFloodRun {
  readonly calls: number;
  readonly within3s: number;
  readonly firstSyn: number;
  /** SYNs of the flood, and those of them that found no slot. */
  readonly flood: number;
  readonly refused: number;
  readonly halfOpenMax: number;
  /** From the first SYN of the flood to its last, warm-up included. */
  readonly whole: { readonly flood: number; readonly answered: number; readonly callerSynsRefused: number };
}

export interface SynFloodFigures {
  readonly schema: 'wardlab/probe-syn-flood@1';
  readonly backlog: number;
  readonly synAckRetries: number;
  readonly cookies: number;
  readonly floodPerS: number;
  readonly successWithin3s: number;
  readonly successOnFirstSyn: number;
  /** Of the two shares, from their spread over the floods. */
  readonly standardError: { readonly within3s: number; readonly firstSyn: number };
  /** Floods in all. */
  readonly floods: number;
  readonly floodRefused: number;
  readonly halfOpenMax: number;
  readonly slots: number;
  readonly warmUpS: number;
  readonly measuredS: number;
  readonly runs: readonly SynFloodRun[];
}

/** A caller's patience, and the repeats of his SYN that come 1 s apart (testbed exp4: Linux 6.18). */
const PATIENCE_NS = 3 * NS_PER_S;
const LINEAR_REPEATS = 4;
/** Served on the first SYN: before the second could have left. */
const FIRST_NS = 500 * NS_PER_MS;
const PORT = 80;
const WINDOW_BYTES = 65_535;
/** Of the flood: a block that is set aside for tests (RFC 2544 C.2.2), as in the testbed. */
const FLOOD_FIRST = address('198.18.0.0');
const FLOOD_ADDRESSES = 2 ** 17;
/** How exact the shares are to be: a tenth of the closeness that is asked of them (0.06). With fewer floods nothing is known of their spread, more are not worth their time. */
const STANDARD_ERROR = 0.005;
const LEAST_FLOODS = 12;
const MOST_FLOODS = 600;
/** The warm-up is four lives of an entry, but no longer than in the testbed. */
const WARM_UP_LIVES = 4;
const WARM_UP_MOST_S = 45;

/**
 * Time before the measured part: four times as long as an entry lives when it is never cut short.
 * Units: seconds. Errors: none. Source: RFC 6298 5.5 (1 + 2 + 4 …); testbed exp4 (12 s and 45 s).
 */
export function warmUpS(synAckRetries: number): number {
  return Math.min(WARM_UP_MOST_S, WARM_UP_LIVES * (2 ** (synAckRetries + 1) - 1));
}

/**
 * Runs the floods. Without a number of repeats the answer is an expectation: only its last digit hangs on the seed.
 * Units: shares of the callers in the measured time, all runs together. Errors: none. Source: testbed exp4.
 */
export function probeSynFlood(spec: SynFloodSpec): SynFloodFigures {
  const rounds: SynFloodRun[][] = [];
  do {
    const first = spec.seed + rounds.length * spec.runs;
    rounds.push(Array.from({ length: spec.runs }, (_, n) => floodOnce(spec, first + n)));
  } while (!isEnough(spec, rounds));
  const floods = rounds.flat();
  const all = together(floods);
  const runs = Array.from({ length: spec.runs }, (_, n) => together(rounds.flatMap((round) => round.slice(n, n + 1))));
  const { backlog, synAckRetries, cookies, floodPerS, measuredS } = spec;
  return {
    schema: 'wardlab/probe-syn-flood@1',
    backlog,
    synAckRetries,
    cookies,
    floodPerS,
    successWithin3s: share(all.within3s, all.calls),
    successOnFirstSyn: share(all.firstSyn, all.calls),
    standardError: errorsOf(floods),
    floods: floods.length,
    floodRefused: share(all.refused, all.flood),
    halfOpenMax: all.halfOpenMax,
    slots: backlog + 1,
    warmUpS: spec.warmUpS ?? warmUpS(synAckRetries),
    measuredS,
    runs,
  };
}

function isEnough({ repeats }: SynFloodSpec, rounds: readonly (readonly SynFloodRun[])[]): boolean {
  if (repeats !== undefined) return rounds.length >= repeats;
  const floods = rounds.flat();
  if (floods.length < LEAST_FLOODS) return false;
  const { within3s, firstSyn } = errorsOf(floods);
  return floods.length >= MOST_FLOODS || Math.max(within3s, firstSyn) <= STANDARD_ERROR;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Of a share over floods with different numbers of calls; of a single flood that of counting alone. */
function errorsOf(floods: readonly SynFloodRun[]): SynFloodFigures['standardError'] {
  const { calls } = together(floods);
  const error = (name: 'within3s' | 'firstSyn'): number => {
    const mean = share(together(floods)[name], calls);
    if (floods.length === 1) return Math.sqrt(share(mean * (1 - mean), calls));
    const squares = floods.reduce((sum, flood) => sum + (flood[name] - mean * flood.calls) ** 2, 0);
    return share(Math.sqrt((squares * floods.length) / (floods.length - 1)), calls);
  };
  return { within3s: error('within3s'), firstSyn: error('firstSyn') };
}

function together(floods: readonly SynFloodRun[]): SynFloodRun {
  return floods.reduce((all, one) => ({
    calls: all.calls + one.calls,
    within3s: all.within3s + one.within3s,
    firstSyn: all.firstSyn + one.firstSyn,
    flood: all.flood + one.flood,
    refused: all.refused + one.refused,
    halfOpenMax: Math.max(all.halfOpenMax, one.halfOpenMax),
    whole: {
      flood: all.whole.flood + one.whole.flood,
      answered: all.whole.answered + one.whole.answered,
      callerSynsRefused: all.whole.callerSynsRefused + one.whole.callerSynsRefused,
    },
  }));
}

function profileOf(spec: SynFloodSpec): TcpProfile {
  return {
    backlog: spec.backlog,
    synAckRetries: spec.synAckRetries,
    windowBytes: WINDOW_BYTES,
    timerWheel: true,
    cookiesAlways: spec.cookies === 2,
    forgetsPeers: spec.unproven,
    ...(spec.maxSynBacklog === undefined ? {} : { maxSynBacklog: spec.maxSynBacklog }),
  };
}

function floodOnce(spec: SynFloodSpec, seed: number): SynFloodRun {
  const context = makeContext(seed, spec.cookies === 0 ? [] : ['syn-cookies']);
  const { kernel, streams } = context;
  const { client, server } = lineOfTwo(context);
  const callers = new TcpLayer(client, { backlog: 1, synAckRetries: 5, windowBytes: WINDOW_BYTES, timerWheel: true });
  const listener = new TcpLayer(server, profileOf(spec)).listen(PORT, () => ({}));
  const [iface] = server.ifaces;
  if (iface === undefined) throw new Error('server without interface');
  const phaseNs = Math.floor(streams.get('phase').next() * WHEEL_PERIOD_NS);
  const startNs = phaseNs + (spec.warmUpS ?? warmUpS(spec.synAckRetries)) * NS_PER_S;
  const endNs = startNs + spec.measuredS * NS_PER_S;
  const measuring = (): boolean => kernel.now >= startNs && kernel.now < endNs;
  const whole = { flood: 0, answered: 0, callerSynsRefused: 0 };
  const seen = { calls: 0, within3s: 0, firstSyn: 0, flood: 0, refused: 0, halfOpenMax: 0 };
  const poisson = (stream: Stream, perS: number, untilNs: number, arrive: (n: number) => void): void => {
    let n = 0;
    const next = (): void => {
      const atNs = kernel.now + Math.ceil((-Math.log(1 - stream.next()) / perS) * NS_PER_S);
      if (atNs < untilNs)
        kernel.at(atNs, () => {
          arrive(n++);
          next();
        });
    };
    if (perS > 0) kernel.at(phaseNs, next);
  };
  // A SYN of a caller was refused unless his connection opened: the line loses nothing.
  client.rules.egress.push(({ body }) => {
    if (body.protocol === 'tcp' && (body.flags & (TCP_FLAG.SYN | TCP_FLAG.ACK)) === TCP_FLAG.SYN) whole.callerSynsRefused++;
    return PASS;
  });
  // The flood outlasts the patience of the last caller.
  poisson(streams.get('flood'), spec.floodPerS, endNs + PATIENCE_NS, (n) => {
    const before = listener.halfOpen.size;
    const src = FLOOD_FIRST + (n % FLOOD_ADDRESSES);
    const srcPort = 1024 + Math.floor(n / FLOOD_ADDRESSES);
    const body = {
      protocol: 'tcp',
      srcPort,
      dstPort: PORT,
      seq: n,
      ack: 0,
      flags: TCP_FLAG.SYN,
      window: WINDOW_BYTES,
      pieces: [],
    } as const;
    server.receive({ uid: context.nextUid(), src, dst: iface.address, ttl: 60, dscp: 0, body, origin: 'flood' }, { iface });
    whole.flood++;
    if (listener.halfOpen.size > before) whole.answered++;
    if (!measuring()) return;
    seen.flood++;
    if (listener.halfOpen.size === before) seen.refused++;
    seen.halfOpenMax = Math.max(seen.halfOpenMax, listener.halfOpen.size);
  });
  poisson(streams.get('calls'), spec.callsPerS, endNs, () => {
    const [counts, bornNs] = [measuring(), kernel.now];
    if (counts) seen.calls++;
    const onOpen = (): void => {
      whole.callerSynsRefused--;
      if (counts) seen.within3s++;
      if (counts && kernel.now - bornNs < FIRST_NS) seen.firstSyn++;
      connection.abort();
    };
    const options = { dst: iface.address, dstPort: PORT, patienceNs: PATIENCE_NS, synLinearTimeouts: LINEAR_REPEATS };
    const connection = callers.connect(options, { onOpen });
  });
  kernel.run(endNs + PATIENCE_NS + NS_PER_S);
  return { ...seen, whole };
}
