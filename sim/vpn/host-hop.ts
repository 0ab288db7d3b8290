/**
 * Purpose: the hop between a host and the VPN device of its LAN, protected for itself: tunnel-mode SAs by certificate for what crosses the border of the site.
 *
 * ```
 *   host == ESP, tunnel mode ==> device -- whatever protects the way to the partner, or nothing --> partner
 *        <=====================
 * ```
 * Both ends share IKE, SAD and ESP handling with whatever else of IPsec they have (tunnels.ts); each looks here for who its far ends are. Nothing but a certificate will do.
 * Does not model: a hop to a partner's device (the own router would have to let IKE and ESP out), traffic inside the site, NAT between a host and its device.
 * Units: none. Determinism: asks controls in packet order.
 * References: RFC 4301 3.3, 4.1 (tunnel mode where an end is a gateway), 5.1, 5.2; TR 9.5 (LAN, WAN and LAN protected separately).
 */
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import type { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import { PASS, TAKEN, type Passage, type Verdict } from '../net/rules.ts';
import type { ConnectionInfo, Resolver } from './connection.ts';
import type { DeviceControls } from './controls.ts';
import { IKE_PORT } from './ike-payloads.ts';
import type { Tunnels } from './tunnels.ts';

export const HOP_MECHANISM = 'ipsec-ike-host-gw' satisfies Mechanism;

/**
 * The far ends of hops as one end sees them: for a device its hosts, for a host its device. Their site is their name.
 * Units: none. Errors: none. Source: RFC 4301 4.4.3 (peer authorization database).
 */
export class HopPeers {
  readonly #peers: readonly (() => ConnectionInfo)[];
  readonly #site: readonly Prefix[];

  /** Read anew at each look, since a device may move; `site` holds the prefixes of the site. */
  constructor(peers: readonly (() => ConnectionInfo)[], site: readonly Prefix[]) {
    this.#peers = peers;
    this.#site = site;
  }

  /** The only far end of a host. */
  get device(): ConnectionInfo | undefined {
    return this.#peers[0]?.();
  }

  at(address: Ipv4): ConnectionInfo | undefined {
    return this.#find((peer) => peer.gateway === address);
  }

  named(identity: string): ConnectionInfo | undefined {
    return this.#find((peer) => peer.identity === identity);
  }

  /** The mechanism under which IPsec is spoken with whoever has this address. */
  mechanismFor(address: Ipv4): Mechanism {
    return this.at(address) === undefined ? 'ipsec-ike' : HOP_MECHANISM;
  }

  /** True when nothing but a certificate proves the peer, be it for where it speaks from or for who it says it is. */
  certificateOnly(address: Ipv4, identity: string): boolean {
    return this.at(address) !== undefined || this.named(identity) !== undefined;
  }

  /** A packet with this address at its far end crosses the border of the site, and does not protect itself. */
  covers(packet: Packet, farEnd: Ipv4): boolean {
    return !protectsItself(packet) && !this.#site.some((prefix) => inPrefix(farEnd, prefix));
  }

  /** A resolver that also knows the far ends, by name. */
  resolver(others: Resolver): Resolver {
    return {
      known: (question) => ('site' in question ? this.named(question.site) : undefined) ?? others.known(question),
      resolve: (question, reply) => {
        const peer = 'site' in question ? this.named(question.site) : undefined;
        if (peer === undefined) others.resolve(question, reply);
        else reply(peer);
      },
      forget: (site) => others.forget?.(site),
      moved: (address) => others.moved?.(address),
    };
  }

  #find(fits: (peer: ConnectionInfo) => boolean): ConnectionInfo | undefined {
    for (const read of this.#peers) {
      const peer = read();
      if (fits(peer)) return peer;
    }
    return undefined;
  }
}

/** The device's side of a hop. */
export interface DeviceHop {
  readonly node: IpNode;
  readonly peers: HopPeers;
  readonly controls: DeviceControls;
  readonly tunnels: Tunnels;
}

/**
 * Hangs the device's two rules: what goes to one of its hosts from outside is protected, and nothing goes out in a host's name that came in clear.
 * Units: none. Errors: none. Source: RFC 4301 5.1, 5.2.
 */
export function hangDeviceHop({ node, peers, controls, tunnels }: DeviceHop): void {
  node.rules.egress.push((packet) => {
    const host = peers.at(packet.dst);
    return host === undefined || !peers.covers(packet, packet.src) || node.owns(packet.src)
      ? PASS
      : carryOver(host, packet, controls, tunnels);
  });
  node.rules.ingress.push((packet, passage) => {
    if (peers.at(packet.src) === undefined || node.owns(packet.dst)) return PASS;
    return refuseClear(peers, packet, packet.dst, { passage, controls });
  });
}

/**
 * Takes a packet for the hop while the hop is protected.
 * Units: none. Errors: none. Source: RFC 4301 5.1 (PROTECT).
 */
export function carryOver(peer: ConnectionInfo, packet: Packet, controls: DeviceControls, tunnels: Tunnels): Verdict {
  const hop = controls.ask(HOP_MECHANISM);
  if (!hop.on) return PASS;
  tunnels.carry(packet, hop.by, peer.peerSite);
  return TAKEN;
}

/**
 * Refuses a packet that should have come protected over the hop; `farEnd` is its address beyond the site, if it has one.
 * Units: none. Errors: none. Source: RFC 4301 5.2 step 3.
 */
export function refuseClear(
  peers: HopPeers,
  packet: Packet,
  farEnd: Ipv4,
  { passage, controls }: { readonly passage: Passage; readonly controls: DeviceControls },
): Verdict {
  const { arrival } = passage;
  if (arrival?.hop !== undefined || arrival?.tunnel !== undefined || !peers.covers(packet, farEnd)) return PASS;
  const hop = controls.ask(HOP_MECHANISM);
  return hop.by === undefined ? PASS : { verb: 'drop', reason: 'unprotected-inbound', control: hop.by };
}

/** IKE and ESP, be they of the hop itself or passing from host to host. */
function protectsItself({ body }: Packet): boolean {
  return body.protocol === 'esp' || (body.protocol === 'udp' && body.srcPort === IKE_PORT && body.dstPort === IKE_PORT);
}
