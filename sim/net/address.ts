/**
 * Purpose: IPv4 addresses, prefixes and MAC addresses as plain numbers, with text forms.
 *
 * Does not model: IPv6, address classes, multicast.
 * Units: an address is an unsigned 32-bit integer; a MAC is an unsigned 48-bit integer.
 * Determinism: pure functions.
 * References: RFC 791 3.1; RFC 4632 3.1 (prefix notation); IEEE 802 (locally administered MACs).
 */

/** IPv4 address as an unsigned 32-bit integer. */
export type Ipv4 = number;
/** MAC address as an unsigned 48-bit integer. */
export type Mac = number;

export interface Prefix {
  readonly base: Ipv4;
  readonly length: number;
}

export const BROADCAST_MAC: Mac = 0xffff_ffff_ffff;

/**
 * Reads a dotted-quad address.
 * Units: none. Errors: returns undefined for anything but four decimal octets 0..255 without leading zeros. Source: RFC 791 3.1.
 */
export function parseIpv4(text: string): Ipv4 | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0;
  for (const part of parts) {
    if (!/^(0|[1-9]\d{0,2})$/.test(part)) return undefined;
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

/**
 * Writes an address as a dotted quad.
 * Units: none. Errors: none. Source: RFC 791 3.1.
 */
export function formatIpv4(address: Ipv4): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/**
 * Reads `a.b.c.d/length`; host bits must be zero.
 * Units: none. Errors: returns undefined when malformed. Source: RFC 4632 3.1.
 */
export function parsePrefix(text: string): Prefix | undefined {
  const [address, length, ...rest] = text.split('/');
  if (address === undefined || length === undefined || rest.length > 0 || !/^(0|[1-9]\d?)$/.test(length)) return undefined;
  const base = parseIpv4(address);
  const bits = Number(length);
  if (base === undefined || bits > 32) return undefined;
  return base % 2 ** (32 - bits) === 0 ? { base, length: bits } : undefined;
}

/**
 * Writes a prefix as `a.b.c.d/length`.
 * Units: none. Errors: none. Source: RFC 4632 3.1.
 */
export function formatPrefix(prefix: Prefix): string {
  return `${formatIpv4(prefix.base)}/${prefix.length}`;
}

/**
 * True when the address lies inside the prefix.
 * Units: none. Errors: none. Source: RFC 4632 3.1.
 */
export function inPrefix(address: Ipv4, prefix: Prefix): boolean {
  // The base has no host bits. A shift by 32 is a shift by 0 (ECMA-262 13.9), so the prefix of everything is asked for by itself. Powers of two cost a tenth of a long sweep here.
  return prefix.length === 0 || (address ^ prefix.base) >>> (32 - prefix.length) === 0;
}

/**
 * The MAC that our hosts derive from their address: stable when sites are added, unlike a counter.
 * Units: none. Errors: none. Source: IEEE 802 locally administered bit; own design.
 */
export function macFor(address: Ipv4): Mac {
  return 0x0200_0000_0000 + address;
}

/**
 * Writes a MAC as six hexadecimal octets.
 * Units: none. Errors: none. Source: IEEE 802 canonical form.
 */
export function formatMac(mac: Mac): string {
  return mac
    .toString(16)
    .padStart(12, '0')
    .replace(/(..)(?=.)/g, '$1:');
}
