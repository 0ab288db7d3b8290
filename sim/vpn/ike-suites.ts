/**
 * Purpose: the cipher suites, Diffie-Hellman groups and signature kinds of IKEv2 that a device may propose, with the octets each contributes to a message.
 *
 * Does not model: the algorithms; a suite is a name and sizes. What an algorithm is worth today is not judged here (RFC 8247 does).
 * Units: octets. Determinism: constants.
 * References: RFC 7296 3.3.2 (transforms), RFC 5282 (AES-GCM in IKEv2), RFC 7634 3 (ChaCha20-Poly1305), RFC 2404, RFC 4868 (HMAC lengths), RFC 3526 (MODP), RFC 5903 (NIST curves),
 * RFC 8031 (Curve25519), RFC 7427 3 (signature authentication).
 */
import type { EspSuiteId } from './esp-size.ts';

/** Octets of the encrypted payload's surroundings, of the PRF output, and of the transforms that name the suite. */
export interface IkeSuite {
  readonly ivBytes: number;
  readonly alignBytes: number;
  readonly icvBytes: number;
  readonly prfBytes: number;
  readonly transformBytes: number;
}

/** A transform substructure: 8 octets, 4 more when it carries a key length (RFC 7296 3.3.2). */
const TRANSFORM = 8;
const TRANSFORM_WITH_KEY_LENGTH = 12;

/** AES-CBC with an HMAC: ENCR with key length, INTEG, PRF. The ICV is a truncated HMAC, the PRF gives all of it. */
function cbc(prfBytes: number, icvBytes: number): IkeSuite {
  return { ivBytes: 16, alignBytes: 16, icvBytes, prfBytes, transformBytes: TRANSFORM_WITH_KEY_LENGTH + 2 * TRANSFORM };
}

/** AES-GCM with a 16-octet tag: ENCR with key length, PRF; an AEAD cipher needs no INTEG and no alignment. */
function gcm(prfBytes: number): IkeSuite {
  return { ivBytes: 8, alignBytes: 1, icvBytes: 16, prfBytes, transformBytes: TRANSFORM_WITH_KEY_LENGTH + TRANSFORM };
}

const SHA1 = cbc(20, 12);
const SHA256 = cbc(32, 16);
const SHA384 = cbc(48, 24);
const SHA512 = cbc(64, 32);

/** Named as strongSwan writes proposals: cipher, then hash or PRF. */
export const IKE_SUITES = {
  'aes256-sha256': SHA256,
  'aes128gcm16-prfsha256': gcm(32),
  'aes128-sha1': SHA1,
  'aes128-sha256': SHA256,
  'aes192-sha256': SHA256,
  'aes192-sha384': SHA384,
  'aes256-sha1': SHA1,
  'aes256-sha384': SHA384,
  'aes256-sha512': SHA512,
  'aes256gcm16-prfsha256': gcm(32),
  'aes256gcm16-prfsha384': gcm(48),
  'aes256gcm16-prfsha512': gcm(64),
  'chacha20poly1305-prfsha256': { ...gcm(32), transformBytes: 2 * TRANSFORM },
} as const satisfies Record<string, IkeSuite>;

export type IkeSuiteId = keyof typeof IKE_SUITES;

/** Octets of a public value. */
export const DH_GROUPS = {
  modp2048: 256,
  modp3072: 384,
  modp4096: 512,
  ecp256: 64,
  ecp384: 96,
  ecp521: 132,
  curve25519: 32,
} as const;

export type DhGroup = keyof typeof DH_GROUPS;

/** Octets of the transform that names a group or says "no extended sequence numbers". */
export const PLAIN_TRANSFORM_BYTES = TRANSFORM;

/** Octets of the transforms of an ESP proposal without its group: cipher, integrity where the cipher has none, ESN. */
export const ESP_TRANSFORM_BYTES: Readonly<Record<EspSuiteId, number>> = {
  'aes-cbc_hmac-sha1-96': TRANSFORM_WITH_KEY_LENGTH + 2 * TRANSFORM,
  'aes-cbc_hmac-sha256-128': TRANSFORM_WITH_KEY_LENGTH + 2 * TRANSFORM,
  'aes-cbc_hmac-sha512-256': TRANSFORM_WITH_KEY_LENGTH + 2 * TRANSFORM,
  'aes-gcm-16': TRANSFORM_WITH_KEY_LENGTH + TRANSFORM,
  'chacha20-poly1305': 2 * TRANSFORM,
  '3des-cbc_hmac-sha1-96': 3 * TRANSFORM,
  'null_hmac-sha1-96': 3 * TRANSFORM,
  'aes-cbc_none': TRANSFORM_WITH_KEY_LENGTH + TRANSFORM,
};

/** Octets that a kind of key puts into messages: the signature, the algorithm identifier with its length octet (RFC 7427 3), a typical certificate (DER). */
export interface KeyKind {
  readonly signatureBytes: number;
  readonly algorithmBytes: number;
  readonly certificateBytes: number;
}

/** Certificate sizes as measured with strongSwan's pki tool (testbed, experiment 1a; rsa3072: + 128 of modulus and + 128 of signature). An ECDSA signature is DER: 70 to 72 octets. */
export const KEY_KINDS = {
  rsa2048: { signatureBytes: 256, algorithmBytes: 16, certificateBytes: 843 },
  rsa3072: { signatureBytes: 384, algorithmBytes: 16, certificateBytes: 1099 },
  ecdsa256: { signatureBytes: 71, algorithmBytes: 13, certificateBytes: 448 },
} as const satisfies Record<string, KeyKind>;

export type KeyKindId = keyof typeof KEY_KINDS;

/** An IKE proposal: one suite with the groups that go with it, the preferred first. */
export interface IkeProposal {
  readonly suite: IkeSuiteId;
  readonly groups: readonly DhGroup[];
}

export const DEFAULT_IKE_PROPOSALS: readonly IkeProposal[] = [{ suite: 'aes256-sha256', groups: ['modp2048'] }];
