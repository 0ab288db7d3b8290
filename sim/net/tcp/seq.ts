/**
 * Purpose: arithmetic on 32-bit sequence numbers, and their translation to stream offsets that never wrap.
 *
 * Inside a connection octets are counted from 0 (the first after the SYN) in ordinary numbers; only segments carry 32-bit numbers.
 * Does not model: more than 2^53 octets in one connection.
 * Units: octets. Determinism: pure functions.
 * References: RFC 9293 3.4 (arithmetic modulo 2^32).
 */

/**
 * Sequence number `octets` after `seq`.
 * Units: octets. Errors: none. Source: RFC 9293 3.4.
 */
export function seqAdd(seq: number, octets: number): number {
  return (seq + octets) >>> 0;
}

/**
 * How far `a` lies after `b`, between -2^31 and 2^31 - 1.
 * Units: octets. Errors: none. Source: RFC 9293 3.4.
 */
export function seqDelta(a: number, b: number): number {
  return (a - b) | 0;
}
