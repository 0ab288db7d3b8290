/**
 * Purpose: T25 distributed denial of service: many hosts fill the access line of a clinic.
 *
 * The bots send bulk datagrams; a part of them forges its sources. All come from one vantage point of the simulator, with the sum of their rates.
 * Does not model: amplification, reflectors, bots that complete handshakes. The VPN centre and the IKE responder as further targets stand in t25-vpn-under-load.ts.
 * Units: bit/s, octets. Determinism: sources from the attacker's stream, even spacing.
 * References: TR A.5.1 #25; RFC 3552 4.6.2; RFC 2827 2; threat card T25 (loss about 1 - C/(a+l)).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { parseIpv4, type Ipv4 } from '../../sim/net/address.ts';
import { PASS } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import type { FlowSpec, Scenario } from '../../sim/world/scenario.ts';
import { unservedDuring } from '../oracles/interruption.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt } from './aims.ts';
import { endsOf } from './tactics.ts';

/** The attack begins so long after the portal's day; it lasts long enough to be felt (own choice). */
const AFTER_NS = 8 * NS_PER_S;
const LASTS_NS = 12 * NS_PER_S;
/** The victim's queue (1000 packets of 4 Mbit/s) needs about 3 s to fill at twice the rate of the line. */
const SETTLING_NS = 4 * NS_PER_S;
/** Full-size datagrams: 1472 octets and 28 of headers make an Ethernet's 1500. */
const DATAGRAM_BYTES = 1472;
const PACKET_BITS = 1500 * 8;
/** RFC 2544: benchmark addresses 198.18.0.0/15, from which no honest packet comes. */
const FORGED_BASE = parseIpv4('198.18.0.0') ?? 0;
const FORGED_COUNT = 2 ** 17;
/** Discard (RFC 863): where nobody listens. */
const DISCARD_PORT = 9;

const siteOf = (place: string): string => place.split('.')[0] ?? place;

/**
 * The flow of a site whose line is slower than the bots together.
 * Units: bit/s. Errors: none; undefined without bots or such a line. Source: threat card T25 (a above C).
 */
export function aimAtThinLine(scenario: Scenario): Aim | undefined {
  const { bots } = scenario.adversary;
  if (bots === undefined) return undefined;
  const lineBps = (flow: FlowSpec): number =>
    scenario.sites
      .filter((site) => site.id === siteOf(flow.client))
      .flatMap((site) => site.devices.flatMap((device) => device.ports))
      .find((port) => port.link !== undefined)?.link?.rateBps ?? Infinity;
  return aimAt(
    scenario,
    ['inquire'],
    (flow, service) => flow.times > 1 && siteOf(service.host) !== siteOf(flow.client) && lineBps(flow) < bots.count * bots.rateBps,
  );
}

/**
 * A forged source for the share of packets that the scenario says, undefined for the others.
 * Units: none. Errors: none. Source: RFC 2827 2.
 */
export function forgedSource(hands: Hands): Ipv4 | undefined {
  const share = hands.adversary.bots?.forgedShare;
  const forged = share !== undefined && hands.draw(share.denominator) < share.numerator;
  return forged ? FORGED_BASE + hands.draw(FORGED_COUNT) : undefined;
}

/**
 * Sends bulk to a host from one moment to another, at the bots' joint rate.
 * Units: nanoseconds. Errors: none. Source: threat card T25 step 1.
 */
export function fillLine(
  hands: Hands,
  target: Ipv4,
  how: { readonly fromNs: TimeNs; readonly untilNs: TimeNs; readonly forging: boolean },
): void {
  const { bots } = hands.adversary;
  if (bots === undefined) return;
  const own = hands.station?.address ?? target;
  const gapNs = Math.round((PACKET_BITS * NS_PER_S) / (bots.count * bots.rateBps));
  const content = { kind: 'bulk', bytes: DATAGRAM_BYTES } as const;
  const send = (): void => {
    if (hands.now >= how.untilNs) return;
    const src = (how.forging ? forgedSource(hands) : undefined) ?? own;
    const srcPort = 1024 + hands.draw(bots.count);
    hands.inject({ src, dst: target, body: { protocol: 'udp', srcPort, dstPort: DISCARD_PORT, content } });
    hands.after(gapNs, send);
  };
  hands.at(how.fromNs, () => {
    hands.note('filling-line', { bots: bots.count, bps: bots.count * bots.rateBps });
    send();
  });
}

export const fullLine: AttackDefinition = {
  threat: 'T25',
  variant: '',
  name: { en: 'Many hosts fill a clinic’s access line', ja: '多数の端末による診療所アクセス回線の飽和' },
  vantages: ['wan-off'],
  aim: aimAtThinLine,
  act: (hands, { flow }) => {
    hands.onPacket(() => PASS);
    const fromNs = flow.atNs + AFTER_NS;
    fillLine(hands, endsOf(hands, flow).client, { fromNs, untilNs: fromNs + LASTS_NS, forging: true });
  },
  judge: (view, { flow }) =>
    unservedDuring(view, flow.id, {
      startNs: flow.atNs + AFTER_NS,
      settledNs: flow.atNs + AFTER_NS + SETTLING_NS,
      endNs: flow.atNs + AFTER_NS + LASTS_NS,
    }),
};
