/**
 * Purpose: a forwarding table with longest-prefix match.
 *
 * Does not model: routing protocols; metrics. Entries are set by the builder (or by whoever controls the device).
 * Cost: lookup is linear in the number of entries, which are sorted by prefix length; sites have a handful.
 * Units: none. Determinism: sorted by (length descending, insertion).
 * References: RFC 1812 5.2.4.3 (longest match).
 */
import { inPrefix, type Ipv4, type Prefix } from './address.ts';
import type { Iface } from './iface.ts';

export interface Route {
  readonly prefix: Prefix;
  readonly iface: Iface;
  /** Absent on connected prefixes: the destination itself is the next hop. */
  readonly nextHop?: Ipv4;
}

/**
 * The routes of a node, the longest prefix first.
 * Units: none. Errors: none; lookup returns undefined where no prefix covers the address. Source: RFC 1812 5.2.4.3.
 */
export class ForwardingTable {
  #routes: Route[] = [];

  /** Adds a route; a later one with the same prefix replaces the earlier. */
  add(route: Route): void {
    const rest = this.#routes.filter((r) => r.prefix.base !== route.prefix.base || r.prefix.length !== route.prefix.length);
    this.#routes = [...rest, route].sort((a, b) => b.prefix.length - a.prefix.length);
  }

  lookup(address: Ipv4): Route | undefined {
    for (const route of this.#routes) if (inPrefix(address, route.prefix)) return route;
    return undefined;
  }

  get routes(): readonly Route[] {
    return this.#routes;
  }
}
