/**
 * Purpose: simulated time as integer nanoseconds, and the conversions that keep it an integer.
 *
 * Does not model: calendars or wall clock; time 0 is the start of the run.
 * Units: nanoseconds; exact in a double up to 2^53 ns (104 days).
 * Determinism: pure integer arithmetic.
 * References: IEEE 754-2019 (exact integers up to 2^53).
 */

/** A point in simulated time, or a duration: integer nanoseconds. */
export type TimeNs = number;

export const NS_PER_US = 1_000;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;
/** Later than any event; still exact. */
export const TIME_MAX: TimeNs = Number.MAX_SAFE_INTEGER;

/**
 * Time that a line needs to clock out a packet.
 * Units: octets and bit/s in, nanoseconds out, rounded up so that a line is never faster than its rate.
 * Errors: throws on a rate that is not positive (a bug: the loader refuses it). Source: store-and-forward serialisation, own design.
 */
export function serialisationNs(sizeBytes: number, rateBps: number): TimeNs {
  if (!(rateBps > 0)) throw new Error(`serialisationNs: rate must be positive, got ${rateBps}`);
  return Math.ceil((sizeBytes * 8 * NS_PER_S) / rateBps);
}

/**
 * Writes a time as seconds with nanosecond digits, for people.
 * Units: nanoseconds in. Errors: none. Source: own design.
 */
export function formatSeconds(timeNs: TimeNs): string {
  const whole = Math.floor(timeNs / NS_PER_S);
  const rest = String(timeNs % NS_PER_S)
    .padStart(9, '0')
    .replace(/0{1,6}$/, '');
  return `${whole}.${rest} s`;
}
