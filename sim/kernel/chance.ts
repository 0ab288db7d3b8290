/**
 * Purpose: draws with a given distribution from a named stream: exponential times, with a logarithm of our own.
 *
 * `Math.log` may differ in its last digit from one engine to the next, and one digit is enough to make two traces differ. The logarithm here uses nothing but + - * /, which
 * IEEE 754 fixes to the bit.
 * Does not model: other distributions. Units: those of the mean. Determinism: one draw of the stream an exponential value.
 * References: IEEE 754-2019 (exact rounding of + - * /); Abramowitz and Stegun 4.1.27 (ln by the series of artanh); Law, Simulation Modeling and Analysis, 8.3.2 (inverse transform).
 */
import type { Stream } from './streams.ts';

/** Terms of the series: the next one is below 2^-53, since |z| <= 0.172. */
const TERMS = 11;

/**
 * Natural logarithm, the same to the bit in every engine.
 * Units: none. Errors: throws outside (0, 2^53] (a bug). Source: Abramowitz and Stegun 4.1.27.
 */
export function naturalLog(x: number): number {
  if (!(x > 0 && x <= 2 ** 53)) throw new Error(`naturalLog: ${x} lies outside (0, 2^53]`);
  let mantissa = x;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  while (mantissa >= 2 * Math.SQRT1_2) {
    mantissa /= 2;
    exponent++;
  }
  const z = (mantissa - 1) / (mantissa + 1);
  const square = z * z;
  let sum = 0;
  for (let term = 2 * TERMS - 1; term >= 1; term -= 2) sum = sum * square + 1 / term;
  return exponent * Math.LN2 + 2 * z * sum;
}

/**
 * An exponential draw; never 0 or infinite, since the stream never gives 1.
 * Units: those of the mean. Errors: none. Source: Law 8.3.2.
 */
export function exponential(stream: Stream, mean: number): number {
  return -naturalLog(1 - stream.next()) * mean;
}
