/**
 * Purpose: the knowledge ledger: what an attacker knows or holds, and by which step he came to it.
 *
 * He may open a sealed term only with a key that stands here. Every entry names its derivation: captured on a link, guessed after so many tries, extracted from a
 * device, told by somebody, derived from other entries.
 * Does not model: forgetting; storage limits.
 * Units: times in nanoseconds, tries as integers. Determinism: entries in order of learning.
 * References: Dolev, Yao 1983 (deduction); design idea 2.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import type { KeyHolder } from '../net/sealed.ts';

export type Derivation = 'captured' | 'guessed' | 'extracted' | 'told' | 'derived' | 'own';
/** `key` usable secret; `plain` readable object; `cipher` object under a key he lacks; `hash` value against which guesses can be tested. */
export type Form = 'key' | 'plain' | 'cipher' | 'hash';

export interface Knowledge {
  readonly what: string;
  readonly form: Form;
  readonly how: Derivation;
  readonly from: string;
  readonly atNs: TimeNs;
  readonly tries: number;
  /** Object label (TR 5.2) for objects, empty for secrets. */
  readonly label: string;
}

/**
 * The ledger of one attacker.
 * Units: see Knowledge. Errors: none. Source: design idea 2.
 */
export class Ledger implements KeyHolder {
  readonly #entries: Knowledge[] = [];
  readonly #index = new Set<string>();
  readonly #trace: Trace;
  readonly #clock: () => TimeNs;
  readonly #owner: string;

  constructor(owner: string, trace: Trace, clock: () => TimeNs) {
    this.#owner = owner;
    this.#trace = trace;
    this.#clock = clock;
  }

  get entries(): readonly Knowledge[] {
    return this.#entries;
  }

  /** Adds an entry; the first derivation of a thing stands. */
  learn(what: string, form: Form, how: Derivation, from: string, extra: { readonly tries?: number; readonly label?: string } = {}): void {
    const key = `${form} ${what}`;
    if (this.#index.has(key)) return;
    this.#index.add(key);
    const entry: Knowledge = { what, form, how, from, atNs: this.#clock(), tries: extra.tries ?? 0, label: extra.label ?? '' };
    this.#entries.push(entry);
    if (this.#trace.on) this.#trace.emit(this.#owner, 'learn', { what, form, how, from, tries: entry.tries, label: entry.label });
  }

  /** Adds a key of his own making (a Diffie-Hellman half, a session of his). */
  add(keyId: string): void {
    this.learn(keyId, 'key', 'own', this.#owner);
  }

  holds(keyId: string): boolean {
    return this.#index.has(`key ${keyId}`);
  }

  has(what: string, form: Form): boolean {
    return this.#index.has(`${form} ${what}`);
  }
}
