/**
 * Purpose: rows of numbers in typed arrays that grow: what the model keeps of thousands of tunnels and exchanges without an object for each.
 *
 * Does not model: anything. Cost: a read or write is one array access; growing doubles and copies.
 * Units: those of the columns. Determinism: a freed row is used again, last freed first.
 * References: structure of arrays; performance measurements of the event queue (bench/event-queue.ts).
 */

export type Column = Float64Array | Int32Array | Uint8Array;

/**
 * Numbers the rows of a table and says when its columns must grow.
 * Units: rows. Errors: none. Source: own design (free list).
 */
export class Rows {
  capacity: number;
  used = 0;
  readonly #free: number[] = [];
  readonly #grow: (capacity: number) => void;

  constructor(capacity: number, grow: (capacity: number) => void) {
    this.capacity = capacity;
    this.#grow = grow;
    grow(capacity);
  }

  /** Rows in use. */
  get size(): number {
    return this.used - this.#free.length;
  }

  take(): number {
    const freed = this.#free.pop();
    if (freed !== undefined) return freed;
    if (this.used === this.capacity) {
      this.capacity *= 2;
      this.#grow(this.capacity);
    }
    return this.used++;
  }

  free(row: number): void {
    this.#free.push(row);
  }
}

/**
 * A longer copy of a column.
 * Units: none. Errors: none. Source: own design.
 */
export function longer<T extends Column>(from: T, to: T): T {
  to.set(from);
  return to;
}
