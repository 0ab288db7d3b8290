/**
 * Purpose: the VPN service provider's directory: which site owns an address, where its gateway is, who its gateway is, and which groups it belongs to.
 *
 * A site may come in while the network runs (enrolment), and may move to another gateway address; its prefixes and name stay.
 * Does not model: a site that leaves, prefixes that overlap without being the same (TR D.7 c: every address here has one owner).
 * Cost: a handful of Map reads a question, whatever the number of sites.
 * Units: none. Determinism: longest prefix first.
 * References: TR D.3, Figure D.2 (groups); RFC 1812 5.2.4.3 (longest match).
 */
import { formatPrefix } from '../net/address.ts';
import type { ConnectionInfo, Question } from './connection.ts';
import { PrefixIndex } from './prefix-index.ts';
import { privacyDifference, type PrivacyDifference } from './privacy.ts';

/** What a subscriber adds to the provider's groups: the only partners that it wants, or some that it does not want (TR D.4 h). */
export interface SubscriberPolicy {
  readonly accepts?: readonly string[];
  readonly refuses?: readonly string[];
}

export interface SiteEntry extends ConnectionInfo {
  readonly groups: readonly string[];
  /** Absent: whoever shares a group is welcome. */
  readonly policy?: SubscriberPolicy;
}

/**
 * A directory of sites.
 * Units: none. Errors: throws on two sites of one name or one prefix (a bug: the loader refuses them). Source: TR D.3.
 */
export class Directory {
  readonly #bySite = new Map<string, SiteEntry>();
  readonly #siteOfIdentity = new Map<string, string>();
  readonly #byPrefix = new PrefixIndex<SiteEntry>();

  constructor(entries: readonly SiteEntry[]) {
    for (const entry of entries) this.#add(entry);
  }

  get size(): number {
    return this.#bySite.size;
  }

  /** The site that an identity stands for; the empty string when unknown. */
  siteOf(identity: string): string {
    return this.#siteOfIdentity.get(identity) ?? '';
  }

  find(question: Question): SiteEntry | undefined {
    return 'site' in question ? this.#bySite.get(question.site) : this.#byPrefix.find(question.address);
  }

  shareGroup(siteA: string, siteB: string): boolean {
    const a = this.#bySite.get(siteA)?.groups ?? [];
    const b = this.#bySite.get(siteB)?.groups ?? [];
    return a.some((group) => b.includes(group));
  }

  /** Whether a subscriber's own policy keeps a site out. */
  refuses(site: string, peer: string): boolean {
    const policy = this.#bySite.get(site)?.policy;
    if (policy === undefined) return false;
    return policy.refuses?.includes(peer) === true || policy.accepts?.includes(peer) === false;
  }

  /** Where the policies on personal data of two sites do not fit (TR 9.2); sites that are not entered have none. */
  policyDifference(asking: string, asked: string): PrivacyDifference | undefined {
    const holder = (site: string) => ({ site, privacy: this.#bySite.get(site)?.privacy });
    return privacyDifference(holder(asking), holder(asked));
  }

  /** The other site that has one of an entry's prefixes already (TR D.7 c). */
  conflictOf({ peerSite, inside }: Pick<SiteEntry, 'peerSite' | 'inside'>): string | undefined {
    const owners = inside.map((prefix) => this.#byPrefix.get(prefix)?.peerSite);
    return owners.find((owner) => owner !== undefined && owner !== peerSite);
  }

  /** Enters a site, or its new gateway address; throws when a prefix belongs to another site (a bug: the loader refuses it). */
  put(entry: SiteEntry): void {
    if (!this.#bySite.has(entry.peerSite)) return this.#add(entry);
    this.#bySite.set(entry.peerSite, entry);
    for (const prefix of entry.inside) this.#byPrefix.set(prefix, entry);
  }

  #add(entry: SiteEntry): void {
    if (this.#bySite.has(entry.peerSite)) throw new Error(`directory: site ${entry.peerSite} stands twice`);
    this.#bySite.set(entry.peerSite, entry);
    this.#siteOfIdentity.set(entry.identity, entry.peerSite);
    for (const prefix of entry.inside) {
      const owner = this.#byPrefix.get(prefix);
      if (owner !== undefined)
        throw new Error(`directory: ${entry.peerSite} and ${owner.peerSite} share the prefix ${formatPrefix(prefix)}`);
      this.#byPrefix.set(prefix, entry);
    }
  }
}
