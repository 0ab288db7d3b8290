/**
 * Purpose: addresses of a site whose prefix another site has too, made unique on the way: the VPN device shows its partners another prefix, host by host, and turns it back.
 *
 * ```
 * clinic.pc 192.0.2.10 -- clinic.vpn ==== tunnel ==== vendor.vpn -- vendor.pc 192.0.2.10
 *               known as 198.51.100.64/27        known as 198.51.100.96/27
 *   192.0.2.10 > 198.51.100.106   198.51.100.74 > 198.51.100.106   198.51.100.74 > 192.0.2.10
 * ```
 * Does not model: addresses inside messages (FTP, SIP), which stay what they were (RFC 3027 2.1, 2.2); names, by which hosts would learn the other prefix; parts of a prefix.
 * Units: none. Determinism: plain arithmetic, no state.
 * References: TR D.7 c (addresses of providers that conflict, second remedy: the product resolves it); RFC 2663 4.1.1 (basic NAT), RFC 3022 2.1 (one-to-one); RFC 4301 5.1 (before the tunnel out, after it in).
 */
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import { PASS } from '../net/rules.ts';

/** A prefix of the site, and the one of the same length under which partners know it. */
export interface KnownAs {
  readonly own: Prefix;
  readonly known: Prefix;
}

/**
 * Hangs the way in into a device: what comes out of a tunnel for a known address goes on to the host that has it.
 * Units: none. Errors: throws where the two prefixes differ in length (a bug of the builder). Source: RFC 3022 2.1.
 */
export function turnBackInner(node: IpNode, names: readonly KnownAs[]): void {
  for (const { own, known } of names) if (own.length !== known.length) throw new Error(`${node.place}: prefixes of different lengths`);
  node.rules.ingress.push((packet, { arrival }) => {
    if (arrival?.tunnel === undefined) return PASS;
    const dst = turnedBack(packet.dst, names);
    return dst === packet.dst ? PASS : { verb: 'replace', packet: { ...packet, dst } };
  });
}

/**
 * The packet as it enters a tunnel.
 * Units: none. Errors: none. Source: RFC 3022 2.1.
 */
export function showInner(packet: Packet, names: readonly KnownAs[]): Packet {
  const src = shown(packet.src, names);
  return src === packet.src ? packet : { ...packet, src };
}

/**
 * An address of the site as partners know it; others stay what they are.
 * Units: none. Errors: none. Source: RFC 3022 2.1.
 */
export const shown = (address: Ipv4, names: readonly KnownAs[]): Ipv4 => moved(address, names, 'own', 'known');

/**
 * The address of the site that partners know as this one; others stay what they are.
 * Units: none. Errors: none. Source: RFC 3022 2.1.
 */
export const turnedBack = (address: Ipv4, names: readonly KnownAs[]): Ipv4 => moved(address, names, 'known', 'own');

function moved(address: Ipv4, names: readonly KnownAs[], from: keyof KnownAs, to: keyof KnownAs): Ipv4 {
  const name = names.find((each) => inPrefix(address, each[from]));
  return name === undefined ? address : name[to].base + (address - name[from].base);
}
