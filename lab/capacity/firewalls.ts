/**
 * Purpose: what breaks when a firewall in the network does not let one of the things pass that a tunnel is made of: a run with each of them blocked.
 *
 * Each run is made twice: with and without a translator of addresses between the two sites. Behind a translator IKE moves to UDP 4500 and ESP travels in it.
 * Translators belong to the Internet; other networks are measured without. A scenario without a centre has no port of it to block.
 * Does not model: firewalls that recognise ESP by its contents; a translator of the asked site.
 * Units: milliseconds. Determinism: one seed.
 * References: TR D.7 c (ISAKMP 500/UDP and ESP, protocol 50, must pass); RFC 3948 (UDP 4500); sim/vpn/centre-messages.ts (port of the centre).
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import type { Packet } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import { CENTRE_PORT } from '../../sim/vpn/centre-messages.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { Bench, tunnelPairs, type TunnelPair } from './probe-world.ts';

const udpPort = (packet: Packet, port: number): boolean =>
  packet.body.protocol === 'udp' && (packet.body.dstPort === port || packet.body.srcPort === port);

/** What is blocked; nothing first, as the comparison. */
export const BLOCKED = {
  nothing: () => false,
  'udp-500': (packet: Packet) => udpPort(packet, 500),
  esp: (packet: Packet) => packet.body.protocol === 'esp',
  'udp-4500': (packet: Packet) => udpPort(packet, 4500),
  centre: (packet: Packet) => udpPort(packet, CENTRE_PORT),
} as const satisfies Record<string, (packet: Packet) => boolean>;

export type BlockedId = keyof typeof BLOCKED;

export interface FirewallRow {
  /** Whether the addresses of the asking site are translated on the way (RFC 3022). */
  readonly nat: boolean;
  readonly blocked: BlockedId;
  /** Packets that the firewall dropped. */
  readonly dropped: number;
  readonly tunnelUp: boolean;
  readonly delivered: boolean;
  /** Why the device gave up, and how long after the first packet; absent when it did not. */
  readonly failure?: string;
  readonly gaveUpAfterMs?: number;
}

const START_NS = NS_PER_S;
/** IKE gives up after about seven minutes (sim/vpn/ike-settings.ts). */
const HORIZON_S = 600;

/**
 * Runs the first pair between which data may pass, with each thing blocked.
 * Units: milliseconds. Errors: none; empty where no tunnel can be raised. Source: TR D.7 c.
 */
export function measureFirewalls(scenario: Scenario, seed: number): readonly FirewallRow[] {
  const pair = tunnelPairs(scenario).find(({ open }) => open);
  if (pair === undefined) return [];
  const translated = scenario.networks.some(({ id, kind }) => kind === 'internet' && pair.to.network === id);
  const blocks = (Object.keys(BLOCKED) as BlockedId[]).filter((blocked) => blocked !== 'centre' || scenario.centre !== undefined);
  return (translated ? [false, true] : [false]).flatMap((nat) => blocks.map((blocked) => measure(scenario, pair, { seed, nat, blocked })));
}

interface Case {
  readonly seed: number;
  readonly nat: boolean;
  readonly blocked: BlockedId;
}

function measure(scenario: Scenario, pair: TunnelPair, { seed, nat, blocked }: Case): FirewallRow {
  const bench = new Bench(scenario, { seed });
  if (nat) bench.translateTowards(pair.to);
  let dropped = 0;
  for (const backbone of bench.world.topology.backbones.values())
    backbone.rules.ingress.push((packet) => {
      if (!BLOCKED[blocked](packet)) return PASS;
      dropped++;
      return { verb: 'drop', reason: 'blocked-by-firewall' };
    });
  const arrived = bench.receive(pair.target);
  bench.send(START_NS, pair.from.hosts[0] ?? '', pair.target, { number: 1, bytes: 100 });
  bench.run(HORIZON_S);
  const events = bench.events('tunnel', pair.from.device);
  const up = events.some(({ fields }) => fields['event'] === 'up');
  const down = events.find(({ fields }) => fields['event'] === 'down' && fields['reason'] !== undefined);
  return {
    nat,
    blocked,
    dropped,
    tunnelUp: up,
    delivered: arrived.length > 0,
    ...(up || down === undefined
      ? {}
      : { failure: String(down.fields['reason']), gaveUpAfterMs: Math.round((down.timeNs - START_NS) / 1e6) }),
  };
}
