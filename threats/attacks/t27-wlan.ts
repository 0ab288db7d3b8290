/**
 * Purpose: T27 by radio: somebody within range of a clinic's wireless network gets onto its LAN and stores a letter of his own as the clinic; and T01 by radio: he only listens.
 *
 * Does not model: directional antennas, denial of the radio hop.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #1, #27, C 6-1-1; threat cards T01, T27.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { servedInOthersName } from '../oracles/authenticity.ts';
import { heldPlain } from '../oracles/confidentiality.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, labelOf } from './aims.ts';
import { ask, endsOf } from './tactics.ts';

const JOIN_NS = 3 * NS_PER_S;
const LETTER_BYTES = 2000;
const siteOf = (place: string): string => place.split('.')[0] ?? place;

function isRadio(scenario: Scenario, place: string): boolean {
  return scenario.sites.some((site) => site.hosts.some((host) => `${site.id}.${host.zone}.${host.id}` === place && host.radio === true));
}

/** A letter that a station of the radio hop sends. */
function aimAtAir(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  return aimAt(
    scenario,
    ['store-letter'],
    (flow, service) =>
      flow.client.startsWith(`${vantage.at}.`) &&
      isRadio(scenario, flow.client) &&
      service.tls !== 'always' &&
      labelOf(scenario, flow) === 'phi',
  );
}

export const listenByRadio: AttackDefinition = {
  threat: 'T01',
  variant: 'wlan',
  name: { en: 'Listening to a wireless network', ja: '無線 LAN の盗聴' },
  vantages: ['radio'],
  aim: aimAtAir,
  act: (hands, aim) => {
    hands.note('listening', { flow: aim.flow.id });
    hands.listenOnAir();
  },
  judge: (view) => heldPlain(view, 'phi'),
};

export const joinByRadio: AttackDefinition = {
  threat: 'T27',
  variant: 'wlan',
  name: { en: 'A letter in the clinic’s name from its wireless network', ja: '無線 LAN 経由の無権限利用' },
  vantages: ['radio'],
  aim: (scenario, vantage) => {
    const aim = aimAtAir(scenario, vantage);
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: (hands, aim) => {
    const { service } = endsOf(hands, aim.flow);
    const asset = aim.flow.asset ?? '';
    // A letter of his own in the clinic's name; he has no author's key to sign it.
    const plain = { asset, label: 'phi', sizeBytes: LETTER_BYTES, digest: 'invented' } as const;
    const document = { asset, sizeBytes: LETTER_BYTES, body: { form: 'plain', document: plain }, signature: undefined } as const;
    const request = { op: 'store-letter', claimedSite: siteOf(aim.flow.client), asset, document } as const;
    hands.listenOnAir();
    hands.at(JOIN_NS, () => {
      hands.note('joining-wlan', { zone: hands.vantage.at });
      hands.joinByAir((box) => {
        hands.note('joined-wlan', { zone: hands.vantage.at });
        ask(hands, service, request, box, () => undefined);
      });
    });
  },
  judge: (view) => servedInOthersName(view),
};
