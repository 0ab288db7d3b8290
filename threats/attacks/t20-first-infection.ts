/**
 * Purpose: T20 forwarding after contamination, from its beginning: mail or web infects a workstation, and the worm goes on to other zones and to the institutions that it is connected with.
 *
 * Every member of the groups of the site is a target, so a smaller group (its size is the scenario's) leaves fewer. The milestone is a host of another zone or institution.
 * Does not model: further rounds from the newly infected, spread within the first zone.
 * Units: nanoseconds. Determinism: fixed pauses.
 * References: TR A.5.1 #20, 8.1 a, C 4-7-1, 4-8-1, 4-8-3; RFC 3552 2.3.2; threat card T20 steps 1-3.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands, Station } from '../../sim/world/attacker.ts';
import { sendExploit } from '../../sim/world/exploit.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { infectedBeyond } from '../oracles/spread.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAtReader, BY_MAIL, BY_WEB, setLure, type Way } from './lures.ts';
import { partners, vulnerableHosts } from './t20-contamination.ts';

/** The worm tries each address again this long after it has come in (tunnels that are still being raised). */
const ROUNDS_S = [1, 4, 9] as const;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

const zoneOf = (place: string): string => place.split('.').slice(0, 2).join('.');

/** Open faults behind at least one border: in other zones of the site, and at its partners. */
function beyond(scenario: Scenario, place: string): ReturnType<typeof vulnerableHosts> {
  const site = siteOf(place);
  const own = scenario.sites.filter(({ id }) => id === site);
  return vulnerableHosts([...own, ...partners(scenario, site)]).filter((target) => zoneOf(target.place) !== zoneOf(place));
}

function goOn(hands: Hands, from: Station): void {
  const targets = beyond(hands.plan.scenario, from.place);
  for (const second of ROUNDS_S) {
    hands.after(second * NS_PER_S, () => {
      for (const { place, fault } of targets) {
        hands.note('sending-exploit', { target: place, exploit: fault });
        sendExploit(from.udp, hands.plan.addressOf(place), fault);
      }
    });
  }
}

function aimBeyond(scenario: Scenario, aim: Aim | undefined): Aim | undefined {
  return aim !== undefined && beyond(scenario, aim.flow.client).length > 0 ? aim : undefined;
}

function firstInfection(way: Way, name: AttackDefinition['name']): AttackDefinition {
  return {
    threat: 'T20',
    variant: way.variant,
    name,
    vantages: ['wan-off'],
    aim: (scenario, vantage) => aimBeyond(scenario, aimAtReader(scenario, vantage, way)),
    act: (hands, aim) => {
      // Hosts that the worm takes later are no new beginnings.
      hands.onFoothold((station) => station.place === aim.flow.client && goOn(hands, station));
      setLure(hands, aim, way);
    },
    judge: (view, aim) => infectedBeyond(view, aim.flow.client),
  };
}

export const infectedByMail = firstInfection(BY_MAIL, {
  en: 'A mail infects a workstation, and the worm goes on to partners',
  ja: 'メールによる端末の感染と接続先へのワームの拡散',
});
export const infectedByPage = firstInfection(BY_WEB, {
  en: 'A web page infects a workstation, and the worm goes on to partners',
  ja: 'Web ページによる端末の感染と接続先へのワームの拡散',
});
