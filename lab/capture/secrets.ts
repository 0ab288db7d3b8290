/**
 * Purpose: every secret and every filler of a capture, derived from the seed of the run and a name, so that the same run gives the same file.
 *
 * SIMULATION KEYS. Whoever knows the seed (it stands in the capture) knows all of them: they protect nothing and must never be used on a real network.
 * Does not model: randomness. Units: octets. Determinism: HKDF-Expand over seed and name; long runs are an AES-CTR key stream.
 * References: RFC 5869 2.3; NIST SP 800-38A 6.5.
 */
import { ctr } from '@noble/ciphers/aes.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ascii, zeros, type Bytes } from './bytes.ts';

const WARNING = 'wardlab simulation keys, derived from the seed of a run; never for a real network';
/** Longest output of HKDF with SHA-256. */
const EXPAND_MAX_BYTES = 255 * 32;

/**
 * The secrets of one run.
 * Units: octets. Errors: none. Source: RFC 5869.
 */
export class Secrets {
  readonly #root: Bytes;

  constructor(seed: number) {
    this.#root = extract(sha256, ascii(`${seed}`), ascii(WARNING));
  }

  /** The secret of a name. */
  bytes(name: string, length: number): Bytes {
    if (length === 0) return zeros(0);
    if (length <= EXPAND_MAX_BYTES) return expand(sha256, this.#root, ascii(name), length);
    return ctr(expand(sha256, this.#root, ascii(name), 32), zeros(16)).encrypt(zeros(length));
  }
}
