/**
 * Purpose: T09 attack carried by commonly passed protocols: an exploit inside a protocol that the firewall permits, then on to what can be reached from there.
 *
 * Who has a server of the outer zones goes on from there with the protocol of file sharing. A stranger uses the public web port and goes on from the portal; a maintenance partner's infected laptop uses the maintenance port that the firewall opens for it.
 * What comes by mail and web, and its command channel outwards, stands in t09-lure.ts.
 * Does not model: tunnelling of other protocols in the permitted one.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #9; RFC 3552 4.8 (application protocols cross firewalls); RFC 2196 3.2.3; threat card T09.
 */
import { NS_PER_MS, NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands, Station } from '../../sim/world/attacker.ts';
import { sendExploit } from '../../sim/world/exploit.ts';
import type { HostSpec, Scenario, ServiceSpec, VantageSpec } from '../../sim/world/scenario.ts';
import { breachedZone } from '../oracles/perimeter.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, serviceOf } from './aims.ts';
import { ask, endsOf } from './tactics.ts';

const STRIKE_NS = 4 * NS_PER_S;
/** Pause between exploits to the next hosts, as of a scanner that does not want to be noticed by its rate (own choice). */
const PIVOT_GAP_NS = 100 * NS_PER_MS;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

function hostAt(scenario: Scenario, place: string): HostSpec | undefined {
  return scenario.sites
    .flatMap((site) => site.hosts.map((host) => ({ host, place: `${site.id}.${host.zone}.${host.id}` })))
    .find((h) => h.place === place)?.host;
}

/** A service whose program has a fault and that the vantage may use: a public one for strangers, the one that a peer's flow uses for the peer. */
function aimAtFlaw(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const flawed = (service: ServiceSpec): boolean => hostAt(scenario, service.host)?.flaws?.includes(service.id) === true;
  const flow = scenario.flows.find((f) => {
    const service = serviceOf(scenario, f);
    if (!flawed(service)) return false;
    return vantage.kind === 'peer' ? siteOf(f.client) === vantage.at : service.host.split('.')[1] === 'dmz';
  });
  return flow === undefined ? undefined : { flow, also: [], flowIdle: true };
}

/** From a host that he has taken he tries the faults of the site's other hosts, one after the other. */
function pivot(hands: Hands, from: Station, site: string): void {
  const targets = hands.plan.scenario.sites
    .filter((s) => s.id === site)
    .flatMap((s) => s.hosts.flatMap((host) => host.vulnerable.map((fault) => ({ host, fault }))));
  hands.note('pivoting', { from: from.place, targets: targets.length });
  for (const [index, { host, fault }] of targets.entries()) {
    if (host.address !== from.address) hands.after((index + 1) * PIVOT_GAP_NS, () => sendExploit(from.udp, host.address, fault));
  }
}

function act(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const site = siteOf(service.host);
  hands.onFoothold((station) => pivot(hands, station, site));
  hands.at(STRIKE_NS, () => {
    hands.note('sending-exploit', { target: service.host, exploit: service.id });
    ask(hands, service, { op: 'exploit', exploit: service.id }, undefined, () => undefined);
  });
}

/** Hosts of the vantage's own site, in other zones, with an open fault. */
function aimAtInnerHosts(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const [home, zone] = vantage.at.split('.');
  const site = scenario.sites.find(({ id }) => id === home);
  if (site?.hosts.some((host) => host.zone !== zone && host.vulnerable.length > 0) !== true) return undefined;
  const aim = aimAt(scenario, ['book', 'fetch-letter', 'store-letter'], (_flow, service) => siteOf(service.host) === home);
  return aim === undefined ? undefined : { ...aim, also: [], flowIdle: true };
}

export const fromInside: AttackDefinition = {
  threat: 'T09',
  variant: '',
  name: { en: 'From a server that is taken to the hosts behind it', ja: '乗っ取ったサーバから背後の機器への攻撃' },
  vantages: ['in-dmz', 'in-sz'],
  aim: aimAtInnerHosts,
  act: (hands) => hands.at(STRIKE_NS, () => hands.station !== undefined && pivot(hands, hands.station, siteOf(hands.vantage.at))),
  judge: (view, aim) => breachedZone(view, siteOf(serviceOf(view.scenario, aim.flow).host)),
};

export const permittedProtocol: AttackDefinition = {
  threat: 'T09',
  variant: '',
  name: { en: 'An exploit inside a permitted protocol', ja: '許可された通信に紛れた攻撃' },
  vantages: ['wan-off', 'peer'],
  aim: aimAtFlaw,
  act,
  judge: (view, aim) => breachedZone(view, siteOf(serviceOf(view.scenario, aim.flow).host)),
};
