/**
 * Purpose: the future event set, a 4-ary min-heap over typed arrays with a total order.
 *
 * Order: (time, priority, tie). `tie` is the insertion sequence, so equal keys leave in the order in which they came (FIFO); in the permuted mode it is a random number
 * first and the sequence second, which proves that a result does not hang on the order of simultaneous events.
 * Cost: push and pop O(log4 n); cancel O(1) by tombstone, the dead entry is skipped when it surfaces. No object per event.
 * Does not model: anything; it knows no network.
 * Units: time in integer nanoseconds. Determinism: total order, asserted on pop.
 * References: Brown, CACM 31(10) 1988 (event sets); Johnson 1975 (d-ary heaps); ns-3 and SimPy use the same (time, priority, sequence) idea.
 */
import type { TimeNs } from './time.ts';

/** Handle of a scheduled event: slot number and its generation, so that a stale handle cancels nothing. */
export type EventId = number;

const SLOT_LIMIT = 2 ** 24;

/**
 * A queue of events; with `drawTie` (uniform in [0,1)) simultaneous events leave in random order.
 * Units: time in integer nanoseconds, capacity in events. Errors: push throws on a key that is not an integer (priority: 32 bits) and past 2^24 pending events; cancel and pop
 * answer false instead. Source: own design; tie permutation after ns-3 merge request 532.
 */
export class EventQueue {
  #size = 0;
  #capacity: number;
  #time: Float64Array;
  #priority: Int32Array;
  #tie: Float64Array;
  #slot: Int32Array;
  #sequence = 0;
  /** Per slot: what to do, its two arguments, its generation, whether it still stands. */
  #kind: Int32Array;
  #argA: Float64Array;
  #argB: Float64Array;
  #generation: Float64Array;
  #alive: Uint8Array;
  #freeSlots: number[] = [];
  #usedSlots = 0;
  #live = 0;
  readonly #drawTie: (() => number) | undefined;

  constructor(options: { readonly capacity?: number; readonly drawTie?: () => number } = {}) {
    this.#capacity = Math.max(1, options.capacity ?? 256);
    this.#drawTie = options.drawTie;
    this.#time = new Float64Array(this.#capacity);
    this.#priority = new Int32Array(this.#capacity);
    this.#tie = new Float64Array(this.#capacity);
    this.#slot = new Int32Array(this.#capacity);
    this.#kind = new Int32Array(this.#capacity);
    this.#argA = new Float64Array(this.#capacity);
    this.#argB = new Float64Array(this.#capacity);
    this.#generation = new Float64Array(this.#capacity);
    this.#alive = new Uint8Array(this.#capacity);
  }

  /** Events that will still happen. */
  get length(): number {
    return this.#live;
  }

  /** Adds an event; throws when the time is no exact integer, or the priority none of 32 bits. */
  push(timeNs: TimeNs, priority: number, kind: number, a: number, b: number): EventId {
    if (!Number.isSafeInteger(timeNs) || (priority | 0) !== priority) throw new Error(`event queue: bad key (${timeNs}, ${priority})`);
    if (this.#size === this.#capacity || (this.#freeSlots.length === 0 && this.#usedSlots === this.#capacity)) this.#grow();
    const slot = this.#freeSlots.pop() ?? this.#usedSlots++;
    this.#kind[slot] = kind;
    this.#argA[slot] = a;
    this.#argB[slot] = b;
    this.#alive[slot] = 1;
    this.#live++;
    const sequence = this.#sequence++;
    const tie = this.#drawTie === undefined ? sequence : Math.floor(this.#drawTie() * 2 ** 20) * 2 ** 32 + (sequence % 2 ** 32);
    this.#siftUp(this.#size++, timeNs, priority, tie, slot);
    return (this.#generation[slot] ?? 0) * SLOT_LIMIT + slot;
  }

  /** Takes an event back; `taken` gets its kind and first argument. False when it has happened or was cancelled before. */
  cancel(id: EventId, taken?: (kind: number, a: number) => void): boolean {
    const slot = id % SLOT_LIMIT;
    if (this.#alive[slot] !== 1 || this.#generation[slot] !== Math.floor(id / SLOT_LIMIT)) return false;
    this.#alive[slot] = 0;
    this.#live--;
    taken?.(this.#kind[slot] ?? 0, this.#argA[slot] ?? 0);
    return true;
  }

  /** Time of the next live event, or undefined. */
  peekTime(): TimeNs | undefined {
    this.#skipDead();
    return this.#size === 0 ? undefined : this.#time[0];
  }

  /** Removes the next live event and hands its parts to `take`; false when there is none. */
  pop(take: (timeNs: TimeNs, kind: number, a: number, b: number) => void): boolean {
    this.#skipDead();
    if (this.#size === 0) return false;
    const time = this.#time[0] ?? 0;
    const slot = this.#slot[0] ?? 0;
    const kind = this.#kind[slot] ?? 0;
    const a = this.#argA[slot] ?? 0;
    const b = this.#argB[slot] ?? 0;
    this.#alive[slot] = 0;
    this.#live--;
    this.#removeRoot();
    take(time, kind, a, b);
    return true;
  }

  #skipDead(): void {
    while (this.#size > 0 && this.#alive[this.#slot[0] ?? 0] === 0) this.#removeRoot();
  }

  #removeRoot(): void {
    const slot = this.#slot[0] ?? 0;
    this.#generation[slot] = (this.#generation[slot] ?? 0) + 1;
    this.#freeSlots.push(slot);
    const last = --this.#size;
    if (last > 0) this.#siftDown(this.#time[last] ?? 0, this.#priority[last] ?? 0, this.#tie[last] ?? 0, this.#slot[last] ?? 0);
  }

  #before(index: number, time: number, priority: number, tie: number): boolean {
    const t = this.#time[index] ?? 0;
    if (t !== time) return t < time;
    const p = this.#priority[index] ?? 0;
    return p !== priority ? p < priority : (this.#tie[index] ?? 0) < tie;
  }

  #place(index: number, time: number, priority: number, tie: number, slot: number): void {
    this.#time[index] = time;
    this.#priority[index] = priority;
    this.#tie[index] = tie;
    this.#slot[index] = slot;
  }

  #move(from: number, to: number): void {
    this.#place(to, this.#time[from] ?? 0, this.#priority[from] ?? 0, this.#tie[from] ?? 0, this.#slot[from] ?? 0);
  }

  #siftUp(start: number, time: number, priority: number, tie: number, slot: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      if (this.#before(parent, time, priority, tie)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#place(index, time, priority, tie, slot);
  }

  #siftDown(time: number, priority: number, tie: number, slot: number): void {
    let index = 0;
    for (;;) {
      const first = index * 4 + 1;
      if (first >= this.#size) break;
      let best = first;
      const end = Math.min(first + 4, this.#size);
      for (let child = first + 1; child < end; child++) {
        if (this.#before(child, this.#time[best] ?? 0, this.#priority[best] ?? 0, this.#tie[best] ?? 0)) best = child;
      }
      if (!this.#before(best, time, priority, tie)) break;
      this.#move(best, index);
      index = best;
    }
    this.#place(index, time, priority, tie, slot);
  }

  #grow(): void {
    const capacity = this.#capacity * 2;
    if (capacity > SLOT_LIMIT) throw new Error(`event queue: more than ${SLOT_LIMIT} events pending`);
    this.#time = widen(this.#time, new Float64Array(capacity));
    this.#tie = widen(this.#tie, new Float64Array(capacity));
    this.#argA = widen(this.#argA, new Float64Array(capacity));
    this.#argB = widen(this.#argB, new Float64Array(capacity));
    this.#generation = widen(this.#generation, new Float64Array(capacity));
    this.#priority = widen(this.#priority, new Int32Array(capacity));
    this.#slot = widen(this.#slot, new Int32Array(capacity));
    this.#kind = widen(this.#kind, new Int32Array(capacity));
    this.#alive = widen(this.#alive, new Uint8Array(capacity));
    this.#capacity = capacity;
  }
}

function widen<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
