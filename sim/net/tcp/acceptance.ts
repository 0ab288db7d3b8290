/**
 * Purpose: the pure rules that decide whether a segment of a synchronised connection is acceptable, and where the rules of RFC 793 and RFC 5961 part.
 *
 * Does not model: what happens then (connection.ts).
 * Units: octets; `ahead` is how far SEG.SEQ lies after RCV.NXT. Determinism: pure functions.
 * References: RFC 9293 3.4 (acceptability), 3.10.7.4; RFC 5961 3.2, 4.2, 5.2; testbed exp6 (RCV.NXT + window still draws a challenge ACK).
 */

/**
 * The four cases of the acceptability test; `length` counts SYN and FIN.
 * Units: octets. Errors: none. Source: RFC 9293 3.4, table 6.
 */
export function acceptable(ahead: number, length: number, windowBytes: number): boolean {
  if (windowBytes === 0) return length === 0 && ahead === 0;
  const startsInside = ahead >= 0 && ahead < windowBytes;
  if (length === 0) return startsInside;
  const last = ahead + length - 1;
  return startsInside || (last >= 0 && last < windowBytes);
}

export type ResetPosition = 'exact' | 'in-window' | 'edge' | 'outside';

/**
 * Where a RST lies. Both rules obey `exact` and drop `outside`; `in-window` kills under RFC 793 and draws a challenge ACK under RFC 5961; `edge` (one past the window)
 * is outside for RFC 793 and, as measured, still challenged by a host with RFC 5961.
 * Units: octets. Errors: none. Source: RFC 5961 3.1, 3.2; testbed exp6.
 */
export function resetPosition(ahead: number, windowBytes: number): ResetPosition {
  if (ahead === 0) return 'exact';
  if (ahead < 0 || ahead > windowBytes) return 'outside';
  return ahead === windowBytes ? 'edge' : 'in-window';
}

export type AckPosition = 'beyond' | 'fits' | 'too-old';

/**
 * Where an acknowledgement lies, as stream offsets: `beyond` what was sent, within RFC 5961's range, or older than that, which RFC 793 takes for a harmless duplicate.
 * Units: octets. Errors: none. Source: RFC 5961 5.2.
 */
export function ackPosition(ack: number, sndUna: number, sndMax: number, largestWindowBytes: number): AckPosition {
  if (ack > sndMax) return 'beyond';
  return ack < sndUna - largestWindowBytes ? 'too-old' : 'fits';
}
