/**
 * Purpose: packet filters as rules: the stateful zone firewall between zones, and ingress filtering at the provider's edge.
 *
 * A rule that was left open after its purpose is still there, unless a register of devices and their settings (`training-ledger`) is kept; that is asked when such a rule would let
 * something pass.
 * Both ask for their control only when they would refuse the packet, so that permitted traffic never widens the decision tree.
 * Does not model: state timeouts, ALGs, rate limits.
 * Units: none. Determinism: rules in list order; state in insertion order and never iterated.
 * References: TR 9.3 (firewall between SZ and HSZ), C 4-1-1 (address and port allow-list), C 6-1-2 (register); RFC 2979 (default deny); RFC 2827 3 and RFC 3704 2.2 (strict reverse path).
 */
import { inPrefix, type Prefix } from './address.ts';
import type { NetContext } from './context.ts';
import { OpenFlows } from './open-flows.ts';
import type { Mechanism } from './mechanisms.ts';
import type { IpNode } from './node.ts';
import type { Packet } from './packet.ts';
import { PASS, type PacketRule, type Passage } from './rules.ts';

export interface PermitRule {
  readonly from: Prefix;
  readonly to: Prefix;
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly port?: number;
  /** Nobody took it back when it was no longer needed. */
  readonly leftOpen?: boolean;
}

/** What a stateful filter is asked to do. */
export interface StatefulFilter {
  /** The control that switches it, and the reason it gives. */
  readonly mechanism: Mechanism;
  readonly reason: string;
  /** Packets that it looks at; all others pass. */
  applies(packet: Packet, passage: Passage): boolean;
  /** What may open a flow. */
  permits(packet: Packet, passage: Passage): boolean;
  /** What passes although it should not any more. */
  leftOpen?(packet: Packet): boolean;
}

/**
 * A stateful filter: a permitted packet opens its flow in both directions; any other is refused while the control is deployed.
 * Units: none. Errors: none. Source: RFC 2979 (default deny).
 */
export function statefulFilter(context: NetContext, node: IpNode, filter: StatefulFilter): PacketRule {
  const open = new OpenFlows();
  return (packet, passage) => {
    // A flow belongs to the tunnel through which it was opened: the same addresses in another tunnel are another flow.
    const tunnel = passage.arrival?.tunnel?.peerSite ?? '';
    if (open.has(tunnel, packet) || open.answered(packet)) return PASS;
    const refused = filter.applies(packet, passage) && !filter.permits(packet, passage);
    const control = refused ? context.gate.on(filter.mechanism, node.place) : undefined;
    if (control !== undefined) {
      if (filter.leftOpen?.(packet) !== true) return { verb: 'drop', reason: filter.reason, control };
      const register = context.gate.on('training-ledger', node.place);
      if (register !== undefined) return { verb: 'drop', reason: 'rule-taken-back', control: register };
    }
    open.add(tunnel, packet);
    return PASS;
  };
}

/**
 * The zone firewall: what no rule permits is refused.
 * Units: none. Errors: none. Source: TR 9.3, C 4-1-1.
 */
export function zoneFirewall(context: NetContext, node: IpNode, permits: readonly PermitRule[]): PacketRule {
  return statefulFilter(context, node, {
    mechanism: 'zone-firewall',
    reason: 'no-rule-permits',
    applies: () => true,
    permits: (packet) => permits.some((permit) => permit.leftOpen !== true && matches(permit, packet)),
    leftOpen: (packet) => permits.some((permit) => permit.leftOpen === true && matches(permit, packet)),
  });
}

/**
 * Strict reverse-path check: a packet whose source is not routed back through the port on which it came is refused while ingress filtering is deployed.
 * Units: none. Errors: none. Source: RFC 2827 3, RFC 3704 2.2.
 */
export function ingressFiltering(context: NetContext, node: IpNode): PacketRule {
  return (packet, passage) => {
    if (passage.arrival === undefined || node.table.lookup(packet.src)?.iface === passage.arrival.iface) return PASS;
    const control = context.gate.on('ingress-filtering', node.place);
    return control === undefined ? PASS : { verb: 'drop', reason: 'source-not-behind-port', control };
  };
}

/**
 * True when a rule speaks of this packet.
 * Units: none. Errors: none. Source: RFC 4301 4.4.1.1 (selectors); TR C 4-1-1.
 */
export function matches(permit: PermitRule, packet: Packet): boolean {
  const { body } = packet;
  if (!inPrefix(packet.src, permit.from) || !inPrefix(packet.dst, permit.to)) return false;
  if (permit.protocol !== 'any' && permit.protocol !== body.protocol) return false;
  return permit.port === undefined || (body.protocol !== 'esp' && body.dstPort === permit.port);
}

/**
 * The packet with its ends exchanged, as an answer to it would be.
 * Units: none. Errors: none. Source: RFC 4301 4.4.1 (selectors of the other direction).
 */
export function turned(packet: Packet): Packet {
  const { body, src, dst } = packet;
  if (body.protocol === 'esp') return { ...packet, src: dst, dst: src };
  return { ...packet, src: dst, dst: src, body: { ...body, srcPort: body.dstPort, dstPort: body.srcPort } };
}
