/**
 * Purpose: choosing what to attack: the flows of a scenario that pass a vantage point.
 *
 * Does not model: anything. Units: none. Determinism: scenario order.
 * References: threat-cards 2.2 (vantage points).
 */
import type { FlowSpec, Operation, Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import type { Aim } from '../types.ts';

/**
 * The service of a flow.
 * Units: none. Errors: throws for an unknown service (the loader refuses it). Source: own design.
 */
export function serviceOf(scenario: Scenario, flow: FlowSpec): ServiceSpec {
  const service = scenario.services.find((s) => s.id === flow.service);
  if (service === undefined) throw new Error(`flow ${flow.id}: unknown service ${flow.service}`);
  return service;
}

const siteOf = (place: string): string => place.split('.')[0] ?? place;
const zoneOf = (place: string): string => place.split('.').slice(0, 2).join('.');

/** A device with a line to a network: where a tap can hang. */
function hasLine(scenario: Scenario, place: string): boolean {
  return scenario.sites.some((site) =>
    site.devices.some((each) => `${site.id}.${each.id}` === place && each.ports.some((port) => port.link !== undefined)),
  );
}

/**
 * False for a relay whose line he only taps: whoever operates a router can also send from it.
 * Units: none. Errors: none. Source: threat-cards 2.2 (`relay`).
 */
export const canSend = ({ kind, at }: VantageSpec): boolean => kind !== 'relay' || at.includes('.');

/** Vantage points that lie on a network or on a line to one. */
const ON_NETWORKS: readonly VantageSpec['kind'][] = ['wan-on', 'wan-off', 'relay', 'phys'];

/** Networks to which a device, or each device of a site, has a line. */
function networksOf(scenario: Scenario, place: string): readonly string[] {
  const site = scenario.sites.find(({ id }) => id === siteOf(place));
  const devices = site?.devices.filter(({ id }) => place === site.id || place === `${site.id}.${id}`) ?? [];
  return devices.flatMap(({ ports }) => ports.filter(({ link }) => link !== undefined).map(({ joins }) => joins));
}

/** What two sites of one campus exchange goes over the campus, and nothing else does (TR 9.4). */
function goesOver(scenario: Scenario, networks: readonly string[], one: string, other: string): boolean {
  const campuses = scenario.networks.filter(({ kind }) => kind === 'campus').map(({ id }) => id);
  if (campuses.length === 0) return true;
  const shared = campuses.find((id) => [one, other].every((site) => networksOf(scenario, site).includes(id)));
  return networks.some((id) => (shared === undefined ? !campuses.includes(id) : id === shared));
}

/**
 * True when packets of the flow pass the vantage point: between sites for a WAN, from or to the site for its line or router, from or to the zone for a LAN, wired or by radio.
 * Units: none. Errors: none. Source: threat-cards 2.2.
 */
export function passes(scenario: Scenario, flow: FlowSpec, vantage: VantageSpec): boolean {
  const server = serviceOf(scenario, flow).host;
  if (vantage.kind === 'phys' && !hasLine(scenario, vantage.at)) return false;
  const networks = scenario.networks.some(({ id }) => id === vantage.at) ? [vantage.at] : networksOf(scenario, vantage.at);
  if (ON_NETWORKS.includes(vantage.kind) && !goesOver(scenario, networks, siteOf(flow.client), siteOf(server))) return false;
  if (vantage.kind === 'phys')
    return [siteOf(flow.client), siteOf(server)].includes(siteOf(vantage.at)) && siteOf(flow.client) !== siteOf(server);
  if (vantage.kind === 'lan' || vantage.kind === 'radio') return zoneOf(flow.client) === vantage.at || zoneOf(server) === vantage.at;
  // Whoever operates a site's router sees what that site exchanges with others.
  const ofSite =
    vantage.kind !== 'relay' || !vantage.at.includes('.') || [siteOf(flow.client), siteOf(server)].includes(siteOf(vantage.at));
  return ofSite && siteOf(flow.client) !== siteOf(server);
}

/**
 * The first flow with one of these operations that meets a condition, with the flows it depends on (a letter must be stored before it is fetched).
 * Units: none. Errors: none. Source: own design.
 */
export function aimAt(
  scenario: Scenario,
  operations: readonly Operation[],
  suits: (flow: FlowSpec, service: ServiceSpec) => boolean,
): Aim | undefined {
  const flow = scenario.flows.find((f) => operations.includes(f.operation) && suits(f, serviceOf(scenario, f)));
  if (flow === undefined) return undefined;
  const stores = scenario.flows.filter(
    (f) => f.operation === 'store-letter' && f.id !== flow.id && f.asset !== undefined && f.asset === flow.asset,
  );
  return { flow, also: stores.map((f) => f.id) };
}

/**
 * The label of the asset that a flow carries.
 * Units: none. Errors: none; undefined without an asset. Source: TR 5.2.
 */
export function labelOf(scenario: Scenario, flow: FlowSpec): string | undefined {
  return scenario.sites.flatMap((site) => site.assets).find((asset) => asset.id === flow.asset)?.label;
}

/**
 * A lost host on which patient data lie; the flow only says whose it is.
 * Units: none. Errors: none; undefined for what is not lost, no host, or holds nothing. Source: threat cards T11 (stolen media), T32.
 */
export function aimAtDisk(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.lost === undefined || vantage.at.split('.').length !== 3) return undefined;
  const stored = scenario.sites.some((site) => site.assets.some((asset) => asset.at === vantage.at && asset.label === 'phi'));
  const aim = aimAt(scenario, ['log', 'store-letter', 'book', 'inquire'], (flow) => siteOf(flow.client) === siteOf(vantage.at));
  return stored && aim !== undefined ? { ...aim, also: [], flowIdle: true } : undefined;
}
