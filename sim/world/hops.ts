/**
 * Purpose: finds the protected hops of a world: hosts that an offer covers together with the VPN device that stands on their own LAN.
 *
 * Does not model: a hop past another router of the site. Units: none. Determinism: scenario order.
 * References: RFC 4301 3.3; TR 9.5.
 */
import type { Ipv4 } from '../net/address.ts';
import { inPrefix } from '../net/address.ts';
import type { ConnectionInfo } from '../vpn/connection.ts';
import type { VpnGateway, VpnIdentity } from '../vpn/gateway.ts';
import { HOP_MECHANISM, HopPeers } from '../vpn/host-hop.ts';
import { covers } from './controls.ts';
import type { Scenario } from './scenario.ts';
import type { DeviceRuntime, Topology } from './topology.ts';
import type { HostRuntime } from './world.ts';

/** A host and the device of its LAN. */
export interface Hop {
  readonly host: HostRuntime;
  readonly device: DeviceRuntime;
}

/**
 * The hops that the offers of a scenario make.
 * Units: none. Errors: none. Source: own design.
 */
export function hopsOf(scenario: Scenario, topology: Topology, hosts: ReadonlyMap<string, HostRuntime>): readonly Hop[] {
  const offers = scenario.controls.filter((offer) => offer.mechanism === HOP_MECHANISM);
  if (offers.length === 0) return [];
  const devices = [...topology.devices.values()].filter((device) => device.spec.kind === 'vpn-router' && device.wan !== undefined);
  return [...hosts.values()].flatMap((host) => {
    const device = devices.find((candidate) => standsOnLan(candidate, addressOf(host)));
    const joint = offers.some(({ scope }) => [host.place, device?.place ?? ''].every((place) => scope.some((part) => covers(part, place))));
    return device !== undefined && joint ? [{ host, device }] : [];
  });
}

/**
 * What a device has to know of its hops; nothing where it has none.
 * Units: none. Errors: none. Source: own design.
 */
export function hopToHosts(device: DeviceRuntime, hops: readonly Hop[]): Pick<VpnIdentity, 'hop'> {
  const own = hops.filter((hop) => hop.device === device).map(({ host }) => farEnd(host.place, addressOf(host), 32));
  return own.length === 0
    ? {}
    : {
        hop: new HopPeers(
          own.map((info) => () => info),
          prefixesOf(device),
        ),
      };
}

/**
 * What a host has to know of its hop; nothing where it has none.
 * Units: none. Errors: throws where the device has no gateway (a bug). Source: own design.
 */
export function hopToDevice(host: HostRuntime, hops: readonly Hop[], gateways: ReadonlyMap<string, VpnGateway>): Pick<VpnIdentity, 'hop'> {
  const device = hops.find((hop) => hop.host === host)?.device;
  if (device === undefined) return {};
  const gateway = gateways.get(device.site.id);
  if (gateway === undefined) throw new Error(`vpn: ${device.place} has no gateway`);
  return { hop: new HopPeers([() => farEnd(device.place, gateway.tunnels.ike.address, 0)], prefixesOf(device)) };
}

/**
 * The address of a host.
 * Units: none. Errors: throws for a host without interface (a bug). Source: own design.
 */
export function addressOf(host: HostRuntime): Ipv4 {
  const iface = host.node.ifaces[0];
  if (iface === undefined) throw new Error(`vpn: ${host.place} has no interface`);
  return iface.address;
}

/** Behind a device lies everything (length 0), behind a host itself. */
function farEnd(identity: string, gateway: Ipv4, length: number): ConnectionInfo {
  return { peerSite: identity, gateway, identity, inside: [{ base: length === 0 ? 0 : gateway, length }] };
}

/** All zones of the site: what stays inside is no matter of the hop. */
function prefixesOf(device: DeviceRuntime): ConnectionInfo['inside'] {
  return device.site.zones.map((zone) => zone.prefix);
}

function standsOnLan({ node, wan }: DeviceRuntime, address: Ipv4): boolean {
  return node.ifaces.some((iface) => iface !== wan && inPrefix(address, iface.prefix));
}
