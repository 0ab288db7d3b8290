/**
 * Purpose: a keyed 32-bit mix of a connection's addresses, the F of RFC 6528 and the keyed function of a SYN cookie.
 *
 * Does not model: cryptographic strength. Nobody in the model inverts it; what an attacker may know of a secret is the knowledge ledger's business.
 * Units: none. Determinism: integer arithmetic only; the secret comes from a named stream.
 * References: RFC 6528 3; RFC 4987 appendix A; the finishing steps use the constants of MurmurHash3 (Appleby, public domain).
 */
import type { Stream } from '../../kernel/streams.ts';
import type { FourTuple } from './types.ts';

export type Secret = readonly [number, number];

/**
 * A secret of 64 bits drawn from a stream.
 * Units: none. Errors: none. Source: RFC 6528 3 (secret key).
 */
export function drawSecret(stream: Stream): Secret {
  return [stream.integer(2 ** 32), stream.integer(2 ** 32)];
}

/**
 * Mixes secret, 4-tuple and two further numbers to an unsigned 32-bit integer.
 * Units: none. Errors: none. Source: own design after RFC 6528 3.
 */
export function keyedHash(secret: Secret, tuple: FourTuple, a: number, b: number): number {
  let hash = secret[0];
  hash = mix(hash, tuple.local.address);
  hash = mix(hash, tuple.remote.address);
  hash = mix(hash, tuple.local.port * 65_536 + tuple.remote.port);
  hash = mix(hash, a);
  hash = mix(hash, b);
  return mix(hash, secret[1]) >>> 0;
}

function mix(hash: number, word: number): number {
  let h = hash ^ word;
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) + 0x9e37_79b9;
}
