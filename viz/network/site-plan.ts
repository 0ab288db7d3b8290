/**
 * Purpose: the picture of one site: its zones side by side, hosts hanging on their zone's bus, devices between zones and towards the network.
 *
 * Coordinates are local: x from the left edge of the site, `depth` from the hosts towards the network. The caller mirrors the depth for sites below the network.
 * Does not model: crossings of lines in sites with many inner devices. Determinism: pure, in scenario order.
 */
import type { DeviceSpec, HostSpec, Scenario, SiteSpec, ZoneSpec } from '../../sim/world/scenario.ts';
import type { Box, IconName, Point, Slot, Spot, Wire } from './plan-types.ts';

const PITCH = 80;
const HOST_WIDTH = 38;
const HOST_HEIGHT = 32;
const ROW = 84;
const HOSTS_IN_A_ROW = 6;
const HOST_TO_BUS = 44;
const BUS_TO_DEVICE = 62;
const BUS_HEIGHT = 10;
const ZONE_GAP = 44;
const INNER_DEVICE_GAP = 94;
/** From the end of a bus to an attacker's station at it. */
const SLOT_GAP = 44;
/** By how much the name of a site may be wider than its zones. */
const SITE_PADDING = 44;
/** From the middle of a device, or of an attacker's station, to the right end of its label. */
const DEVICE_LABEL = 122;
const SLOT_LABEL = 54;
const SMALLEST_ZONE = 128;

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

/** What a service, a user or neither makes of a host. */
function hostIcon(scenario: Scenario, site: SiteSpec, host: HostSpec): IconName {
  const place = `${site.id}.${host.zone}.${host.id}`;
  if (site.users.some((user) => user.workstation === place)) return 'workstation';
  const service = scenario.services.find((one) => one.host === place);
  if (service?.kind === 'console') return 'machine';
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

function layBuses(site: SiteSpec): readonly Bus[] {
  const zones = inOrder(site);
  const rowsOf = (zone: ZoneSpec): number =>
    Math.max(1, Math.ceil(site.hosts.filter((host) => host.zone === zone.id).length / HOSTS_IN_A_ROW));
  const rows = Math.max(...zones.map(rowsOf));
  let left = 0;
  return zones.map((zone, i) => {
    const count = site.hosts.filter((host) => host.zone === zone.id).length;
    const width = Math.max(SMALLEST_ZONE, Math.min(count, HOSTS_IN_A_ROW) * PITCH);
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
  return hosts.map((host, i): Spot => {
    const row = Math.floor(i / HOSTS_IN_A_ROW);
    const inRow = Math.min(HOSTS_IN_A_ROW, hosts.length - row * HOSTS_IN_A_ROW);
    const step = bus.width / inRow;
    return {
      id: `${site.id}.${host.zone}.${host.id}`,
      kind: 'host',
      name: host.name,
      icon: hostIcon(scenario, site, host),
      width: HOST_WIDTH,
      height: HOST_HEIGHT,
      x: bus.left + step * ((i % HOSTS_IN_A_ROW) + 0.5),
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
    icon: device.kind,
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
    return deviceSpot(site, device, { x: last.left + (last.width * (beside.indexOf(device) + 1)) / (beside.length + 1), y: depth });
  });
}

/** The free end of the first and the last bus; below a bus in between, where devices stand at both ends. */
function slotPlace(bus: Bus, at: number, buses: number): Point {
  if (at === buses - 1) return { x: bus.left + bus.width + SLOT_GAP, y: bus.y };
  if (at === 0) return { x: bus.left - SLOT_GAP, y: bus.y };
  return { x: bus.left + bus.width / 2, y: bus.y + BUS_TO_DEVICE };
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
