/**
 * Purpose: the VPN service provider's directory: which site owns an address, where its gateway is, who its gateway is, and which groups it belongs to.
 *
 * Does not model: changes over time, address clashes between sites (TR D.7 c: every address here has one owner).
 * Cost: an address is found with one Map read for each prefix length in use, whatever the number of sites.
 * Units: none. Determinism: lengths sorted, longest first.
 * References: TR D.3, Figure D.2 (groups); RFC 1812 5.2.4.3 (longest match).
 */
import type { Ipv4 } from '../net/address.ts';
import type { ConnectionInfo, Question } from './connection.ts';

export interface SiteEntry extends ConnectionInfo {
  readonly groups: readonly string[];
}

/**
 * A directory of sites.
 * Units: none. Errors: throws on two sites of one name or one prefix (a bug: the loader refuses them). Source: TR D.3.
 */
export class Directory {
  readonly #bySite = new Map<string, SiteEntry>();
  readonly #siteOfIdentity = new Map<string, string>();
  readonly #byPrefix = new Map<number, Map<number, SiteEntry>>();
  #lengths: number[] = [];

  constructor(entries: readonly SiteEntry[]) {
    for (const entry of entries) this.#add(entry);
    this.#lengths = [...this.#byPrefix.keys()].sort((a, b) => b - a);
  }

  get size(): number {
    return this.#bySite.size;
  }

  /** The site that an identity stands for; the empty string when unknown. */
  siteOf(identity: string): string {
    return this.#siteOfIdentity.get(identity) ?? '';
  }

  find(question: Question): SiteEntry | undefined {
    return 'site' in question ? this.#bySite.get(question.site) : this.#owner(question.address);
  }

  shareGroup(siteA: string, siteB: string): boolean {
    const a = this.#bySite.get(siteA)?.groups ?? [];
    const b = this.#bySite.get(siteB)?.groups ?? [];
    return a.some((group) => b.includes(group));
  }

  #add(entry: SiteEntry): void {
    if (this.#bySite.has(entry.peerSite)) throw new Error(`directory: site ${entry.peerSite} stands twice`);
    this.#bySite.set(entry.peerSite, entry);
    this.#siteOfIdentity.set(entry.identity, entry.peerSite);
    for (const { base, length } of entry.inside) {
      const bases = this.#byPrefix.get(length) ?? new Map<number, SiteEntry>();
      if (bases.has(base)) throw new Error(`directory: ${entry.peerSite} and ${bases.get(base)?.peerSite} share a prefix`);
      this.#byPrefix.set(length, bases.set(base, entry));
    }
  }

  #owner(address: Ipv4): SiteEntry | undefined {
    for (const length of this.#lengths) {
      const block = 2 ** (32 - length);
      const entry = this.#byPrefix.get(length)?.get(Math.floor(address / block) * block);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}
