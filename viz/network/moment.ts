/**
 * Purpose: what the picture shows at one moment of a replay, as data: frames on their lines, tunnels that stand, marks that have just happened, hosts that are infected.
 *
 * Pure, so that tests ask it; the overlay only paints it.
 * Units: nanoseconds for the network, milliseconds for the screen; model coordinates.
 */
import { drawnAs } from './anchors.ts';
import { lastNotAbove, momentAt, shownAt } from '../time/pace.ts';
import { LOOKS, type Look } from '../worker/frames.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Point } from './plan-types.ts';
import { pointAt, type Roads, type Route } from './routes.ts';

export interface Dot extends Point {
  /** A point a little behind on the same way, for the direction. */
  readonly tail: Point;
  readonly look: Look;
  readonly hostile: boolean;
}

export interface Tube {
  readonly route: Route;
  readonly control: string;
  readonly hostile: boolean;
}

/** Marks of one kind at one spot, the last of them standing for all. */
export interface Flash {
  readonly spot: string;
  readonly mark: TraceEvent;
  readonly count: number;
  readonly hostile: boolean;
  /** 0 = just happened, 1 = gone. */
  readonly age: number;
}

export interface MomentView {
  readonly dots: readonly Dot[];
  readonly tubes: readonly Tube[];
  readonly flashes: readonly Flash[];
  readonly infected: readonly string[];
  /** Where the replay parts from another one, once it does. */
  readonly parted?: { readonly place: string; readonly words: string; readonly fresh: boolean };
}

/** How long a mark stays on the screen. */
export const FLASH_MS = 1_900;
/** More dots than anybody tells apart; beyond, every n-th frame is drawn. */
const MOST_DOTS = 4_000;
const TAIL_SHARE = 0.09;
const FLASHING = new Set(['stop', 'drop', 'accept', 'learn', 'infected', 'attack']);

/**
 * A replay made ready for drawing.
 * Units: see MomentView. Errors: none; frames between places that no wire joins are not drawn. Source: own design.
 */
export class MomentReader {
  readonly #replay: ReplayAnswer;
  readonly #roads: Roads;
  readonly #anchor: (place: string) => string | undefined;
  readonly #hops = new Map<number, Route | undefined>();
  readonly #markTimes: Float64Array;
  readonly #hostile: ReadonlySet<number>;
  readonly #tubes: readonly (Tube & { readonly fromNs: number; readonly toNs: number })[];

  constructor(replay: ReplayAnswer, roads: Roads, anchor: (place: string) => string | undefined) {
    this.#replay = replay;
    this.#roads = roads;
    this.#anchor = anchor;
    this.#markTimes = Float64Array.from(replay.marks, (mark) => mark.timeNs);
    this.#hostile = new Set(replay.hostileMarks);
    this.#tubes = replay.tunnels.flatMap((span) => {
      const [a, b] = [anchor(span.a), anchor(span.b)];
      const route = a === undefined || b === undefined ? undefined : roads.way(a, b);
      return route === undefined || span.crossedNs === undefined
        ? []
        : [{ route, control: span.control, hostile: span.hostile, fromNs: span.crossedNs, toNs: span.toNs }];
    });
  }

  /** The picture at a place of the playback; `keepMs` is how much of the playback before it still shows its marks. */
  at(shownMs: number, keepMs: number = FLASH_MS): MomentView {
    const timeNs = momentAt(this.#replay.pace, shownMs);
    return {
      dots: this.#dots(timeNs),
      tubes: this.#tubes.filter((tube) => tube.fromNs <= timeNs && timeNs < tube.toNs),
      flashes: this.#flashes(shownMs, timeNs, keepMs),
      infected: this.#replay.marks.flatMap((mark) => (mark.kind === 'infected' && mark.timeNs <= timeNs ? [mark.at] : [])),
    };
  }

  /** How long ago a moment was: not yet, within the time that marks stand, or longer. */
  since(timeNs: number, shownMs: number, keepMs: number): 'now' | 'past' | undefined {
    const at = shownAt(this.#replay.pace, timeNs);
    // The screen's own time is rounded when a reader jumps to a moment.
    if (shownMs < at - 1) return undefined;
    return shownMs <= at + keepMs ? 'now' : 'past';
  }

  #dots(timeNs: number): Dot[] {
    const { frames } = this.#replay;
    const first = lastNotAbove(frames.startNs, timeNs - frames.longestNs - 1);
    const active: number[] = [];
    for (let i = first; i < frames.count && (frames.startNs[i] ?? Infinity) <= timeNs; i++)
      if ((frames.arriveNs[i] ?? 0) > timeNs) active.push(i);
    const every = Math.ceil(active.length / MOST_DOTS);
    return active.flatMap((i, nth) => (nth % every === 0 ? this.#dot(i, timeNs) : []));
  }

  #dot(i: number, timeNs: number): Dot[] {
    const { frames } = this.#replay;
    const route = this.#hop(frames.from[i] ?? 0, frames.to[i] ?? 0);
    if (route === undefined) return [];
    const startNs = frames.startNs[i] ?? 0;
    const share = (timeNs - startNs) / ((frames.arriveNs[i] ?? 0) - startNs);
    return [
      {
        ...pointAt(route, share),
        tail: pointAt(route, share - TAIL_SHARE),
        look: LOOKS[frames.look[i] ?? 0] ?? 'clear',
        hostile: frames.hostile[i] === 1,
      },
    ];
  }

  #hop(from: number, to: number): Route | undefined {
    const key = from * 65_536 + to;
    if (!this.#hops.has(key)) {
      const { places } = this.#replay.frames;
      this.#hops.set(key, this.#roads.hop(drawnAs(places[from] ?? ''), drawnAs(places[to] ?? '')));
    }
    return this.#hops.get(key);
  }

  #flashes(shownMs: number, timeNs: number, keepMs: number): Flash[] {
    const { marks, pace } = this.#replay;
    const oldestNs = momentAt(pace, Math.max(0, shownMs - keepMs));
    const found = new Map<string, Flash>();
    for (let i = lastNotAbove(this.#markTimes, oldestNs); i < marks.length && (this.#markTimes[i] ?? Infinity) <= timeNs; i++) {
      const mark = marks[i];
      if (mark === undefined || mark.timeNs < oldestNs || !FLASHING.has(mark.kind)) continue;
      const hostile = this.#hostile.has(mark.n);
      const spot = this.#anchor(mark.at);
      if (
        spot === undefined ||
        (mark.kind === 'accept' && (!hostile || this.#replay.entry.outcome === 'blocked')) ||
        (mark.kind === 'learn' && mark.fields['how'] === 'own')
      )
        continue;
      const key = `${spot} ${mark.kind} ${String(mark.fields['reason'] ?? '')}`;
      const age = (shownMs - shownAt(pace, mark.timeNs)) / keepMs;
      found.set(key, { spot, mark, hostile, count: (found.get(key)?.count ?? 0) + 1, age: Math.min(1, Math.max(0, age)) });
    }
    return [...found.values()];
  }
}
