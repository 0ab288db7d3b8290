/**
 * Purpose: stateless cookies of an IKE responder, and the errors that it answers without keeping state.
 *
 * Does not model: changing the secret (RFC 7296 2.6 advises it). Puzzles stand in ike-puzzle.ts.
 * Units: none. Determinism: a cookie follows from the request.
 * References: RFC 7296 2.6 (COOKIE = hash of nonce, address, SPI and a secret), 1.3 (INVALID_KE_PAYLOAD).
 */
import type { Ipv4 } from '../net/address.ts';
import { sign } from '../net/sealed.ts';
import { findNotify, findPayload, type CookieValue, type IkeMessage, type IkePayload } from './ike-payloads.ts';
import { clearMessageBytes } from './ike-sizes.ts';
import type { KeyStore } from './key-store.ts';

/**
 * The cookie for a first message from an address.
 * Units: none. Errors: none. Source: RFC 7296 2.6.
 */
export function cookieFor(message: IkeMessage, from: Ipv4, place: string, ring: KeyStore): CookieValue {
  const secret = `cookie-secret/${place}`;
  if (!ring.holds(secret)) ring.add(secret);
  const nonce = findPayload(message.clear, 'Nonce')?.nonce ?? '';
  return sign(`${nonce}|${from}|${message.spiI}`, secret, ring);
}

/**
 * True when a first message brings back the cookie that was made for it.
 * Units: none. Errors: none. Source: RFC 7296 2.6.
 */
export function bringsCookie(message: IkeMessage, expected: CookieValue): boolean {
  const cookie = findNotify(message.clear, 'COOKIE')?.cookie;
  return cookie !== undefined && cookie.signer === expected.signer && cookie.digest === expected.digest;
}

/**
 * The answer to a first message that leaves no state behind.
 * Units: none. Errors: none. Source: RFC 7296 2.6, 1.3.
 */
export function statelessAnswer(request: IkeMessage, clear: readonly IkePayload[]): IkeMessage {
  // No suite is agreed on; none of these payloads depends on one.
  const bytes = clearMessageBytes(clear, 'aes256-sha256');
  return {
    kind: 'ike',
    exchange: 'IKE_SA_INIT',
    messageId: 0,
    response: true,
    fromInitiator: false,
    spiI: request.spiI,
    spiR: '',
    clear,
    bytes,
  };
}
