/**
 * Purpose: sums of costs that are exact, so that ties between plans are real ties and not rounding.
 * Does not model: units of cost; the scenario's author chooses them.
 * Units: input costs in the scenario's unit; scaled costs are integers, cost × `scale`, and `scale` is a power of ten.
 * Determinism: pure.
 * References: own design; a cost is read as the shortest decimal that denotes it (ECMA-262, Number::toString).
 */

/** Costs as integers over one common power of ten. */
export interface ExactCosts {
  readonly scaled: readonly number[];
  readonly scale: number;
}

/**
 * Scales costs to integers whose sum is exact in a `number`.
 * Units: see the file header.
 * Errors: throws on a cost that is negative or not finite, and when all costs together need more than 15 digits.
 * Source: own design.
 */
export function exactCosts(costs: readonly number[]): ExactCosts {
  const decimals = costs.map((cost) => {
    if (!(cost >= 0 && cost < Infinity)) throw new Error(`cost ${cost} is not a number of 0 or more`);
    return decimalOf(cost);
  });
  const places = decimals.reduce((most, { exponent }) => Math.max(most, -exponent), 0);
  const big = decimals.map(({ digits, exponent }) => digits * 10n ** BigInt(exponent + places));
  const sum = big.reduce((total, cost) => total + cost, 0n);
  if (sum > BigInt(Number.MAX_SAFE_INTEGER) || places > 15) {
    throw new Error('the costs of the controls together need more than 15 digits; give them in a common unit');
  }
  return { scaled: big.map(Number), scale: Number(10n ** BigInt(places)) };
}

/** The number as digits × 10^exponent. */
function decimalOf(cost: number): { digits: bigint; exponent: number } {
  const [mantissa = '0', power = '0'] = String(cost).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}
