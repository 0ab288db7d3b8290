/**
 * Purpose: T32 negligence, theft, loss: a lost device is read, a stolen VPN box is used, a letter goes to a wrong address.
 *
 * The thief of a box first uses the pre-shared key in its configuration, which nobody can take back for one device alone, then the certificate in its chip.
 * From a lost host he also logs in with the password stored there, and the card if it was left in it.
 * Routers left as bridges and rules left open are circumstances of T27's attacks (`left-bridging`, `left-open`).
 * Does not model: several lost devices, what a thief of a box does inside the site.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #32, 6.2.1 b (misdirected dialling), B.3 a (mis-sending), C 6-1-2, 6-1-3; RFC 2828 "human error", "theft"; threat card T32.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { sign } from '../../sim/net/sealed.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { LoginProof } from '../../sim/world/messages.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { enteredWith } from '../oracles/credentials.ts';
import { lostDeviceBelieved, misdelivered, recordsFound } from '../oracles/loss.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, aimAtDisk, labelOf, serviceOf } from './aims.ts';
import { enterAndRead } from './t02-shared-password.ts';
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

/** A service at which the password on the lost device opens something. */
function aimAtAccount(scenario: Scenario, { lost }: VantageSpec): Aim | undefined {
  const user = lost?.credentials?.user;
  const aim =
    user === undefined
      ? undefined
      : aimAt(scenario, ['read-records'], (flow, service) => flow.user === user && service.accounts.includes(user));
  return aim === undefined ? undefined : { ...aim, flowIdle: true };
}

function useCredentials(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const user = aim.flow.user ?? '';
  const [secret, card] = [`password/${user}`, `key/card/${user}`];
  hands.at(NS_PER_S, () => {
    hands.note('reading-disk', { device: hands.vantage.at });
    hands.readDisk();
    if (!hands.ledger.holds(secret)) return;
    hands.note('using-stored-password', { user, device: hands.vantage.at });
    const prove = (challenge: string): LoginProof => ({
      user,
      challenge,
      secret,
      clear: true,
      card: hands.ledger.holds(card) ? sign(challenge, card, hands.ledger) : undefined,
    });
    hands.at(ACT_NS, () => enterAndRead(hands, service, prove, aim.flow.asset ?? ''));
  });
}

export const lostCredentials: AttackDefinition = {
  threat: 'T32',
  variant: 'credentials',
  name: { en: 'The password stored on a lost device is used', ja: '紛失端末に保存されたパスワードの使用' },
  vantages: ['stolen'],
  aim: aimAtAccount,
  act: useCredentials,
  judge: (view, aim) => enteredWith(view, aim.flow.user ?? ''),
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
