/**
 * Purpose: octets of IKEv2 messages, summed from their payload lists.
 *
 * Does not model: fragmentation (ike-fragments.ts) and the non-ESP marker (RFC 3948 2.2); both act on a finished message and belong to who sends it.
 * Units: octets of the IKE message, that is of the UDP payload on port 500. Determinism: pure integer arithmetic.
 * References: RFC 7296 3.1-3.14; RFC 7427 3 (AUTH with a signature); RFC 7296 2.23 (NAT detection: SHA-1); compared with strongSwan 5.9.8 (testbed, experiments 1a, 1c, 1e).
 */
import { DH_GROUPS, ESP_TRANSFORM_BYTES, IKE_SUITES, KEY_KINDS, PLAIN_TRANSFORM_BYTES, type IkeSuiteId } from './ike-suites.ts';
import type { AuthValue, ErrorNotify, IkePayload, PayloadOf, StatusNotify } from './ike-payloads.ts';
import { certificateBytes } from './pki.ts';

export const IKE_HEADER_BYTES = 28;
const GENERIC_HEADER = 4;
const PROPOSAL_HEADER = 8;
const IKE_SPI_BYTES = 8;
const ESP_SPI_BYTES = 4;
/** We send 32 octets, of the 16-256 allowed (RFC 7296 3.9). */
export const NONCE_BYTES = 32;
/** A time stamp and a SHA-1 hash, as strongSwan does; 1-64 are allowed (RFC 7296 2.6). */
export const COOKIE_BYTES = 24;
const SHA1_BYTES = 20;
/** RFC 8019 8.2: four keys of one size; the size is the initiator's choice, ours the octets of a counter. */
const PUZZLE_KEYS = 4;
const PUZZLE_KEY_BYTES = 8;
/** An IPv4 address range with ports. */
const TRAFFIC_SELECTOR_BYTES = 16;
/** Pad length octet of the encrypted payload. */
export const PAD_LENGTH_BYTES = 1;

/** Data octets of notifies that carry any. Four hash algorithms of two octets are announced (SHA-2 256, 384, 512, identity). */
const NOTIFY_DATA_BYTES: Partial<Record<StatusNotify | ErrorNotify, number>> = {
  COOKIE: COOKIE_BYTES,
  PUZZLE: 3,
  NAT_DETECTION_SOURCE_IP: SHA1_BYTES,
  NAT_DETECTION_DESTINATION_IP: SHA1_BYTES,
  SIGNATURE_HASH_ALGORITHMS: 8,
  INVALID_KE_PAYLOAD: 2,
};

/**
 * Octets of one payload with its generic header.
 * Units: octets. Errors: none. Source: RFC 7296 3.3-3.13.
 */
export function payloadBytes(payload: IkePayload, suite: IkeSuiteId): number {
  switch (payload.type) {
    case 'SA':
      return GENERIC_HEADER + proposalsBytes(payload);
    case 'KE':
      return GENERIC_HEADER + 4 + DH_GROUPS[payload.group];
    case 'Nonce':
      return GENERIC_HEADER + NONCE_BYTES;
    case 'N':
      return GENERIC_HEADER + 4 + (payload.espSpi === undefined ? 0 : ESP_SPI_BYTES) + (NOTIFY_DATA_BYTES[payload.notify] ?? 0);
    case 'IDi':
    case 'IDr':
      return GENERIC_HEADER + 4 + payload.identity.length;
    case 'CERT':
      return GENERIC_HEADER + 1 + certificateBytes(payload.certificate);
    case 'CERTREQ':
      return GENERIC_HEADER + 1 + payload.authorities * SHA1_BYTES;
    case 'AUTH':
      return GENERIC_HEADER + 4 + authBytes(payload.auth, suite);
    case 'TSi':
    case 'TSr':
      return GENERIC_HEADER + 4 + payload.selectors.length * TRAFFIC_SELECTOR_BYTES;
    case 'PS':
      return GENERIC_HEADER + PUZZLE_KEYS * PUZZLE_KEY_BYTES;
    case 'D':
      return GENERIC_HEADER + 4 + payload.spis.length * ESP_SPI_BYTES;
  }
}

/**
 * Octets of a message without an encrypted part.
 * Units: octets. Errors: none. Source: RFC 7296 3.1.
 */
export function clearMessageBytes(payloads: readonly IkePayload[], suite: IkeSuiteId): number {
  return IKE_HEADER_BYTES + payloadsBytes(payloads, suite);
}

/**
 * Octets of a message whose payloads are all encrypted.
 * Units: octets. Errors: none. Source: RFC 7296 3.14; RFC 5282 3 (no alignment for AES-GCM).
 */
export function skMessageBytes(payloads: readonly IkePayload[], suite: IkeSuiteId): number {
  const { ivBytes, alignBytes, icvBytes } = IKE_SUITES[suite];
  const plain = payloadsBytes(payloads, suite) + PAD_LENGTH_BYTES;
  return IKE_HEADER_BYTES + GENERIC_HEADER + ivBytes + Math.ceil(plain / alignBytes) * alignBytes + icvBytes;
}

/**
 * Octets of payloads, one after the other.
 * Units: octets. Errors: none. Source: RFC 7296 3.2.
 */
export function payloadsBytes(payloads: readonly IkePayload[], suite: IkeSuiteId): number {
  return payloads.reduce((total, payload) => total + payloadBytes(payload, suite), 0);
}

function proposalsBytes(payload: PayloadOf<'SA'>): number {
  if (payload.protocol === 'ESP')
    return payload.proposals.reduce(
      (total, { suite, group }) =>
        total + PROPOSAL_HEADER + ESP_SPI_BYTES + ESP_TRANSFORM_BYTES[suite] + (group === undefined ? 0 : PLAIN_TRANSFORM_BYTES),
      0,
    );
  const spiBytes = payload.spi === undefined ? 0 : IKE_SPI_BYTES;
  return payload.proposals.reduce(
    (total, { suite, groups }) =>
      total + PROPOSAL_HEADER + spiBytes + IKE_SUITES[suite].transformBytes + groups.length * PLAIN_TRANSFORM_BYTES,
    0,
  );
}

function authBytes(auth: AuthValue, suite: IkeSuiteId): number {
  if (auth.method === 'psk') return IKE_SUITES[suite].prfBytes;
  const kind = KEY_KINDS[auth.keyKind];
  return kind.algorithmBytes + (auth.signatureBytes ?? kind.signatureBytes);
}
