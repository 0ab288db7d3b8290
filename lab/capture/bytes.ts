/**
 * Purpose: octets in network order, and the checksum of the Internet protocols.
 *
 * Units: octets. Determinism: pure. References: RFC 1071 (checksum).
 */

export type Bytes = Uint8Array;

/** An octet. Units: octets. Errors: none. Source: own design. */
export const u8 = (value: number): Bytes => Uint8Array.of(value & 0xff);
/** Two octets. Units: octets. Errors: none. Source: own design. */
export const u16 = (value: number): Bytes => Uint8Array.of((value >>> 8) & 0xff, value & 0xff);
/** Three octets. Units: octets. Errors: none. Source: own design. */
export const u24 = (value: number): Bytes => Uint8Array.of((value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
/** Four octets. Units: octets. Errors: none. Source: own design. */
export const u32 = (value: number): Bytes =>
  Uint8Array.of((value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff);
/** A MAC address. Units: octets. Errors: none. Source: own design. */
export const u48 = (value: number): Bytes => join(u16(Math.floor(value / 2 ** 32)), u32(value));
/** Text in UTF-8. Units: octets. Errors: none. Source: own design. */
export const ascii = (text: string): Bytes => new TextEncoder().encode(text);
/** So many zero octets. Units: octets. Errors: none. Source: own design. */
export const zeros = (length: number): Bytes => new Uint8Array(length);
/** Runs of octets as one. Units: octets. Errors: none. Source: own design. */
export const join = (...parts: readonly Bytes[]): Bytes => joinAll(parts);
/** A field whose first two octets say how long the rest is. Units: octets. Errors: none. Source: own design. */
export const counted16 = (...parts: readonly Bytes[]): Bytes => {
  const body = join(...parts);
  return join(u16(body.length), body);
};

/**
 * Ones' complement sum of 16-bit words over several runs of octets, each but the last of even length.
 * Units: octets. Errors: none. Source: RFC 1071 1, 4.1.
 */
export function checksum(...parts: readonly Bytes[]): number {
  let sum = 0;
  for (const part of parts) {
    for (let at = 0; at + 1 < part.length; at += 2) sum += ((part[at] ?? 0) << 8) | (part[at + 1] ?? 0);
    if (part.length % 2 === 1) sum += (part[part.length - 1] ?? 0) << 8;
  }
  while (sum > 0xffff) sum = (sum % 0x10000) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff;
}

/**
 * The octets with a 16-bit field set.
 * Units: octets. Errors: none. Source: own design.
 */
export function with16(bytes: Bytes, at: number, value: number): Bytes {
  bytes[at] = value >>> 8;
  bytes[at + 1] = value & 0xff;
  return bytes;
}

/**
 * Many runs of octets as one; a capture has more blocks than a call may have arguments.
 * Units: octets. Errors: none. Source: own design.
 */
export function joinAll(parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
