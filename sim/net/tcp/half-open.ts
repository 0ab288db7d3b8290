/**
 * Purpose: one half-open entry of a listener: a SYN that was answered, whose final ACK is awaited.
 *
 * Does not model: options remembered with the entry; a SYN with another sequence number for the same 4-tuple is dropped, not challenged.
 * Units: nanoseconds. Determinism: none needed.
 * References: RFC 9293 3.10.7.4 (SYN-RECEIVED); RFC 4987 2.1; Linux reqsk_timer_handler (early end under pressure).
 */
import type { TimeNs } from '../../kernel/time.ts';
import { TCP_FLAG, type Packet, type TcpSegment } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import { resetPosition } from './acceptance.ts';
import { AckLimit } from './ack-limit.ts';
import { PRUNE_BACKLOG_MIN, PRUNED_RETRIES_MIN, SYN_WAIT_NS } from './constants.ts';
import { seqAdd, seqDelta } from './seq.ts';
import { Timestamps } from './timestamps.ts';
import type { Timer } from './timer.ts';
import type { FourTuple, SegmentTarget, TcpHost } from './types.ts';
import { NO_PIECES, replyReset, sendSegment } from './wire.ts';

/** Why an entry went away without becoming a connection. */
export type HalfOpenEnd = 'half-open-expired' | 'half-open-reset' | 'half-open-recycled';

/** What an entry needs of its listener. */
export interface HalfOpenOwner {
  readonly host: TcpHost;
  readonly windowBytes: number;
  /** SYN-ACK retransmissions an entry gets now. */
  retries(): number;
  /** An entry is no longer young: its SYN-ACK was repeated. */
  aged(): void;
  complete(entry: HalfOpen, packet: Packet, segment: TcpSegment, arrival: Arrival): void;
  remove(entry: HalfOpen, why: HalfOpenEnd, packet: Packet | undefined): void;
}

/**
 * SYN-ACK retransmissions that an entry gets: the configured number, fewer while more than half of the backlog is in use and most entries are old.
 * Units: entries. Errors: none. Source: Linux 6.x reqsk_timer_handler; explains the 7 to 15 s life times of testbed exp4.
 */
export function retriesUnderPressure(configured: number, halfOpen: number, young: number, backlog: number): number {
  if (2 * halfOpen <= Math.max(PRUNE_BACKLOG_MIN, backlog)) return configured;
  let retries = configured;
  for (let limit = 2 * young; retries > PRUNED_RETRIES_MIN && halfOpen >= limit; limit *= 2) retries--;
  return retries;
}

/**
 * A half-open entry.
 * Units: nanoseconds. Errors: none. Source: RFC 9293 3.10.7.4.
 */
export class HalfOpen implements SegmentTarget {
  readonly tuple: FourTuple;
  readonly iss: number;
  readonly irs: number;
  /** Place that really sent the SYN; ground truth for oracles. */
  readonly origin: string;
  readonly createdNs: TimeNs;
  /** SYN-ACKs repeated by the timer. */
  repeats = 0;
  readonly #owner: HalfOpenOwner;
  readonly #timer: Timer;
  readonly #ackLimit: AckLimit;

  constructor(owner: HalfOpenOwner, tuple: FourTuple, iss: number, irs: number, origin: string) {
    this.#owner = owner;
    this.tuple = tuple;
    this.iss = iss;
    this.irs = irs;
    this.origin = origin;
    this.createdNs = this.#now;
    this.#ackLimit = new AckLimit(owner.host.profile.ackLimit);
    this.#timer = owner.host.timers.create(() => this.#expire());
    this.#timer.start(owner.host.handshakeDeadlineNs(SYN_WAIT_NS));
    this.#sendSynAck();
  }

  get young(): boolean {
    return this.repeats === 0;
  }

  release(): void {
    this.#timer.release();
  }

  receive(packet: Packet, segment: TcpSegment, arrival: Arrival): void {
    const ahead = seqDelta(segment.seq, seqAdd(this.irs, 1));
    if ((segment.flags & TCP_FLAG.RST) !== 0) return this.#reset(packet, ahead);
    if ((segment.flags & TCP_FLAG.SYN) !== 0) {
      if (ahead === -1) this.#sendSynAck();
      else this.#drop(packet, 'half-open-mismatch');
      return;
    }
    if ((segment.flags & TCP_FLAG.ACK) === 0) return this.#drop(packet, 'no-ack');
    if (segment.ack !== seqAdd(this.iss, 1)) return replyReset(this.#owner.host.node, packet, segment);
    if (ahead < 0 || ahead > this.#owner.windowBytes) return this.#drop(packet, 'outside-window');
    this.#owner.complete(this, packet, segment, arrival);
  }

  /** As in a synchronised state (RFC 5961 3.2 names all states but SYN-SENT). */
  #reset(packet: Packet, ahead: number): void {
    const { context, place } = this.#owner.host.node;
    const position = resetPosition(ahead, this.#owner.windowBytes);
    if (position === 'outside') return this.#drop(packet, 'outside-window');
    const control = position === 'exact' ? undefined : context.gate.on('tcp-rfc5961', place);
    if (control !== undefined) {
      context.stopPacket(place, packet, 'challenge-ack', control);
      if (!this.#ackLimit.allow(this.#now)) return;
      return sendSegment(
        this.#owner.host.node,
        this.tuple,
        seqAdd(this.iss, 1),
        seqAdd(this.irs, 1),
        TCP_FLAG.ACK,
        this.#owner.windowBytes,
        NO_PIECES,
      );
    }
    if (position === 'edge') return this.#drop(packet, 'outside-window');
    this.#owner.remove(this, 'half-open-reset', packet);
  }

  #expire(): void {
    if (this.repeats >= this.#owner.retries()) return this.#owner.remove(this, 'half-open-expired', undefined);
    if (this.repeats === 0) this.#owner.aged();
    this.repeats++;
    this.#timer.start(this.#owner.host.handshakeDeadlineNs(SYN_WAIT_NS * 2 ** this.repeats));
    this.#sendSynAck();
  }

  #sendSynAck(): void {
    sendSegment(
      this.#owner.host.node,
      this.tuple,
      this.iss,
      seqAdd(this.irs, 1),
      TCP_FLAG.SYN | TCP_FLAG.ACK,
      this.#owner.windowBytes,
      NO_PIECES,
      this.#owner.host.profile.timestamps === true ? new Timestamps(this.iss).value(this.#now) : undefined,
    );
  }

  #drop(packet: Packet, reason: string): void {
    this.#owner.host.node.context.drop(this.#owner.host.node.place, packet, reason);
  }

  get #now(): TimeNs {
    return this.#owner.host.node.context.kernel.now;
  }
}
