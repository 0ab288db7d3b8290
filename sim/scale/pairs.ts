/**
 * Purpose: what two devices know of each other: the state of their tunnel, connection information at each end, and the exchanges that wait or run.
 *
 * A pair is kept for as long as its tunnel lives or one of its ends remembers connection information, and found again through the list of either device, the shorter one.
 * Does not model: two tunnels between the same devices; both ends that begin at the same instant share one attempt.
 * Units: nanoseconds. Determinism: lists in order of insertion.
 * References: TR D.3 (connection information is downloaded and then used); sim/vpn/tunnel-machine.ts (the states).
 */
import type { TimeNs } from '../kernel/time.ts';
import { TUNNEL_MACHINE } from '../vpn/tunnel-machine.ts';
import { longer, Rows } from './columns.ts';

export const NONE = -1;
const DOWN = TUNNEL_MACHINE.s.down;

/**
 * What is kept of a pair, one record of numbers for each: a step of a tunnel touches two or three lines of the processor's cache where columns cost one for each field (with 240,000
 * institutions the columns did not fit the cache).
 * `left` and `right` are the devices, side 0 and side 1; `asker` the side that raises or raised the tunnel. `epoch` counts the exchanges of messages, so that late ones are known for
 * what they are; `answered` is 1 when the responder has worked on the current one, `tries` the transmissions of the current request, `timer` its timer. `leftInfoNs` and `rightInfoNs`
 * say when each end's connection information runs out, `keptNs` when the last of it does. `rekeyNs` is when the association is to be renewed, 0 while that is not planned; `running`
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
  leftInfoNs: 16,
  rightInfoNs: 17,
} as const;
const FIELDS = 18;

/**
 * All pairs of a network with so many devices.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export class Pairs {
  #records = new Float64Array();
  readonly #rows: Rows;
  /** When the last connection information of either end runs out. */
  #keptNs = new Float64Array();
  /**
   * Each pair hangs in the lists of its two devices: next and previous entry, entry = 2 x pair + side, and the device at the other end. A search reads these and `keptNs` and nothing
   * else: every further column would cost a trip to memory for each pair passed by.
   */
  #peer = new Int32Array();
  #next = new Int32Array();
  #previous = new Int32Array();
  readonly #first: Int32Array;
  readonly #count: Int32Array;

  constructor(devices: number) {
    this.#first = new Int32Array(devices).fill(NONE);
    this.#count = new Int32Array(devices);
    this.#rows = new Rows(1024, (capacity) => this.#grow(capacity));
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A field of a pair, named by PAIR. */
  get(pair: number, field: number): number {
    return this.#records[pair * FIELDS + field] ?? 0;
  }

  set(pair: number, field: number, value: number): void {
    this.#records[pair * FIELDS + field] = value;
  }

  deviceOf(pair: number, side: number): number {
    return this.get(pair, side === 0 ? PAIR.left : PAIR.right);
  }

  /** The side on which a device stands. */
  sideOf(pair: number, device: number): number {
    return this.get(pair, PAIR.left) === device ? 0 : 1;
  }

  infoNs(pair: number, side: number): TimeNs {
    return this.get(pair, side === 0 ? PAIR.leftInfoNs : PAIR.rightInfoNs);
  }

  inform(pair: number, side: number, untilNs: TimeNs): void {
    this.set(pair, side === 0 ? PAIR.leftInfoNs : PAIR.rightInfoNs, untilNs);
    if (untilNs > (this.#keptNs[pair] ?? 0)) this.#keptNs[pair] = untilNs;
  }

  /** The pair of two devices, made when there is none. Pairs that nobody needs any more are let go on the way. */
  between(from: number, to: number, nowNs: TimeNs): number {
    const [short, long] = (this.#count[from] ?? 0) <= (this.#count[to] ?? 0) ? [from, to] : [to, from];
    let entry = this.#first[short] ?? NONE;
    while (entry !== NONE) {
      const pair = entry >> 1;
      const following = this.#next[entry] ?? NONE;
      if (this.#peer[entry] === long) return pair;
      if ((this.#keptNs[pair] ?? 0) <= nowNs && this.#isIdle(pair)) this.#remove(pair);
      entry = following;
    }
    return this.#make(from, to);
  }

  #isIdle(pair: number): boolean {
    return this.get(pair, PAIR.state) === DOWN && this.get(pair, PAIR.waiting) === NONE && this.get(pair, PAIR.retryTimer) === NONE;
  }

  #make(from: number, to: number): number {
    const pair = this.#rows.take();
    // A row that is used again goes on counting, so that what is still under way to its former owner is not taken for the new one's.
    const epoch = this.get(pair, PAIR.epoch) + 1;
    this.#records.fill(0, pair * FIELDS, (pair + 1) * FIELDS);
    this.set(pair, PAIR.left, from);
    this.set(pair, PAIR.right, to);
    this.set(pair, PAIR.state, DOWN);
    this.set(pair, PAIR.epoch, epoch);
    for (const field of [PAIR.waiting, PAIR.timer, PAIR.idleTimer, PAIR.retryTimer]) this.set(pair, field, NONE);
    this.#keptNs[pair] = 0;
    this.#peer[2 * pair] = to;
    this.#peer[2 * pair + 1] = from;
    this.#link(2 * pair, from);
    this.#link(2 * pair + 1, to);
    return pair;
  }

  #link(entry: number, device: number): void {
    const first = this.#first[device] ?? NONE;
    this.#next[entry] = first;
    this.#previous[entry] = NONE;
    if (first !== NONE) this.#previous[first] = entry;
    this.#first[device] = entry;
    this.#count[device] = (this.#count[device] ?? 0) + 1;
  }

  #remove(pair: number): void {
    this.#unlink(2 * pair, this.get(pair, PAIR.left));
    this.#unlink(2 * pair + 1, this.get(pair, PAIR.right));
    this.#rows.free(pair);
  }

  #unlink(entry: number, device: number): void {
    const [next, previous] = [this.#next[entry] ?? NONE, this.#previous[entry] ?? NONE];
    if (previous === NONE) this.#first[device] = next;
    else this.#next[previous] = next;
    if (next !== NONE) this.#previous[next] = previous;
    this.#count[device] = (this.#count[device] ?? 0) - 1;
  }

  /** Every pair of a device, in the order of its list. */
  *of(device: number): Generator<number> {
    for (let entry = this.#first[device] ?? NONE; entry !== NONE; entry = this.#next[entry] ?? NONE) yield entry >> 1;
  }

  #grow(capacity: number): void {
    this.#records = longer(this.#records, new Float64Array(capacity * FIELDS));
    this.#keptNs = longer(this.#keptNs, new Float64Array(capacity));
    this.#peer = longer(this.#peer, new Int32Array(2 * capacity));
    this.#next = longer(this.#next, new Int32Array(2 * capacity));
    this.#previous = longer(this.#previous, new Int32Array(2 * capacity));
  }
}
