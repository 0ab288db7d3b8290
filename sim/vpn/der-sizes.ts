/**
 * Purpose: octets of what is encoded in DER in IKE: X.509 certificates, and ECDSA signatures, whose length varies.
 *
 * Does not model: other extensions than those of the certificates that were measured, intermediate issuers, keys of the issuer of another kind than the subject's.
 * Units: octets. Determinism: arithmetic; the length of a signature is drawn from the stream that is handed in.
 * References: X.690 8.1.3, 8.3 (lengths, integers); RFC 5280 4.1 (fields); RFC 3279 2.3.1 (RSA keys); RFC 5480 2 (curve keys); RFC 3279 2.2.3 (ECDSA signatures);
 * certificates made with strongSwan's pki tool (testbed, experiment 1a).
 */
import type { Stream } from '../kernel/streams.ts';
import { KEY_KINDS, type KeyKindId } from './ike-suites.ts';

/** Length of the names in the certificates that KEY_KINDS describes. */
const MEASURED_NAME_BYTES = 25;
/** The name stands in the subject (common name) and in the subject's alternative name. */
const NAMES_IN_CERTIFICATE = 2;

/**
 * A certificate for a subject with a name of so many octets.
 * Units: octets. Errors: none. Source: testbed experiment 1a for the measured name; each octet more of it stands in two places (RFC 5280 4.1.2.6, 4.2.1.6).
 */
export function certificateDerBytes(kind: KeyKindId, nameBytes: number): number {
  return KEY_KINDS[kind].certificateBytes + NAMES_IN_CERTIFICATE * (nameBytes - MEASURED_NAME_BYTES);
}

/** Header of the sequence, and of each of the two integers. */
const SIGNATURE_FRAME_BYTES = 6;
const P256_BYTES = 32;

/**
 * The next ECDSA signature over P-256: two integers, each of which needs a leading zero octet when its top bit is set and drops leading octets that are zero.
 * Units: octets. Errors: none. Source: X.690 8.3.2 (shortest form); a signature's numbers are as good as uniform.
 */
export function ecdsaSignatureBytes(stream: Stream): number {
  return SIGNATURE_FRAME_BYTES + integerBytes(stream) + integerBytes(stream);
}

function integerBytes(stream: Stream): number {
  let leading = stream.integer(256);
  let zeros = 0;
  while (leading === 0 && zeros < P256_BYTES - 1) {
    zeros++;
    leading = stream.integer(256);
  }
  return P256_BYTES - zeros + (leading >= 128 ? 1 : 0);
}
