/**
 * Purpose: two devices that have a tunnel or want one: its state, and the exchanges that wait or run.
 *
 * A pair is there from the first wish until the tunnel is down and nobody waits for another; what the devices remember of each other meanwhile stands in connection-info.ts. So the table is as long
 * as there are tunnels at a moment (some thousands in the nation) and stays in the processor's cache.
 * Does not model: two tunnels between the same devices; both ends that begin at the same instant share one attempt.
 * Units: nanoseconds. Determinism: the number of a pair depends on the order of events alone, and nothing hangs on it.
 * References: sim/vpn/tunnel-machine.ts (the states); Knuth, TAOCP 3, 6.4 (chained hashing).
 */
import { TUNNEL_MACHINE } from '../vpn/tunnel-machine.ts';
import { CALL_FIELDS } from './centre-calls.ts';
import { Records, Rows } from './columns.ts';
import { slotOf } from './hash.ts';

export const NONE = -1;
const DOWN = TUNNEL_MACHINE.s.down;

/**
 * What is kept of a pair, one record of numbers for each.
 * `left` and `right` are the devices, side 0 and side 1; `asker` the side that raises or raised the tunnel. `epoch` counts the exchanges of messages, so that late ones are known for
 * what they are; `answered` is 1 when the responder has worked on the current one, `tries` the transmissions of the current request, `timer` its timer. `rekeyNs` is when the association is to be renewed, 0 while that is not planned; `running`
 * counts the exchanges that run, `waiting` begins the list of those that wait.
 */
export const PAIR = {
  left: 0,
  right: 1,
  state: 2,
  asker: 3,
  epoch: 4,
  tries: 5,
  timer: 6,
  answered: 7,
  waiting: 8,
  running: 9,
  idleTimer: 10,
  retryTimer: 11,
  startedNs: 12,
  informedNs: 13,
  upNs: 14,
  rekeyNs: 15,
  /** The next pair with the same hash. */
  next: 16,
  /** The question to the centre (centre-calls.ts). */
  call: 17,
} as const;
const FIELDS = 17 + CALL_FIELDS;

const FIRST_ROWS = 1024;

/**
 * All pairs of a network.
 * Units: nanoseconds. Errors: throws when a pair is let go twice (a bug). Source: own design.
 */
export class Pairs extends Records {
  readonly #rows: Rows;
  /** First pair of each hash; as many as there are rows. */
  #first = new Int32Array();

  constructor() {
    super(FIELDS);
    this.#rows = new Rows(FIRST_ROWS, (capacity) => this.#widen(capacity));
  }

  get size(): number {
    return this.#rows.size;
  }

  deviceOf(pair: number, side: number): number {
    return this.get(pair, side === 0 ? PAIR.left : PAIR.right);
  }

  /** The side on which a device stands. */
  sideOf(pair: number, device: number): number {
    return this.get(pair, PAIR.left) === device ? 0 : 1;
  }

  /** The pair of two devices, made when there is none. */
  between(from: number, to: number): number {
    for (let pair = this.#first[this.#slot(from, to)] ?? NONE; pair !== NONE; pair = this.get(pair, PAIR.next)) {
      const left = this.get(pair, PAIR.left);
      if (from + to === left + this.get(pair, PAIR.right) && (from === left || to === left)) return pair;
    }
    return this.#make(from, to);
  }

  /** Lets a pair go if nobody needs it any more: no tunnel, nobody who waits, no retry. */
  release(pair: number): void {
    if (this.get(pair, PAIR.state) !== DOWN || this.get(pair, PAIR.waiting) !== NONE || this.get(pair, PAIR.retryTimer) !== NONE) return;
    const left = this.get(pair, PAIR.left);
    if (left === NONE) throw new Error(`pairs: pair ${pair} was let go twice`);
    const slot = this.#slot(left, this.get(pair, PAIR.right));
    const next = this.get(pair, PAIR.next);
    let before = this.#first[slot] ?? NONE;
    if (before === pair) this.#first[slot] = next;
    else {
      while (this.get(before, PAIR.next) !== pair) before = this.get(before, PAIR.next);
      this.set(before, PAIR.next, next);
    }
    this.set(pair, PAIR.left, NONE);
    this.#rows.free(pair);
  }

  #make(from: number, to: number): number {
    const pair = this.#rows.take();
    // A row that is used again goes on counting, so that what is still under way to its former owner is not taken for the new one's.
    const [epoch, question] = [this.get(pair, PAIR.epoch) + 1, this.get(pair, PAIR.call)];
    this.clear(pair);
    this.set(pair, PAIR.left, from);
    this.set(pair, PAIR.right, to);
    this.set(pair, PAIR.state, DOWN);
    this.set(pair, PAIR.epoch, epoch);
    this.set(pair, PAIR.call, question);
    for (const field of [PAIR.waiting, PAIR.timer, PAIR.idleTimer, PAIR.retryTimer]) this.set(pair, field, NONE);
    this.#link(pair);
    return pair;
  }

  #slot(one: number, other: number): number {
    return one < other ? slotOf(one, other, this.#first.length) : slotOf(other, one, this.#first.length);
  }

  #link(pair: number): void {
    const slot = this.#slot(this.get(pair, PAIR.left), this.get(pair, PAIR.right));
    this.set(pair, PAIR.next, this.#first[slot] ?? NONE);
    this.#first[slot] = pair;
  }

  /** Rows grow only when all are in use, so that every row has a place in the wider index. */
  #widen(rows: number): void {
    const used = this.rows;
    this.grow(rows);
    this.#first = new Int32Array(rows).fill(NONE);
    for (let pair = 0; pair < used; pair++) this.#link(pair);
  }
}
