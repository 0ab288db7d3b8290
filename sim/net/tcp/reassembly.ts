/**
 * Purpose: puts the octets of arriving segments into stream order.
 *
 * Where segments overlap, what came first stays, in the order queue as well as before RCV.NXT; RFC 9293 leaves the choice open, and an injected segment that wins the race
 * therefore displaces the true one.
 * Does not model: memory limits other than the window, SACK.
 * Cost: a segment in order touches no list. The list of early segments is searched from its end.
 * Units: stream offsets in octets. Determinism: sorted list. References: RFC 9293 3.10.7.4 (fifth check and the processing of segment text).
 */
import type { Piece } from '../packet.ts';
import type { Arrival } from '../rules.ts';

/** A segment's data as it waits: stream offset of its first octet, what it holds, who sent it (ground truth) and how it came in. */
export interface Chunk {
  readonly start: number;
  readonly pieces: readonly Piece[];
  readonly origin: string;
  readonly arrival: Arrival;
}

interface Waiting {
  readonly from: number;
  readonly to: number;
  readonly chunk: Chunk;
}

/** Takes the octets [from, to) of a chunk, in stream order. */
export type Consume = (chunk: Chunk, from: number, to: number) => void;

/**
 * The receive side of one connection up to the order of octets.
 * Units: stream offsets in octets. Errors: none. Source: RFC 9293 3.10.7.4.
 */
export class Reassembly {
  /** Offset of the next octet expected (without the FIN). */
  next = 0;
  readonly #waiting: Waiting[] = [];
  readonly #consume: Consume;

  constructor(consume: Consume) {
    this.#consume = consume;
  }

  /** Takes the octets [start, end) of a chunk, of which those before `next` or beyond `windowBytes` are cut off. */
  add(chunk: Chunk, end: number, windowBytes: number): void {
    const from = Math.max(chunk.start, this.next);
    const to = Math.min(end, this.next + windowBytes);
    if (from >= to) return;
    const first = this.#waiting[0];
    if (from === this.next && (first === undefined || first.from >= to)) this.#take({ from, to, chunk });
    else this.#keep(from, to, chunk);
    while ((this.#waiting[0]?.from ?? Infinity) <= this.next) this.#take(this.#waiting.shift());
  }

  /** True when early octets wait for a gap to close. */
  get gap(): boolean {
    return this.#waiting.length > 0;
  }

  #take(run: Waiting | undefined): void {
    if (run === undefined) return;
    this.next = run.to;
    this.#consume(run.chunk, run.from, run.to);
  }

  #keep(start: number, end: number, chunk: Chunk): void {
    let index = this.#waiting.length;
    while (index > 0 && (this.#waiting[index - 1]?.to ?? 0) > start) index--;
    let from = start;
    while (from < end) {
      const neighbour = this.#waiting[index];
      const to = Math.min(end, neighbour?.from ?? end);
      if (to > from) this.#waiting.splice(index++, 0, { from, to, chunk });
      from = neighbour === undefined ? end : Math.max(to, neighbour.to);
      index++;
    }
  }
}
