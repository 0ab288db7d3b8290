/**
 * Purpose: the Wilson score interval for a probability from counted successes.
 *
 * Does not model: correlated samples. Units: probabilities 0..1. Determinism: only IEEE arithmetic and square root, which every engine rounds alike.
 * References: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); L. D. Brown, T. T. Cai, A. DasGupta,
 * "Interval estimation for a binomial proportion", Statistical Science 16 (2001), which recommends it for small counts.
 */

/** Two-sided 95 %. */
export const Z_95 = 1.959963984540054;

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Interval in which the probability lies, by the score test.
 * Units: counts; probabilities 0..1. Errors: throws on counts that are none (a bug). Source: Wilson 1927.
 */
export function wilson(successes: number, trials: number, z: number = Z_95): Interval {
  if (!(Number.isInteger(successes) && Number.isInteger(trials) && trials > 0 && successes >= 0 && successes <= trials))
    throw new Error(`wilson: ${successes} of ${trials}`);
  const share = successes / trials;
  const zz = z * z;
  const middle = (share + zz / (2 * trials)) / (1 + zz / trials);
  const half = (z / (1 + zz / trials)) * Math.sqrt((share * (1 - share)) / trials + zz / (4 * trials * trials));
  // At the ends rounding would leave a trace of what is exactly 0 or 1.
  return { low: successes === 0 ? 0 : Math.max(0, middle - half), high: successes === trials ? 1 : Math.min(1, middle + half) };
}
