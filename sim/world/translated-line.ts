/**
 * Purpose: a broadband router with address translation between a VPN device and its access line, as homes and small clinics have it.
 *
 * ```
 * network --- access line --- <device>.nat --- cable --- <device> --- zones
 *               outer address            private addresses
 * ```
 * The network knows the outer address and nothing behind it, so that nobody outside can open a conversation with the site.
 * Does not model: two devices behind one router, forwarded ports, the router's own services.
 * Units: nanoseconds, bit/s. Determinism: none needed.
 * References: TR D.7 c (NAT); RFC 3022 2.2; sim/net/nat.ts.
 */
import type { NetContext } from '../net/context.ts';
import { Nat } from '../net/nat.ts';
import { IpNode } from '../net/node.ts';
import { connect, type PointToPoint } from '../net/point-to-point.ts';
import { ANYWHERE, farEnd, type Joining, type Networks } from './networks.ts';
import type { LinkSpec, NatSpec } from './scenario.ts';

/** Gigabit Ethernet over a few metres; own choice, small against every access line. */
const CABLE: LinkSpec = { rateBps: 1e9, delayNs: 100, queuePackets: 1000, loss: { numerator: 0, denominator: 1 } };

/** A line that is joined through a translator. */
export interface TranslatedJoining extends Joining {
  readonly network: string;
  readonly nat: NatSpec;
}

export interface TranslatedLine {
  /** The access line. */
  readonly line: PointToPoint;
  readonly translator: Nat;
}

/**
 * Puts the router in; the access line is known under the device's name.
 * Units: nanoseconds. Errors: throws for an unknown network (a bug of the builder). Source: RFC 3022 2.2.
 */
export function joinThroughNat(context: NetContext, networks: Networks, joining: TranslatedJoining): TranslatedLine {
  const { iface, behind, nat, network } = joining;
  const device = iface.node.place;
  const router = new IpNode(context, `${device}.nat`, true);
  const lan = router.addIface('lan', farEnd(iface), iface.prefix);
  const outside = router.addIface(network, nat.address, nat.prefix);
  for (const prefix of behind) router.table.add({ prefix, iface: lan, nextHop: iface.address });
  iface.node.table.add({ prefix: ANYWHERE, iface, nextHop: lan.address });
  connect(context, iface, lan, CABLE, `${router.place}--${device}`);
  const line = networks.join(network, { ...joining, iface: outside, behind: [], subscriber: device });
  return { line, translator: new Nat(context, outside, nat.mappingNs) };
}
