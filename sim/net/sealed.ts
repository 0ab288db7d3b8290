/**
 * Purpose: symbolic cryptography: a body that only a holder of the key can open, and a signature that only a holder of the key can make.
 *
 * The body is a private field, so that no code, attacker or defender, can look inside without showing a key ring that holds the key. Who may know which key is the knowledge
 * ledger's business (sim/world/ledger.ts).
 * Does not model: algorithms, cryptanalysis of the cipher, side channels. Sizes around the seal are computed by the protocol that uses it.
 * Units: none. Determinism: pure.
 * References: Dolev, Yao 1983 (symbolic attacker); RFC 4303 3.4.4 and RFC 8446 5.2 (integrity before use).
 */

/** Whoever can say which secrets he holds. */
export interface KeyHolder {
  holds(keyId: string): boolean;
}

export type Opened<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly reason: 'no-key' | 'integrity' };

export interface SealOptions {
  /** The control under which the seal was made, for the evidence; undefined when it is part of the base technology. */
  readonly by?: string | undefined;
  /** False for encryption without a MAC (threat T18): a changed body then opens without complaint. */
  readonly integrity?: boolean;
  /** False for a MAC without encryption (RFC 2410): whoever sees the body can read it, and only a holder of the key can tell whether it is genuine. */
  readonly encryption?: boolean;
}

/**
 * A body under a key; without a holder of the key nothing of it can be read.
 * Units: none. Errors: make throws when the maker lacks the key (a bug); open answers with a reason. Source: Dolev, Yao 1983; RFC 4303 3.4.4.
 */
export class Sealed<T> {
  readonly keyId: string;
  readonly by: string | undefined;
  readonly integrity: boolean;
  readonly encryption: boolean;
  readonly #body: T;
  readonly #tampered: boolean;
  readonly #change: ((body: T) => T) | undefined;
  readonly #padding: boolean;

  private constructor(body: T, keyId: string, options: SealOptions, tampered: boolean, change?: (body: T) => T, padding = false) {
    this.#body = body;
    this.keyId = keyId;
    this.by = options.by;
    this.integrity = options.integrity ?? true;
    this.encryption = options.encryption ?? true;
    this.#tampered = tampered;
    this.#change = change;
    this.#padding = padding;
    // Otherwise whoever writes another key's name on it could open it.
    Object.freeze(this);
  }

  /**
   * Seals a body under a key that the holder has.
   * Units: none. Errors: throws when the holder lacks the key (a bug: nobody encrypts under a key he does not have). Source: Dolev-Yao rule for encryption.
   */
  static make<T>(body: T, keyId: string, holder: KeyHolder, options: SealOptions = {}): Sealed<T> {
    if (!holder.holds(keyId)) throw new Error(`sealed: the maker does not hold key ${keyId}`);
    return new Sealed(body, keyId, options, false);
  }

  /** The body for a holder of the key; `integrity` when it was changed on the way. */
  open(holder: KeyHolder): Opened<T> {
    const held = holder.holds(this.keyId);
    if (!held && this.encryption) return { ok: false, reason: 'no-key' };
    return this.#tampered && this.integrity && held
      ? { ok: false, reason: 'integrity' }
      : { ok: true, body: this.#change === undefined ? this.#body : this.#change(this.#body) };
  }

  /** The body as it was when it was sealed, for a holder of the key: for captures, which show a changed packet with a bit flipped. Receivers have `open`. */
  original(holder: KeyHolder): T | undefined {
    return holder.holds(this.keyId) ? this.#body : undefined;
  }

  /** The same bytes with bits flipped by somebody without the key. */
  tampered(): Sealed<T> {
    return new Sealed(this.#body, this.keyId, this, true, this.#change, this.#padding);
  }

  /**
   * The same bytes with chosen bits flipped by somebody without the key: a cipher without a MAC lets him choose the difference, not see the body. `change` must therefore only say
   * what becomes of a body, and must not carry it away. With integrity it is just a broken packet.
   * `padding`: bits of what the protocol encrypts behind the body to fill its last block are flipped too.
   */
  altered(change: (body: T) => T, padding = false): Sealed<T> {
    const earlier = this.#change;
    const apply = (body: T): T => change(earlier === undefined ? body : earlier(body));
    return new Sealed(this.#body, this.keyId, this, true, apply, this.#padding || padding);
  }

  /** Whether padding, where there is any, has bits flipped; nobody without the key can tell. */
  paddingChanged(holder: KeyHolder): boolean {
    return holder.holds(this.keyId) && this.#padding;
  }

  /** Whether a check of integrity, if anybody made one, would pass; false also for who lacks the key. */
  intact(holder: KeyHolder): boolean {
    return holder.holds(this.keyId) && !this.#tampered;
  }
}

/** A signature over a digest. */
export interface Signature {
  readonly signer: string;
  readonly digest: string;
}

/**
 * Signs a digest with a private key.
 * Units: none. Errors: throws when the holder lacks the key (a bug). Source: Dolev-Yao rule for signatures.
 */
export function sign(digest: string, privateKey: string, holder: KeyHolder): Signature {
  if (!holder.holds(privateKey)) throw new Error(`sign: the maker does not hold key ${privateKey}`);
  return { signer: privateKey, digest };
}
