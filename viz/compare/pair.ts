/**
 * Purpose: two replays on one clock: a pace that stops at the moments of both, so that a place on the screen is the same moment of the network in either picture.
 *
 * Units: nanoseconds for the network, milliseconds for the screen. Determinism: pure.
 */
import { paceOf, type Pace } from '../time/pace.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';

export interface Pair {
  readonly left: ReplayAnswer;
  readonly right: ReplayAnswer;
  readonly pace: Pace;
}

/**
 * Puts two replays of one scenario onto a common pace.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function pairOf(left: ReplayAnswer, right: ReplayAnswer, horizonNs: number): Pair {
  const moments = new Float64Array(left.pace.timesNs.length + right.pace.timesNs.length);
  moments.set(left.pace.timesNs, 0);
  moments.set(right.pace.timesNs, left.pace.timesNs.length);
  const pace = paceOf(moments, horizonNs);
  return { left: { ...left, pace }, right: { ...right, pace }, pace };
}
