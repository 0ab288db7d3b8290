/**
 * Purpose: SYN cookies: a listener's initial sequence number that holds all it needs to know when the final ACK comes back.
 *
 * Layout: 5 bits of a counter of 64 s, 3 bits for the MSS (one MSS in this model, so always 0), 24 bits of a keyed function.
 * Does not model: TCP options inside the cookie or in timestamps; the connection loses window scaling.
 * Units: nanoseconds. Determinism: secret from the stream `tcp/<place>/cookie`.
 * References: RFC 4987 3.6 and appendix A.
 */
import type { TimeNs } from '../../kernel/time.ts';
import { COOKIE_TICK_NS, COOKIE_TICKS } from './constants.ts';
import { keyedHash, type Secret } from './keyed-hash.ts';
import type { FourTuple } from './types.ts';

/**
 * The cookie for a SYN with initial sequence number `irs` that arrives now.
 * Units: nanoseconds. Errors: none. Source: RFC 4987 appendix A.
 */
export function makeCookie(secret: Secret, tuple: FourTuple, irs: number, nowNs: TimeNs): number {
  return cookieAt(secret, tuple, irs, Math.floor(nowNs / COOKIE_TICK_NS));
}

/**
 * True when `cookie` was made for this 4-tuple and `irs` in the current interval or the one before.
 * Units: nanoseconds. Errors: none. Source: RFC 4987 appendix A.
 */
export function checkCookie(secret: Secret, tuple: FourTuple, irs: number, cookie: number, nowNs: TimeNs): boolean {
  const tick = Math.floor(nowNs / COOKIE_TICK_NS);
  const age = (tick - (cookie >>> 27)) & 31;
  return age < COOKIE_TICKS && age <= tick && cookieAt(secret, tuple, irs, tick - age) === cookie;
}

function cookieAt(secret: Secret, tuple: FourTuple, irs: number, tick: number): number {
  return (((tick & 31) << 27) | (keyedHash(secret, tuple, irs, tick) & 0xff_ffff)) >>> 0;
}
