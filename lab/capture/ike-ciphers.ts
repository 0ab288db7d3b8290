/**
 * Purpose: the algorithms behind the names of IKE suites: pseudo-random function, encryption, integrity, and their transforms.
 *
 * Units: octets. Determinism: pure.
 * References: RFC 7296 2.13 (prf+), 3.3.2 (transforms and their numbers), 3.14; RFC 5282 (AES-GCM, transform 20); RFC 7634 3 (ChaCha20-Poly1305, transform 28); RFC 4868 (HMAC-SHA-2).
 */
import { cbc, gcm } from '@noble/ciphers/aes.js';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
import { join, u8, type Bytes } from './bytes.ts';

/** A hash with the numbers of its PRF and of its truncated HMAC as integrity, and what the analyser calls the latter. */
const HASHES = {
  sha1: { hash: sha1, prf: 2, integrity: 2, icvBytes: 12, keyBytes: 20, analyser: 'HMAC_SHA1_96 [RFC2404]' },
  sha256: { hash: sha256, prf: 5, integrity: 12, icvBytes: 16, keyBytes: 32, analyser: 'HMAC_SHA2_256_128 [RFC4868]' },
  sha384: { hash: sha384, prf: 6, integrity: 13, icvBytes: 24, keyBytes: 48, analyser: 'HMAC_SHA2_384_192 [RFC4868]' },
  sha512: { hash: sha512, prf: 7, integrity: 14, icvBytes: 32, keyBytes: 64, analyser: 'HMAC_SHA2_512_256 [RFC4868]' },
} as const;

/** Octets of salt that follow an AEAD key. */
export const SALT_BYTES = 4;

export interface IkeCipher {
  readonly kind: 'cbc' | 'gcm' | 'chacha';
  readonly hash: (typeof HASHES)[keyof typeof HASHES];
  readonly encryption: number;
  /** Octets of the encryption key with its salt, and of the integrity key. */
  readonly encryptionKeyBytes: number;
  readonly integrityKeyBytes: number;
  /** Of the key length attribute; absent for a cipher with one length. */
  readonly keyBits?: number;
  /** What the analyser calls the cipher; absent where it does not know it. */
  readonly analyser?: string;
}

function cbcCipher(keyBits: number, name: keyof typeof HASHES): IkeCipher {
  const hash = HASHES[name];
  const sizes = { encryptionKeyBytes: keyBits / 8, integrityKeyBytes: hash.keyBytes };
  return { kind: 'cbc', hash, encryption: 12, keyBits, ...sizes, analyser: `AES-CBC-${keyBits} [RFC3602]` };
}

function gcmCipher(keyBits: number, name: keyof typeof HASHES): IkeCipher {
  const sizes = { encryptionKeyBytes: keyBits / 8 + SALT_BYTES, integrityKeyBytes: 0 };
  return { kind: 'gcm', hash: HASHES[name], encryption: 20, keyBits, ...sizes, analyser: `AES-GCM-${keyBits} with 16 octet ICV [RFC5282]` };
}

export const IKE_CIPHERS: Readonly<Record<IkeSuiteId, IkeCipher>> = {
  'aes256-sha256': cbcCipher(256, 'sha256'),
  'aes128gcm16-prfsha256': gcmCipher(128, 'sha256'),
  'aes128-sha1': cbcCipher(128, 'sha1'),
  'aes128-sha256': cbcCipher(128, 'sha256'),
  'aes192-sha256': cbcCipher(192, 'sha256'),
  'aes192-sha384': cbcCipher(192, 'sha384'),
  'aes256-sha1': cbcCipher(256, 'sha1'),
  'aes256-sha384': cbcCipher(256, 'sha384'),
  'aes256-sha512': cbcCipher(256, 'sha512'),
  'aes256gcm16-prfsha256': gcmCipher(256, 'sha256'),
  'aes256gcm16-prfsha384': gcmCipher(256, 'sha384'),
  'aes256gcm16-prfsha512': gcmCipher(256, 'sha512'),
  'chacha20poly1305-prfsha256': {
    kind: 'chacha',
    hash: HASHES.sha256,
    encryption: 28,
    encryptionKeyBytes: 32 + SALT_BYTES,
    integrityKeyBytes: 0,
  },
};

/**
 * The suite's pseudo-random function.
 * Units: octets. Errors: none. Source: RFC 7296 2.13.
 */
export function prf(cipher: IkeCipher, key: Bytes, ...data: readonly Bytes[]): Bytes {
  return hmac(cipher.hash.hash, key, join(...data));
}

/**
 * As many octets as are wanted.
 * Units: octets. Errors: none. Source: RFC 7296 2.13 (prf+).
 */
export function prfPlus(cipher: IkeCipher, key: Bytes, data: Bytes, length: number): Bytes {
  let block: Bytes = new Uint8Array(0);
  const blocks: Bytes[] = [];
  for (let number = 1, have = 0; have < length; number++) {
    block = prf(cipher, key, block, data, u8(number));
    blocks.push(block);
    have += block.length;
  }
  return join(...blocks).subarray(0, length);
}

/** Keys and nonce of one sealing. */
export interface SealKeys {
  readonly encryption: Bytes;
  readonly integrity: Bytes;
  readonly iv: Bytes;
}

/**
 * The encrypted octets that follow the IV, with the check value for an AEAD cipher; for CBC `checked` gives it afterwards.
 * Units: octets. Errors: none. Source: RFC 7296 3.14; RFC 5282 4 to 5; RFC 7634 2.
 */
export function encrypted(kind: IkeCipher['kind'], keys: SealKeys, plain: Bytes, associated: Bytes): Bytes {
  if (kind === 'cbc') return cbc(keys.encryption, keys.iv, { disablePadding: true }).encrypt(plain);
  const key = keys.encryption.subarray(0, -SALT_BYTES);
  const nonce = join(keys.encryption.subarray(-SALT_BYTES), keys.iv);
  return kind === 'gcm' ? gcm(key, nonce, associated).encrypt(plain) : chacha20poly1305(key, nonce, associated).encrypt(plain);
}
