/**
 * Purpose: the send side of a connection: what may leave now, what must be repeated, and when.
 *
 * The sender decides and calls `transmit`; it builds no packets and keeps no timer, only the deadline of one.
 * Does not model: Nagle's algorithm (applications here write whole messages), SACK, window scaling negotiation.
 * Units: octets and nanoseconds; offset 0 is the first octet after our SYN, the FIN takes one offset after the last octet. Determinism: integer arithmetic.
 * References: RFC 9293 3.8 (retransmission, window, probes; 3.8.6.2.1 silly window); RFC 6298 5; RFC 5681 3; RFC 6582 3.2; RFC 1122 4.2.3.5.
 */
import type { TimeNs } from '../../kernel/time.ts';
import { Congestion } from './congestion.ts';
import { DUPLICATE_ACKS, GIVE_UP_NS, MSS_BYTES, RTO_AFTER_SYN_LOSS_NS } from './constants.ts';
import { RttEstimator } from './rtt.ts';
import { SendBuffer } from './send-buffer.ts';
import { seqAdd, seqDelta } from './seq.ts';

/** Sends `length` octets from an offset, with the FIN behind them or not; `again` when they had been sent before. */
export type Transmit = (offset: number, length: number, fin: boolean, again: boolean) => void;

/**
 * Send state of one connection.
 * Units: octets, nanoseconds. Errors: none. Source: RFC 9293 3.3.1, RFC 5681, RFC 6298.
 */
export class Sender {
  readonly buffer = new SendBuffer();
  readonly congestion = new Congestion();
  readonly rtt = new RttEstimator();
  /** When the retransmission (or probe) timer expires; undefined while it is stopped. */
  deadlineNs: TimeNs | undefined;
  /** SND.UNA, and the highest SND.NXT so far. */
  una = 0;
  max = 0;
  /** Largest window the peer ever announced (MAX.SND.WND of RFC 5961 5.2). */
  largestWindowBytes = 0;
  readonly #first: number;
  readonly #transmit: Transmit;
  /** Next offset to send; behind `max` while repeating after a timeout. */
  #next = 0;
  #windowBytes = 0;
  #windowSeq = 0;
  #windowAck = 0;
  #finAt: number | undefined;
  #duplicates = 0;
  /** Recovery lasts until this offset is acknowledged; also guards against entering it twice for one loss. */
  #recover = -1;
  #recovering = false;
  #timed: { readonly end: number; readonly sentNs: TimeNs } | undefined;
  #lastSentNs: TimeNs = 0;
  #progressNs: TimeNs = 0;
  #timeouts = 0;

  /** `iss`: our initial sequence number. */
  constructor(iss: number, transmit: Transmit) {
    this.#first = seqAdd(iss, 1);
    this.#transmit = transmit;
  }

  /** What the handshake taught: the window announced in the segment `seq`, a round trip if one could be timed, and whether a SYN or SYN-ACK was lost. */
  open(windowBytes: number, seq: number, roundTripNs: TimeNs | undefined, synLost: boolean): void {
    this.#windowBytes = windowBytes;
    this.largestWindowBytes = windowBytes;
    this.#windowSeq = seq;
    if (roundTripNs !== undefined) this.rtt.sample(roundTripNs);
    if (!synLost) return;
    this.rtt.rtoNs = RTO_AFTER_SYN_LOSS_NS;
    this.congestion.synLost();
  }

  seqOf(offset: number): number {
    return seqAdd(this.#first, offset);
  }

  /** Stream offset of a 32-bit acknowledgement number, taken within 2^31 of SND.UNA. */
  offsetOf(ack: number): number {
    return this.una + seqDelta(ack, this.seqOf(this.una));
  }

  /** No more data follows: the FIN goes out behind what is queued. */
  finish(): void {
    this.#finAt = this.buffer.end;
  }

  get finAcknowledged(): boolean {
    return this.#finAt !== undefined && this.una > this.#finAt;
  }

  /** Sends what windows permit. */
  pump(nowNs: TimeNs): void {
    if (this.una === this.max && nowNs - this.#lastSentNs > this.rtt.rtoNs) this.congestion.restartAfterIdle();
    for (;;) {
      const room = this.una + Math.min(this.congestion.windowBytes, this.#windowBytes) - this.#next;
      const waiting = this.buffer.end - this.#next;
      if (waiting > 0) {
        const length = Math.min(MSS_BYTES, waiting, room);
        if (length <= 0 || !this.#worthSending(length, waiting)) break;
        this.#send(this.#next, length, nowNs);
      } else if (this.#finAt === this.#next) this.#send(this.#next, 0, nowNs);
      else break;
    }
    if (this.deadlineNs === undefined && (this.una < this.max || this.buffer.end > this.#next)) this.deadlineNs = nowNs + this.rtt.rtoNs;
  }

  /** An acceptable acknowledgement, with the window it announces; `pure` when the segment carried nothing else. */
  acknowledge(ack: number, windowBytes: number, seq: number, pure: boolean, nowNs: TimeNs): void {
    const windowBefore = this.#windowBytes;
    this.#updateWindow(ack, windowBytes, seq);
    // A peer that answers probes with a shut window is alive (RFC 9293 3.8.6.1: must not be given up).
    if (this.#windowBytes === 0) this.#progressNs = nowNs;
    if (ack > this.una) this.#advance(ack, nowNs);
    else if (ack === this.una && pure && this.una < this.max && this.#windowBytes === windowBefore) this.#duplicate(nowNs);
  }

  /** The deadline has come; false when the connection is to be given up. */
  expire(nowNs: TimeNs): boolean {
    this.deadlineNs = undefined;
    if (this.una === this.max) {
      this.#probe(nowNs);
      return true;
    }
    if (nowNs - this.#progressNs >= GIVE_UP_NS) return false;
    this.congestion.timedOut(this.max - this.una, this.#timeouts === 0);
    this.#timeouts++;
    this.#recovering = false;
    this.#recover = this.max;
    this.#duplicates = 0;
    this.rtt.backOff();
    this.#next = this.una;
    this.#resendFirst(nowNs);
    this.deadlineNs = nowNs + this.rtt.rtoNs;
    return true;
  }

  #send(offset: number, length: number, nowNs: TimeNs): void {
    const fin = this.#finAt === offset + length;
    const end = offset + length + (fin ? 1 : 0);
    const again = offset < this.max;
    if (this.una === this.max) this.#progressNs = nowNs;
    if (again) this.#timed = undefined;
    else if (this.#timed === undefined) this.#timed = { end, sentNs: nowNs };
    this.#next = Math.max(this.#next, end);
    this.max = Math.max(this.max, end);
    this.#lastSentNs = nowNs;
    this.#transmit(offset, length, fin, again);
  }

  /** Sender's silly window avoidance: full segments, the last of the queue, half of the largest window, or whatever fits when nothing else is under way. */
  #worthSending(length: number, waiting: number): boolean {
    return length === MSS_BYTES || length === waiting || 2 * length >= this.largestWindowBytes || this.una === this.#next;
  }

  #updateWindow(ack: number, windowBytes: number, seq: number): void {
    const ahead = seqDelta(seq, this.#windowSeq);
    if (ahead < 0 || (ahead === 0 && ack < this.#windowAck)) return;
    this.#windowBytes = windowBytes;
    this.#windowSeq = seq;
    this.#windowAck = ack;
    this.largestWindowBytes = Math.max(this.largestWindowBytes, windowBytes);
  }

  #advance(ack: number, nowNs: TimeNs): void {
    const octets = ack - this.una;
    this.una = ack;
    this.#next = Math.max(this.#next, ack);
    this.#progressNs = nowNs;
    this.#timeouts = 0;
    this.#duplicates = 0;
    this.buffer.release(ack);
    if (this.#timed !== undefined && ack >= this.#timed.end) {
      this.rtt.sample(nowNs - this.#timed.sentNs);
      this.#timed = undefined;
    }
    this.deadlineNs = ack === this.max ? undefined : nowNs + this.rtt.rtoNs;
    if (!this.#recovering) this.congestion.acknowledged(octets);
    else if (ack >= this.#recover) {
      this.#recovering = false;
      this.congestion.leaveRecovery(this.max - ack);
    } else {
      this.congestion.partialAck(octets);
      this.#resendFirst(nowNs);
    }
  }

  #duplicate(nowNs: TimeNs): void {
    this.#duplicates++;
    if (this.#recovering) this.congestion.inflate();
    else if (this.#duplicates === DUPLICATE_ACKS && this.una > this.#recover) {
      this.#recovering = true;
      this.#recover = this.max;
      this.congestion.enterRecovery(this.max - this.una);
      this.#resendFirst(nowNs);
    }
  }

  #resendFirst(nowNs: TimeNs): void {
    this.#send(this.una, Math.min(MSS_BYTES, this.buffer.end - this.una, Math.max(1, this.#windowBytes)), nowNs);
  }

  /** The peer's window is shut and nothing is under way: one octet finds out whether it is open again (RFC 9293 3.8.6.1). */
  #probe(nowNs: TimeNs): void {
    if (this.buffer.end > this.#next) this.#send(this.#next, 1, nowNs);
    this.deadlineNs = nowNs + this.rtt.rtoNs;
  }
}
