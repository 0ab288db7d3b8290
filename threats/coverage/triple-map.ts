/**
 * Purpose: an exact map from three small integers to one, in typed arrays: the unique table and the operation memo of the diagram packages.
 * Does not model: deletion; entries live as long as the map.
 * Units: entries. Cost: O(1) expected for `get` and `set`, amortised doubling; 16 bytes an entry slot at a load of at most one half.
 * Determinism: no iteration is offered, so the hash order can reach no result.
 * References: Bryant 1986 (tables of triples in reduce and apply); open addressing with linear probing, Knuth TAOCP 3, 6.4.
 */

const ABSENT = -1;
const FIRST_CAPACITY = 64;

/**
 * Map (a, b, c) → value; keys are integers of 32 bits, values are 0 or more.
 * Units: none.
 * Errors: `set` throws a RangeError of the engine when memory runs out.
 * Source: own design after Knuth TAOCP 3, 6.4 (linear probing).
 */
export class TripleMap {
  #keys = new Int32Array(3 * FIRST_CAPACITY);
  #values = new Int32Array(FIRST_CAPACITY).fill(ABSENT);
  #size = 0;

  /** Value of the key, or -1. Units: none. Errors: none. Source: own design. */
  get(a: number, b: number, c: number): number {
    return this.#values[this.#slotOf(a, b, c)] as number;
  }

  /** Adds or replaces the value of the key. Units: none. Errors: none. Source: own design. */
  set(a: number, b: number, c: number, value: number): void {
    if (2 * this.#size >= this.#values.length) this.#grow();
    const slot = this.#slotOf(a, b, c);
    if (this.#values[slot] === ABSENT) this.#size++;
    this.#write(slot, a, b, c, value);
  }

  #write(slot: number, a: number, b: number, c: number, value: number): void {
    const keys = this.#keys;
    keys[3 * slot] = a;
    keys[3 * slot + 1] = b;
    keys[3 * slot + 2] = c;
    this.#values[slot] = value;
  }

  #slotOf(a: number, b: number, c: number): number {
    const keys = this.#keys;
    const values = this.#values;
    const mask = values.length - 1;
    let slot = hash(a, b, c) & mask;
    while (values[slot] !== ABSENT && !(keys[3 * slot] === a && keys[3 * slot + 1] === b && keys[3 * slot + 2] === c)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const keys = this.#keys;
    const values = this.#values;
    this.#keys = new Int32Array(2 * keys.length);
    this.#values = new Int32Array(2 * values.length).fill(ABSENT);
    for (let slot = 0; slot < values.length; slot++) {
      const value = values[slot] as number;
      if (value === ABSENT) continue;
      const [a, b, c] = [keys[3 * slot] as number, keys[3 * slot + 1] as number, keys[3 * slot + 2] as number];
      this.#write(this.#slotOf(a, b, c), a, b, c, value);
    }
  }
}

/** Multiply-and-xorshift mix of three integers; the odd multipliers are arbitrary. */
function hash(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x2c1b3c6d) ^ Math.imul(b, 0x297a2d39) ^ Math.imul(c, 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x45d9f3b);
  return (h ^ (h >>> 16)) >>> 0;
}
