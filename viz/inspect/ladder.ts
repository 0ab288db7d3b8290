/**
 * Purpose: the messages between chosen hosts, read off the frames of a trace: who sent what to whom, over which protections, and where it was lost.
 *
 * A message runs from one chosen host to the next chosen host that its packet reaches; hops between them are stretches of one arrow. A packet inside another one (ESP, L2TP) is
 * followed by its inner packet, so that a tunnel shows as a protected stretch of the way, not as a gap.
 * Does not model: ARP, which asks everybody on a LAN; causality between messages.
 * Units: nanoseconds. Determinism: in the order in which messages start, then by event number.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { formatFlags, type Packet } from '../../sim/net/packet.ts';
import { innerPacket } from './layers.ts';
import type { Rung, Stretch } from './types.ts';

/** A frame on its way, with the numbers of the packets that it carries. */
interface Hop {
  readonly event: TraceEvent;
  readonly from: string;
  readonly to: string;
  readonly startNs: number;
  readonly arriveNs: number;
}

const ENDS: Readonly<Record<string, Rung['kind']>> = { drop: 'lost', stop: 'refused' };
const NOTED = new Set(['accept', 'infected', 'learn', 'alarm', 'tunnel', 'stop', 'attack']);

function innermost(packet: Packet): Packet {
  let found = packet;
  for (let inner = innerPacket(found); inner !== undefined; inner = innerPacket(found)) found = inner;
  return found;
}

function stretchOf(event: TraceEvent): Stretch {
  const { prot } = event.fields;
  return prot === 'tls' || prot === 'esp' ? prot : 'clear';
}

/** Hops of one protection after each other are one stretch. */
function stretches(hops: readonly Hop[]): readonly Stretch[] {
  const all = hops.map(({ event }) => stretchOf(event));
  return all.filter((one, i) => i === 0 || one !== all[i - 1]);
}

function labelOf(packet: Packet): string {
  const { body } = packet;
  if (body.protocol === 'esp') return 'ESP';
  if (body.protocol === 'udp') {
    const { content } = body;
    const exchange = 'exchange' in content && typeof content.exchange === 'string' ? ` ${content.exchange}` : '';
    return content.kind === 'ike' ? `IKE${exchange}` : `UDP ${content.kind}`;
  }
  const [piece] = body.pieces;
  const op = piece !== undefined && 'op' in piece.content && typeof piece.content.op === 'string' ? piece.content.op : undefined;
  const record =
    piece !== undefined && 'record' in piece.content && typeof piece.content.record === 'string'
      ? `TLS ${piece.content.record}`
      : undefined;
  return ['TCP', formatFlags(body.flags), op ?? record ?? piece?.content.kind ?? ''].filter((part) => part !== '').join(' ');
}

/** The hops of each innermost packet, by the place that they reach. */
class Ways {
  readonly #to = new Map<string, Hop[]>();
  readonly #from = new Map<number, Hop[]>();

  add(uid: number, hop: Hop): void {
    const key = `${uid} ${hop.to}`;
    const there = this.#to.get(key);
    if (there === undefined) this.#to.set(key, [hop]);
    else there.push(hop);
    const all = this.#from.get(uid);
    if (all === undefined) this.#from.set(uid, [hop]);
    else all.push(hop);
  }

  /** The hops that brought a packet to a place by a moment, back to the last chosen host or to its sender. */
  back(uid: number, place: string, byNs: number, chosen: ReadonlyMap<string, number>): readonly Hop[] {
    const hops: Hop[] = [];
    for (let at = place, timeNs = byNs; ;) {
      const hop = this.#to.get(`${uid} ${at}`)?.findLast((one) => one.arriveNs <= timeNs && one !== hops[0]);
      if (hop === undefined) return hops;
      hops.unshift(hop);
      if (chosen.has(hop.from)) return hops;
      [at, timeNs] = [hop.from, hop.startNs];
    }
  }

  /** The next chosen host that a packet of this number was ever brought to, from a place on. */
  bound(uid: number, chosen: ReadonlyMap<string, number>, but: number): number | undefined {
    return this.#from
      .get(uid)
      ?.map((hop) => chosen.get(hop.to))
      .find((at) => at !== undefined && at !== but);
  }
}

function hopOf(event: TraceEvent): Hop {
  const { from, to, start, arrive } = event.fields;
  return { event, from: String(from), to: String(to), startNs: Number(start), arriveNs: Number(arrive) };
}

function noteOf(event: TraceEvent): string {
  const { kind, fields } = event;
  if (kind === 'stop') return kind;
  const told =
    kind === 'tunnel'
      ? fields['event']
      : (fields['op'] ?? fields['what'] ?? fields['step'] ?? fields['alarm'] ?? fields['exploit'] ?? fields['reason']);
  return told === undefined ? kind : `${kind}: ${String(told)}`;
}

/**
 * The ladder between chosen hosts, in order.
 * Units: nanoseconds. Errors: none; cost is one pass over the trace. Source: own design, after message sequence charts (ITU-T Z.120).
 */
export function ladderOf(
  events: readonly TraceEvent[],
  packetOf: (event: number) => Packet | undefined,
  hosts: readonly string[],
  isAttacker: (place: string) => boolean,
): readonly Rung[] {
  const chosen = new Map(hosts.map((host, i) => [host, i]));
  const ways = new Ways();
  const carried = new Map<number, Packet>();
  for (const event of events) {
    const packet = packetOf(event.n);
    if (packet === undefined) continue;
    const inner = innermost(packet);
    carried.set(event.n, inner);
    if (event.kind === 'frame') ways.add(inner.uid, hopOf(event));
  }
  const rungs = events.flatMap((event): readonly Rung[] => {
    const packet = carried.get(event.n);
    if (packet === undefined) return note(event, chosen, isAttacker);
    return event.kind === 'frame' ? message(event, packet, ways, chosen, isAttacker) : ended(event, packet, ways, chosen, isAttacker);
  });
  return rungs.sort((a, b) => a.startNs - b.startNs || a.event - b.event);
}

type Chosen = ReadonlyMap<string, number>;
type IsAttacker = (place: string) => boolean;

function message(event: TraceEvent, packet: Packet, ways: Ways, chosen: Chosen, isAttacker: IsAttacker): readonly Rung[] {
  const to = chosen.get(String(event.fields['to']));
  if (to === undefined) return [];
  const last = hopOf(event);
  const before = chosen.has(last.from) ? [] : ways.back(packet.uid, last.from, last.startNs, chosen);
  const hops = [...before, last];
  const from = chosen.get(hops[0]?.from ?? '');
  if (from === undefined || from === to) return [];
  return [
    {
      kind: 'message',
      event: hops[0]?.event.n ?? event.n,
      startNs: hops[0]?.startNs ?? last.startNs,
      endNs: last.arriveNs,
      from,
      to,
      short: false,
      stretches: stretches(hops),
      label: labelOf(packet),
      reason: '',
      hostile: isAttacker(packet.origin),
    },
  ];
}

/** A packet that ended early: at a chosen host, or on its way from one. */
function ended(event: TraceEvent, packet: Packet, ways: Ways, chosen: Chosen, isAttacker: IsAttacker): readonly Rung[] {
  const hops = ways.back(packet.uid, event.at, event.timeNs, chosen);
  const from = chosen.get(hops[0]?.from ?? '') ?? chosen.get(event.at);
  if (from === undefined) return [];
  const at = chosen.get(event.at);
  const to = at ?? ways.bound(packet.uid, chosen, from) ?? from;
  return [
    {
      kind: ENDS[event.kind] ?? 'lost',
      event: event.n,
      startNs: hops[0]?.startNs ?? event.timeNs,
      endNs: event.timeNs,
      from,
      to,
      short: at === undefined,
      stretches: hops.length === 0 ? ['clear'] : stretches(hops),
      label: labelOf(packet),
      reason: String(event.fields['reason'] ?? ''),
      hostile: isAttacker(packet.origin),
    },
  ];
}

function note(event: TraceEvent, chosen: Chosen, isAttacker: IsAttacker): readonly Rung[] {
  const at = chosen.get(event.at);
  if (at === undefined || !NOTED.has(event.kind) || (event.kind === 'learn' && event.fields['how'] === 'own')) return [];
  return [
    {
      kind: 'note',
      event: event.n,
      startNs: event.timeNs,
      endNs: event.timeNs,
      from: at,
      to: at,
      short: false,
      stretches: [],
      label: noteOf(event),
      reason: event.kind === 'stop' ? String(event.fields['reason'] ?? '') : '',
      hostile:
        isAttacker(event.at) ||
        String(event.fields['origin'] ?? '')
          .split(' ')
          .some(isAttacker),
    },
  ];
}
