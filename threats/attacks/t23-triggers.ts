/**
 * Purpose: T23 (b) retransmission caused by automatic calling: packets that nobody needs raise tunnels, again and again.
 *
 * Not part of the coverage: with all controls off this network raises nothing on demand, so there is nothing that could succeed. The claims of the card run it where tunnels are raised.
 * Does not model: the cost of a call; a line that is paid by the minute.
 * Units: nanoseconds. Determinism: fixed times.
 * References: TR A.5.1 #23, D.4; threat card T23 step (b).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { sendExploit } from '../../sim/world/exploit.ts';
import { raisedBeyondQuota } from '../oracles/protocol.ts';
import type { AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';

/** Twice, so far apart that idle tunnels are down again in between. */
const ROUNDS_S = [5, 45] as const;
/** What the packets name; no program has such a fault. */
const NOTHING = 'nothing';

function strayPackets(hands: Hands): void {
  const { scenario } = hands.plan;
  const home = hands.vantage.at.split('.')[0];
  for (const second of ROUNDS_S) {
    hands.at(second * NS_PER_S, () => {
      const others = scenario.sites.filter(({ id, hosts }) => id !== home && hosts.length > 0);
      hands.note('sending-stray-packets', { targets: others.length });
      for (const {
        id,
        hosts: [first],
      } of others)
        if (first !== undefined && hands.station !== undefined)
          sendExploit(hands.station.udp, hands.plan.addressOf(`${id}.${first.zone}.${first.id}`), NOTHING);
    });
  }
}

export const strayTriggers: AttackDefinition = {
  threat: 'T23',
  variant: 'triggers',
  name: { en: 'Stray packets raise tunnels that nobody needs', ja: '無用なパケットによる不要なトンネルの起動' },
  vantages: ['in-sz'],
  aim: (scenario, vantage) => {
    const aim = aimAt(scenario, ['store-letter', 'fetch-letter', 'order'], (flow, service) =>
      [flow.client, service.host].some((place) => place.startsWith(`${vantage.at}.`)),
    );
    return aim === undefined ? undefined : { ...aim, flowIdle: true };
  },
  act: strayPackets,
  judge: (view) => raisedBeyondQuota(view),
};
