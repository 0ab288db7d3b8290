/**
 * Purpose: finding and fooling the routers of a site: what T07 does from the link and T08 from afar.
 *
 * Does not model: keeping a neighbourhood alive beyond the dead interval (40 s; the script is shorter).
 * Units: nanoseconds. Determinism: fixed times.
 * References: RFC 2328 10.5 (a Hello that lists its receiver makes both neighbours); threat cards T07, T08.
 */
import type { Ipv4, Prefix } from '../../sim/net/address.ts';
import { inPrefix } from '../../sim/net/address.ts';
import { routingContent, ROUTING_PORT, type RoutingMessage } from '../../sim/net/routing/messages.ts';
import type { PacketBody } from '../../sim/net/packet.ts';
import type { Scenario, SiteSpec } from '../../sim/world/scenario.ts';

/** Addresses at which routers of a site listen in one of its zones. Units: none. Errors: none; empty for an unknown zone. Source: RFC 2328 10.5. */
export function routersIn(scenario: Scenario, zonePlace: string): readonly Ipv4[] {
  const [siteId, zoneId] = zonePlace.split('.');
  const site = scenario.sites.find(({ id }) => id === siteId);
  return site === undefined
    ? []
    : site.devices
        .filter((device) => device.routing === true)
        .flatMap((device) => device.ports.filter((port) => port.joins === zoneId).map((port) => port.address));
}

/** The site whose routers exchange routes, and the zone in which at least two of them do. Units: none. Errors: none. Source: RFC 2328. */
export function routedZone(scenario: Scenario): { readonly site: SiteSpec; readonly zone: string; readonly prefix: Prefix } | undefined {
  for (const site of scenario.sites) {
    for (const zone of site.zones)
      if (routersIn(scenario, `${site.id}.${zone.id}`).length > 1) return { site, zone: `${site.id}.${zone.id}`, prefix: zone.prefix };
  }
  return undefined;
}

/** The highest address of a prefix that no station of the site has. Units: none. Errors: none. Source: own design. */
export function unusedAddress(site: SiteSpec, prefix: Prefix): Ipv4 {
  const used = [
    ...site.hosts.map(({ address }) => address),
    ...site.devices.flatMap((device) => device.ports.map(({ address }) => address)),
  ];
  let address = prefix.base + 2 ** (32 - prefix.length) - 2;
  while (used.includes(address) && inPrefix(address, prefix)) address--;
  return address;
}

/** A routing message of somebody without the key. Units: none. Errors: none. Source: RFC 2328 A.3. */
export function routingBody(message: RoutingMessage): PacketBody {
  return { protocol: 'udp', srcPort: ROUTING_PORT, dstPort: ROUTING_PORT, content: routingContent(message) };
}
