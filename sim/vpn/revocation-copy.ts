/**
 * Purpose: a verifier's own copy of the revocation lists: as old as its last fetch, so that a certificate that was taken back meanwhile still passes.
 *
 * Does not model: the fetch as packets, signatures on lists, delta lists, what a verifier does with a copy past its nextUpdate (ours goes on using it), OCSP.
 * Cost: one timer a copy; a fetch is one assignment, whatever the number of entries. Units: nanoseconds. Determinism: fetches at multiples of the interval from the start.
 * References: RFC 5280 3.3 (the time between revocation and the next list), 5.1.2.4-5.1.2.6 (thisUpdate, nextUpdate, entries); threat card T29 (revocation window).
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { Certificate, RevocationList, RevocationView } from './pki.ts';

/**
 * A copy of a list, fetched at once and then at every interval.
 * Units: nanoseconds. Errors: throws on an interval of zero or less (a bug: use the list itself). Source: RFC 5280 3.3.
 */
export class RevocationCopy implements RevocationView {
  onRefused: ((certificate: Certificate) => void) | undefined;
  readonly #list: RevocationList;
  readonly #kernel: Kernel;
  readonly #intervalNs: TimeNs;
  /** How many entries of the list the copy has: lists only grow. */
  #entries = 0;
  /** When the copy was made (thisUpdate). */
  fetchedNs: TimeNs = 0;
  /** False: the list cannot be fetched at the moment, and the copy ages. */
  reachable = true;

  constructor(kernel: Kernel, list: RevocationList, intervalNs: TimeNs) {
    if (intervalNs <= 0) throw new Error('revocation copy: the interval must be positive');
    this.#kernel = kernel;
    this.#list = list;
    this.#intervalNs = intervalNs;
    this.#fetch();
  }

  isRevoked(certificate: Certificate): boolean {
    return this.#list.position(certificate) < this.#entries;
  }

  #fetch(): void {
    if (this.reachable) {
      this.#entries = this.#list.size;
      this.fetchedNs = this.#kernel.now;
    }
    this.#kernel.after(this.#intervalNs, () => this.#fetch(), PRIORITY.timer);
  }
}
