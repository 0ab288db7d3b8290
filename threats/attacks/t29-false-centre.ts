/**
 * Purpose: T29 masquerade, the centre's part: somebody on the path answers in the name of the VPN centre and hands out false connection information.
 *
 * A device that downloads what it needs to know of its partners asks in the clear. He takes the questions off the path and answers that the partner is reached at his own
 * station. He has seen the centre's protocol and its certificate, and does not hold its key, so he signs nothing.
 * Does not model: what he makes of the tunnel that then comes to him, false answers from beside the path (the nonce of the question keeps those out).
 * Units: none. Determinism: reacts to what passes.
 * References: TR A.5.1 #29, D.3, D.5; RFC 3552 4.1.7; threat card T29 (centre variant).
 */
import { inPrefix, type Ipv4 } from '../../sim/net/address.ts';
import { PASS, TAKEN } from '../../sim/net/rules.ts';
import { centreAnswer, CENTRE_PORT, isCentreRequest } from '../../sim/vpn/centre-messages.ts';
import type { ConnectionInfo, Question } from '../../sim/vpn/connection.ts';
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

/** What he says of the site that was asked for: all of it true but the address. */
function lieAbout(hands: Hands, wanted: Question, gateway: Ipv4): ConnectionInfo | undefined {
  const site = hands.plan.scenario.sites.find(({ id, zones }) =>
    'site' in wanted ? id === wanted.site : zones.some(({ prefix }) => inPrefix(wanted.address, prefix)),
  );
  const device = site?.devices.find(({ kind }) => kind === 'vpn-router');
  if (site === undefined || device === undefined) return undefined;
  return { peerSite: site.id, gateway, identity: `${site.id}.${device.id}`, inside: site.zones.map(({ prefix }) => prefix) };
}

function act(hands: Hands): void {
  const { centre } = hands.plan.scenario;
  const { address } = hands.vantage;
  if (centre === undefined || address === undefined) throw new Error(`T29: ${hands.vantage.id} sees no centre, or has no station`);
  hands.onPacket(({ dst, src, body }) => {
    if (dst !== centre.address || body.protocol !== 'udp' || body.dstPort !== CENTRE_PORT || !isCentreRequest(body.content)) return PASS;
    const { nonce, wanted } = body.content;
    const info = lieAbout(hands, wanted, address);
    if (info === undefined) return PASS;
    hands.note('answering-as-centre', { peer: info.peerSite });
    const content = centreAnswer({ nonce, result: { ok: true, info } });
    hands.inject({ src: centre.address, dst: src, body: { protocol: 'udp', srcPort: CENTRE_PORT, dstPort: body.srcPort, content } });
    return TAKEN;
  });
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
