/**
 * Purpose: the network picture at one moment, for drawing it elsewhere: what stands still as data, what moves as strokes.
 *
 * Units: model coordinates.
 */
import type { Lang } from '../../scenarios/issue.ts';
import type { Rect } from './boxes.ts';
import type { Pen } from './pen.ts';
import type { NetworkPlan } from './plan-types.ts';
import type { Colours } from './theme.ts';

export interface Scene {
  readonly plan: NetworkPlan;
  /** Rectangles of the boxes by id. */
  readonly rects: ReadonlyMap<string, Rect>;
  readonly colours: Colours;
  /** Language of the names; undefined leaves them out. */
  readonly lang: Lang | undefined;
  /** Spots of the attacker's own stations, and hosts that he has taken. */
  readonly taken: ReadonlySet<string>;
  /** Zones on a repeater hub. */
  readonly hubs: ReadonlySet<string>;
}

export interface Still {
  readonly scene: Scene;
  /** Paints what moves, as on the screen; words stay within what is seen. */
  readonly paint: (pen: Pen, seen: Rect) => void;
}
