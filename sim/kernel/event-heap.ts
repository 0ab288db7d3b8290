/**
 * Purpose: a 4-ary min-heap over typed arrays with a total order (time, priority, tie), for the events of the near future.
 *
 * Does not model: what an event is; it carries a slot number. Cost: push and removal O(log4 n), no object per event.
 * Units: time in integer nanoseconds. Determinism: total order.
 * References: Johnson 1975 (d-ary heaps); ns-3 and SimPy use the same (time, priority, sequence) idea.
 */
import type { TimeNs } from './time.ts';

/**
 * A heap of slots, the earliest first.
 * Units: integer nanoseconds. Errors: none; an empty heap has the top time Infinity. Source: own design.
 */
export class EventHeap {
  #size = 0;
  #time: Float64Array;
  #priority: Int32Array;
  #tie: Float64Array;
  #slot: Int32Array;

  constructor(capacity: number) {
    this.#time = new Float64Array(capacity);
    this.#priority = new Int32Array(capacity);
    this.#tie = new Float64Array(capacity);
    this.#slot = new Int32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  get topTime(): TimeNs {
    return this.#size === 0 ? Infinity : (this.#time[0] ?? 0);
  }

  get topSlot(): number {
    return this.#slot[0] ?? 0;
  }

  /** Adds a slot under its key. */
  push(time: TimeNs, priority: number, tie: number, slot: number): void {
    if (this.#size === this.#slot.length) this.#grow();
    let index = this.#size++;
    while (index > 0) {
      const parent = (index - 1) >> 2;
      if (this.#before(parent, time, priority, tie)) break;
      this.#move(parent, index);
      index = parent;
    }
    this.#place(index, time, priority, tie, slot);
  }

  /** Removes the earliest. */
  removeTop(): void {
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
    const capacity = this.#slot.length * 2;
    this.#time = widen(this.#time, new Float64Array(capacity));
    this.#tie = widen(this.#tie, new Float64Array(capacity));
    this.#priority = widen(this.#priority, new Int32Array(capacity));
    this.#slot = widen(this.#slot, new Int32Array(capacity));
  }
}

function widen<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
