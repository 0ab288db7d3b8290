/**
 * Purpose: a VPN device of whose site partners know another prefix than its own: what leaves by the line shows the known addresses, and what comes for them goes on to the hosts that have them.
 *
 * In the tunnel and in the clear alike: the addresses inside belong to nobody outside. A host of the site that uses a known address of its own site is led back, with both ends shown, so that known
 * addresses work from everywhere.
 * Does not model: what `sim/vpn/inner-addresses.ts` leaves out. Units: none. Determinism: no state.
 * References: TR D.7 c (second remedy); RFC 3022 2.1; RFC 4787 6 (hairpinning).
 */
import type { Iface } from '../net/iface.ts';
import type { IpNode } from '../net/node.ts';
import { PASS } from '../net/rules.ts';
import { shown, turnedBack, type KnownAs } from '../vpn/inner-addresses.ts';

/**
 * Hangs the translation into a device, before its other rules.
 * Units: none. Errors: none. Source: RFC 3022 2.1.
 */
export function showKnown(node: IpNode, wan: Iface, names: readonly KnownAs[]): void {
  node.rules.ingress.push((packet, { arrival }) => {
    const dst = turnedBack(packet.dst, names);
    if (dst === packet.dst) return PASS;
    const fromInside = arrival !== undefined && arrival.iface !== wan;
    return { verb: 'replace', packet: { ...packet, dst, ...(fromInside ? { src: shown(packet.src, names) } : {}) } };
  });
  node.rules.egress.push((packet, { out }) => {
    const src = out === wan ? shown(packet.src, names) : packet.src;
    return src === packet.src ? PASS : { verb: 'replace', packet: { ...packet, src } };
  });
}
