/**
 * Purpose: the way through the network picture by arrow keys: which spot comes next in a direction.
 *
 * Does not model: boxes; sites and zones are reached by the list beside the picture. Units: model coordinates. Determinism: the first of equals in the plan's order.
 */
import type { Point } from './plan-types.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

const STEP: Readonly<Record<Direction, Point>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};
/** A spot to the side counts this many times as far as one straight ahead; own choice, tried on the shipped scenarios. */
const ASIDE = 2.5;

type Seat = Point & { readonly id: string };

/**
 * The spot that comes next from one in a direction; the first of all where none is chosen, the same where there is none further.
 * Units: model coordinates. Errors: undefined when there is no spot at all. Source: own design.
 */
export function nextSpot(spots: readonly Seat[], from: string | undefined, direction: Direction): string | undefined {
  const here = spots.find(({ id }) => id === from);
  if (here === undefined) return spots[0]?.id;
  const { x, y } = STEP[direction];
  let best: { readonly id: string; readonly far: number } = { id: here.id, far: Infinity };
  for (const spot of spots) {
    const ahead = (spot.x - here.x) * x + (spot.y - here.y) * y;
    const aside = Math.abs((spot.x - here.x) * y) + Math.abs((spot.y - here.y) * x);
    const far = ahead + ASIDE * aside;
    if (ahead > 1 && far < best.far) best = { id: spot.id, far };
  }
  return best.id;
}
