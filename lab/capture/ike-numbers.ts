/**
 * Purpose: the numbers that IKEv2's registries give to exchanges, payloads, notifies and transforms.
 *
 * Units: none. Determinism: constants. References: RFC 7296 3.1, 3.2, 3.3.2, 3.10.1; RFC 7383 2.3, 2.5; RFC 8019 8; RFC 4555 3; RFC 5685; RFC 6023; RFC 4739; RFC 5998; RFC 6311; RFC 7427 4.
 */
import type { EspSuiteId } from '../../sim/vpn/esp-size.ts';
import type { ErrorNotify, IkeExchange, PayloadType, StatusNotify } from '../../sim/vpn/ike-payloads.ts';

export const EXCHANGE_NUMBERS: Readonly<Record<IkeExchange, number>> = {
  IKE_SA_INIT: 34,
  IKE_AUTH: 35,
  CREATE_CHILD_SA: 36,
  INFORMATIONAL: 37,
};

export const PAYLOAD_NUMBERS: Readonly<Record<PayloadType, number>> = {
  SA: 33,
  KE: 34,
  IDi: 35,
  IDr: 36,
  CERT: 37,
  CERTREQ: 38,
  AUTH: 39,
  Nonce: 40,
  N: 41,
  D: 42,
  TSi: 44,
  TSr: 45,
  PS: 54,
};
/** The encrypted payload, and that of a fragment. */
export const SK = 46;
export const SKF = 53;

export const NOTIFY_NUMBERS: Readonly<Record<StatusNotify | ErrorNotify, number>> = {
  NO_PROPOSAL_CHOSEN: 14,
  INVALID_KE_PAYLOAD: 17,
  AUTHENTICATION_FAILED: 24,
  NO_ADDITIONAL_SAS: 35,
  TS_UNACCEPTABLE: 38,
  TEMPORARY_FAILURE: 43,
  CHILD_SA_NOT_FOUND: 44,
  INITIAL_CONTACT: 16_384,
  NAT_DETECTION_SOURCE_IP: 16_388,
  NAT_DETECTION_DESTINATION_IP: 16_389,
  COOKIE: 16_390,
  REKEY_SA: 16_393,
  MOBIKE_SUPPORTED: 16_396,
  NO_ADDITIONAL_ADDRESSES: 16_399,
  UPDATE_SA_ADDRESSES: 16_400,
  MULTIPLE_AUTH_SUPPORTED: 16_404,
  REDIRECT_SUPPORTED: 16_406,
  EAP_ONLY_AUTHENTICATION: 16_417,
  CHILDLESS_IKEV2_SUPPORTED: 16_418,
  IKEV2_MESSAGE_ID_SYNC_SUPPORTED: 16_420,
  IKEV2_FRAGMENTATION_SUPPORTED: 16_430,
  SIGNATURE_HASH_ALGORITHMS: 16_431,
  PUZZLE: 16_434,
};

export const PROTOCOL = { IKE: 1, ESP: 3 } as const;
export const TRANSFORM = { encryption: 1, prf: 2, integrity: 3, group: 4, sequence: 5 } as const;
/** The attribute "key length", in the form with a two-octet value. */
export const KEY_LENGTH = 0x800e;

/** Encryption with its key length in bits where it is sent, and integrity, of the ESP suites. */
export const ESP_TRANSFORMS: Readonly<
  Record<EspSuiteId, { readonly encryption: number; readonly keyBits?: number; readonly integrity?: number }>
> = {
  'aes-cbc_hmac-sha1-96': { encryption: 12, keyBits: 256, integrity: 2 },
  'aes-cbc_hmac-sha256-128': { encryption: 12, keyBits: 256, integrity: 12 },
  'aes-cbc_hmac-sha512-256': { encryption: 12, keyBits: 256, integrity: 14 },
  'aes-gcm-16': { encryption: 20, keyBits: 256 },
  'chacha20-poly1305': { encryption: 28 },
  '3des-cbc_hmac-sha1-96': { encryption: 3, integrity: 2 },
  'null_hmac-sha1-96': { encryption: 11, integrity: 2 },
  'aes-cbc_none': { encryption: 12, keyBits: 256 },
};

/** SHA-2 with 256, 384 and 512 bits, and the identity (RFC 7427 7, RFC 8420). */
export const SIGNATURE_HASHES = [2, 3, 4, 5] as const;
