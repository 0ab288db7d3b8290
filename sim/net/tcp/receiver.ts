/**
 * Purpose: the receive side of a connection: sequence space, reassembly, messages and the peer's FIN.
 *
 * Does not model: a slow application (the window never closes: what is in order is consumed at once).
 * Units: octets; offset 0 is the first octet after the peer's SYN. Determinism: none needed.
 * References: RFC 9293 3.3.1 (receive sequence variables), 3.10.7.4.
 */
import { segmentLength, TCP_FLAG, type Content, type Packet, type TcpSegment } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import { MessageAssembler } from './messages.ts';
import { slicePieces } from './pieces.ts';
import { Reassembly, type Chunk } from './reassembly.ts';
import { seqAdd, seqDelta } from './seq.ts';
import type { Delivery, Garble } from './types.ts';

export interface ReceiverUser {
  deliver(content: Content, delivery: Delivery): void;
  garbled(garble: Garble): void;
}

/**
 * Receive state of one connection.
 * Units: octets. Errors: none. Source: RFC 9293 3.3.1.
 */
export class Receiver {
  #irs = 0;
  readonly #windowBytes: number;
  readonly #user: ReceiverUser;
  readonly #messages = new MessageAssembler();
  readonly #stream: Reassembly;
  #finAt: number | undefined;
  /** Real sender of the FIN that was seen first; ground truth. */
  finOrigin: string | undefined;
  finTaken = false;

  constructor(windowBytes: number, user: ReceiverUser) {
    this.#windowBytes = windowBytes;
    this.#user = user;
    this.#stream = new Reassembly((chunk, from, to) => this.#consume(chunk, from, to));
  }

  /** The peer's initial sequence number is known. */
  begin(irs: number): void {
    this.#irs = irs;
  }

  /** RCV.NXT as it goes into segments. */
  get nextSeq(): number {
    return seqAdd(this.#irs, 1 + this.#stream.next + (this.finTaken ? 1 : 0));
  }

  /** True while octets beyond a gap are kept. */
  get gap(): boolean {
    return this.#stream.gap;
  }

  /** Takes data and FIN of an acceptable segment; true when the peer's FIN has just come into order. */
  take(packet: Packet, segment: TcpSegment, arrival: Arrival): boolean {
    const start = this.#offset(segment.seq);
    const end = start + segmentLength(segment);
    if (this.finTaken) return false;
    if ((segment.flags & TCP_FLAG.FIN) !== 0 && this.#finAt === undefined) {
      this.#finAt = end;
      this.finOrigin = packet.origin;
    }
    const limit = Math.min(end, this.#finAt ?? end);
    if (limit > start) this.#stream.add({ start, pieces: segment.pieces, origin: packet.origin, arrival }, limit, this.#windowBytes);
    if (this.#stream.next !== this.#finAt) return false;
    this.finTaken = true;
    return true;
  }

  #offset(seq: number): number {
    return this.#stream.next + seqDelta(seq, seqAdd(this.#irs, 1 + this.#stream.next));
  }

  #consume(chunk: Chunk, from: number, to: number): void {
    const { arrival, origin } = chunk;
    for (const piece of slicePieces(chunk.pieces, from - chunk.start, to - from)) {
      if (this.#messages.broken) return;
      const progress = this.#messages.feed(piece, origin);
      if (progress === 'complete')
        this.#user.deliver(piece.content, { deliveredBy: this.#messages.origins, damaged: this.#messages.damaged, arrival });
      else if (progress === 'broken') this.#user.garbled({ origin, arrival });
    }
  }
}
