/**
 * Purpose: as much of DER as certificates and signatures need.
 *
 * Units: octets. Determinism: pure. References: X.690 8.1 (tag, length), 8.3 (integers), 8.19 (object identifiers).
 */
import { ascii, join, u8, type Bytes } from './bytes.ts';

const TAG = {
  truth: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  nothing: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  ia5: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/**
 * A value with its tag and length.
 * Units: octets. Errors: none. Source: X.690 8.1.
 */
export function tagged(tag: number, ...content: readonly Bytes[]): Bytes {
  const body = join(...content);
  const size = body.length;
  const length = size < 0x80 ? u8(size) : size < 0x100 ? Uint8Array.of(0x81, size) : Uint8Array.of(0x82, size >>> 8, size & 0xff);
  return join(u8(tag), length, body);
}

/** SEQUENCE. Units: octets. Errors: none. Source: X.690 8.9. */
export const sequence = (...content: readonly Bytes[]): Bytes => tagged(TAG.sequence, ...content);
/** SET OF. Units: octets. Errors: none. Source: X.690 8.12. */
export const setOf = (...content: readonly Bytes[]): Bytes => tagged(TAG.set, ...content);
/** OCTET STRING. Units: octets. Errors: none. Source: X.690 8.7. */
export const octets = (...content: readonly Bytes[]): Bytes => tagged(TAG.octets, ...content);
/** BIT STRING of whole octets. Units: octets. Errors: none. Source: X.690 8.6. */
export const bits = (...content: readonly Bytes[]): Bytes => tagged(TAG.bits, u8(0), ...content);
/** UTF8String. Units: octets. Errors: none. Source: X.690 8.23. */
export const utf8 = (text: string): Bytes => tagged(TAG.utf8, ascii(text));
/** IA5String. Units: octets. Errors: none. Source: X.690 8.23. */
export const ia5 = (text: string): Bytes => tagged(TAG.ia5, ascii(text));
/** GeneralizedTime, `YYYYMMDDHHMMSSZ`. Units: octets. Errors: none. Source: X.690 11.7. */
export const generalizedTime = (text: string): Bytes => tagged(TAG.generalizedTime, ascii(text));
/** UTCTime, `YYMMDDHHMMSSZ`. Units: octets. Errors: none. Source: X.690 11.8. */
export const utcTime = (text: string): Bytes => tagged(TAG.utcTime, ascii(text));
/** BOOLEAN, TRUE. Units: octets. Errors: none. Source: X.690 8.2, 11.1. */
export const yes = (): Bytes => tagged(TAG.truth, u8(0xff));
/** NULL. Units: octets. Errors: none. Source: X.690 8.8. */
export const nothing = (): Bytes => tagged(TAG.nothing);

/**
 * A number that is not negative, in its shortest form.
 * Units: octets. Errors: none. Source: X.690 8.3.2.
 */
export function integer(magnitude: Bytes): Bytes {
  let from = 0;
  while (from < magnitude.length - 1 && magnitude[from] === 0) from++;
  const shortest = magnitude.subarray(from);
  return tagged(TAG.integer, (shortest[0] ?? 0) >= 0x80 ? join(u8(0), shortest) : shortest);
}

/**
 * An object identifier.
 * Units: none. Errors: none. Source: X.690 8.19.
 */
export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const parts = [first * 40 + second, ...rest].map((arc) => {
    const groups = [arc & 0x7f];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) groups.unshift((left & 0x7f) | 0x80);
    return Uint8Array.from(groups);
  });
  return tagged(TAG.oid, ...parts);
}
