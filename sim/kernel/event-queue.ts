/**
 * Purpose: the future event set: a heap for the near future and a timing wheel for the rest, with one total order.
 *
 * Order: (time, priority, tie). `tie` is the insertion sequence, so equal keys leave in the order in which they came (FIFO); in the permuted mode it is a random number
 * first and the sequence second, which proves that a result does not hang on the order of simultaneous events.
 * The near future is the current slice of the wheel, about a second. An event beyond it hangs unsorted in the list of its slice and enters the heap when its slice comes; most timers are
 * cancelled before that and never cost a comparison. So the heap stays small however many timers are pending: with the timers of 240,000 institutions a single heap did not fit the
 * processor's cache, and took a fifth of the time.
 * Cost: push O(1) into the wheel, O(log4 n) into the heap; cancel O(1) by tombstone, the dead entry goes when it surfaces. No object per event.
 * Does not model: anything; it knows no network.
 * Units: time in integer nanoseconds. Determinism: total order; the order inside a list of the wheel does not matter.
 * References: Varghese and Lauck, SOSP 1987, scheme 6 (hashed wheels); Brown, CACM 31(10) 1988 (event sets).
 */
import { EventHeap } from './event-heap.ts';
import type { TimeNs } from './time.ts';

/** Handle of a scheduled event: slot number and its generation, so that a stale handle cancels nothing. */
export type EventId = number;

const SLOT_LIMIT = 2 ** 24;
/** A slice of the wheel: a second of binary kind. Longer ones fill the heap, shorter ones make empty turns. */
const SLICE_NS = 2 ** 30;
/** Slices of one turn (own choice): 73 minutes, beyond the timers that are set most. What lies further is looked at once a turn. */
const SLICES = 2 ** 12;
const NONE = -1;
/** An event is one record of 64 octets, a line of the cache. STATE is twice the generation, plus one while the event stands. */
const [TIME, PRIORITY, TIE, KIND, A, B, STATE, NEXT] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const FIELDS = 8;

/**
 * A queue of events; with `drawTie` (uniform in [0,1)) simultaneous events leave in random order.
 * Units: time in integer nanoseconds, capacity in events. Errors: push throws on a key that is not an integer (priority: 32 bits) and past 2^24 pending events; cancel and pop
 * answer false instead. Source: own design; tie permutation after ns-3 merge request 532.
 */
export class EventQueue {
  #records: Float64Array;
  #sequence = 0;
  readonly #freeSlots: number[] = [];
  #usedSlots = 0;
  #live = 0;
  readonly #near: EventHeap;
  /** First slot of each slice's list. */
  readonly #wheel = new Int32Array(SLICES).fill(NONE);
  /** Events that hang in the wheel, and the slice that enters the heap next. */
  #far = 0;
  #slice = 0;
  readonly #drawTie: (() => number) | undefined;

  constructor(options: { readonly capacity?: number; readonly drawTie?: () => number } = {}) {
    const capacity = Math.max(1, options.capacity ?? 256);
    this.#drawTie = options.drawTie;
    this.#records = new Float64Array(capacity * FIELDS);
    this.#near = new EventHeap(capacity);
  }

  /** Events that will still happen. */
  get length(): number {
    return this.#live;
  }

  /** Adds an event; throws when the time is no exact integer, or the priority none of 32 bits. */
  push(timeNs: TimeNs, priority: number, kind: number, a: number, b: number): EventId {
    if (!Number.isSafeInteger(timeNs) || (priority | 0) !== priority) throw new Error(`event queue: bad key (${timeNs}, ${priority})`);
    const slot = this.#takeSlot();
    const record = slot * FIELDS;
    const sequence = this.#sequence++;
    const tie = this.#drawTie === undefined ? sequence : Math.floor(this.#drawTie() * 2 ** 20) * 2 ** 32 + (sequence % 2 ** 32);
    const records = this.#records;
    records[record + TIME] = timeNs;
    records[record + PRIORITY] = priority;
    records[record + TIE] = tie;
    records[record + KIND] = kind;
    records[record + A] = a;
    records[record + B] = b;
    const state = (records[record + STATE] ?? 0) + 1;
    records[record + STATE] = state;
    this.#live++;
    if (timeNs < this.#slice * SLICE_NS) this.#near.push(timeNs, priority, tie, slot);
    else {
      this.#far++;
      this.#hang(Math.floor(timeNs / SLICE_NS), slot);
    }
    return ((state - 1) / 2) * SLOT_LIMIT + slot;
  }

  /** Takes an event back; `taken` gets its kind and first argument. False when it has happened or was cancelled before. */
  cancel(id: EventId, taken?: (kind: number, a: number) => void): boolean {
    const record = (id % SLOT_LIMIT) * FIELDS;
    const standing = 2 * Math.floor(id / SLOT_LIMIT) + 1;
    if (this.#records[record + STATE] !== standing) return false;
    // The generation moves on; the slot is free when the entry surfaces.
    this.#records[record + STATE] = standing + 1;
    this.#live--;
    taken?.(this.#records[record + KIND] ?? 0, this.#records[record + A] ?? 0);
    return true;
  }

  /** Time of the next live event, or undefined. */
  peekTime(): TimeNs | undefined {
    return this.#surface() ? this.#near.topTime : undefined;
  }

  /** Removes the next live event and hands its parts to `take`; false when there is none. */
  pop(take: (timeNs: TimeNs, kind: number, a: number, b: number) => void): boolean {
    if (!this.#surface()) return false;
    const slot = this.#near.topSlot;
    const record = slot * FIELDS;
    const records = this.#records;
    records[record + STATE] = (records[record + STATE] ?? 0) + 1;
    this.#live--;
    this.#near.removeTop();
    this.#freeSlots.push(slot);
    take(records[record + TIME] ?? 0, records[record + KIND] ?? 0, records[record + A] ?? 0, records[record + B] ?? 0);
    return true;
  }

  /** Brings the next live event to the top of the heap; false when there is none. */
  #surface(): boolean {
    for (;;) {
      while (this.#near.size > 0) {
        if (this.#stands(this.#near.topSlot)) return true;
        this.#freeSlots.push(this.#near.topSlot);
        this.#near.removeTop();
      }
      if (this.#far === 0) return false;
      this.#turn();
    }
  }

  /** Turns the wheel until a slice with an entry has entered the heap, or a whole turn is over; then it leaps to the earliest entry. */
  #turn(): void {
    for (let n = 0; n < SLICES; n++) {
      const before = this.#far;
      this.#enter(this.#slice++);
      if (this.#far < before) return;
    }
    let earliest = Infinity;
    for (const first of this.#wheel)
      for (let slot = first; slot !== NONE; slot = this.#following(slot))
        earliest = Math.min(earliest, this.#records[slot * FIELDS + TIME] ?? 0);
    this.#slice = Math.floor(earliest / SLICE_NS);
  }

  /** Moves what belongs to a slice from its list to the heap; entries of later turns stay, dead ones go. */
  #enter(slice: number): void {
    const list = slice % SLICES;
    let slot = this.#wheel[list] ?? NONE;
    if (slot === NONE) return;
    this.#wheel[list] = NONE;
    const endNs = (slice + 1) * SLICE_NS;
    const records = this.#records;
    while (slot !== NONE) {
      const record = slot * FIELDS;
      const following = this.#following(slot);
      const time = records[record + TIME] ?? 0;
      if (!this.#stands(slot)) {
        this.#far--;
        this.#freeSlots.push(slot);
      } else if (time < endNs) {
        this.#far--;
        this.#near.push(time, records[record + PRIORITY] ?? 0, records[record + TIE] ?? 0, slot);
      } else this.#hang(slice, slot);
      slot = following;
    }
  }

  #hang(slice: number, slot: number): void {
    const list = slice % SLICES;
    this.#records[slot * FIELDS + NEXT] = this.#wheel[list] ?? NONE;
    this.#wheel[list] = slot;
  }

  #following(slot: number): number {
    return this.#records[slot * FIELDS + NEXT] ?? NONE;
  }

  #stands(slot: number): boolean {
    return (this.#records[slot * FIELDS + STATE] ?? 0) % 2 === 1;
  }

  #takeSlot(): number {
    const slot = this.#freeSlots.pop() ?? this.#usedSlots++;
    if (slot >= SLOT_LIMIT) throw new Error(`event queue: more than ${SLOT_LIMIT} events pending`);
    if (slot * FIELDS >= this.#records.length) {
      const wider = new Float64Array(this.#records.length * 2);
      wider.set(this.#records);
      this.#records = wider;
    }
    return slot;
  }
}
