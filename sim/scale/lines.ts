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
import type { Records } from './columns.ts';
import { DEVICE } from './devices.ts';
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
 * Units: see the file. Errors: throws when a timer finds no flow (a bug). Source: Parekh and Gallager 1993.
 */
export class Lines {
  readonly #kernel: Kernel;
  readonly #flows: () => Flows;
  readonly #ended: (flow: number) => void;
  readonly #lines: Records;
  readonly #done: number;

  constructor(kernel: Kernel, lines: Records, flows: () => Flows, ended: (flow: number) => void) {
    this.#kernel = kernel;
    this.#flows = flows;
    this.#ended = ended;
    this.#lines = lines;
    for (let line = 0; line < lines.rows; line++) {
      lines.set(line, DEVICE.firstFlow, NONE);
      lines.set(line, DEVICE.flowTimer, NONE);
    }
    this.#done = kernel.register((line) => this.#finish(line));
  }

  /** Starts a flow of so many octets between two devices. */
  start(flow: number, from: number, to: number, sizeBytes: number): void {
    this.#advance(from, 1);
    this.#advance(to, 1);
    const narrow = this.#share(from) <= this.#share(to) ? from : to;
    const flows = this.#flows();
    flows.narrow[flow] = narrow;
    flows.wide[flow] = from + to - narrow;
    flows.mark[flow] = this.#lines.get(narrow, DEVICE.virtualBytes) + sizeBytes;
    const first = this.#lines.get(narrow, DEVICE.firstFlow);
    flows.next[flow] = first;
    flows.previous[flow] = NONE;
    if (first !== NONE) flows.previous[first] = flow;
    this.#lines.set(narrow, DEVICE.firstFlow, flow);
    this.#plan(from);
    this.#plan(to);
  }

  #share(line: number): number {
    return this.#lines.get(line, DEVICE.rateBps) / Math.max(1, this.#lines.get(line, DEVICE.crossing));
  }

  /** Brings the virtual time up to now; from here on `more` flows more cross the line. */
  #advance(line: number, more: number): void {
    const { now } = this.#kernel;
    const crossing = this.#lines.get(line, DEVICE.crossing);
    const octets = ((now - this.#lines.get(line, DEVICE.virtualNs)) * this.#share(line)) / (BITS * NS_PER_S);
    if (crossing > 0) this.#lines.set(line, DEVICE.virtualBytes, this.#lines.get(line, DEVICE.virtualBytes) + octets);
    this.#lines.set(line, DEVICE.virtualNs, now);
    this.#lines.set(line, DEVICE.crossing, crossing + more);
  }

  /** Sets the timer to the end of the line's next flow. */
  #plan(line: number): void {
    const timer = this.#lines.get(line, DEVICE.flowTimer);
    if (timer !== NONE) this.#kernel.cancel(timer);
    const flow = this.#soonest(line);
    if (flow === NONE) return this.#lines.set(line, DEVICE.flowTimer, NONE);
    const octets = Math.max(0, (this.#flows().mark[flow] ?? 0) - this.#lines.get(line, DEVICE.virtualBytes));
    const waitNs = Math.ceil((octets * BITS * NS_PER_S) / this.#share(line));
    this.#lines.set(line, DEVICE.flowTimer, this.#kernel.post(this.#kernel.now + waitNs, PRIORITY.network, this.#done, line));
  }

  #soonest(line: number): number {
    const { mark, next } = this.#flows();
    let best = this.#lines.get(line, DEVICE.firstFlow);
    if (best === NONE) return NONE;
    for (let flow = next[best] ?? NONE; flow !== NONE; flow = next[flow] ?? NONE) {
      if ((mark[flow] ?? 0) < (mark[best] ?? 0)) best = flow;
    }
    return best;
  }

  #finish(line: number): void {
    this.#lines.set(line, DEVICE.flowTimer, NONE);
    const flow = this.#soonest(line);
    if (flow === NONE) throw new Error(`lines: line ${line} has nothing to end`);
    const flows = this.#flows();
    const [next, previous] = [flows.next[flow] ?? NONE, flows.previous[flow] ?? NONE];
    if (previous === NONE) this.#lines.set(line, DEVICE.firstFlow, next);
    else flows.next[previous] = next;
    if (next !== NONE) flows.previous[next] = previous;
    const wide = flows.wide[flow] ?? 0;
    this.#leave(line);
    this.#leave(wide);
    this.#plan(line);
    this.#plan(wide);
    this.#ended(flow);
  }

  /** A flow less. An empty line begins at zero again, which keeps its virtual time exact. */
  #leave(line: number): void {
    this.#advance(line, -1);
    if (this.#lines.get(line, DEVICE.crossing) === 0) this.#lines.set(line, DEVICE.virtualBytes, 0);
  }
}
