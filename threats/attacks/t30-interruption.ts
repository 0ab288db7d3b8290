/**
 * Purpose: T30 fraud enabled by service interruption: an order is cut between effect and confirmation, and the recovery by hand makes the books differ; or the check before an order is
 * cut off, and the service goes on without it.
 *
 * The interruption is a means: every message is genuine, and the fallback without a check does the harm.
 * The check can also be lost without an attacker, by a cut line; and (c) a host is silenced so that orders can be given in its name, by the moves of T17.
 * Does not model: devices whose list of revoked certificates is lost (users' rights are, by the register's `withdrawn`).
 * Units: nanoseconds. Determinism: reacts to what passes.
 * References: TR A.5.1 #30, B.5 f; RFC 3552 3.3.3; RFC 2828 "disruption"; threat card T30.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { divergedBooks, uncheckedOrder } from '../oracles/interruption.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes, serviceOf } from './aims.ts';
import { sequenceGuess } from './t17-sequence-guess.ts';
import { cutAfterRequest } from './cutting.ts';

/** Longer than the program waits (3 s), shorter than the fallback by hand takes (13 s). */
const CUT_NS = 8 * NS_PER_S;

export const cutTransaction: AttackDefinition = {
  threat: 'T30',
  variant: '',
  name: { en: 'An order is cut between effect and confirmation', ja: '処理と確認応答の間での取引遮断' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['order'], (flow) => flow.recovery !== undefined && flow.recovery.kind !== 'resend' && passes(scenario, flow, vantage)),
  act: (hands, aim) => cutAfterRequest(hands, aim.flow, CUT_NS),
  judge: (view, aim) => divergedBooks(view, aim.flow.id),
};

/** Cuts the path between the service's site and the register's, whatever the packets carry (threat-cards 2.4 rule 4). */
function cutCheck(hands: Hands, aim: Aim): void {
  const service = serviceOf(hands.plan.scenario, aim.flow);
  const register = service.checkedBy ?? '';
  const ends = [service.host, register].map((place) => [hands.plan.addressOf(place), hands.plan.deviceAddress(place.split('.')[0] ?? '')]);
  const [here = [], there = []] = ends;
  let noted = false;
  hands.onPacket((packet) => {
    const between = (here.includes(packet.src) && there.includes(packet.dst)) || (there.includes(packet.src) && here.includes(packet.dst));
    if (!between) return PASS;
    if (!noted) hands.note('cutting-check', { register });
    noted = true;
    return { verb: 'drop', reason: 'cut-by-attacker' };
  });
}

export const cutOffCheck: AttackDefinition = {
  threat: 'T30',
  variant: 'check',
  name: { en: 'The check before an order is cut off', ja: '依頼前照会の遮断' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['order'],
      (flow, service) =>
        service.checkedBy !== undefined &&
        service.checkedBy.split('.')[0] !== service.host.split('.')[0] &&
        passes(scenario, flow, vantage),
    ),
  act: cutCheck,
  judge: (view, aim) => uncheckedOrder(view, aim.flow.id),
};

/** Before the order comes. */
const LINE_CUT_NS = 5 * NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

export const checkUnreachable: AttackDefinition = {
  threat: 'T30',
  variant: 'outage',
  name: { en: 'The line to the check before an order is down', ja: '依頼前照会先の回線断' },
  vantages: ['none', 'phys'],
  aim: (scenario, vantage) =>
    vantage.fails === undefined
      ? undefined
      : aimAt(
          scenario,
          ['order'],
          (_flow, service) =>
            service.checkedBy !== undefined &&
            siteOf(service.checkedBy) === siteOf(vantage.at) &&
            siteOf(service.checkedBy) !== siteOf(service.host),
        ),
  act: (hands) => {
    hands.at(LINE_CUT_NS, () => {
      hands.note('disaster', { fails: (hands.vantage.fails ?? []).join(' ') });
      hands.strike();
    });
  },
  judge: (view, aim) => uncheckedOrder(view, aim.flow.id),
};

export const silencedHost: AttackDefinition = {
  ...sequenceGuess,
  threat: 'T30',
  variant: 'silence',
  name: { en: 'A host is silenced, and an order given in its name', ja: 'ホストを沈黙させ、その名で行う依頼' },
};
