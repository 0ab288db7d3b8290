/**
 * Purpose: what ESP adds to traffic: octets and packets on the access line of whoever asks, the same flow once in clear and once through the tunnel; and packets of typical sizes.
 *
 * Does not model: time of encryption (TR D.7 a names it; the packet simulator's devices have no processor).
 * Units: octets of IP packets. Determinism: one seed; the flows run alone.
 * References: TR D.7 a (overhead); RFC 4303 2 (layout), 2.4 (padding); RFC 3551 4.5.14 (G.711), RFC 3550 5.1 (12 octets of RTP header).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { TraceFields } from '../../sim/kernel/trace.ts';
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../../sim/net/packet.ts';
import type { Bilingual, FlowSpec, Operation, Scenario } from '../../sim/world/scenario.ts';
import { Bench, tunnelPairs, vpnControls, type TunnelPair } from './probe-world.ts';

/** Operations that need nothing done before. */
const ALONE: readonly Operation[] = ['store-letter', 'fetch-image', 'book', 'inquire', 'log', 'order', 'maintain'];

const RTP_BYTES = 12;
/** 20 ms of G.711 are 160 octets; a video packet is filled up to 1,200 octets, as conference programs do to stay below any path's limit; a full TCP segment. Payloads of UDP. */
export const PACKETS: readonly { readonly id: string; readonly name: Bilingual; readonly payloadBytes: number }[] = [
  { id: 'voice', name: { en: 'voice, G.711, 20 ms', ja: '音声（G.711、20 ms）' }, payloadBytes: RTP_BYTES + 160 },
  { id: 'video', name: { en: 'picture of a conference', ja: '会議の映像' }, payloadBytes: RTP_BYTES + 1200 },
  { id: 'small', name: { en: 'smallest packet', ja: '最小のパケット' }, payloadBytes: 0 },
  { id: 'large', name: { en: 'packet of 1,400 octets', ja: '1,400 バイトのパケット' }, payloadBytes: 1372 },
];

export interface FlowOverhead {
  readonly flow: string;
  readonly name: Bilingual;
  readonly operation: Operation;
  readonly packetsClear: number;
  readonly octetsClear: number;
  readonly packetsTunnel: number;
  readonly octetsTunnel: number;
  readonly percent: number;
}

export interface PacketOverhead {
  readonly id: string;
  readonly name: Bilingual;
  readonly innerBytes: number;
  readonly outerBytes: number;
  /** With the addresses translated on the way, so that ESP travels in UDP (RFC 3948). */
  readonly outerNatBytes: number;
  readonly percent: number;
}

export interface OverheadFigures {
  readonly flows: readonly FlowOverhead[];
  readonly packets: readonly PacketOverhead[];
}

const percentOf = (clear: number, tunnel: number): number => Math.round((1000 * (tunnel - clear)) / clear) / 10;

/**
 * Measures the first flow of each operation between sites, and packets of typical sizes.
 * Units: octets. Errors: none. Source: TR D.7 a.
 */
export function measureOverhead(scenario: Scenario, seed: number): OverheadFigures {
  return { flows: firstOfEach(scenario).flatMap((flow) => flowOverhead(scenario, flow, seed)), packets: packetOverheads(scenario, seed) };
}

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** A flow between two sites that a tunnel joins, the first of each operation. */
function firstOfEach(scenario: Scenario): readonly FlowSpec[] {
  const pairs = tunnelPairs(scenario);
  const host = (flow: FlowSpec): string => scenario.services.find(({ id }) => id === flow.service)?.host ?? '';
  const joined = (flow: FlowSpec): boolean =>
    pairs.some(({ from, to }) => from.hosts.includes(flow.client) && to.site === siteOf(host(flow)) && to.hosts.includes(host(flow)));
  return ALONE.flatMap((operation) => scenario.flows.find((flow) => flow.operation === operation && joined(flow)) ?? []);
}

function flowOverhead(scenario: Scenario, flow: FlowSpec, seed: number): readonly FlowOverhead[] {
  const from = tunnelPairs(scenario).find((pair) => pair.from.site === siteOf(flow.client))?.from;
  const line = `${from?.network}--${from?.device}`;
  const count = (controls: readonly string[], wanted: (fields: TraceFields) => boolean): { packets: number; octets: number } => {
    const bench = new Bench(scenario, { seed, controls, stage: [flow.id] });
    bench.run(Math.max(scenario.horizonNs / NS_PER_S, 60));
    const frames = bench.events('frame', line).filter(({ fields }) => wanted(fields));
    return { packets: frames.length, octets: frames.reduce((sum, { fields }) => sum + Number(fields['bytes']), 0) };
  };
  const clear = count([], (fields) => !isProtected(fields));
  const tunnel = count(vpnControls(scenario), isProtected);
  if (clear.octets === 0 || tunnel.octets === 0) return [];
  return [
    {
      flow: flow.id,
      name: flow.name,
      operation: flow.operation,
      packetsClear: clear.packets,
      octetsClear: clear.octets,
      packetsTunnel: tunnel.packets,
      octetsTunnel: tunnel.octets,
      percent: percentOf(clear.octets, tunnel.octets),
    },
  ];
}

/** One packet of each size, and the protected packet that it became on the line, without and with a translator of addresses on the way. */
function packetOverheads(scenario: Scenario, seed: number): readonly PacketOverhead[] {
  const pair = tunnelPairs(scenario).find(({ open }) => open);
  if (pair === undefined) return [];
  const [direct, translated] = [false, true].map((nat) => outerSizes(scenario, pair, seed, nat));
  return PACKETS.flatMap(({ id, name, payloadBytes }, at) => {
    const innerBytes = IPV4_HEADER_BYTES + UDP_HEADER_BYTES + payloadBytes;
    const [outerBytes, outerNatBytes] = [direct?.[at], translated?.[at]];
    if (outerBytes === undefined || outerNatBytes === undefined) return [];
    return [{ id, name, innerBytes, outerBytes, outerNatBytes, percent: percentOf(innerBytes, outerBytes) }];
  });
}

/** The tunnel is raised in the first second; from this one on a packet leaves each second. */
const FIRST_S = 20;

function outerSizes(scenario: Scenario, { from, to, target }: TunnelPair, seed: number, nat: boolean): readonly (number | undefined)[] {
  const source = from.hosts[0] ?? '';
  const bench = new Bench(scenario, { seed });
  if (nat) bench.translateTowards(to);
  bench.send(NS_PER_S, source, target, { number: -1, bytes: 100 });
  for (const [at, { payloadBytes }] of PACKETS.entries())
    bench.send((FIRST_S + at) * NS_PER_S, source, target, { number: at, bytes: payloadBytes });
  bench.run(FIRST_S + PACKETS.length);
  const sealed = bench.events('frame').filter(({ fields }) => fields['from'] === from.device && isProtected(fields));
  return PACKETS.map((_, at) => {
    const frame = sealed.find(({ timeNs }) => Math.floor(timeNs / NS_PER_S) === FIRST_S + at);
    return frame === undefined ? undefined : Number(frame.fields['bytes']);
  });
}

function isProtected(fields: TraceFields): boolean {
  return fields['proto'] === 'esp' || fields['content'] === 'esp-in-udp';
}
