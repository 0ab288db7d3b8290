/**
 * Purpose: turns the sites and networks of a scenario into nodes, lines and segments with forwarding tables.
 *
 * Each site joins a network (networks.ts) by its access line. Zones are LAN segments; devices route between them.
 * Does not model: several access lines of one site to one network, routing protocols (tables are computed once).
 * Units: see the scenario types. Determinism: everything in scenario order; MACs follow from addresses.
 * References: TR 9.3 (zones separated by a firewall), D.7 c third remedy (global addresses).
 */
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import { zoneFirewall } from '../net/filters.ts';
import type { Iface } from '../net/iface.ts';
import { LanSegment, type LanPort } from '../net/lan.ts';
import type { Nat } from '../net/nat.ts';
import { IpNode } from '../net/node.ts';
import { physicalSwitch } from '../net/physical-switch.ts';
import type { PointToPoint } from '../net/point-to-point.ts';
import { ANYWHERE, Networks, type Joining } from './networks.ts';
import { namesOfSite } from './address-book.ts';
import { showKnown } from './known-as.ts';
import { joinThroughNat } from './translated-line.ts';
import { shareWhenFull } from './second-line.ts';
import type { DevicePort, DeviceSpec, HostSpec, Scenario, SiteSpec, ZoneSpec } from './scenario.ts';

export interface DeviceRuntime {
  readonly place: string;
  readonly site: SiteSpec;
  readonly spec: DeviceSpec;
  readonly node: IpNode;
  /** The interface towards a network, if it has one. */
  readonly wan: Iface | undefined;
}

export interface Topology {
  readonly networks: Networks;
  readonly backbones: ReadonlyMap<string, IpNode>;
  readonly segments: Map<string, LanSegment>;
  readonly devices: Map<string, DeviceRuntime>;
  readonly hosts: Map<string, { readonly place: string; readonly spec: HostSpec; readonly node: IpNode; readonly port: LanPort }>;
  readonly lines: Map<string, PointToPoint>;
  /** Translators of addresses in front of devices, by device. */
  readonly translators: Map<string, Nat>;
}

/**
 * Builds all nodes and lines of a scenario.
 * Units: none. Errors: throws on inconsistencies that the loader must have refused (a bug). Source: own design.
 */
export function buildTopology(context: NetContext, scenario: Scenario): Topology {
  const networks = new Networks(context, scenario);
  const { backbones } = networks;
  const [segments, devices, hosts, lines, translators] = [new Map(), new Map(), new Map(), new Map(), new Map()];
  const topology: Topology = { networks, backbones, segments, devices, hosts, lines, translators };
  for (const site of scenario.sites) buildSite(context, topology, site, partnersOf(scenario, site.id));
  return topology;
}

function buildSite(context: NetContext, topology: Topology, site: SiteSpec, knows: (place: string) => boolean): void {
  for (const zone of site.zones) {
    const place = `${site.id}.${zone.id}`;
    topology.segments.set(place, new LanSegment(context, place, zone.medium));
  }
  for (const device of site.devices) {
    topology.devices.set(`${site.id}.${device.id}`, buildDevice(context, topology, { site, device, knows }));
  }
  for (const host of site.hosts) {
    const zone = zoneOf(site, host.zone);
    const place = `${site.id}.${zone.id}.${host.id}`;
    const { node, port } = addStation(context, topology, { site: site.id, zone, place, address: host.address });
    topology.hosts.set(place, { place, spec: host, node, port });
  }
  routeDevices(topology, site);
}

/** What is needed to put a station on a segment. */
export interface StationSpec {
  readonly site: string;
  readonly zone: ZoneSpec;
  readonly place: string;
  readonly address: Ipv4;
}

/**
 * Puts a station on a zone's segment with the zone's gateway as default route.
 * Units: none. Errors: throws for an unknown segment (a bug). Source: RFC 1122 3.3.1.
 */
export function addStation(context: NetContext, topology: Topology, spec: StationSpec): { readonly node: IpNode; readonly port: LanPort } {
  const segment = topology.segments.get(`${spec.site}.${spec.zone.id}`);
  if (segment === undefined) throw new Error(`world: no segment ${spec.site}.${spec.zone.id}`);
  const node = new IpNode(context, spec.place, false);
  const iface = node.addIface(spec.zone.id, spec.address, spec.zone.prefix);
  node.table.add({ prefix: ANYWHERE, iface, nextHop: spec.zone.gateway });
  return { node, port: segment.attach(iface, spec.zone.link) };
}

interface DevicePlan {
  readonly site: SiteSpec;
  readonly device: DeviceSpec;
  knows(place: string): boolean;
}

function buildDevice(context: NetContext, topology: Topology, { site, device, knows }: DevicePlan): DeviceRuntime {
  const node = new IpNode(context, `${site.id}.${device.id}`, true);
  let wan: Iface | undefined;
  for (const port of device.ports) {
    const iface = node.addIface(port.joins, port.address, port.prefix);
    if (topology.backbones.has(port.joins)) {
      wan = iface;
      // A campus knows its routers and not what lies behind them (campus.ts).
      const behind = topology.networks.isCampus(port.joins) ? [] : zonesBehind(site, device).map((zone) => zone.knownAs ?? zone.prefix);
      const line = joinNetwork(context, topology, port, { iface, link: port.link, behind, knows });
      topology.lines.set(node.place, line);
      if (port.standby !== undefined) shareWhenFull(context, node.place, line, port.standby);
      const names = namesOfSite({ zones: zonesBehind(site, device) });
      if (names.length > 0) showKnown(node, iface, names);
    } else topology.segments.get(`${site.id}.${port.joins}`)?.attach(iface, zoneOf(site, port.joins).link);
  }
  if (device.switch !== undefined) node.rules.forward.push(physicalSwitch(context, node, device.switch));
  if (device.kind === 'firewall') node.rules.forward.push(zoneFirewall(context, node, device.allow));
  return { place: node.place, site, spec: device, node, wan };
}

function joinNetwork(context: NetContext, topology: Topology, { joins, nat }: DevicePort, joining: Joining): PointToPoint {
  if (nat === undefined) return topology.networks.join(joins, joining);
  const { line, translator } = joinThroughNat(context, topology.networks, { ...joining, network: joins, nat });
  topology.translators.set(joining.iface.node.place, translator);
  return line;
}

/**
 * The address under which others on its network see a device: its own, or that of the translator in front of it.
 * Units: none. Errors: none; undefined for a device without a line. Source: RFC 3022 2.2.
 */
export function outerAddress({ wan, spec }: DeviceRuntime): Ipv4 | undefined {
  if (wan === undefined) return undefined;
  return spec.ports.find(({ joins }) => joins === wan.name)?.nat?.address ?? wan.address;
}

/** Who is on a site's list of telephone numbers: sites of its groups, and the centre. */
function partnersOf({ groups, centre }: Scenario, site: string): (place: string) => boolean {
  const partners = new Set(groups.filter(({ members }) => members.includes(site)).flatMap(({ members }) => members));
  return (place) => place === centre?.id || partners.has(place.split('.')[0] ?? place);
}

/**
 * The zones of a site that are reached by a device's access line: all, but for those whose gateway is another device with a line of its own (a DMZ with its own router).
 * Units: none. Errors: none. Source: TR 3.1 (DMZ apart from the zones for partners).
 */
export function zonesBehind(site: SiteSpec, device: DeviceSpec): readonly ZoneSpec[] {
  const hasLine = (other: DeviceSpec): boolean => other.ports.some((port) => port.link !== undefined);
  const holds = (other: DeviceSpec, zone: ZoneSpec): boolean => other.ports.some((port) => port.address === zone.gateway);
  const first = site.devices.find(hasLine);
  return site.zones.filter((zone) => {
    const own = site.devices.find((other) => hasLine(other) && holds(other, zone));
    return own === undefined ? device.id === first?.id : own.id === device.id;
  });
}

/** Gives each device of a site a route to every zone that it does not join, through a device that does, and a default route through the zone gateway. */
function routeDevices(topology: Topology, site: SiteSpec): void {
  for (const spec of site.devices) {
    const device = topology.devices.get(`${site.id}.${spec.id}`);
    if (device === undefined) continue;
    for (const zone of site.zones) {
      if (spec.ports.some((port) => port.joins === zone.id)) continue;
      const via = neighbourJoining(site, spec, zone.id);
      const iface = via && device.node.ifaces.find((i) => i.name === via.shared);
      if (via !== undefined && iface !== undefined) device.node.table.add({ prefix: zone.prefix, iface, nextHop: via.address });
    }
    if (device.wan !== undefined) continue;
    const uplink = spec.ports.find((port) => zoneGateway(site, port) !== port.address);
    const iface = uplink && device.node.ifaces.find((i) => i.name === uplink.joins);
    if (uplink !== undefined && iface !== undefined) device.node.table.add({ prefix: ANYWHERE, iface, nextHop: zoneGateway(site, uplink) });
  }
}

function zoneGateway(site: SiteSpec, port: DevicePort): Ipv4 {
  return zoneOf(site, port.joins).gateway;
}

function neighbourJoining(site: SiteSpec, from: DeviceSpec, zone: string): { readonly shared: string; readonly address: Ipv4 } | undefined {
  for (const other of site.devices) {
    if (other.id === from.id || !other.ports.some((port) => port.joins === zone)) continue;
    const shared = other.ports.find((port) => from.ports.some((mine) => mine.joins === port.joins));
    if (shared !== undefined) return { shared: shared.joins, address: shared.address };
  }
  return undefined;
}

function zoneOf(site: SiteSpec, id: string): ZoneSpec {
  const zone = site.zones.find((z) => z.id === id);
  if (zone === undefined) throw new Error(`world: site ${site.id} has no zone ${id}`);
  return zone;
}
