/**
 * Purpose: who holds which secrets, with the one addition that the VPN room needs over a plain key holder: secrets can be learned, and forgotten.
 *
 * Does not model: how a secret is stored (PKI chip, file); theft and extraction are the knowledge ledger's business.
 * Units: none. Determinism: insertion order. References: TR Annex A.3 (key management functions of a VPN device).
 */
import type { KeyHolder } from '../net/sealed.ts';

/** A key holder that learns. `forget` is what an honest device does with the keys of a closed SA; an attacker's store leaves it out. */
export interface KeyStore extends KeyHolder {
  add(keyId: string): void;
  forget?(keyId: string): void;
}

/**
 * The key ring of a device, host or centre.
 * Units: none. Errors: none. Source: own design.
 */
export class KeyRing implements KeyStore {
  readonly #keys: Set<string>;

  constructor(keys: readonly string[] = []) {
    this.#keys = new Set(keys);
  }

  holds(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  add(keyId: string): void {
    this.#keys.add(keyId);
  }

  forget(keyId: string): void {
    this.#keys.delete(keyId);
  }

  /** Everything on the ring, in order of arrival: what somebody gets who copies it. */
  list(): readonly string[] {
    return [...this.#keys];
  }
}
