/**
 * Purpose: T08 on-link discrimination: somebody far away makes a router believe that he is its neighbour on the link.
 *
 * He sends Hellos with an address of the link and TTL 255. A stranger's lose one at each router; a hostile partner sends them from his own VPN device, so that inside the tunnel
 * nobody lowers it. From radio range he first joins a partner's wireless LAN.
 * Does not model: bridged tunnels (L2TP, TR 9.4). What a false neighbour can do next is T07's.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #8, 9.4; RFC 3552 3.6; RFC 5082 3, 5; RFC 4301 5.1.2.1 note 2; threat card T08.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { ON_LINK_TTL } from '../../sim/net/routing/process.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { believedOnLink } from '../oracles/routing.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';
import { routedZone, routersIn, routingBody, unusedAddress } from './routers.ts';

/** Tried again in case a tunnel had to be raised first. */
const ROUNDS_S = [5, 7, 9] as const;

/** When he tries to join a wireless LAN: after its stations have. */
const JOIN_NS = 3 * NS_PER_S;

function act(hands: Hands): void {
  if (hands.vantage.kind !== 'radio') return claim(hands, (packet) => hands.injectFromDevice(packet));
  hands.listenOnAir();
  hands.at(JOIN_NS, () => {
    hands.note('joining-wlan', { zone: hands.vantage.at });
    hands.joinByAir(({ station }) => {
      hands.note('joined-wlan', { zone: hands.vantage.at });
      claim(hands, ({ src, dst, body }) => {
        if (body.protocol === 'udp') station.udp.send({ src, dst, srcPort: body.srcPort, dstPort: body.dstPort, content: body.content });
      });
    });
  });
}

function claim(hands: Hands, send: (packet: Parameters<Hands['injectFromDevice']>[0]) => void): void {
  const { scenario } = hands.plan;
  const zone = routedZone(scenario);
  if (zone === undefined) return;
  const src = unusedAddress(zone.site, zone.prefix);
  for (const second of ROUNDS_S) {
    for (const router of routersIn(scenario, zone.zone)) {
      hands.at(second * NS_PER_S, () => {
        hands.note('claiming-neighbourhood', { router });
        send({ src, dst: router, ttl: ON_LINK_TTL, body: routingBody({ type: 'hello', router: src, seen: [router] }) });
      });
    }
  }
}

export const falseNeighbour: AttackDefinition = {
  threat: 'T08',
  variant: '',
  name: { en: 'A remote station poses as a neighbour on the link', ja: '遠隔端末による同一リンク隣接装置の詐称' },
  vantages: ['wan-off', 'peer', 'radio'],
  aim: (scenario, vantage) => {
    const zone = routedZone(scenario);
    if (zone === undefined || zone.site.id === vantage.at) return undefined;
    // What the router comes to believe needs nobody's session.
    const aim = aimAt(scenario, ['log', 'store-letter', 'fetch-letter'], (_flow, service) => service.host.startsWith(`${zone.site.id}.`));
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act,
  judge: (view) => believedOnLink(view),
};
