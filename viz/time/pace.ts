/**
 * Purpose: the pace of the playback: how long each moment of the simulated network stands on the screen.
 *
 * A packet crosses a LAN in microseconds and the Internet in milliseconds, and then half a minute passes in silence. Played in true time all of it would be one flash. So the pace
 * gives every gap between two consecutive events a time on screen that grows with the gap, but more slowly than it (a power law with a floor and a ceiling). The order of events and
 * every time that is shown remain those of the trace.
 * Does not model: anything; presentation only. Verdicts and traces never pass through here, so that powers and floats are harmless.
 * Units: simulated times in nanoseconds (`…Ns`), screen times in milliseconds (`…Ms`).
 */

/** Both lists rise strictly; `shownMs[i]` is when `timesNs[i]` is reached in a playback at normal speed. */
export interface Pace {
  readonly timesNs: Float64Array;
  readonly shownMs: Float64Array;
}

/** A gap of one millisecond of network time is shown this long before the whole is fitted. */
const MILLISECOND_SHOWN_MS = 160;
const EXPONENT = 0.4;
const SHORTEST_MS = 14;
/** Silence is shown, but not for longer than this. */
const LONGEST_MS = 1_500;
/** A whole replay at normal speed takes no longer than this. */
const WHOLE_MS = 75_000;
const NS_PER_MS = 1_000_000;

function gapShownMs(gapNs: number): number {
  const shown = MILLISECOND_SHOWN_MS * (gapNs / NS_PER_MS) ** EXPONENT;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, shown));
}

/**
 * The pace for events at the given times (any order, repetitions allowed), from 0 to the horizon.
 * Units: nanoseconds in, milliseconds out. Errors: none. Source: own design.
 */
export function paceOf(momentsNs: ArrayLike<number>, horizonNs: number): Pace {
  const sorted = Float64Array.from(momentsNs).sort();
  const timesNs: number[] = [0];
  for (const timeNs of sorted) if (timeNs > (timesNs.at(-1) ?? 0) && timeNs < horizonNs) timesNs.push(timeNs);
  timesNs.push(horizonNs);
  const shownMs = new Float64Array(timesNs.length);
  for (let i = 1; i < timesNs.length; i++) shownMs[i] = (shownMs[i - 1] ?? 0) + gapShownMs((timesNs[i] ?? 0) - (timesNs[i - 1] ?? 0));
  const whole = shownMs.at(-1) ?? 0;
  if (whole > WHOLE_MS) for (let i = 0; i < shownMs.length; i++) shownMs[i] = ((shownMs[i] ?? 0) * WHOLE_MS) / whole;
  return { timesNs: Float64Array.from(timesNs), shownMs };
}

/**
 * Index of the last entry that is not above `value`, or 0.
 * Units: those of the list. Errors: none; an empty list gives 0. Source: binary search.
 */
export function lastNotAbove(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= value) low = middle;
    else high = middle;
  }
  return low;
}

function interpolate(from: Float64Array, to: Float64Array, value: number): number {
  const i = Math.min(lastNotAbove(from, value), Math.max(0, from.length - 2));
  const low = from[i] ?? 0;
  const span = (from[i + 1] ?? low) - low;
  const share = span === 0 ? 0 : Math.min(1, Math.max(0, (value - low) / span));
  const start = to[i] ?? 0;
  return start + share * ((to[i + 1] ?? start) - start);
}

/**
 * When a moment of the network is on screen.
 * Units: nanoseconds in, milliseconds out. Errors: none; times outside are clamped. Source: own design.
 */
export function shownAt(pace: Pace, timeNs: number): number {
  return interpolate(pace.timesNs, pace.shownMs, timeNs);
}

/**
 * The moment of the network that is on screen after so much playback.
 * Units: milliseconds in, nanoseconds out. Errors: none; times outside are clamped. Source: own design.
 */
export function momentAt(pace: Pace, shownMs: number): number {
  return interpolate(pace.shownMs, pace.timesNs, shownMs);
}

/**
 * Length of the whole playback at normal speed.
 * Units: milliseconds. Errors: none. Source: own design.
 */
export function playbackMs(pace: Pace): number {
  return pace.shownMs.at(-1) ?? 0;
}
