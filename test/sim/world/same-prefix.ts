/**
 * Purpose: a scenario in which all sites that can be shown under other prefixes have the same ones inside, and are known by those that they had: seen from outside it is the same network.
 *
 * Units: none. References: TR D.7 c.
 */
import { inPrefix, type Ipv4, type Prefix } from '../../../sim/net/address.ts';
import type { DeviceSpec, Scenario, SiteSpec, VantageSpec, ZoneSpec } from '../../../sim/world/scenario.ts';

/** 10.0.0.0, 10.0.1.0, …: one for each zone of a site, the same at every site. */
const INSIDE = 0x0a_00_00_00;
const ZONES = ['hsz', 'sz', 'dmz'];

const ownPrefix = ({ id, prefix }: ZoneSpec): Prefix => ({ base: INSIDE + 256 * ZONES.indexOf(id), length: prefix.length });

/** Its own address in place of the one that it had. */
function inside(zones: readonly ZoneSpec[], address: Ipv4): Ipv4 {
  const zone = zones.find(({ prefix }) => inPrefix(address, prefix));
  return zone === undefined ? address : ownPrefix(zone).base + (address - zone.prefix.base);
}

const rebased = (zones: readonly ZoneSpec[], prefix: Prefix): Prefix => ({ ...prefix, base: inside(zones, prefix.base) });

/** Sites of which a device with translation holds every line, and nothing goes by addresses inside. */
export function mayBeShown({ devices }: SiteSpec, { controls }: Pick<Scenario, 'controls'>, id: string): boolean {
  const onDevice = (place: string): boolean => place.split('.')[0] !== id || devices.some((device) => place === `${id}.${device.id}`);
  const devicesOnly = controls.every(({ mechanism, scope }) => !mechanism.startsWith('ipsec-ike') || scope.every(onDevice));
  const lines = devices.filter(({ ports }) => ports.some(({ link }) => link !== undefined));
  return (
    devicesOnly &&
    lines.length > 0 &&
    lines.every(({ kind }) => kind === 'vpn-router') &&
    devices.every(({ routing, manualPeer }) => routing !== true && manualPeer === undefined)
  );
}

function deviceOf(zones: readonly ZoneSpec[], device: DeviceSpec): DeviceSpec {
  const zoneAt = (joins: string): ZoneSpec | undefined => zones.find(({ id }) => id === joins);
  return {
    ...device,
    ports: device.ports.map((port) => {
      const zone = zoneAt(port.joins);
      return zone === undefined ? port : { ...port, address: inside(zones, port.address), prefix: ownPrefix(zone) };
    }),
    allow: device.allow.map((rule) => ({ ...rule, from: rebased(zones, rule.from), to: rebased(zones, rule.to) })),
  };
}

function siteOf(site: SiteSpec): SiteSpec {
  const { zones } = site;
  return {
    ...site,
    zones: zones.map((zone) => ({ ...zone, prefix: ownPrefix(zone), knownAs: zone.prefix, gateway: inside(zones, zone.gateway) })),
    hosts: site.hosts.map((host) => ({ ...host, address: inside(zones, host.address) })),
    devices: site.devices.map((device) => deviceOf(zones, device)),
  };
}

/** All of them. */
export function withSamePrefix(scenario: Scenario): Scenario {
  const changed = scenario.sites.filter((site) => mayBeShown(site, scenario, site.id));
  const vantageOf = (vantage: VantageSpec): VantageSpec => {
    const [id, zone] = vantage.at.split('.');
    const site = changed.find((each) => each.id === id);
    const onZone = site?.zones.some((each) => each.id === zone) === true && vantage.prefix === undefined;
    return site === undefined || !onZone || vantage.address === undefined
      ? vantage
      : { ...vantage, address: inside(site.zones, vantage.address) };
  };
  return {
    ...scenario,
    sites: scenario.sites.map((site) => (changed.includes(site) ? siteOf(site) : site)),
    vantages: scenario.vantages.map(vantageOf),
  };
}
