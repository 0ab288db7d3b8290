/**
 * Purpose: voice through the tunnel over a best-effort line: delay, jitter and loss while other traffic of the same site fills the line more and more; and what becomes of the DSCP mark.
 *
 * Voice is 50 packets a second of G.711, marked EF. Beside it another host sends large packets at random times (Poisson) to the same site, so that both together load the slower access line as wanted.
 * Does not model: echo, codecs that conceal loss, lines that serve marked packets first (ours are first come, first served: the mark travels, and nobody on a best-effort network heeds it).
 * Units: milliseconds, per cent. Determinism: the other traffic's times come from a named stream.
 * References: TR D.7 a (real-time traffic on best effort), b (Diffserv); RFC 4301 5.1.2.1 and RFC 2983 (DSCP of the outer header); RFC 3246 (EF, 46); RFC 3550 6.4.1 (jitter); RFC 3551.
 */
import { exponential } from '../../sim/kernel/chance.ts';
import { Histogram } from '../../sim/kernel/histogram.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { spreadOf, type Spread } from '../run/spread.ts';
import { Bench, tunnelPairs, type Arrived, type TunnelPair } from './probe-world.ts';

const EF = 46;
const VOICE = { payloadBytes: 172, everyNs: 20 * NS_PER_MS } as const;
const OTHER_BYTES = 1372;
/** Number that tells other packets from voice. */
const OTHER = -2;
const LOADS_PERCENT = [0, 50, 80, 95, 120] as const;
const SECONDS = 20;
/** The tunnel is raised by a first packet; voice and the other traffic begin later. */
const START_NS = 5 * NS_PER_S;

export interface RealTimeRow {
  readonly loadPercent: number;
  readonly sent: number;
  readonly lossPercent: number;
  readonly delay: Spread;
  readonly jitterMs: number;
}

export interface RealTimeFigures {
  readonly from: string;
  readonly to: string;
  readonly lineMbps: number;
  readonly rows: readonly RealTimeRow[];
  readonly dscp: { readonly sent: number; readonly outer: readonly number[]; readonly delivered: readonly number[] };
}

/**
 * Measures voice from the site with the slowest line.
 * Units: see RealTimeFigures. Errors: none; undefined where no tunnel is up when the voice begins. Source: TR D.7 a, b.
 */
export function measureRealTime(scenario: Scenario, seed: number): RealTimeFigures | undefined {
  const pairs = tunnelPairs(scenario).filter(({ open }) => open);
  const pair = pairs.reduce<TunnelPair | undefined>(
    (slowest, one) => (slowest === undefined || one.from.rateBps < slowest.from.rateBps ? one : slowest),
    undefined,
  );
  if (pair === undefined) return undefined;
  const outer = new Set<number>();
  const delivered = new Set<number>();
  const [voiceOuter, otherOuter] = sizesOnLine(scenario, pair, seed);
  if (voiceOuter === 0 || otherOuter === 0) return undefined;
  const rows = LOADS_PERCENT.map((loadPercent) => measure(scenario, pair, { seed, loadPercent, voiceOuter, otherOuter }, outer, delivered));
  return {
    from: pair.from.site,
    to: pair.to.site,
    lineMbps: pair.from.rateBps / 1e6,
    rows,
    dscp: { sent: EF, outer: [...outer].sort((a, b) => a - b), delivered: [...delivered].sort((a, b) => a - b) },
  };
}

interface Case {
  readonly seed: number;
  readonly loadPercent: number;
  readonly voiceOuter: number;
  readonly otherOuter: number;
}

function measure(scenario: Scenario, { from, target }: TunnelPair, one: Case, outer: Set<number>, delivered: Set<number>): RealTimeRow {
  const bench = new Bench(scenario, { seed: one.seed, trace: false });
  const [voiceHost = '', otherHost = voiceHost] = from.hosts;
  for (const backbone of bench.world.topology.backbones.values())
    backbone.rules.ingress.push((packet) => {
      if (packet.body.protocol === 'esp' && packet.origin === from.device && packet.dscp !== 0) outer.add(packet.dscp);
      return PASS;
    });
  const arrived = bench.receive(target);
  bench.send(NS_PER_S, voiceHost, target, { number: -1, bytes: 100 });
  const count = (SECONDS * NS_PER_S) / VOICE.everyNs;
  for (let number = 0; number < count; number++)
    bench.send(START_NS + number * VOICE.everyNs, voiceHost, target, { number, bytes: VOICE.payloadBytes, dscp: EF });
  const voiceBps = (one.voiceOuter * 8 * NS_PER_S) / VOICE.everyNs;
  const otherBps = (from.rateBps * one.loadPercent) / 100 - voiceBps;
  const stream = new Streams(one.seed).get(`capacity/other/${one.loadPercent}`);
  const meanNs = otherBps <= 0 ? Infinity : (one.otherOuter * 8 * NS_PER_S) / otherBps;
  const gapNs = (): TimeNs => 1 + Math.floor(exponential(stream, meanNs));
  if (meanNs < Infinity)
    for (let atNs = START_NS + gapNs(); atNs < START_NS + SECONDS * NS_PER_S; atNs += gapNs())
      bench.send(atNs, otherHost, target, { number: OTHER, bytes: OTHER_BYTES });
  bench.run(START_NS / NS_PER_S + SECONDS + 10);
  const voice = arrived.filter(({ number }) => number >= 0);
  for (const { dscp } of voice) delivered.add(dscp);
  return { loadPercent: one.loadPercent, sent: count, ...qualityOf(voice, count) };
}

function qualityOf(voice: readonly Arrived[], sent: number): Pick<RealTimeRow, 'lossPercent' | 'delay' | 'jitterMs'> {
  const delays = new Histogram();
  let jitterNs = 0;
  let before: TimeNs | undefined;
  for (const { number, timeNs } of voice) {
    const transitNs = timeNs - START_NS - number * VOICE.everyNs;
    delays.add(transitNs);
    if (before !== undefined) jitterNs += (Math.abs(transitNs - before) - jitterNs) / 16;
    before = transitNs;
  }
  return {
    lossPercent: Math.round((1000 * (sent - voice.length)) / sent) / 10,
    delay: spreadOf(delays),
    jitterMs: Math.round(jitterNs / 10_000) / 100,
  };
}

/** Octets of a voice packet and of another one on the access line, as the tunnel makes them; 0 while there is no tunnel. */
function sizesOnLine(scenario: Scenario, { from, target }: TunnelPair, seed: number): readonly [number, number] {
  const bench = new Bench(scenario, { seed });
  const source = from.hosts[0] ?? '';
  bench.send(NS_PER_S, source, target, { number: 0, bytes: 100 });
  bench.send(10 * NS_PER_S, source, target, { number: 1, bytes: VOICE.payloadBytes });
  bench.send(11 * NS_PER_S, source, target, { number: 2, bytes: OTHER_BYTES });
  bench.run(20);
  const sizes = [10, 11].map((second) =>
    Number(
      bench
        .events('frame')
        .find(
          ({ timeNs, fields }) => fields['proto'] === 'esp' && fields['from'] === from.device && Math.floor(timeNs / NS_PER_S) === second,
        )?.fields['bytes'] ?? 0,
    ),
  );
  return [sizes[0] ?? 0, sizes[1] ?? 0];
}
