/**
 * Purpose: octets that ESP adds to a packet, for every suite, tunnel and transport mode, with or without UDP encapsulation.
 *
 * Does not model: traffic flow confidentiality padding, extended sequence numbers on the wire (only the low 32 bits are sent), IPv6.
 * Units: octets. Determinism: pure integer arithmetic.
 * References: RFC 4303 2 and 2.4 (layout, padding); RFC 3602 2.4 (AES-CBC); RFC 4106 3.1, 6 (AES-GCM); RFC 7634 2 (ChaCha20-Poly1305);
 * RFC 2451 2.4 (3DES); RFC 2404 2, RFC 4868 2.3 (ICV lengths); RFC 3948 2.1 (UDP encapsulation).
 */
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../net/packet.ts';

/** Octets of a suite: initialisation vector, alignment of the encrypted part, integrity check value. */
export interface EspSuite {
  readonly ivBytes: number;
  readonly alignBytes: number;
  readonly icvBytes: number;
}

export const ESP_SUITES = {
  'aes-cbc_hmac-sha1-96': { ivBytes: 16, alignBytes: 16, icvBytes: 12 },
  'aes-cbc_hmac-sha256-128': { ivBytes: 16, alignBytes: 16, icvBytes: 16 },
  'aes-cbc_hmac-sha512-256': { ivBytes: 16, alignBytes: 16, icvBytes: 32 },
  'aes-gcm-16': { ivBytes: 8, alignBytes: 4, icvBytes: 16 },
  'chacha20-poly1305': { ivBytes: 8, alignBytes: 4, icvBytes: 16 },
  '3des-cbc_hmac-sha1-96': { ivBytes: 8, alignBytes: 8, icvBytes: 12 },
  'null_hmac-sha1-96': { ivBytes: 0, alignBytes: 4, icvBytes: 12 },
  // Encryption alone: once allowed (RFC 2406), must not be used any more (RFC 8221 4); here for what comes of it (T18, T22).
  'aes-cbc_none': { ivBytes: 16, alignBytes: 16, icvBytes: 0 },
} as const satisfies Record<string, EspSuite>;

export type EspSuiteId = keyof typeof ESP_SUITES;
/** For schemas: the names of the suites. */
export const ESP_SUITE_IDS = Object.keys(ESP_SUITES) as readonly EspSuiteId[];

/**
 * False for the suite that only protects against change.
 * Units: none. Errors: none. Source: RFC 2410.
 */
export function encrypts(suite: EspSuiteId): boolean {
  return suite !== 'null_hmac-sha1-96';
}

export type EspMode = 'tunnel' | 'transport';

/** SPI (4) and sequence number (4). */
export const ESP_HEADER_BYTES = 8;
/** Pad length and next header. */
export const ESP_TRAILER_BYTES = 2;

/**
 * Padding after `payloadBytes` of plaintext.
 * Units: octets. Errors: none. Source: RFC 4303 2.4.
 */
export function espPaddingBytes(suite: EspSuiteId, payloadBytes: number): number {
  const { alignBytes } = ESP_SUITES[suite];
  const rest = (payloadBytes + ESP_TRAILER_BYTES) % alignBytes;
  return rest === 0 ? 0 : alignBytes - rest;
}

/**
 * The ESP packet from SPI to ICV around `payloadBytes` of plaintext.
 * Units: octets. Errors: none. Source: RFC 4303 2.
 */
export function espBytes(suite: EspSuiteId, payloadBytes: number): number {
  const { ivBytes, icvBytes } = ESP_SUITES[suite];
  return ESP_HEADER_BYTES + ivBytes + payloadBytes + espPaddingBytes(suite, payloadBytes) + ESP_TRAILER_BYTES + icvBytes;
}

/**
 * Plaintext that ESP encrypts for an IPv4 packet: all of it in tunnel mode, what follows its header in transport mode.
 * Units: octets. Errors: none. Source: RFC 4303 3.1.
 */
export function espPayloadBytes(mode: EspMode, innerPacketBytes: number): number {
  return mode === 'tunnel' ? innerPacketBytes : innerPacketBytes - IPV4_HEADER_BYTES;
}

/**
 * Total length of the IPv4 packet that leaves for an inner IPv4 packet.
 * Units: octets. Errors: none. Source: RFC 4303 3.1, RFC 3948 2.1.
 */
export function protectedPacketBytes(
  suite: EspSuiteId,
  innerPacketBytes: number,
  options: { readonly mode?: EspMode; readonly udp?: boolean } = {},
): number {
  const udpBytes = options.udp === true ? UDP_HEADER_BYTES : 0;
  return IPV4_HEADER_BYTES + udpBytes + espBytes(suite, espPayloadBytes(options.mode ?? 'tunnel', innerPacketBytes));
}

/**
 * Largest inner packet whose tunnel-mode packet still fits the path.
 * Units: octets. Errors: none; 0 when nothing fits. Source: RFC 4303 2 solved for the payload.
 */
export function largestInnerBytes(suite: EspSuiteId, pathMtuBytes: number, udp = false): number {
  const { ivBytes, icvBytes, alignBytes } = ESP_SUITES[suite];
  const room = pathMtuBytes - IPV4_HEADER_BYTES - (udp ? UDP_HEADER_BYTES : 0) - ESP_HEADER_BYTES - ivBytes - icvBytes;
  return Math.max(0, Math.floor(room / alignBytes) * alignBytes - ESP_TRAILER_BYTES);
}
