/**
 * Purpose: round times for an axis that is not even: as many as fit, the roundest first.
 *
 * Units: nanoseconds; pixels.
 */
const NS_PER_MS = 1_000_000;
/** From half a minute down to a millisecond. */
const STEPS_MS = [30_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1] as const;
/** Fine steps are not tried over longer stretches than this many. */
const MOST_CANDIDATES = 80_000;

export interface Tick {
  readonly timeNs: number;
  readonly x: number;
  /** The step it belongs to, which says how many decimals it needs. */
  readonly stepNs: number;
}

/**
 * Ticks at round times, at least `gap` pixels apart.
 * Units: nanoseconds, pixels. Errors: none. Source: own design.
 */
export function ticksOf(horizonNs: number, xOf: (timeNs: number) => number, gap: number): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const stepMs of STEPS_MS) {
    const stepNs = stepMs * NS_PER_MS;
    if (horizonNs / stepNs > MOST_CANDIDATES) break;
    for (let timeNs = 0; timeNs <= horizonNs; timeNs += stepNs) {
      const x = xOf(timeNs);
      let at = ticks.length;
      while (at > 0 && (ticks[at - 1]?.x ?? 0) > x) at--;
      const before = ticks[at - 1];
      const after = ticks[at];
      if ((before === undefined || x - before.x >= gap) && (after === undefined || after.x - x >= gap))
        ticks.splice(at, 0, { timeNs, x, stepNs });
    }
  }
  return ticks;
}
