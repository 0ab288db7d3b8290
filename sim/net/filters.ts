/**
 * Purpose: packet filters as rules: the stateful zone firewall between zones, and ingress filtering at the provider's edge.
 *
 * Both ask for their control only when they would refuse the packet, so that permitted traffic never widens the decision tree.
 * Does not model: state timeouts, ALGs, rate limits.
 * Units: none. Determinism: rules in list order; state in insertion order and never iterated.
 * References: TR 9.3 (firewall between SZ and HSZ), C 4-1-1 (address and port allow-list); RFC 2979 (default deny); RFC 2827 3 and RFC 3704 2.2 (strict reverse path).
 */
import { inPrefix, type Prefix } from './address.ts';
import type { NetContext } from './context.ts';
import type { IpNode } from './node.ts';
import type { Packet } from './packet.ts';
import { PASS, type PacketRule } from './rules.ts';

export interface PermitRule {
  readonly from: Prefix;
  readonly to: Prefix;
  readonly protocol: 'tcp' | 'udp' | 'any';
  readonly port?: number;
}

/**
 * A stateful filter: what a permit rule matches opens the reverse direction; everything else is refused while the zone firewall is deployed.
 * Units: none. Errors: none. Source: TR C 4-1-1, RFC 2979.
 */
export function zoneFirewall(context: NetContext, node: IpNode, permits: readonly PermitRule[]): PacketRule {
  const open = new Set<string>();
  return (packet) => {
    if (open.has(reverseKey(packet)) || open.has(flowKey(packet))) return PASS;
    if (permits.some((permit) => matches(permit, packet))) {
      open.add(flowKey(packet));
      return PASS;
    }
    const control = context.gate.on('zone-firewall', node.place);
    if (control === undefined) {
      open.add(flowKey(packet));
      return PASS;
    }
    return { verb: 'drop', reason: 'no-rule-permits', control };
  };
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

function matches(permit: PermitRule, packet: Packet): boolean {
  const { body } = packet;
  if (!inPrefix(packet.src, permit.from) || !inPrefix(packet.dst, permit.to)) return false;
  if (permit.protocol !== 'any' && permit.protocol !== body.protocol) return false;
  return permit.port === undefined || (body.protocol !== 'esp' && body.dstPort === permit.port);
}

function flowKey(packet: Packet): string {
  const ports = packet.body.protocol === 'esp' ? '' : `${packet.body.srcPort}>${packet.body.dstPort}`;
  return `${packet.body.protocol} ${packet.src}>${packet.dst} ${ports}`;
}

function reverseKey(packet: Packet): string {
  const ports = packet.body.protocol === 'esp' ? '' : `${packet.body.dstPort}>${packet.body.srcPort}`;
  return `${packet.body.protocol} ${packet.dst}>${packet.src} ${ports}`;
}
