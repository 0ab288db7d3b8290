/**
 * Purpose: what applications share in one running world: the network context, facts, logs, documents and who owns which address.
 *
 * Does not model: anything itself; it is the hand-over from the builder to the services and users.
 * Units: see the parts. Determinism: counters in event order.
 * References: own design.
 */
import type { Ipv4 } from '../net/address.ts';
import { formatIpv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { AddressBook } from './address-book.ts';
import type { Facts } from './facts.ts';
import type { Infections } from './infection.ts';
import type { KeyRing } from '../vpn/key-store.ts';
import type { Logs } from './logs.ts';
import type { AssetSpec, Scenario, ServiceSpec } from './scenario.ts';

export interface WorldParts {
  readonly scenario: Scenario;
  readonly context: NetContext;
  readonly facts: Facts;
  readonly logs: Logs;
  /** T09, T20. */
  readonly infections: Infections;
  /** Keys of each honest host, by place. */
  readonly rings: ReadonlyMap<string, KeyRing>;
  readonly book: AddressBook;
  /** Whose station an address belongs to by the asset register, where it is seen: the owner's place. */
  ownerOf(address: Ipv4, at: string): string;
  /** T20: assets whose author's machine infects them, with the fault that they use. */
  readonly tainted: Map<string, string>;
  /** T09, T20: programs of a host with an exploitable fault. */
  flawsOf(host: string): readonly string[];
  /** T21: what is stored on a host may be rewritten by whoever works on that host itself: a record of an asset, by whom. */
  readonly writers: Map<string, (asset: string, record: number, by: string) => void>;
  /** T03, T04: positions of secrets in lists of guesses that this run has drawn, by list and secret; undefined = in none. */
  readonly positions: Map<string, number | undefined>;
  /** T20: who opens which infected document, as far as this run has drawn it. */
  readonly drawn: Map<string, boolean>;
  /** T28: how many services the staff at a workstation are using at the moment. */
  readonly busy: Map<string, number>;
  /** T09, T20: web servers outside that stand in this network, by the name of their site. */
  readonly webSites: Map<string, Ipv4>;
  /** T09, T20: flows in which the user follows a link to this site instead of going where work needs it. */
  readonly lured: Map<string, string>;
  /** T05: what a host was told by the directory: the secret behind each account's verifier, by host and user. */
  readonly told: Map<string, Map<string, string>>;
  service(id: string): ServiceSpec;
  asset(id: string): AssetSpec;
}

/**
 * The ring of a host.
 * Units: none. Errors: throws for an unknown place (a bug). Source: own design.
 */
export function ringOf(parts: WorldParts, place: string): KeyRing {
  const ring = parts.rings.get(place);
  if (ring === undefined) throw new Error(`world: no key ring at ${place}`);
  return ring;
}

/**
 * The site of a place.
 * Units: none. Errors: none. Source: contract 4 (`site.zone.host`).
 */
export function siteOf(place: string): string {
  return place.split('.')[0] ?? place;
}

/** The ends of an access as a place sees them. */
export interface AccessEnds {
  readonly client: { readonly address: Ipv4; readonly port: number };
  readonly server: { readonly address: Ipv4; readonly port: number };
}

/**
 * What joins the log records of one access at its three points: its ends as they are known outside of their sites.
 * Units: none. Errors: none. Source: TR A.1 c.
 */
export function joinKey({ book }: Pick<WorldParts, 'book'>, at: string, { client, server }: AccessEnds): string {
  const end = ({ address, port }: AccessEnds['client']): string => `${formatIpv4(book.outside(address, at))}:${port}`;
  return `${end(client)}>${end(server)}`;
}
