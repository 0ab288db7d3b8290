/**
 * Purpose: data as flows: the octets of exchanges over the access lines of both ends, as fluids that share a line equally.
 *
 * A flow runs at the equal share of the narrower of its two lines; which one that is is decided when it begins, by the shares that both would give. On a line all flows advance alike, so a line
 * keeps one number, the octets that each flow has had since the beginning (its virtual time), and a flow ends when that number reaches its mark.
 * Does not model: packets, TCP's slow start, redistribution of what a flow limited elsewhere leaves over (a line is never faster than the equal share), control messages among the data.
 * Units: octets, bit/s, nanoseconds. Determinism: only + - * /, in event order; ties end in order of the list.
 * References: Parekh and Gallager, IEEE/ACM ToN 1(3) 1993 (virtual time of processor sharing); Kleinrock, Queueing Systems II, 4.4.
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import { NS_PER_S } from '../kernel/time.ts';
import { NONE } from './pairs.ts';

const BITS = 8;

/** Where a flow is kept; rows belong to whoever owns the flows. */
export interface Flows {
  /** Virtual octets at which the flow ends, and the next and previous flow on its line. */
  readonly mark: Float64Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** The line that limits it, and the other one. */
  readonly narrow: Int32Array;
  readonly wide: Int32Array;
}

/**
 * The access lines of all devices.
 * Units: see the file. Errors: none. Source: Parekh and Gallager 1993.
 */
export class Lines {
  readonly #kernel: Kernel;
  readonly #rateBps: Float64Array;
  readonly #flows: () => Flows;
  readonly #ended: (flow: number) => void;
  readonly #virtual: Float64Array;
  readonly #atNs: Float64Array;
  /** Flows that cross a line, whether it limits them or not. */
  readonly #crossing: Int32Array;
  readonly #first: Int32Array;
  readonly #timer: Float64Array;
  readonly #done: number;

  constructor(kernel: Kernel, rateBps: Float64Array, flows: () => Flows, ended: (flow: number) => void) {
    this.#kernel = kernel;
    this.#rateBps = rateBps;
    this.#flows = flows;
    this.#ended = ended;
    this.#virtual = new Float64Array(rateBps.length);
    this.#atNs = new Float64Array(rateBps.length);
    this.#crossing = new Int32Array(rateBps.length);
    this.#first = new Int32Array(rateBps.length).fill(NONE);
    this.#timer = new Float64Array(rateBps.length).fill(NONE);
    this.#done = kernel.register((line) => this.#finish(line));
  }

  /** Starts a flow of so many octets between two devices. */
  start(flow: number, from: number, to: number, sizeBytes: number): void {
    for (const line of [from, to]) {
      this.#advance(line);
      this.#crossing[line] = (this.#crossing[line] ?? 0) + 1;
    }
    const [narrow, wide] = this.#share(from) <= this.#share(to) ? [from, to] : [to, from];
    const flows = this.#flows();
    flows.narrow[flow] = narrow;
    flows.wide[flow] = wide;
    flows.mark[flow] = (this.#virtual[narrow] ?? 0) + sizeBytes;
    const first = this.#first[narrow] ?? NONE;
    flows.next[flow] = first;
    flows.previous[flow] = NONE;
    if (first !== NONE) flows.previous[first] = flow;
    this.#first[narrow] = flow;
    this.#plan(narrow);
    this.#plan(wide);
  }

  #share(line: number): number {
    return (this.#rateBps[line] ?? 1) / Math.max(1, this.#crossing[line] ?? 1);
  }

  #advance(line: number): void {
    const { now } = this.#kernel;
    const octets = ((now - (this.#atNs[line] ?? 0)) * this.#share(line)) / (BITS * NS_PER_S);
    if ((this.#crossing[line] ?? 0) > 0) this.#virtual[line] = (this.#virtual[line] ?? 0) + octets;
    this.#atNs[line] = now;
  }

  /** Sets the timer to the end of the line's next flow. */
  #plan(line: number): void {
    const timer = this.#timer[line] ?? NONE;
    if (timer !== NONE) this.#kernel.cancel(timer);
    const flow = this.#soonest(line);
    if (flow === NONE) {
      this.#timer[line] = NONE;
      return;
    }
    const octets = Math.max(0, (this.#flows().mark[flow] ?? 0) - (this.#virtual[line] ?? 0));
    const waitNs = Math.ceil((octets * BITS * NS_PER_S) / this.#share(line));
    this.#timer[line] = this.#kernel.post(this.#kernel.now + waitNs, PRIORITY.network, this.#done, line);
  }

  #soonest(line: number): number {
    const { mark, next } = this.#flows();
    let best = this.#first[line] ?? NONE;
    if (best === NONE) return NONE;
    for (let flow = next[best] ?? NONE; flow !== NONE; flow = next[flow] ?? NONE) {
      if ((mark[flow] ?? 0) < (mark[best] ?? 0)) best = flow;
    }
    return best;
  }

  #finish(line: number): void {
    this.#timer[line] = NONE;
    const flow = this.#soonest(line);
    if (flow === NONE) throw new Error(`lines: line ${line} has nothing to end`);
    const flows = this.#flows();
    const [next, previous] = [flows.next[flow] ?? NONE, flows.previous[flow] ?? NONE];
    if (previous === NONE) this.#first[line] = next;
    else flows.next[previous] = next;
    if (next !== NONE) flows.previous[next] = previous;
    const wide = flows.wide[flow] ?? 0;
    for (const one of [line, wide]) {
      this.#advance(one);
      this.#crossing[one] = (this.#crossing[one] ?? 0) - 1;
      if (this.#crossing[one] === 0 && this.#first[one] === NONE) this.#virtual[one] = 0;
    }
    this.#plan(line);
    this.#plan(wide);
    this.#ended(flow);
  }
}
