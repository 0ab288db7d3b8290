/**
 * Purpose: T32 negligence, theft, loss: a lost device is read, a stolen VPN box is used, a letter goes to a wrong address.
 *
 * The thief of a box first uses the pre-shared key in its configuration, which nobody can take back for one device alone, then the certificate in its chip.
 * Does not model: guessing of PINs, routers left in a bridging mode, rules left open after maintenance.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #32, 6.2.1 b (misdirected dialling), B.3 a (mis-sending), C 6-1-2, 6-1-3; RFC 2828 "human error", "theft"; threat card T32.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { lostDeviceBelieved, misdelivered, recordsFound } from '../oracles/loss.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, aimAtDisk, labelOf, serviceOf } from './aims.ts';
import { ask, endsOf } from './tactics.ts';

const ACT_NS = 9 * NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;
const isHost = (place: string): boolean => place.split('.').length === 3;

export const lostDisk: AttackDefinition = {
  threat: 'T32',
  variant: '',
  name: { en: 'The disk of a lost device is read', ja: '紛失した端末の記憶装置の読み出し' },
  vantages: ['stolen'],
  aim: aimAtDisk,
  act: (hands) => {
    hands.at(NS_PER_S, () => {
      hands.note('reading-disk', { device: hands.vantage.at });
      hands.readDisk();
    });
  },
  judge: (view) => recordsFound(view),
};

/** A letter that a partner of the stolen box's site can fetch. */
function aimAtLetter(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.lost === undefined || isHost(vantage.at)) return undefined;
  return aimAt(
    scenario,
    ['store-letter'],
    (flow, service) =>
      labelOf(scenario, flow) === 'phi' && service.partners.includes(siteOf(vantage.at)) && siteOf(flow.client) !== siteOf(vantage.at),
  );
}

function useBox(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const claimed = siteOf(hands.vantage.at);
  const request = { op: 'fetch-letter', claimedSite: claimed, asset: aim.flow.asset ?? '' } as const;
  hands.at(ACT_NS, () => {
    hands.note('using-stolen-box', { device: hands.vantage.at, way: 'plain' });
    ask(hands, service, request, undefined, (plain) => {
      if (plain !== undefined) return hands.keep(plain);
      const box = hands.impersonate(claimed, siteOf(service.host));
      if (box === undefined) return;
      hands.note('using-stolen-box', { device: hands.vantage.at, way: 'pre-shared-key' });
      ask(hands, service, request, box, (byKey) => {
        if (byKey !== undefined) return hands.keep(byKey);
        hands.note('using-stolen-box', { device: hands.vantage.at, way: 'chip' });
        box.useChip();
        ask(hands, service, request, box, (byChip) => byChip !== undefined && hands.keep(byChip));
      });
    });
  });
}

export const stolenBox: AttackDefinition = {
  threat: 'T32',
  variant: '',
  name: { en: 'A stolen VPN router is used', ja: '盗まれた VPN ルータの利用' },
  vantages: ['stolen'],
  aim: aimAtLetter,
  act: useBox,
  judge: (view) =>
    lostDeviceBelieved(view, view.scenario.vantages.find((vantage) => vantage.lost !== undefined && !isHost(vantage.at))?.at ?? ''),
};

/** A host of a site that is no partner and listens where the service does: where a wrong address leads. */
function wrongHost(scenario: Scenario, aim: Aim): string | undefined {
  const right = serviceOf(scenario, aim.flow);
  return scenario.services.find((service) => service.port === right.port && !right.partners.includes(siteOf(service.host)))?.host;
}

function aimAtSender(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  if (vantage.incident !== 'misdial') return undefined;
  const aim = aimAt(scenario, ['store-letter'], (flow) => siteOf(flow.client) === vantage.at && labelOf(scenario, flow) === 'phi');
  return aim === undefined || wrongHost(scenario, aim) === undefined ? undefined : aim;
}

export const misdial: AttackDefinition = {
  threat: 'T32',
  variant: 'misdial',
  name: { en: 'A letter goes to a wrong address', ja: '紹介状の誤送信' },
  vantages: ['none'],
  aim: aimAtSender,
  act: (hands, aim) => {
    const host = wrongHost(hands.plan.scenario, aim);
    if (host === undefined) throw new Error('T32: nobody listens at a wrong address');
    hands.note('wrong-address', { flow: aim.flow.id, host });
    hands.misdial(aim.flow.id, host);
  },
  judge: (view, aim) => misdelivered(view, aim.flow.asset ?? '', serviceOf(view.scenario, aim.flow).partners),
};
