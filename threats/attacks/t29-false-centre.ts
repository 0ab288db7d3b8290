/**
 * Purpose: T29 masquerade, the centre's part: somebody on the path answers in the name of the VPN centre and hands out false connection information.
 *
 * A device that downloads what it needs to know of its partners asks in the clear. He takes the questions off the path and answers that the partner is reached at his own
 * station. He has seen the centre's protocol and its certificate, and does not hold its key, so he signs nothing.
 * Does not model: what he makes of the tunnel that then comes to him, false answers from beside the path (the nonce of the question keeps those out).
 * Units: none. Determinism: reacts to what passes.
 * References: TR A.5.1 #29, D.3, D.5; RFC 3552 4.1.7; threat card T29 (centre variant).
 */
import type { Hands } from '../../sim/world/attacker.ts';
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import { misinformed } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/** Devices that ask the centre by themselves, at the time that the scenario gives. */
const downloaders = (scenario: Scenario): readonly string[] =>
  scenario.sites.flatMap((site) =>
    site.devices.filter((device) => device.downloadsAtNs !== undefined).map((device) => `${site.id}.${device.id}`),
  );

/** A use of the network from behind such a device, so that it shows what the false information leads to. */
function aimAtDownload(scenario: Scenario, vantage: VantageSpec): Aim | undefined {
  const device = downloaders(scenario)[0];
  if (device === undefined || scenario.centre?.network !== vantage.at || vantage.address === undefined) return undefined;
  const aim = aimAt(
    scenario,
    ['fetch-letter', 'store-letter', 'inquire', 'book'],
    (flow, service) => siteOf(flow.client) === siteOf(device) && siteOf(service.host) !== siteOf(device),
  );
  return aim === undefined ? undefined : { ...aim, also: [...aim.also, device] };
}

function act(hands: Hands): void {
  hands.answerAsCentre((peer) => hands.note('answering-as-centre', { peer }));
}

export const falseCentre: AttackDefinition = {
  threat: 'T29',
  variant: 'centre',
  name: { en: 'Answering in the place of the VPN centre', ja: '偽 VPN センターによる応答' },
  vantages: ['wan-on', 'relay'],
  aim: aimAtDownload,
  act,
  judge: (view) => misinformed(view),
};
