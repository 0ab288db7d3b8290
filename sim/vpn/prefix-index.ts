/**
 * Purpose: finding what belongs to an address among very many prefixes.
 *
 * Does not model: removal. Cost: a lookup reads one Map for each prefix length in use, whatever the number of entries.
 * Units: none. Determinism: longest prefix first. References: RFC 1812 5.2.4.3 (longest match).
 */
import type { Ipv4, Prefix } from '../net/address.ts';

/**
 * Values by prefix.
 * Units: none. Errors: none. Source: own design.
 */
export class PrefixIndex<T> {
  readonly #byLength = new Map<number, Map<number, T>>();
  #lengths: readonly number[] = [];

  /** What stands at exactly this prefix. */
  get(prefix: Prefix): T | undefined {
    return this.#byLength.get(prefix.length)?.get(prefix.base);
  }

  set(prefix: Prefix, value: T): void {
    let bases = this.#byLength.get(prefix.length);
    if (bases === undefined) {
      bases = new Map();
      this.#byLength.set(prefix.length, bases);
      this.#lengths = [...this.#byLength.keys()].sort((a, b) => b - a);
    }
    bases.set(prefix.base, value);
  }

  /** The value of the longest prefix that holds the address. */
  find(address: Ipv4): T | undefined {
    for (const length of this.#lengths) {
      const block = 2 ** (32 - length);
      const value = this.#byLength.get(length)?.get(Math.floor(address / block) * block);
      if (value !== undefined) return value;
    }
    return undefined;
  }
}
