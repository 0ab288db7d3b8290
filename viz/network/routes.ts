/**
 * Purpose: ways through the network picture: along which line a frame moves, where it is after a share of its way, and how a tunnel runs between its two ends.
 *
 * Units: model coordinates; shares 0..1.
 */
import type { Point, Spot, Wire } from './plan-types.ts';

export interface Route {
  readonly points: readonly Point[];
  /** Distance from the start to each point. */
  readonly lengths: readonly number[];
}

/**
 * A route along points; points that repeat their predecessor are left out.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function routeAlong(points: readonly Point[]): Route {
  const kept = points.filter((point, i) => i === 0 || point.x !== points[i - 1]?.x || point.y !== points[i - 1]?.y);
  const lengths: number[] = [0];
  for (const [i, point] of kept.entries()) {
    const before = kept[i - 1];
    if (before !== undefined) lengths.push((lengths[i - 1] ?? 0) + Math.hypot(point.x - before.x, point.y - before.y));
  }
  return { points: kept, lengths };
}

/**
 * The point at a share of a route.
 * Units: share 0..1. Errors: throws on a route without points (a bug). Source: own design.
 */
export function pointAt(route: Route, share: number): Point {
  const whole = route.lengths.at(-1) ?? 0;
  const wanted = Math.min(1, Math.max(0, share)) * whole;
  for (let i = 1; i < route.points.length; i++) {
    const a = route.points[i - 1];
    const b = route.points[i];
    const from = route.lengths[i - 1] ?? 0;
    const to = route.lengths[i] ?? 0;
    if (a === undefined || b === undefined || wanted > to) continue;
    const part = to === from ? 0 : (wanted - from) / (to - from);
    return { x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) };
  }
  const last = route.points.at(-1);
  if (last === undefined) throw new Error('picture: a route without points');
  return last;
}

/**
 * Ways through a set of spots and wires.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export class Roads {
  readonly #wires = new Map<string, readonly Point[]>();
  readonly #neighbours = new Map<string, string[]>();

  constructor(spots: readonly Spot[], wires: readonly Wire[]) {
    for (const spot of spots) this.#neighbours.set(spot.id, []);
    for (const { a, b, path } of wires) {
      this.#wires.set(`${a} ${b}`, path);
      this.#wires.set(`${b} ${a}`, [...path].reverse());
      this.#neighbours.get(a)?.push(b);
      this.#neighbours.get(b)?.push(a);
    }
  }

  /** The way of one frame, from one spot to a neighbour; undefined if no wire joins them. */
  hop(from: string, to: string): Route | undefined {
    const path = this.#wires.get(`${from} ${to}`);
    return path === undefined ? undefined : routeAlong(path);
  }

  /** The way with fewest hops between two spots (breadth first, in order of the wires); undefined if there is none. */
  way(from: string, to: string): Route | undefined {
    const before = new Map<string, string>([[from, from]]);
    for (const at of before.keys()) {
      if (at === to) break;
      for (const next of this.#neighbours.get(at) ?? []) if (!before.has(next)) before.set(next, at);
    }
    if (!before.has(to)) return undefined;
    const stops = [to];
    for (let at = to; at !== from;) {
      at = before.get(at) ?? from;
      stops.unshift(at);
    }
    const points = stops.slice(1).flatMap((stop, i) => this.#wires.get(`${stops[i]} ${stop}`) ?? []);
    return points.length === 0 ? undefined : routeAlong(withoutDetours(points));
  }
}

/** A way that runs to the middle of a bus and back the same line is cut short: A-B-C-B-D becomes A-B-D on straight lines. */
function withoutDetours(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const a = kept.at(-2);
    const b = kept.at(-1);
    if (b !== undefined && b.x === point.x && b.y === point.y) continue;
    if (a !== undefined && b !== undefined && a.y === b.y && b.y === point.y) kept.pop();
    else if (a !== undefined && b !== undefined && a.x === b.x && b.x === point.x) kept.pop();
    kept.push(point);
  }
  return kept;
}
