/**
 * Purpose: T29 masquerade: a device that is not a partner's gets a partner's service in the partner's name.
 *
 * The unregistered box has nothing but its claim; the cloned box has the configuration of a real one, without the key in the chip; the member of another group uses the
 * group-wide pre-shared key in somebody else's name.
 * At the level of persons: somebody logs in as a member of staff whose password he knows (the moves of T02).
 * The false VPN centre (t29-false-centre.ts) and the false sender of a letter (t29-false-sender.ts) stand beside this file.
 * Does not model: certificates from a lax issuer.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #29, 6.1.2 c, D.5, D.6; RFC 2828 "masquerade attack"; threat card T29.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { servedInOthersName } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';
import { sharedByMany } from './t02-shared-password.ts';
import { ask, endsOf } from './tactics.ts';

const ACT_NS = 9 * NS_PER_S;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** The letter that the false partner asks for: one that a genuine partner has stored. */
function aimAtLetters(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  // A box that is itself lost, with the key in its chip, belongs to T32.
  if (vantage.lost !== undefined) return undefined;
  const victim = vantage.kind === 'stolen' ? siteOf(vantage.at) : undefined;
  return aimAt(scenario, ['store-letter'], (flow, service) =>
    victim === undefined ? siteOf(flow.client) !== vantage.at && siteOf(service.host) !== vantage.at : siteOf(flow.client) === victim,
  );
}

/** In whose name: the cloned device's own site, else a partner that is neither the server's site nor the attacker's. */
function claimedSite(hands: Hands, aim: Aim): string {
  if (hands.vantage.kind === 'stolen') return siteOf(hands.vantage.at);
  const { service } = endsOf(hands, aim.flow);
  const others = service.partners.filter((site) => site !== siteOf(service.host) && site !== hands.vantage.at);
  return others.at(-1) ?? siteOf(aim.flow.client);
}

function act(hands: Hands, aim: Aim): void {
  const { service } = endsOf(hands, aim.flow);
  const claimed = claimedSite(hands, aim);
  const request = { op: 'fetch-letter', claimedSite: claimed, asset: aim.flow.asset ?? '' } as const;
  hands.at(ACT_NS, () => {
    hands.note('posing-as', { claimed, way: 'plain' });
    ask(hands, service, request, undefined, (reply) => {
      if (reply !== undefined) return;
      hands.note('posing-as', { claimed, way: 'tunnel' });
      const box = hands.impersonate(claimed, siteOf(service.host));
      if (box !== undefined) ask(hands, service, request, box, () => undefined);
    });
  });
}

export const masquerade: AttackDefinition = {
  threat: 'T29',
  variant: '',
  name: { en: 'A device poses as a partner’s', ja: '提携機関の機器へのなりすまし' },
  vantages: ['wan-off', 'stolen', 'peer'],
  aim: aimAtLetters,
  act,
  judge: (view) => servedInOthersName(view),
};

export const masqueradeAsPerson: AttackDefinition = {
  ...sharedByMany,
  threat: 'T29',
  variant: 'person',
  name: { en: 'Somebody poses as a member of staff', ja: '職員へのなりすまし' },
  vantages: ['wan-off'],
};
