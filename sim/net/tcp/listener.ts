/**
 * Purpose: a listening port: its backlog of half-open entries, and what it does when the backlog is full.
 *
 * Order of questions to a new SYN: does its /24 hold too many entries already (`rate-limiting`); is the backlog full (`syn-cookies`). Both controls are asked only then.
 * Does not model: the accept queue (applications accept at once); a peer is proven by one finished handshake, not by the round trip that Linux stores when it closes.
 * Units: entries, nanoseconds. Determinism: entries in order of arrival.
 * References: RFC 4987 2, 3.1, 3.6; testbed exp4 (slots = backlog + 1).
 */
import type { TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../address.ts';
import { TCP_FLAG, type Packet, type TcpSegment } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import { TcpConnection } from './connection.ts';
import {
  COOKIE_TICK_NS,
  COOKIE_TICKS,
  RATE_LIMIT_DIVISOR,
  RATE_LIMIT_PREFIX_ADDRESSES,
  RESERVED_SHARE,
  SLOTS_BEYOND_BACKLOG,
  UNSCALED_WINDOW_BYTES,
} from './constants.ts';
import { checkCookie, makeCookie } from './cookie.ts';
import { HalfOpen, retriesUnderPressure, type HalfOpenEnd, type HalfOpenOwner } from './half-open.ts';
import type { NumberSource } from './isn.ts';
import type { Secret } from './keyed-hash.ts';
import { seqAdd } from './seq.ts';
import type { TcpEvent, TcpState } from './tcp-machine.ts';
import type { FourTuple, SegmentTarget, TcpEvents, TcpHost } from './types.ts';
import { connectionName, NO_PIECES, replyReset, sendSegment, stepped, tupleOf } from './wire.ts';

/** Decides what an accepted connection does; called before its first event. */
export type Accept = (connection: TcpConnection) => TcpEvents;

/** What a listener needs of its layer. */
export interface ListenerHost extends TcpHost {
  readonly numbers: NumberSource;
  cookieSecret(): Secret;
  register(target: SegmentTarget): void;
}

/**
 * One listening port of a host.
 * Units: entries. Errors: none. Source: RFC 4987.
 */
export class TcpListener implements HalfOpenOwner {
  readonly host: ListenerHost;
  readonly port: number;
  readonly #accept: Accept;
  readonly #entries = new Set<HalfOpen>();
  readonly #perPrefix = new Map<number, number>();
  /** Peers that finished a handshake; kept only where a reserve is. */
  readonly #proven = new Set<Ipv4>();
  #young = 0;
  /** True from the first SYN that met a full backlog until half of it is free again. */
  #flooded = false;
  #lastCookieNs: TimeNs | undefined;

  constructor(host: ListenerHost, port: number, accept: Accept) {
    this.host = host;
    this.port = port;
    this.#accept = accept;
  }

  get windowBytes(): number {
    return this.host.profile.windowBytes;
  }

  /** Half-open entries, oldest first. */
  get halfOpen(): ReadonlySet<HalfOpen> {
    return this.#entries;
  }

  /** Half-open entries that fit. */
  get slots(): number {
    return this.host.profile.backlog + SLOTS_BEYOND_BACKLOG;
  }

  /** A segment to this port that belongs to no connection and no entry. */
  receive(packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    const kind = segment.flags & (TCP_FLAG.SYN | TCP_FLAG.ACK | TCP_FLAG.RST);
    if (kind === TCP_FLAG.SYN) return this.#syn(packet, segment);
    // Old stacks drop whatever comes to a port whose queue is full, instead of answering it with a RST (RFC 6528 A.1; Morris 1985).
    if (this.host.profile.legacy === true && this.#entries.size >= this.slots)
      return this.host.node.context.drop(this.host.node.place, packet, 'queue-full-silent');
    if (kind === TCP_FLAG.ACK && this.#fromCookie(packet, segment, arrival)) return;
    replyReset(this.host.node, packet, segment);
  }

  retries(): number {
    const { synAckRetries, backlog } = this.host.profile;
    return retriesUnderPressure(synAckRetries, this.#entries.size, this.#young, backlog);
  }

  aged(): void {
    this.#young--;
  }

  complete(entry: HalfOpen, packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    this.#forget(entry);
    const roundTripNs = entry.young ? this.host.node.context.kernel.now - entry.createdNs : undefined;
    this.#establish(entry.tuple, entry.iss, entry.irs, this.windowBytes, roundTripNs, !entry.young, packet, segment, arrival);
  }

  remove(entry: HalfOpen, why: HalfOpenEnd, packet: Packet | undefined): void {
    this.#forget(entry);
    this.#step(entry.tuple, why === 'half-open-reset' ? 'reset' : 'timeout', 'syn-received', 'closed');
    this.#trace(why, entry.tuple, {
      origin: entry.origin,
      halfOpen: this.#entries.size,
      ...(packet === undefined ? {} : { by: packet.origin }),
    });
  }

  #syn(packet: Packet, segment: TcpSegment): void {
    const { context, place } = this.host.node;
    if (this.host.profile.blocked?.includes(packet.src) === true) return context.drop(place, packet, 'source-blocked');
    const fromPrefix = this.#perPrefix.get(prefixOf(packet.src)) ?? 0;
    if (fromPrefix >= Math.max(1, Math.floor(this.host.profile.backlog / RATE_LIMIT_DIVISOR))) {
      const control = context.gate.on('rate-limiting', place);
      if (control !== undefined) return context.stopPacket(place, packet, 'rate-limit', control);
    }
    if (this.#entries.size >= this.slots) return this.#overflow(packet, segment);
    if (this.host.profile.cookiesAlways === true && context.gate.on('syn-cookies', place) !== undefined)
      return this.#sendCookie(packet, segment);
    if (this.#reservedFor(packet) && context.gate.on('syn-cookies', place) === undefined)
      return context.drop(place, packet, 'backlog-reserved');
    this.#admit(packet, segment);
  }

  /** True when only the reserve is left and this peer has no claim to it (Linux tcp_conn_request). */
  #reservedFor({ src }: Packet): boolean {
    const { maxSynBacklog } = this.host.profile;
    if (maxSynBacklog === undefined || this.#proven.has(src)) return false;
    return maxSynBacklog - this.#entries.size < Math.floor(maxSynBacklog / RESERVED_SHARE);
  }

  #admit(packet: Packet, segment: TcpSegment): void {
    const { context, place } = this.host.node;
    const tuple = tupleOf(packet, segment);
    const entry = new HalfOpen(this, tuple, this.host.numbers.isn(tuple, context.kernel.now), segment.seq, packet.origin);
    this.host.register(entry);
    this.#entries.add(entry);
    this.#perPrefix.set(prefixOf(packet.src), (this.#perPrefix.get(prefixOf(packet.src)) ?? 0) + 1);
    this.#young++;
    context.ground.halfOpen?.(place, packet);
    this.#step(tuple, 'syn', 'listen', 'syn-received');
    this.#trace('syn-received', tuple, { origin: packet.origin, halfOpen: this.#entries.size });
  }

  #overflow(packet: Packet, segment: TcpSegment): void {
    const { context, place } = this.host.node;
    const control = context.gate.on('syn-cookies', place);
    if (!this.#flooded) {
      this.#flooded = true;
      const origin = this.#mainOrigin();
      this.#trace('backlog-full', tupleOf(packet, segment), { origin, halfOpen: this.#entries.size });
      if (control !== undefined)
        context.stop({ control, at: place, reason: 'syn-cookie', origin, detail: { port: this.port, halfOpen: this.#entries.size } });
    }
    if (control === undefined && this.host.profile.recycleOldest === true) return this.#recycle(packet, segment);
    if (control === undefined) return context.drop(place, packet, 'backlog-full');
    this.#sendCookie(packet, segment);
  }

  #sendCookie(packet: Packet, segment: TcpSegment): void {
    const { context } = this.host.node;
    const tuple = tupleOf(packet, segment);
    const cookie = makeCookie(this.host.cookieSecret(), tuple, segment.seq, context.kernel.now);
    this.#lastCookieNs = context.kernel.now;
    sendSegment(this.host.node, tuple, cookie, seqAdd(segment.seq, 1), TCP_FLAG.SYN | TCP_FLAG.ACK, this.#cookieWindow, NO_PIECES);
  }

  /** The oldest entry makes room: a peer that answers within the time in which the flood turns the backlog over gets through (RFC 4987 3.4). */
  #recycle(packet: Packet, segment: TcpSegment): void {
    const [oldest] = this.#entries;
    if (oldest !== undefined) this.remove(oldest, 'half-open-recycled', packet);
    this.#admit(packet, segment);
  }

  /** True when the ACK carries a cookie of ours; looked at only while cookies that were sent can still be valid. */
  #fromCookie(packet: Packet, segment: TcpSegment, arrival: Arrival): boolean {
    const now = this.host.node.context.kernel.now;
    if (this.#lastCookieNs === undefined || now - this.#lastCookieNs > COOKIE_TICKS * COOKIE_TICK_NS) return false;
    const tuple = tupleOf(packet, segment);
    const iss = seqAdd(segment.ack, -1);
    const irs = seqAdd(segment.seq, -1);
    if (!checkCookie(this.host.cookieSecret(), tuple, irs, iss, now)) return false;
    this.#trace('cookie-accepted', tuple, { origin: packet.origin });
    this.#establish(tuple, iss, irs, this.#cookieWindow, undefined, false, packet, segment, arrival);
    return true;
  }

  #establish(
    tuple: FourTuple,
    iss: number,
    irs: number,
    windowBytes: number,
    roundTripNs: TimeNs | undefined,
    synAckLost: boolean,
    packet: Packet,
    segment: TcpSegment,
    arrival: Arrival,
  ): void {
    if (this.host.profile.maxSynBacklog !== undefined && this.host.profile.forgetsPeers !== true) this.#proven.add(packet.src);
    const connection = new TcpConnection(this.host, tuple, 'server', iss, windowBytes);
    this.host.register(connection);
    connection.events = this.#accept(connection);
    connection.openPassive(irs, segment.window, roundTripNs, synAckLost);
    connection.receive(packet, segment, arrival);
  }

  #forget(entry: HalfOpen): void {
    entry.release();
    this.host.forget(entry);
    this.#entries.delete(entry);
    if (entry.young) this.#young--;
    const prefix = prefixOf(entry.tuple.remote.address);
    const left = (this.#perPrefix.get(prefix) ?? 1) - 1;
    if (left === 0) this.#perPrefix.delete(prefix);
    else this.#perPrefix.set(prefix, left);
    if (2 * this.#entries.size <= this.slots) this.#flooded = false;
  }

  /** Who really sent most of the entries (the earliest on a tie): ground truth for the evidence. */
  #mainOrigin(): string {
    const counts = new Map<string, number>();
    for (const { origin } of this.#entries) counts.set(origin, (counts.get(origin) ?? 0) + 1);
    let main = '';
    for (const [origin, count] of counts) if (count > (counts.get(main) ?? 0)) main = origin;
    return main;
  }

  get #cookieWindow(): number {
    return Math.min(this.windowBytes, UNSCALED_WINDOW_BYTES);
  }

  #step({ local, remote }: FourTuple, event: TcpEvent, from: TcpState, to: TcpState): void {
    const { node } = this.host;
    if (node.context.probe !== undefined) stepped(node, connectionName(remote, local), event, from, to);
  }

  #trace(event: string, tuple: FourTuple, fields: Readonly<Record<string, string | number>>): void {
    const { context, place } = this.host.node;
    if (context.trace.on) context.trace.emit(place, 'tcp', { event, conn: connectionName(tuple.remote, tuple.local), ...fields });
  }
}

function prefixOf(address: number): number {
  return Math.floor(address / RATE_LIMIT_PREFIX_ADDRESSES);
}
