/**
 * Purpose: TCP-AO as packet rules of a host: every segment between two hosts that share a master key carries a MAC, and the receiver drops what does not verify.
 *
 * Both hosts always send the MAC; the control is whether the receiver checks it, and it is asked only where the check would fail (a segment that the peer did not make, or that
 * was changed on the way). The MAC covers both addresses and ports, both numbers, the flags and the data.
 * Does not model: the option's octets (16 a segment), key roll-over, the numbers of the handshake in the traffic key, segments that a host sends after a restart without its keys.
 * Units: none. Determinism: pure but for the question.
 * References: RFC 5925 4.1 (scope of protection), 5.1 (MAC over the pseudo-header, header and data), 7.3 to 7.5 (a segment whose MAC fails is silently discarded).
 */
import type { Ipv4 } from './address.ts';
import type { IpNode } from './node.ts';
import type { Packet, TcpSegment } from './packet.ts';
import { PASS, type PacketRule } from './rules.ts';
import type { KeyHolder } from './sealed.ts';

/** What the MAC covers besides the segment itself, and the key under which it was made. */
interface SegmentMac {
  readonly keyId: string;
  readonly src: Ipv4;
  readonly dst: Ipv4;
}

/** MACs by the segment that carries them: a changed or copied segment is another object and has none of its own. */
const macs = new WeakMap<TcpSegment, SegmentMac>();

/** A master key shared with one other host. */
export interface AoPeer {
  readonly address: Ipv4;
  readonly keyId: string;
}

/**
 * Hangs TCP-AO into a host for the peers with which it shares a key.
 * Units: none. Errors: throws when the host lacks one of the keys (a bug of the builder). Source: RFC 5925 7.
 */
export function protectSegments(node: IpNode, ring: KeyHolder, peers: readonly AoPeer[]): void {
  const keys = new Map(peers.map((peer) => [peer.address, peer.keyId]));
  for (const peer of peers) if (!ring.holds(peer.keyId)) throw new Error(`tcp-ao: ${node.place} does not hold ${peer.keyId}`);
  node.rules.egress.push(stamping(keys));
  node.rules.ingress.push(checking(node, keys));
}

function stamping(keys: ReadonlyMap<Ipv4, string>): PacketRule {
  return (packet, passage) => {
    const { body } = packet;
    const keyId = keys.get(packet.dst);
    if (body.protocol === 'tcp' && keyId !== undefined && passage.arrival === undefined)
      macs.set(body, { keyId, src: packet.src, dst: packet.dst });
    return PASS;
  };
}

function checking(node: IpNode, keys: ReadonlyMap<Ipv4, string>): PacketRule {
  return (packet) => {
    const keyId = keys.get(packet.src);
    if (packet.body.protocol !== 'tcp' || keyId === undefined || !node.owns(packet.dst) || verifies(packet, packet.body, keyId))
      return PASS;
    const control = node.context.gate.on('tcp-ao', node.place);
    return control === undefined ? PASS : { verb: 'drop', reason: 'segment-mac-mismatch', control };
  };
}

function verifies(packet: Packet, segment: TcpSegment, keyId: string): boolean {
  const mac = macs.get(segment);
  return mac !== undefined && mac.keyId === keyId && mac.src === packet.src && mac.dst === packet.dst;
}
