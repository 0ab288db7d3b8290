/**
 * Purpose: puzzles of an IKE responder under load: whoever wants state there has to prove that he worked for it.
 *
 * The responder asks with a cookie and a difficulty; the initiator comes back with the cookie and a solution that belongs to it. Work is time: solving takes the initiator as long as
 * it took a processor core of the RFC's day, and checking costs the responder nothing.
 * Does not model: the search itself (a solution is a statement about a cookie), difficulty that grows with the load, puzzles in IKE_AUTH.
 * Units: bits of difficulty, nanoseconds. Determinism: a fixed time.
 * References: RFC 8019 4.4, 7 (puzzles in IKE_SA_INIT), 8.1 (PUZZLE), 8.2 (PS); threat card T25 (18 bits took 3.4 s, 20 bits 10.9 s on a laptop core of 2013).
 */
import { NS_PER_MS, type TimeNs } from '../kernel/time.ts';
import { findPayload, type CookieValue, type IkeMessage } from './ike-payloads.ts';

/** Difficulty that the responder asks for. */
export const PUZZLE_BITS = 18;
/** How long one core works at it. */
export const PUZZLE_SOLVING_NS: TimeNs = 3400 * NS_PER_MS;

/**
 * True when a first message brings a solution that belongs to the cookie.
 * Units: none. Errors: none. Source: RFC 8019 7.1.2.
 */
export function bringsSolution(message: IkeMessage, cookie: CookieValue): boolean {
  const solution = findPayload(message.clear, 'PS');
  return solution !== undefined && solution.cookie === cookie.digest && solution.bits >= PUZZLE_BITS;
}
