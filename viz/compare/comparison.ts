/**
 * Purpose: the state of the side-by-side view: the two replays on one clock, and where they part.
 *
 * Both replays have the same seed. Where chance had a part, the evidence of a verdict may be that of another seed than its neighbour's; then the second side is run once more
 * with the first one's.
 * Does not model: anything; replays and divergence come from the worker. Units: nanoseconds.
 */
import { batch, signal, type Signal } from '@preact/signals';
import type { EventRow } from '../inspect/types.ts';
import type { PartedAnswer, ReplayAnswer, ReplayCase } from '../worker/protocol.ts';
import type { PlaybackClock } from '../state/clock.ts';
import { pairOf, type Pair } from './pair.ts';

/** What the comparison needs of the lab. */
export interface ComparisonHost {
  readonly clock: PlaybackClock;
  readonly horizonNs: () => number;
  readonly replay: (wanted: ReplayCase) => Promise<ReplayAnswer | undefined>;
  readonly part: (left: string, right: string) => Promise<PartedAnswer | undefined>;
}

/**
 * The side-by-side view.
 * Units: nanoseconds. Errors: none of its own; the lab says what a worker throws. Source: own design.
 */
export class Comparison {
  /** Whether the page shows two pictures. */
  readonly open: Signal<boolean> = signal(false);
  readonly pair: Signal<Pair | undefined> = signal(undefined);
  /** `false` while it is not known yet. */
  readonly parted: Signal<PartedAnswer | undefined> = signal(undefined);
  /** The second side ran with another seed than its verdict's evidence. */
  readonly reseeded: Signal<boolean> = signal(false);
  readonly #host: ComparisonHost;
  #asked = 0;

  constructor(host: ComparisonHost) {
    this.#host = host;
  }

  /** Takes two replays side by side; with one of them missing nothing is compared. */
  async enter(left: ReplayAnswer | undefined, right: ReplayAnswer | undefined): Promise<void> {
    const asked = ++this.#asked;
    batch(() => {
      this.pair.value = undefined;
      this.parted.value = undefined;
      this.reseeded.value = false;
    });
    if (left === undefined || right === undefined) return;
    const { seed } = left.entry;
    const again = right.entry.seed === seed ? right : await this.#host.replay({ ...right.case, seed, single: true });
    if (asked !== this.#asked || again === undefined) return;
    const pair = pairOf(left, again, this.#host.horizonNs());
    batch(() => {
      this.reseeded.value = again !== right;
      this.pair.value = pair;
      this.#host.clock.load(pair.pace, this.#host.clock.timeNs.peek());
    });
    const parted = await this.#host.part(left.key, again.key);
    if (asked === this.#asked) this.parted.value = parted;
  }

  /** Stops at the moment at which the runs part. */
  jump(): void {
    const { left, right } = this.parted.peek() ?? {};
    const timeNs = Math.min(left?.timeNs ?? Infinity, right?.timeNs ?? Infinity);
    if (timeNs === Infinity) return;
    this.#host.clock.pause();
    this.#host.clock.seekNs(timeNs);
  }

  /** Goes back to one picture. */
  leave(): void {
    this.#asked++;
    batch(() => {
      this.open.value = false;
      this.pair.value = undefined;
      this.parted.value = undefined;
    });
  }

  /** The event at which a replay parts from its neighbour; undefined without a neighbour, and for a run that has come to its end by then. */
  rowOf(key: string): EventRow | undefined {
    const pair = this.pair.value;
    const parted = this.parted.value;
    return pair?.left.key === key ? parted?.left : pair?.right.key === key ? parted?.right : undefined;
  }

  /** When a replay parts from its neighbour; a run that has come to its end parts when the other one goes on. */
  timeOf(key: string): number | undefined {
    const parted = this.holds(key) ? this.parted.value : undefined;
    return (this.rowOf(key) ?? parted?.left ?? parted?.right)?.timeNs;
  }

  /** Whether a replay stands in one of the two pictures. */
  holds(key: string): boolean {
    const pair = this.pair.value;
    return pair !== undefined && (pair.left.key === key || pair.right.key === key);
  }
}
