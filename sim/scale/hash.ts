/**
 * Purpose: where two devices are looked for in a table.
 *
 * Does not model: anything. Units: slots. Determinism: integer arithmetic.
 * References: Knuth, TAOCP 3, 6.4 (multiplicative hashing).
 */

/** Near 2^32 over the golden ratio (Knuth 6.4), and another odd number without pattern, so that both devices reach all bits. */
const [MIX_ONE, MIX_OTHER] = [0x9e3779b1, 0x85ebca6b] as const;

/**
 * A slot for an ordered pair of numbers.
 * Units: slots, a power of two. Errors: none. Source: Knuth 6.4.
 */
export function slotOf(one: number, other: number, slots: number): number {
  const mixed = Math.imul(Math.imul(one, MIX_ONE) ^ other, MIX_OTHER);
  return (mixed ^ (mixed >>> 15)) & (slots - 1);
}
