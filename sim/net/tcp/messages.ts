/**
 * Purpose: turns the ordered octets of a stream back into application messages, or finds that they no longer make sense.
 *
 * A message is delivered when its octets 0..bytes-1 have come without a gap. Anything else in their place (injected data, a head lost to desynchronisation) breaks the
 * stream for good: a real parser that has lost the boundaries fails in the same way.
 * Does not model: parsers that resynchronise.
 * Units: octets. Determinism: stream order. References: RFC 3552 3.3.4 (message insertion); Joncheray, USENIX Security 1995 (desynchronisation).
 */
import type { Content, Piece } from '../packet.ts';

/** What came of a run of octets: a message is complete, more is needed, or the stream broke with this run. */
export type Progress = 'complete' | 'more' | 'broken';

/**
 * The parser of one direction of a connection.
 * Units: octets. Errors: none; a broken stream stays broken. Source: own design.
 */
export class MessageAssembler {
  broken = false;
  #content: Content | undefined;
  #next = 0;
  #damaged = false;
  #origins: string[] = [];

  /** Takes the next run of octets; `origin` is ground truth. */
  feed(piece: Piece, origin: string): Progress {
    if (this.#content === undefined ? piece.offset !== 0 : piece.content !== this.#content || piece.offset !== this.#next) {
      this.broken = true;
      return 'broken';
    }
    if (this.#content === undefined) {
      this.#origins = [];
      this.#damaged = false;
    }
    if (piece.damaged === true) this.#damaged = true;
    if (!this.#origins.includes(origin)) this.#origins.push(origin);
    this.#next = piece.offset + piece.length;
    this.#content = this.#next < piece.content.bytes ? piece.content : undefined;
    return this.#content === undefined ? 'complete' : 'more';
  }

  /** Octets of the message at hand or just completed are not those that were sent. */
  get damaged(): boolean {
    return this.#damaged;
  }

  /** Who sent the octets of the message at hand or just completed. */
  get origins(): readonly string[] {
    return this.#origins;
  }
}
