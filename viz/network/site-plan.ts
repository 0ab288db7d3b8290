/**
 * Purpose: the picture of one site: its zones side by side, hosts hanging on their zone's bus, devices between zones and towards the network.
 *
 * Coordinates are local: x from the left edge of the site, `depth` from the hosts towards the network. The caller mirrors the depth for sites below the network.
 * Does not model: crossings of lines in sites with many inner devices. Determinism: pure, in scenario order.
 */
import type { ServiceKind } from '../../sim/world/scenario-services.ts';
import type { DeviceSpec, HostSpec, Scenario, SiteSpec, ZoneSpec } from '../../sim/world/scenario.ts';
import type { Box, IconName, Point, Slot, Spot, Wire } from './plan-types.ts';

const PITCH = 88;
const HOST_WIDTH = 38;
const HOST_HEIGHT = 32;
const ROW = 84;
/** Zones with more hosts have a second row, whose lines run between the hosts of the first. */
const HOSTS_IN_ONE_ROW = 4;
/** Two rows are no wider than this; a zone with still more hosts has more rows. */
const WIDEST_ROW_OF_HOSTS = 8;
const HOST_TO_BUS = 44;
const BUS_TO_DEVICE = 62;
const BUS_HEIGHT = 10;
const ZONE_GAP = 44;
const INNER_DEVICE_GAP = 94;
/** From the end of a bus to an attacker's station at it. */
const SLOT_GAP = 44;
/** For a station below the bus, beside the device: from the bus's left end, and down from it. */
const SLOT_INSET = -4;
const BUS_TO_SLOT = 36;
/** By how much the name of a site may be wider than its zones. */
const SITE_PADDING = 20;
/** From the middle of a device, or of an attacker's station, to the right end of its label. */
const DEVICE_LABEL = 122;
const SLOT_LABEL = 54;
const SMALLEST_ZONE = 128;
/** Devices side by side at one zone, each with its label to its right. */
const DEVICE_PITCH = 156;

/** How deep a site reaches from its first row of hosts to the devices at its edge. */
export interface SitePlan {
  readonly site: SiteSpec;
  readonly width: number;
  readonly depth: number;
  readonly boxes: readonly Box[];
  readonly spots: readonly Spot[];
  readonly wires: readonly Wire[];
  readonly slots: readonly Slot[];
  /** Spots of the devices that join a network. */
  readonly edge: readonly Spot[];
}

/** Where a zone's bus lies. */
interface Bus {
  readonly zone: ZoneSpec;
  readonly left: number;
  readonly width: number;
  readonly y: number;
  readonly rows: number;
}

const SERVICE_ICONS: Readonly<Partial<Record<ServiceKind, IconName>>> = {
  console: 'machine',
  conference: 'conference',
  image: 'images',
  'audit-log': 'log',
  directory: 'directory',
};

/** What a service, a user or neither makes of a host. */
function hostIcon(scenario: Scenario, site: SiteSpec, host: HostSpec): IconName {
  const place = `${site.id}.${host.zone}.${host.id}`;
  const service = scenario.services.find((one) => one.host === place);
  const own = service === undefined ? undefined : SERVICE_ICONS[service.kind];
  if (own !== undefined) return own;
  if (host.radio === true) return 'tablet';
  if (site.users.some((user) => user.workstation === place)) return 'workstation';
  return service !== undefined || site.assets.some((asset) => asset.at === place) ? 'server' : 'workstation';
}

function joinsNetwork(site: SiteSpec, device: DeviceSpec): boolean {
  return device.ports.some((port) => !site.zones.some((zone) => zone.id === port.joins));
}

function zonesOf(site: SiteSpec, device: DeviceSpec): readonly ZoneSpec[] {
  return site.zones.filter((zone) => device.ports.some((port) => port.joins === zone.id));
}

/** Zones from the innermost to the one next to the network: fewest steps through devices last. */
function inOrder(site: SiteSpec): readonly ZoneSpec[] {
  const near = site.zones.filter((zone) =>
    site.devices.some((device) => joinsNetwork(site, device) && zonesOf(site, device).includes(zone)),
  );
  return [...site.zones.filter((zone) => !near.includes(zone)), ...near];
}

/** How many hosts stand next to the bus. */
function firstRowOf(hosts: number): number {
  return hosts <= HOSTS_IN_ONE_ROW ? hosts : Math.min(WIDEST_ROW_OF_HOSTS, Math.ceil((hosts + 1) / 2));
}

/** Where the hosts of a zone stand: row by row from the bus; `step` counts host widths along it, those of further rows in the gaps between those of the first. */
function seatsOf(hosts: number): readonly { readonly row: number; readonly step: number }[] {
  const first = firstRowOf(hosts);
  const behind = Math.max(1, first - 1);
  return Array.from({ length: hosts }, (_, i) => {
    if (i < first) return { row: 0, step: i + 0.5 };
    const row = Math.floor((i - first) / behind);
    const inRow = Math.min(behind, hosts - first - row * behind);
    const at = (i - first) % behind;
    // A last row that is not full stands in the middle.
    return { row: row + 1, step: at + 1 + Math.floor((behind - inRow) / 2) };
  });
}

function layBuses(site: SiteSpec): readonly Bus[] {
  const zones = inOrder(site);
  const countOf = (zone: ZoneSpec): number => site.hosts.filter((host) => host.zone === zone.id).length;
  const rows = Math.max(...zones.map((zone) => Math.max(1, ...seatsOf(countOf(zone)).map(({ row }) => row + 1))));
  let left = 0;
  return zones.map((zone, i) => {
    const atEdge = site.devices.filter((device) => joinsNetwork(site, device) && zonesOf(site, device).at(-1) === zone).length;
    const width = Math.max(SMALLEST_ZONE, firstRowOf(countOf(zone)) * PITCH, atEdge > 1 ? atEdge * DEVICE_PITCH : 0);
    const bus: Bus = { zone, left, width, y: (rows - 1) * ROW + HOST_TO_BUS, rows };
    const next = zones[i + 1];
    const inner = site.devices.some(
      (device) =>
        !joinsNetwork(site, device) && zonesOf(site, device).includes(zone) && next !== undefined && zonesOf(site, device).includes(next),
    );
    left += width + (inner ? INNER_DEVICE_GAP : ZONE_GAP);
    return bus;
  });
}

/** From a station straight to the bus, then along it to its middle. */
function wireTo(bus: Bus, segment: Spot, station: Point & { readonly id: string }): Wire {
  const onBus = Math.min(Math.max(station.x, bus.left), bus.left + bus.width);
  const foot: Point = { x: onBus, y: bus.y };
  return {
    a: station.id,
    b: segment.id,
    kind: 'lan',
    path: [{ x: station.x, y: station.y }, foot, { x: segment.x, y: segment.y }],
    drawn: [{ x: station.x, y: station.y }, foot],
  };
}

function hostsOn(scenario: Scenario, site: SiteSpec, bus: Bus): readonly Spot[] {
  const hosts = site.hosts.filter((host) => host.zone === bus.zone.id);
  const seats = seatsOf(hosts.length);
  const pitch = bus.width / Math.max(1, firstRowOf(hosts.length));
  return hosts.map((host, i): Spot => {
    const { row, step } = seats[i] ?? { row: 0, step: 0 };
    return {
      id: `${site.id}.${host.zone}.${host.id}`,
      kind: 'host',
      name: host.name,
      icon: hostIcon(scenario, site, host),
      width: HOST_WIDTH,
      height: HOST_HEIGHT,
      x: bus.left + step * pitch,
      y: (bus.rows - 1 - row) * ROW,
      box: zoneBox(site, bus.zone),
      label: 'above',
    };
  });
}

/** Id of a zone's box; the bare place names its bus. */
function zoneBox(site: SiteSpec, zone: ZoneSpec): string {
  return `zone/${site.id}.${zone.id}`;
}

function deviceSpot(site: SiteSpec, device: DeviceSpec, at: Point): Spot {
  return {
    id: `${site.id}.${device.id}`,
    kind: 'device',
    name: device.name,
    icon: device.switch === undefined ? device.kind : 'switch',
    width: 42,
    height: 34,
    ...at,
    box: `site/${site.id}`,
    label: 'right',
  };
}

function placeDevices(site: SiteSpec, buses: readonly Bus[], depth: number): readonly Spot[] {
  return site.devices.map((device): Spot => {
    const joined = buses.filter((bus) => device.ports.some((port) => port.joins === bus.zone.id));
    const [first, second] = joined;
    if (first === undefined) throw new Error(`picture: device ${site.id}.${device.id} joins no zone`);
    if (!joinsNetwork(site, device) && second !== undefined)
      return { ...deviceSpot(site, device, { x: (first.left + first.width + second.left) / 2, y: first.y }), label: 'below' };
    const last = joined.at(-1) ?? first;
    const beside = site.devices.filter(
      (other) => joinsNetwork(site, other) === joinsNetwork(site, device) && zonesOf(site, other).includes(last.zone),
    );
    return deviceSpot(site, device, { x: last.left + (last.width * (beside.indexOf(device) + 0.5)) / beside.length, y: depth });
  });
}

/** The free end of the first and the last of several buses; else below the bus, left of the device there. */
function slotPlace(bus: Bus, at: number, buses: number): Point {
  if (buses === 1) return { x: bus.left + SLOT_INSET, y: bus.y + BUS_TO_SLOT };
  if (at === buses - 1) return { x: bus.left + bus.width + SLOT_GAP, y: bus.y };
  if (at === 0) return { x: bus.left - SLOT_GAP, y: bus.y };
  return { x: bus.left + SLOT_INSET, y: bus.y + BUS_TO_SLOT };
}

/** Stations that an attacker would plug into a zone. */
function slotsAt(scenario: Scenario, site: SiteSpec, buses: readonly Bus[], segments: readonly Spot[]): readonly Slot[] {
  return scenario.vantages.flatMap((vantage): readonly Slot[] => {
    const at = buses.findIndex((bus) => vantage.at === `${site.id}.${bus.zone.id}`);
    const bus = buses[at];
    const segment = segments[at];
    const plugged = vantage.kind === 'lan' || (vantage.kind === 'radio' && vantage.address !== undefined);
    if (!plugged || bus === undefined || segment === undefined) return [];
    const { x, y } = slotPlace(bus, at, buses.length);
    const spot: Spot = {
      id: `attacker/${vantage.id}`,
      kind: 'attacker',
      name: vantage.name,
      icon: 'attacker',
      width: 40,
      height: 34,
      x,
      y,
      box: `site/${site.id}`,
      label: 'below',
    };
    return [{ vantage: vantage.id, spot, wire: wireTo(bus, segment, spot) }];
  });
}

/**
 * The picture of a site in local coordinates.
 * Units: see plan-types. Errors: throws on a device that joins no zone (the loader refuses it). Source: own design.
 */
export function planSite(scenario: Scenario, site: SiteSpec): SitePlan {
  const buses = layBuses(site);
  const depth = (buses[0]?.y ?? 0) + BUS_TO_DEVICE;
  const segments = buses.map((bus): Spot => ({
    id: `${site.id}.${bus.zone.id}`,
    kind: 'segment',
    name: bus.zone.name,
    icon: 'none',
    width: bus.width - 16,
    height: BUS_HEIGHT,
    x: bus.left + bus.width / 2,
    y: bus.y,
    box: zoneBox(site, bus.zone),
    label: 'inside',
  }));
  const hosts = buses.map((bus) => hostsOn(scenario, site, bus));
  const devices = placeDevices(site, buses, depth);
  const wires = buses.flatMap((bus, i): readonly Wire[] => {
    const segment = segments[i];
    if (segment === undefined) return [];
    const joined = devices.filter((_, d) => site.devices[d]?.ports.some((port) => port.joins === bus.zone.id));
    return [...(hosts[i] ?? []), ...joined].map((station) => wireTo(bus, segment, station));
  });
  const slots = slotsAt(scenario, site, buses, segments);
  const width = Math.max(
    SMALLEST_ZONE,
    ...buses.map((bus) => bus.left + bus.width),
    ...devices.map((spot) => (spot.label === 'right' ? spot.x + DEVICE_LABEL : 0)),
    ...slots.map(({ spot }) => spot.x + SLOT_LABEL),
  );
  const boxes: Box[] = [
    { id: `site/${site.id}`, kind: 'site', name: site.name, sort: site.kind, label: 'above', room: width + SITE_PADDING },
    ...buses.map((bus): Box => ({
      id: zoneBox(site, bus.zone),
      kind: 'zone',
      name: bus.zone.name,
      sort: bus.zone.id,
      parent: `site/${site.id}`,
      label: 'above',
      room: bus.width,
    })),
  ];
  return {
    site,
    width,
    depth,
    boxes,
    spots: [...hosts.flat(), ...segments, ...devices],
    wires,
    slots,
    edge: devices.filter((_, d) => site.devices[d] !== undefined && joinsNetwork(site, site.devices[d])),
  };
}
