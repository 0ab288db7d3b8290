/**
 * Purpose: the types of what a scenario may say about an access line: other addresses that it is given, a translator of addresses in front of it.
 *
 * Does not model: anything; types only. Units: nanoseconds. References: TR D.7 c (NAT), Table D.1 (any provider's line).
 */
import type { Ipv4, Prefix } from '../net/address.ts';

/** TR D.7 c: the subscriber's translator of addresses, as the network sees it. */
export interface NatSpec {
  readonly address: Ipv4;
  readonly prefix: Prefix;
  /** A mapping through which nothing left for longer is forgotten. */
  readonly mappingNs: number;
}

/** A change of a line's address. */
export interface MoveSpec {
  readonly atNs: number;
  readonly address: Ipv4;
}
