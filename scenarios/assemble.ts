/**
 * Purpose: turns a checked draft (maps keyed by id, as in the file) into the `Scenario` that the simulator reads.
 *
 * Does not model: defaults; the schema has filled them in.
 * Units: as in `sim/world/scenario.ts`.
 * Determinism: lists keep the order of the file; zones come as hsz, sz, dmz.
 * References: own design.
 */
import type { Prefix } from '../sim/net/address.ts';
import type * as world from '../sim/world/scenario.ts';
import type { Draft } from './schema.ts';

type DraftSite = Draft['sites'][string];
type DraftDevice = DraftSite['devices'][string];
type DraftZone = NonNullable<DraftSite['zones']['sz']>;
type DraftLine = DraftDevice['lines'][string];

const ZONES: readonly world.ZoneId[] = ['hsz', 'sz', 'dmz'];

/**
 * Builds the scenario.
 * Units: nanoseconds, bits per second, octets. Errors: throws when the draft did not pass the checks (a bug of the caller). Source: own design.
 */
export function assemble(draft: Draft, sha256: string): world.Scenario {
  const { centre } = draft;
  return {
    id: draft.scenario, title: draft.title, source: draft.source, about: draft.about, sha256, horizonNs: draft.horizon,
    networks: list(draft.networks, (id, { kind, name }) => ({ id, kind, name })),
    ...(centre === undefined ? {} : { centre: centreOf(centre) }),
    sites: list(draft.sites, (id, site) => siteOf(draft, id, site)),
    keys: list(draft.keys, (id, { rank }) => ({ id, ...present('rank', rank) })),
    groups: list(draft.groups, (id, { name, members, services }) => ({ id, name, members, ...present('services', services) })),
    services: list(draft.services, (id, service) => ({ id, ...service })),
    flows: list(draft.flows, flowOf),
    controls: list(draft.controls, (id, { mechanism, scope, cost }) => ({ id, mechanism: mechanism ?? id, scope, cost })),
    vantages: list(draft.vantages, vantageOf),
    adversary: adversaryOf(draft.adversary),
    expect: draft.expect,
  };
}

/** A mapping of the file as a list, in the order of the file. */
function list<From, To>(map: Readonly<Record<string, From>>, make: (id: string, from: From) => To): To[] {
  return Object.entries(map).map(([id, from]) => make(id, from));
}

/** An optional field: absent rather than undefined. */
function present<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

function linkOf({ rate, delay, queue, loss }: Pick<DraftLine, 'rate' | 'delay' | 'queue' | 'loss'>): world.LinkSpec {
  return { rateBps: rate, delayNs: delay, queuePackets: queue, loss };
}

function centreOf(centre: NonNullable<Draft['centre']>): world.CentreSpec {
  const { id, name, network, processing } = centre;
  return { id, name, network, ...centre.address, link: linkOf(centre), processingNs: processing };
}

function siteOf(draft: Draft, id: string, site: DraftSite): world.SiteSpec {
  const zones = ZONES.flatMap((zoneId) => {
    const zone = site.zones[zoneId];
    return zone === undefined ? [] : [{ zoneId, zone }];
  });
  return {
    id, name: site.name, kind: site.kind,
    zones: zones.map(({ zoneId, zone }) => ({ id: zoneId, name: zone.name, prefix: zone.prefix, medium: zone.medium, link: linkOf(zone), gateway: zone.gateway })),
    hosts: zones.flatMap(({ zoneId, zone }) => list(zone.hosts, (hostId, host) => hostOf(hostId, zoneId, host))),
    devices: list(site.devices, (deviceId, device) => deviceOf(draft, site, deviceId, device)),
    users: list(site.users, (userId, user) => ({
      id: userId, name: user.name, role: user.role, workstation: user.workstation, ...present('passwordRank', user['password-rank']),
    })),
    assets: list(site.assets, (assetId, { name, label, size, at }) => ({ id: assetId, name, label, sizeBytes: size, at })),
  };
}

function hostOf(id: string, zone: world.ZoneId, host: DraftZone['hosts'][string]): world.HostSpec {
  const { backlog, window } = host.tcp;
  return { id, name: host.name, zone, address: host.address, tcp: { backlog, synAckRetries: host.tcp['synack-retries'], windowBytes: window }, vulnerable: host.vulnerable };
}

function deviceOf(draft: Draft, site: DraftSite, id: string, device: DraftDevice): world.DeviceSpec {
  const inside = ZONES.flatMap((joins) => {
    const [address, zone] = [device.ports[joins], site.zones[joins]];
    return address === undefined || zone === undefined ? [] : [{ joins, address, prefix: zone.prefix }];
  });
  const outside = list(device.lines, (joins, line) => ({ joins, ...line.address, link: linkOf(line) }));
  return {
    id, name: device.name, kind: device.kind, ports: [...inside, ...outside],
    allow: device.allow.map(({ from, to, protocol, port }) => ({ from: prefixOf(draft, from), to: prefixOf(draft, to), protocol, ...present('port', port) })),
    ...present('psk', device.psk), idleTimeoutNs: device['idle-timeout'], rekeyNs: device.rekey,
  };
}

/** A host is its address alone, a zone its whole prefix. */
function prefixOf(draft: Draft, end: DraftDevice['allow'][number]['from']): Prefix {
  if ('prefix' in end) return end.prefix;
  const [siteId = '', zoneId, hostId] = end.place.split('.');
  const zone = draft.sites[siteId]?.zones[zoneId as world.ZoneId];
  const host = hostId === undefined ? undefined : zone?.hosts[hostId];
  if (zone === undefined || (hostId !== undefined && host === undefined)) throw new Error(`assemble: rule end ${end.place} passed the checks but does not exist`);
  return host === undefined ? zone.prefix : { base: host.address, length: 32 };
}

function flowOf(id: string, flow: Draft['flows'][string]): world.FlowSpec {
  const { name, service, client, user, operation, asset, at, every, times, think, 'source-port': sourcePort } = flow;
  return { id, name, service, client, operation, ...present('user', user), ...present('asset', asset), atNs: at, everyNs: every ?? 0, times, thinkNs: think, ...present('sourcePort', sourcePort) };
}

function vantageOf(id: string, vantage: Draft['vantages'][string]): world.VantageSpec {
  const { kind, at, name, sees, rate, delay, queue, loss } = vantage;
  const link = rate === undefined || delay === undefined ? undefined : linkOf({ rate, delay, queue, loss });
  return { id, kind, at, name, sees, ...present('address', vantage.address?.address), ...present('prefix', vantage.address?.prefix), ...present('link', link) };
}

/** Frequencies become numbers per second here: the nearest double, the same on every machine (IEEE 754 division). */
function perSecond({ numerator, denominator }: world.Ratio): number {
  return numerator / denominator;
}

function adversaryOf(draft: Draft['adversary']): world.AdversarySpec {
  return {
    dictionaryWords: draft.dictionary.value, offlineGuessesPerS: perSecond(draft['offline-guesses'].value), onlineGuessesPerS: perSecond(draft['online-guesses'].value),
    synPerS: perSecond(draft['syn-rate'].value), rstPerS: perSecond(draft['rst-rate'].value), malwareAgeNs: draft['malware-age'].value, scannerLagNs: draft['scanner-lag'].value,
    sources: {
      dictionaryWords: draft.dictionary.source, offlineGuessesPerS: draft['offline-guesses'].source, onlineGuessesPerS: draft['online-guesses'].source,
      synPerS: draft['syn-rate'].source, rstPerS: draft['rst-rate'].source, malwareAgeNs: draft['malware-age'].source, scannerLagNs: draft['scanner-lag'].source,
    },
  };
}
