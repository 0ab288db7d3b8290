/**
 * Purpose: policing of bulk traffic at the provider's edge, before it enters a customer's line.
 *
 * Datagrams that are neither the customer's VPN nor an answer that TCP paces (all UDP but IKE and the talk with the VPN centre) may use a quarter of the line; beyond that the provider drops them while
 * `rate-limiting` is deployed in the network. The question is asked only at the first packet beyond the quarter.
 * Does not model: TCP-looking bulk, detection of its own kind, the time until somebody at the provider acts.
 * Units: octets, bit/s, nanoseconds. Determinism: integer virtual scheduling.
 * References: RFC 2697 (metering by rate and burst); RFC 3552 4.6.2 and RFC 2827 2 (only upstream measures relieve a full line); threat card T25 "Reduces".
 */
import { NS_PER_MS, serialisationNs, type TimeNs } from '../kernel/time.ts';
import type { NetContext } from './context.ts';
import type { Iface } from './iface.ts';
import { packetBytes } from './packet.ts';
import { PASS, type PacketRule } from './rules.ts';

/** Share of the line for such datagrams, and the burst that may exceed it (own choices). */
const SHARE_DIVISOR = 4;
const BURST_NS: TimeNs = 500 * NS_PER_MS;

/**
 * The rule of one customer's line at a provider's router.
 * Units: bit/s. Errors: none. Source: RFC 2697.
 */
export function policeBulk(context: NetContext, place: string, line: Iface, rateBps: number, vpnPorts: readonly number[]): PacketRule {
  let paidUntilNs: TimeNs = 0;
  return (packet, passage) => {
    const { body } = packet;
    if (passage.out !== line || body.protocol !== 'udp' || vpnPorts.includes(body.dstPort)) return PASS;
    const { now } = context.kernel;
    if (paidUntilNs - now > BURST_NS) {
      const control = context.gate.on('rate-limiting', place);
      if (control !== undefined) return { verb: 'drop', reason: 'bulk-policed', control };
      return PASS;
    }
    paidUntilNs = Math.max(now, paidUntilNs) + serialisationNs(packetBytes(packet) * SHARE_DIVISOR, rateBps);
    return PASS;
  };
}
