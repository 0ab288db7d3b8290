/**
 * Purpose: puts the attacker's own station where his vantage point allows one: on a LAN segment, on a network, or in a host that he controls.
 *
 * Does not model: several stations of one attacker. Units: none. Determinism: one station, named after the vantage point.
 * References: threat-cards 2.2 (vantage points).
 */
import type { Ipv4 } from '../net/address.ts';
import type { LanPort } from '../net/lan.ts';
import { IpNode } from '../net/node.ts';
import { TcpLayer } from '../net/tcp/layer.ts';
import { UdpLayer } from '../net/udp.ts';
import type { Station } from './attacker.ts';
import { siteOf } from './parts.ts';
import type { TcpProfile, VantageSpec, ZoneSpec } from './scenario.ts';
import { addStation } from './topology.ts';
import type { World } from './world.ts';

/** An attacker's own machine is an ordinary one (Linux defaults, protocol-constants P-10). */
const STATION_TCP: TcpProfile = { backlog: 128, synAckRetries: 5, windowBytes: 65_535 };

/** A station with its node and stack, as the world has it. */
export interface StationStack {
  readonly place: string;
  readonly address: Ipv4;
  readonly node: IpNode;
  readonly tcp: TcpLayer;
  readonly udp: UdpLayer;
}

export interface Placed {
  readonly station: StationStack;
  /** Present on a LAN. */
  readonly port?: LanPort;
}

/**
 * Places the station of a vantage point; undefined where he has none.
 * Units: none. Errors: throws on a vantage that the loader would have refused (a bug). Source: threat-cards 2.2.
 */
export function placeStation(world: World, vantage: VantageSpec, place: string): Placed | undefined {
  if (vantage.kind === 'peer' || vantage.kind.startsWith('in-')) return takeHost(world, vantage);
  if (vantage.kind === 'relay' && world.topology.devices.has(vantage.at)) return takeRouter(world, vantage.at);
  // Within radio range he has no place on the LAN before the access point admits him (wlan.ts).
  if (vantage.address === undefined || vantage.kind === 'radio') return undefined;
  return vantage.kind === 'lan' ? onLan(world, vantage, place, vantage.address) : onNetwork(world, vantage, place, vantage.address);
}

function takeHost(world: World, vantage: VantageSpec): Placed {
  const workstation = world.parts.scenario.sites.flatMap((site) => site.users).find((user) => user.id === vantage.user)?.workstation;
  const host = [...world.hosts.values()].find((h) =>
    workstation === undefined ? h.place.startsWith(`${vantage.at}.`) : h.place === workstation,
  );
  const address = host === undefined ? undefined : world.topology.hosts.get(host.place)?.spec.address;
  if (host === undefined || address === undefined) throw new Error(`attacker: no host at ${vantage.at}`);
  return { station: { place: host.place, address, node: host.node, tcp: host.tcp, udp: host.udp } };
}

/** The router's operator uses its own stack, with its address in the zone behind it. */
function takeRouter(world: World, place: string): Placed {
  const device = world.topology.devices.get(place);
  const udp = device === undefined ? undefined : world.vpn.udp.get(device.site.id);
  const address = device?.spec.ports.find((port) => port.link === undefined)?.address;
  if (device === undefined || udp === undefined || address === undefined) throw new Error(`attacker: ${place} is no VPN router`);
  return { station: { place, address, node: device.node, tcp: new TcpLayer(device.node, STATION_TCP), udp } };
}

/**
 * Puts a station on the zone of a vantage point.
 * Units: none. Errors: throws on a vantage that the loader would have refused (a bug). Source: threat-cards 2.2.
 */
export function onLan(world: World, vantage: VantageSpec, place: string, address: Ipv4): Placed {
  const { context } = world.parts;
  const { node, port } = addStation(context, world.topology, { site: siteOf(vantage.at), zone: zoneAt(world, vantage), place, address });
  node.forwarding = true;
  port.mirror = vantage.sees === 'segment';
  world.parts.book.enter(address, place);
  return { station: equip(node, address), port };
}

/**
 * Puts a station on the network of a vantage point.
 * Units: none. Errors: throws on a vantage that the loader would have refused (a bug). Source: threat-cards 2.2.
 */
export function onNetwork(world: World, vantage: VantageSpec, place: string, address: Ipv4): Placed {
  const { context, scenario } = world.parts;
  const network = scenario.networks.find((n) => n.id === vantage.at)?.id ?? scenario.networks[0]?.id;
  if (network === undefined || vantage.prefix === undefined) throw new Error(`attacker: vantage ${vantage.id} has no network or prefix`);
  const node = new IpNode(context, place, false);
  const iface = node.addIface(network, address, vantage.prefix);
  world.topology.networks.join(network, { iface, link: vantage.link, behind: [] });
  world.parts.book.enter(address, place);
  return { station: equip(node, address) };
}

/** What stands behind the stations that attackers were given; they carry no reference to it themselves. */
const STACKS = new WeakMap<Station, StationStack>();

/**
 * What an attacker gets of a station: enough to act, no way into the network's inside.
 * Units: none. Errors: none. Source: design idea 1 (neither attack nor oracle can ask which controls are on).
 */
export function handOver(stack: StationStack): Station {
  const { place, address, node, udp } = stack;
  const station = Object.freeze<Station>({
    place,
    address,
    udp: Object.freeze<Station['udp']>({
      bind: (port, handler) =>
        udp.bind(port, ({ from, fromPort, to, content, packet }) => handler({ from, fromPort, to, content, packet })),
      send: (fields) => udp.send(fields),
    }),
    onIngress: (decide) => void node.rules.ingress.push((packet) => decide(packet)),
  });
  STACKS.set(station, stack);
  return station;
}

/**
 * The stack behind a station that was handed over.
 * Units: none. Errors: throws for an object that is no such station (a bug of the attack). Source: own design.
 */
export function stackOf(station: Station): StationStack {
  const stack = STACKS.get(station);
  if (stack === undefined) throw new Error(`attacker: ${station.place} is no station that was given to him`);
  return stack;
}

function equip(node: IpNode, address: Ipv4): StationStack {
  return { place: node.place, address, node, tcp: new TcpLayer(node, STATION_TCP), udp: new UdpLayer(node) };
}

function zoneAt(world: World, vantage: VantageSpec): ZoneSpec {
  const [site, zone] = vantage.at.split('.');
  const found = world.parts.scenario.sites.find((s) => s.id === site)?.zones.find((z) => z.id === zone);
  if (found === undefined) throw new Error(`attacker: no zone ${vantage.at}`);
  return found;
}
