/**
 * Purpose: T20 forwarding after contamination: an infected host of one institution infects hosts of another.
 *
 * Three ways: to the partner whose systems the infected site may reach, to a third institution directly, and to it through the partner as a relay.
 * Does not model: infected documents, onward spread from the newly infected.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #20, 8.1 a and d, B.5 d; RFC 3552 2.3.2; threat card T20.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario, SiteSpec, VantageSpec } from '../../sim/world/scenario.ts';
import { sendExploit } from '../../sim/world/exploit.ts';
import { infectedAmong } from '../oracles/spread.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

/** The worm tries each address again this often (lost packets, tunnels that are still being raised). */
const ROUNDS_S = [6, 9, 14] as const;

const shareGroup = (scenario: Scenario, a: string, b: string): boolean =>
  scenario.groups.some((group) => group.members.includes(a) && group.members.includes(b));
/**
 * Open faults of the hosts of some sites.
 * Units: none. Errors: none. Source: threat card T20.
 */
export const vulnerableHosts = (sites: readonly SiteSpec[]): { readonly site: string; readonly place: string; readonly fault: string }[] =>
  sites.flatMap((site) =>
    site.hosts.flatMap((host) => host.vulnerable.map((fault) => ({ site: site.id, place: `${site.id}.${host.zone}.${host.id}`, fault }))),
  );

/**
 * Sites that share a group with a site.
 * Units: none. Errors: none. Source: TR D.3.
 */
export const partners = (scenario: Scenario, at: string): readonly SiteSpec[] =>
  scenario.sites.filter((site) => site.id !== at && shareGroup(scenario, at, site.id));
const strangers = (scenario: Scenario, at: string): readonly SiteSpec[] =>
  scenario.sites.filter((site) => site.id !== at && !shareGroup(scenario, at, site.id));

function aimAtSites(scenario: Scenario, vantage: VantageSpec, sites: readonly SiteSpec[]): Aim | undefined {
  if (vulnerableHosts(sites).length === 0) return undefined;
  return aimAt(scenario, ['maintain', 'store-letter', 'fetch-letter', 'book'], (flow) => flow.client.startsWith(`${vantage.at}.`));
}

function spread(hands: Hands, sites: readonly SiteSpec[]): void {
  for (const second of ROUNDS_S) {
    hands.at(second * NS_PER_S, () => {
      for (const { place, fault } of vulnerableHosts(sites)) {
        if (hands.station === undefined) throw new Error('T20 needs a host of the infected site');
        hands.note('sending-exploit', { target: place, exploit: fault });
        sendExploit(hands.station.udp, hands.plan.addressOf(place), fault);
      }
    });
  }
}

function contamination(
  variant: string,
  name: AttackDefinition['name'],
  targets: (scenario: Scenario, at: string) => readonly SiteSpec[],
  prepare: (hands: Hands) => void,
): AttackDefinition {
  return {
    threat: 'T20',
    variant,
    name,
    vantages: ['peer'],
    aim: (scenario, vantage) => aimAtSites(scenario, vantage, targets(scenario, vantage.at)),
    act: (hands) => {
      prepare(hands);
      spread(hands, targets(hands.plan.scenario, hands.vantage.at));
    },
    judge: (view, aim) =>
      infectedAmong(
        view,
        targets(view.scenario, aim.flow.client.split('.')[0] ?? '').map((site) => site.id),
      ),
  };
}

export const contaminatePartner = contamination(
  'partner',
  { en: 'A worm reaches the partner’s internal systems', ja: '接続先内部へのウイルス侵入' },
  partners,
  () => undefined,
);

export const contaminateDirect = contamination(
  'direct',
  { en: 'A worm reaches a third institution directly', ja: '第三の機関への直接感染' },
  strangers,
  () => undefined,
);

export const contaminateByRelay = contamination(
  'relay',
  { en: 'A worm reaches a third institution through a relaying site', ja: '中継拠点を経由した第三の機関への感染' },
  strangers,
  (hands) => {
    const { scenario } = hands.plan;
    const relay = partners(scenario, hands.vantage.at)[0];
    if (relay === undefined) return;
    for (const site of strangers(scenario, hands.vantage.at)) {
      hands.note('routing-through', { relay: relay.id, target: site.id });
      hands.routeThrough(hands.plan.prefixOf(site.id), relay.id);
    }
  },
);
