/**
 * Purpose: what an application has sent and the peer has not acknowledged yet, as messages on a line of stream offsets.
 *
 * Does not model: a size limit (an application that writes faster than the line is not blocked).
 * Cost: cutting a segment is O(messages in it): a cursor remembers where the last one ended, and only a retransmission sets it back.
 * Units: octets. Determinism: none needed. References: RFC 9293 3.8 (send queue, retransmission queue).
 */
import type { Content, Piece } from '../packet.ts';

interface Queued {
  readonly content: Content;
  readonly start: number;
  readonly end: number;
}

/** Released messages that may stand at the front of the array before it is compacted. */
const COMPACT_AFTER = 256;

/**
 * The send queue of one connection.
 * Units: stream offsets in octets. Errors: see push. Source: own design.
 */
export class SendBuffer {
  #queue: Queued[] = [];
  #head = 0;
  #cursor = 0;
  /** Offset after the last queued octet. */
  end = 0;

  /** Appends a message; throws on one without octets (a bug: a stream cannot carry it). */
  push(content: Content): void {
    if (!Number.isSafeInteger(content.bytes) || content.bytes < 1)
      throw new Error(`tcp: a message of ${content.bytes} octets (${content.kind}) cannot be sent`);
    this.#queue.push({ content, start: this.end, end: this.end + content.bytes });
    this.end += content.bytes;
  }

  /** Forgets messages that lie wholly before an offset. */
  release(before: number): void {
    while (this.#head < this.#queue.length && (this.#queue[this.#head]?.end ?? 0) <= before) this.#head++;
    if (this.#cursor < this.#head) this.#cursor = this.#head;
    if (this.#head < COMPACT_AFTER) return;
    this.#queue = this.#queue.slice(this.#head);
    this.#cursor -= this.#head;
    this.#head = 0;
  }

  /** The octets [from, from + length) as pieces; they must not have been released. */
  cut(from: number, length: number): Piece[] {
    if ((this.#queue[this.#cursor]?.start ?? Infinity) > from) this.#cursor = this.#head;
    while ((this.#queue[this.#cursor]?.end ?? Infinity) <= from) this.#cursor++;
    const pieces: Piece[] = [];
    let at = from;
    for (let index = this.#cursor; at < from + length; index++) {
      const message = this.#queue[index];
      if (message === undefined || message.start > at) throw new Error(`tcp: send buffer holds no octet ${at}`);
      const until = Math.min(message.end, from + length);
      pieces.push({ content: message.content, offset: at - message.start, length: until - at });
      at = until;
    }
    return pieces;
  }
}
