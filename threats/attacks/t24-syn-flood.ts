/**
 * Purpose: T24 TCP SYN flood: half-open connections from silent sources fill a listener's backlog.
 *
 * Does not model: floods that fill the line (T25).
 * Units: SYN per second from the scenario. Determinism: sources and numbers from the attacker's stream.
 * References: TR A.5.1 #24; RFC 3552 4.6.4; RFC 4987 2.2; threat card T24; protocol-constants P-10.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { parseIpv4, type Ipv4 } from '../../sim/net/address.ts';
import { TCP_FLAG } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { deniedService } from '../oracles/availability.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';
import { endsOf } from './tactics.ts';

/** When the flood begins, after the start of the portal's day, so that undisturbed use is seen first. */
const AFTER_NS = 8 * NS_PER_S;
/** RFC 2544: benchmark addresses 198.18.0.0/15, where nobody answers. */
const SILENT_BASE = parseIpv4('198.18.0.0') ?? 0;
const SILENT_NETWORKS = 2 ** 9;
const NETWORK_ADDRESSES = 2 ** 8;

/** A source from which no RST will come: a benchmark address, or for a peer site an unused address of its own prefix. */
function silentSource(hands: Hands): Ipv4 {
  const { synNetworks = SILENT_NETWORKS } = hands.adversary;
  if (hands.vantage.kind !== 'peer') return SILENT_BASE + hands.draw(NETWORK_ADDRESSES * synNetworks);
  const prefix = hands.plan.prefixOf(hands.vantage.at);
  const upperHalf = 2 ** (32 - prefix.length - 1);
  return prefix.base + upperHalf + hands.draw(upperHalf - 1);
}

function act(hands: Hands, aim: Aim): void {
  const { server, service } = endsOf(hands, aim.flow);
  const gapNs = Math.round(NS_PER_S / hands.adversary.synPerS);
  const endNs = aim.flow.atNs + aim.flow.everyNs * aim.flow.times;
  const flood = (): void => {
    if (hands.now >= endNs) return;
    const body = {
      protocol: 'tcp',
      srcPort: 1024 + hands.draw(60_000),
      dstPort: service.port,
      seq: hands.draw(2 ** 32),
      ack: 0,
      flags: TCP_FLAG.SYN,
      window: 65_535,
      pieces: [],
    } as const;
    hands.inject({ src: silentSource(hands), dst: server, body });
    hands.after(gapNs, flood);
  };
  hands.onPacket(() => PASS);
  hands.at(aim.flow.atNs + AFTER_NS, () => {
    hands.note('flooding', { service: service.id, synPerS: hands.adversary.synPerS });
    flood();
  });
}

export const synFlood: AttackDefinition = {
  threat: 'T24',
  variant: '',
  name: { en: 'Half-open connections fill the portal’s backlog', ja: '半開接続による待ち行列の枯渇' },
  vantages: ['wan-off', 'peer', 'lan'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['inquire'],
      (flow, service) =>
        (vantage.kind === 'lan' ? service.host.startsWith(`${vantage.at}.`) : !service.host.startsWith(`${vantage.at}.`)) && flow.times > 1,
    ),
  act,
  judge: (view, aim) => deniedService(view, aim.flow.id, aim.flow.atNs + AFTER_NS),
};
