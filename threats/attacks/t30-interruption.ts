/**
 * Purpose: T30 fraud enabled by service interruption: an order is cut between effect and confirmation, and the recovery by hand makes the books differ; or the check before an order is
 * cut off, and the service goes on without it.
 *
 * The interruption is a means: every message is genuine, and the fallback without a check does the harm.
 * Does not model: (c) silencing a host to act in its name, which is T17.
 * Units: nanoseconds. Determinism: reacts to what passes.
 * References: TR A.5.1 #30, B.5 f; RFC 3552 3.3.3; RFC 2828 "disruption"; threat card T30.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { divergedBooks, uncheckedOrder } from '../oracles/interruption.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, passes, serviceOf } from './aims.ts';
import { cutAfterRequest } from './cutting.ts';

/** Longer than the program waits (3 s), shorter than the fallback by hand takes (13 s). */
const CUT_NS = 8 * NS_PER_S;

export const cutTransaction: AttackDefinition = {
  threat: 'T30',
  variant: '',
  name: { en: 'An order is cut between effect and confirmation', ja: '処理と確認応答の間での取引遮断' },
  vantages: ['wan-on'],
  aim: (scenario, vantage) => aimAt(scenario, ['order'], (flow) => flow.recovery?.kind === 'manual' && passes(scenario, flow, vantage)),
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
