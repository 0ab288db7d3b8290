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
 * Rows of equally many numbers, each row in one piece of memory: what is read together comes with one or two trips to memory, where columns cost one for each field. With 240,000 institutions
 * neither fits the processor's cache: with records, and pairs kept only while they live, a tunnel costs 10.9 us where it cost 15.2 us (bench/nation.ts).
 * Units: those of the fields. Errors: none; a field of a row that does not exist reads 0. Source: own design (array of structures).
 */
export class Records {
  #numbers: Float64Array;
  readonly #stride: number;

  constructor(fields: number, rows = 0) {
    this.#stride = fields;
    this.#numbers = new Float64Array(fields * rows);
  }

  get rows(): number {
    return this.#numbers.length / this.#stride;
  }

  get(row: number, field: number): number {
    return this.#numbers[row * this.#stride + field] ?? 0;
  }

  set(row: number, field: number, value: number): void {
    this.#numbers[row * this.#stride + field] = value;
  }

  /** All fields of a row to 0. */
  clear(row: number): void {
    this.#numbers.fill(0, row * this.#stride, (row + 1) * this.#stride);
  }

  /** Makes room for so many rows; new fields are 0. */
  grow(rows: number): void {
    if (rows > this.rows) this.#numbers = longer(this.#numbers, new Float64Array(rows * this.#stride));
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
