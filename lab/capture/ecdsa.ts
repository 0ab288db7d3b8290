/**
 * Purpose: real ECDSA signatures over P-256 whose DER form has a wanted length.
 *
 * The length of such a signature is chance; the model draws it. Here the nonce is varied until the length comes out.
 * Units: octets. Determinism: RFC 6979 with a counter as the additional input.
 * References: RFC 6979 3.6; RFC 3279 2.2.3; FIPS 186-5 6.4.
 */
import { p256 } from '@noble/curves/nist.js';
import { join, u32, zeros, type Bytes } from './bytes.ts';

/** One in 256 has a length that is rarer than 70 to 72. */
const MOST_TRIES = 2000;

/**
 * A signature of so many octets; undefined where none was found.
 * Units: octets. Errors: none. Source: RFC 6979 3.6.
 */
export function ecdsaSignatureOf(secretKey: Bytes, message: Bytes, length: number): Bytes | undefined {
  for (let count = 0; count < MOST_TRIES; count++) {
    const extraEntropy = join(zeros(28), u32(count));
    const signature = p256.sign(message, secretKey, { format: 'der', lowS: false, extraEntropy });
    if (signature.length === length) return signature;
  }
  return undefined;
}
