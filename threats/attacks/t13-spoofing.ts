/**
 * Purpose: T13 ARP spoofing and IP address spoofing: a false binding of address and station.
 *
 * Does not model: DHCP and DNS spoofing (they belong to T07).
 * Units: none. Determinism: fixed times.
 * References: TR A.5.1 #13; RFC 3552 3.3, 3.3.5; RFC 826; RFC 2827; threat card T13.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { PASS } from '../../sim/net/rules.ts';
import { appContent } from '../../sim/world/messages.ts';
import { divertedTraffic, forgedSource } from '../oracles/authenticity.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt, passes } from './aims.ts';
import { endsOf, gainPath } from './tactics.ts';

export const arpSpoofing: AttackDefinition = {
  threat: 'T13',
  variant: '',
  name: { en: 'ARP spoofing: becoming the man in the middle of a LAN', ja: 'ARP 詐称による LAN 内中間者化' },
  vantages: ['lan'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['store-letter', 'fetch-letter', 'book'],
      (flow, service) => service.tls !== 'always' && passes(scenario, flow, vantage),
    ),
  act: (hands, aim) => {
    hands.onPacket(() => PASS);
    gainPath(hands, aim.flow);
  },
  judge: (view) => divertedTraffic(view),
};

/** He comes in by the access point; what he aims at must come later. */
const JOIN_NS = 3 * NS_PER_S;

export const arpSpoofingByRadio: AttackDefinition = {
  threat: 'T13',
  variant: '',
  name: { en: 'ARP spoofing from the wireless network', ja: '無線 LAN からの ARP 詐称' },
  vantages: ['radio'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['order', 'fetch-letter'], (flow, service) => {
      return service.tls !== 'always' && flow.atNs > JOIN_NS && passes(scenario, flow, vantage);
    }),
  act: (hands, aim) => {
    hands.listenOnAir();
    hands.at(JOIN_NS, () => {
      hands.note('joining-wlan', { zone: hands.vantage.at });
      hands.joinByAir(() => {
        hands.note('joined-wlan', { zone: hands.vantage.at });
        hands.onPacket(() => PASS);
        gainPath(hands, aim.flow);
      });
    });
  },
  judge: (view) => divertedTraffic(view),
};

export const ipSpoofing: AttackDefinition = {
  threat: 'T13',
  variant: 'ip-source',
  name: { en: 'IP source spoofing: a false audit record in a partner’s name', ja: '送信元 IP 詐称による偽の監査記録' },
  vantages: ['wan-off', 'peer'],
  aim: (scenario, vantage) =>
    aimAt(scenario, ['log'], (flow, service) => !flow.client.startsWith(`${vantage.at}.`) && !service.host.startsWith(`${vantage.at}.`)),
  act: (hands, aim) => {
    const { client, server, service } = endsOf(hands, aim.flow);
    const content = appContent({ service: service.id, op: 'log-record', user: 'forged' });
    for (const second of [8, 10, 12]) {
      hands.at(second * NS_PER_S, () => {
        hands.note('forging-source', { claimed: aim.flow.client });
        hands.inject({ src: client, dst: server, body: { protocol: 'udp', srcPort: service.port, dstPort: service.port, content } });
      });
    }
  },
  judge: (view) => forgedSource(view),
};
