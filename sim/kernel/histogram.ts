/**
 * Purpose: the distribution of many times in little memory: counts in buckets whose width grows with the value, so that every percentile is right to 1.6 %.
 *
 * Values below 128 have a bucket each; above, every doubling is divided into 64 buckets.
 * Does not model: exact order statistics; minimum, maximum, count and mean are exact. Units: those of the values; whole numbers up to 2^53. Determinism: integer counts.
 * References: the log-linear layout of HdrHistogram (G. Tene); Jain and Chlamtac, CACM 28(10) 1985 (why not to keep all observations).
 */

const SUB_BUCKETS = 64;
const FIRST = 2 * SUB_BUCKETS;
const LOW_BITS = 7;
const SPLIT = 2 ** 22;
const POWERS = Float64Array.from({ length: 54 }, (_, n) => 2 ** n);

/**
 * A histogram of whole numbers.
 * Units: as the values. Errors: throws on a value that is negative or no whole number (a bug). Source: log-linear buckets as in HdrHistogram.
 */
export class Histogram {
  count = 0;
  min = Infinity;
  max = -Infinity;
  #sum = 0;
  readonly #counts = new Float64Array(FIRST + (54 - LOW_BITS) * SUB_BUCKETS);

  add(value: number): void {
    if (!(value >= 0 && Number.isSafeInteger(value))) throw new Error(`histogram: ${value} is no whole number from 0 to 2^53`);
    this.count++;
    this.#sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    const at = bucketOf(value);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
  }

  /** 0 without observations. */
  get mean(): number {
    return this.count === 0 ? 0 : this.#sum / this.count;
  }

  /** The value that `numerator / denominator` of the observations do not exceed, rounded up to the end of its bucket but never above the maximum; 0 without observations. */
  quantile(numerator: number, denominator: number): number {
    const wanted = Math.max(1, Math.ceil((this.count * numerator) / denominator));
    let seen = 0;
    for (const [at, count] of this.#counts.entries()) {
      seen += count;
      if (count > 0 && seen >= wanted) return Math.min(this.max, endOf(at));
    }
    return 0;
  }
}

function bucketOf(value: number): number {
  if (value < FIRST) return value;
  const bits = value < SPLIT ? 32 - Math.clz32(value) : 22 + 32 - Math.clz32(Math.floor(value / SPLIT));
  const doubling = bits - LOW_BITS;
  return doubling * SUB_BUCKETS + Math.floor(value / (POWERS[doubling] ?? 1));
}

/** Largest value of a bucket. */
function endOf(bucket: number): number {
  if (bucket < FIRST) return bucket;
  const doubling = Math.floor(bucket / SUB_BUCKETS) - 1;
  const first = (bucket - doubling * SUB_BUCKETS) * (POWERS[doubling] ?? 1);
  return first + (POWERS[doubling] ?? 1) - 1;
}
