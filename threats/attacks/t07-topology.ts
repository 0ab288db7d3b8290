/**
 * Purpose: T07 topology subversion: an intruder on the link between two routers joins their exchange and draws a flow through himself.
 *
 * He makes himself a neighbour, announces the flow's end in this zone as a single address behind him, and passes on what then comes.
 * Does not model: false DHCP, DNS, BGP or ICMP redirects (the other ways of the card).
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #7, D.7 c; RFC 3552 3.5; RFC 2328; threat card T07.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Ipv4 } from '../../sim/net/address.ts';
import type { LinkState } from '../../sim/net/routing/messages.ts';
import { ON_LINK_TTL } from '../../sim/net/routing/process.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { subverted } from '../oracles/routing.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, labelOf, passes } from './aims.ts';
import { routersIn, routingBody } from './routers.ts';
import { endsOf } from './tactics.ts';

const HELLO_NS = NS_PER_S / 2;
const UPDATE_NS = NS_PER_S;

function act(hands: Hands, aim: Aim): void {
  const { station } = hands;
  if (station === undefined) throw new Error('T07 needs a station on the link');
  const { client, server, service } = endsOf(hands, aim.flow);
  // Only the end on this link: for the other one the way back from him would lead to the same router again.
  const near = service.host.startsWith(`${hands.vantage.at}.`) ? server : client;
  const routers = routersIn(hands.plan.scenario, hands.vantage.at);
  const tell = (router: Ipv4, body: ReturnType<typeof routingBody>): void =>
    hands.inject({ src: station.address, dst: router, ttl: ON_LINK_TTL, body });
  const state = (address: Ipv4): LinkState => ({
    origin: station.address,
    sequence: 1,
    prefix: { base: address, length: 32 },
    cost: 1,
    nextHop: station.address,
  });
  hands.onPacket(() => PASS);
  for (const router of routers) {
    hands.at(HELLO_NS, () => {
      hands.note('joining-routers', { router });
      tell(router, routingBody({ type: 'hello', router: station.address, seen: [router] }));
    });
    hands.at(UPDATE_NS, () => {
      hands.note('announcing-false-route', { router });
      tell(router, routingBody({ type: 'update', router: station.address, states: [state(near)] }));
    });
  }
}

export const falseRoute: AttackDefinition = {
  threat: 'T07',
  variant: '',
  name: { en: 'A false route draws letters through the intruder', ja: '偽経路の広告による紹介状の迂回' },
  vantages: ['lan'],
  aim: (scenario, vantage) =>
    routersIn(scenario, vantage.at).length === 0
      ? undefined
      : aimAt(
          scenario,
          ['store-letter', 'fetch-letter'],
          (flow, service) => service.tls !== 'always' && labelOf(scenario, flow) === 'phi' && passes(scenario, flow, vantage),
        ),
  act,
  judge: (view) => subverted(view),
};
