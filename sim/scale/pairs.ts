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
const FLOATS = [
  'epoch',
  'timer',
  'leftInfoNs',
  'rightInfoNs',
  'startedNs',
  'informedNs',
  'upNs',
  'rekeyNs',
  'idleTimer',
  'retryTimer',
] as const;
const DOWN = TUNNEL_MACHINE.s.down;

/**
 * All pairs of a network with so many devices.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export class Pairs {
  /** The two devices; side 0 and side 1. */
  left = new Int32Array();
  right = new Int32Array();
  state = new Uint8Array();
  /** Side that raises or raised the tunnel. */
  asker = new Uint8Array();
  /** Counts the exchanges of messages, so that late ones are known for what they are. */
  epoch = new Float64Array();
  /** The last message of the current exchange that the responder has worked on. */
  answered = new Uint8Array();
  /** Transmissions of the current request, and its timer. */
  tries = new Uint8Array();
  timer = new Float64Array();
  /** When each end's connection information runs out. */
  leftInfoNs = new Float64Array();
  rightInfoNs = new Float64Array();
  startedNs = new Float64Array();
  informedNs = new Float64Array();
  upNs = new Float64Array();
  /** When the association is to be renewed; 0 while that is not planned. */
  rekeyNs = new Float64Array();
  /** Exchanges that run, and the list of those that wait. */
  running = new Int32Array();
  waiting = new Int32Array();
  idleTimer = new Float64Array();
  retryTimer = new Float64Array();
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

  deviceOf(pair: number, side: number): number {
    return (side === 0 ? this.left[pair] : this.right[pair]) ?? 0;
  }

  /** The side on which a device stands. */
  sideOf(pair: number, device: number): number {
    return this.left[pair] === device ? 0 : 1;
  }

  infoNs(pair: number, side: number): TimeNs {
    return (side === 0 ? this.leftInfoNs[pair] : this.rightInfoNs[pair]) ?? 0;
  }

  inform(pair: number, side: number, untilNs: TimeNs): void {
    if (side === 0) this.leftInfoNs[pair] = untilNs;
    else this.rightInfoNs[pair] = untilNs;
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
    return this.state[pair] === DOWN && this.waiting[pair] === NONE && this.retryTimer[pair] === NONE;
  }

  #make(from: number, to: number): number {
    const pair = this.#rows.take();
    this.left[pair] = from;
    this.right[pair] = to;
    this.state[pair] = DOWN;
    // A row that is used again goes on counting, so that what is still under way to its former owner is not taken for the new one's.
    this.epoch[pair] = (this.epoch[pair] ?? 0) + 1;
    this.leftInfoNs[pair] = 0;
    this.rightInfoNs[pair] = 0;
    this.#keptNs[pair] = 0;
    this.running[pair] = 0;
    for (const column of [this.waiting, this.timer, this.idleTimer, this.retryTimer]) column[pair] = NONE;
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
    this.#unlink(2 * pair, this.left[pair] ?? 0);
    this.#unlink(2 * pair + 1, this.right[pair] ?? 0);
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
    for (const name of ['left', 'right', 'running', 'waiting'] as const) this[name] = longer(this[name], new Int32Array(capacity));
    for (const name of ['state', 'asker', 'answered', 'tries'] as const) this[name] = longer(this[name], new Uint8Array(capacity));
    for (const name of FLOATS) this[name] = longer(this[name], new Float64Array(capacity));
    this.#keptNs = longer(this.#keptNs, new Float64Array(capacity));
    this.#peer = longer(this.#peer, new Int32Array(2 * capacity));
    this.#next = longer(this.#next, new Int32Array(2 * capacity));
    this.#previous = longer(this.#previous, new Int32Array(2 * capacity));
  }
}
