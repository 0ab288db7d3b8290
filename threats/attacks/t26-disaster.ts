/**
 * Purpose: T26 natural disaster, physical destruction: what lies in one duct, room or region fails together; is the service back in time, do the records survive?
 *
 * Does not model: staff and power.
 * Units: nanoseconds. Determinism: fixed time.
 * References: TR A.5.1 #26, 5.1 d, B.3; RFC 2828 "threat consequence" 3.A b, e; threat card T26.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { downTooLong, objectsLost } from '../oracles/disaster.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

/** Before the portal's day begins, so that connections that are set up on demand have to be set up afterwards. */
const STRIKE_NS = 4 * NS_PER_S;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Hosts with stored objects that fail. */
function destroysStore(scenario: Scenario, vantage: VantageSpec): boolean {
  const hosts = scenario.sites.flatMap((site) =>
    site.hosts.filter((host) => host.store !== undefined).map((host) => `${site.id}.${host.zone}.${host.id}`),
  );
  return hosts.some((place) => vantage.fails?.includes(place) === true);
}

const strike = (hands: Hands): void => {
  hands.at(STRIKE_NS, () => {
    hands.note('disaster', { fails: (hands.vantage.fails ?? []).join(' ') });
    hands.strike();
  });
};

function aimAtService(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.fails === undefined || destroysStore(scenario, vantage)) return undefined;
  // A line of a third site is no matter of this flow.
  const concerns = (place: string): boolean => siteOf(place) === siteOf(vantage.at);
  const network = scenario.networks.some(({ id }) => id === vantage.at);
  return aimAt(
    scenario,
    ['inquire'],
    (flow, service) => flow.times > 1 && flow.atNs >= STRIKE_NS && (network || concerns(flow.client) || concerns(service.host)),
  );
}

export const disasterToService: AttackDefinition = {
  threat: 'T26',
  variant: '',
  name: { en: 'A disaster takes a service down', ja: '災害によるサービス停止' },
  vantages: ['none', 'phys'],
  aim: aimAtService,
  act: strike,
  judge: (view, aim) => downTooLong(view, aim.flow, STRIKE_NS),
};

export const disasterToRecords: AttackDefinition = {
  threat: 'T26',
  variant: 'records',
  name: { en: 'A disaster destroys stored records', ja: '災害による保存情報の滅失' },
  vantages: ['none', 'phys'],
  aim: (scenario, vantage) => {
    const aim = destroysStore(scenario, vantage) ? aimAt(scenario, ['inquire'], () => true) : undefined;
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: strike,
  judge: (view) => objectsLost(view),
};
