/**
 * Purpose: a distribution of times as the few figures that people compare.
 *
 * Units: milliseconds. Determinism: pure. References: own design (percentiles from sim/kernel/histogram.ts).
 */
import type { Histogram } from '../../sim/kernel/histogram.ts';
import { NS_PER_MS, type TimeNs } from '../../sim/kernel/time.ts';

/** A distribution of times. */
export interface Spread {
  readonly count: number;
  readonly meanMs: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * Nanoseconds as milliseconds, to a tenth.
 * Units: milliseconds. Errors: none. Source: own design.
 */
export const milliseconds = (timeNs: TimeNs): number => Math.round(timeNs / (NS_PER_MS / 10)) / 10;

/**
 * The figures of a distribution of nanoseconds.
 * Units: milliseconds, to a tenth. Errors: none. Source: own design.
 */
export function spreadOf(times: Histogram): Spread {
  const quantile = (percent: number): number => milliseconds(times.quantile(percent, 100));
  const maxMs = times.count === 0 ? 0 : milliseconds(times.max);
  return { count: times.count, meanMs: milliseconds(times.mean), p50Ms: quantile(50), p95Ms: quantile(95), p99Ms: quantile(99), maxMs };
}
