/**
 * Purpose: simulated times as text: seconds with as many decimals as tell neighbouring events apart.
 *
 * Units: nanoseconds in. The decimal point is the same in English and Japanese.
 */
const NS_PER_S = 1_000_000_000;

/**
 * A moment in seconds with six decimals, which tells any two packets of a LAN apart.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function clockText(timeNs: number): string {
  return `${(timeNs / NS_PER_S).toFixed(6)} s`;
}

/**
 * A moment in seconds for an axis: no more decimals than the distance to the next label needs.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function axisText(timeNs: number, stepNs: number): string {
  const decimals = stepNs >= 2 * NS_PER_S ? 0 : stepNs >= 100_000_000 ? 1 : stepNs >= 2_000_000 ? 3 : stepNs >= 200_000 ? 4 : 5;
  return `${(timeNs / NS_PER_S).toFixed(decimals)} s`;
}

/**
 * A duration in the largest unit that keeps it above one.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function durationText(durationNs: number): string {
  if (durationNs >= NS_PER_S) return `${trim(durationNs / NS_PER_S)} s`;
  if (durationNs >= 1_000_000) return `${trim(durationNs / 1_000_000)} ms`;
  return `${trim(durationNs / 1_000)} µs`;
}

function trim(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(2).replace(/\.?0+$/, '');
}
