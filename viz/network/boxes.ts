/**
 * Purpose: how far the boxes of the network picture reach when nothing but the plan is known: around what stands in them. (On the page cytoscape sizes them, with room for labels.)
 *
 * Units: model coordinates. Determinism: pure.
 */
import type { NetworkPlan, Spot } from './plan-types.ts';

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** As in scene-style.ts, with some room for names. */
const PADDING = { zone: 14, site: 20 } as const;

/**
 * The smallest rectangle around some.
 * Units: model coordinates. Errors: none; without any an empty one. Source: own design.
 */
export function around(rects: readonly Rect[], padding: number): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  // Not by spread: there may be more of them than a call takes arguments.
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left - padding, y: top - padding, width: right - left + 2 * padding, height: bottom - top + 2 * padding };
}

/**
 * The rectangle that a spot takes.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function rectOf({ x, y, width, height }: Spot): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/**
 * The rectangle of every box, by id.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function boxRects({ boxes, spots }: NetworkPlan): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>();
  const inside = new Map<string, Spot[]>();
  for (const spot of spots) if (spot.box !== undefined) inside.set(spot.box, [...(inside.get(spot.box) ?? []), spot]);
  for (const box of boxes.filter(({ kind }) => kind === 'zone'))
    rects.set(box.id, around((inside.get(box.id) ?? []).map(rectOf), PADDING.zone));
  for (const box of boxes.filter(({ kind }) => kind === 'site')) {
    const zones = boxes.filter(({ parent }) => parent === box.id).flatMap(({ id }) => rects.get(id) ?? []);
    rects.set(box.id, around([...zones, ...(inside.get(box.id) ?? []).map(rectOf)], PADDING.site));
  }
  return rects;
}
