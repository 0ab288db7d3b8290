/**
 * Purpose: Ethernet frames and ARP messages as values.
 *
 * Does not model: VLAN tags, jumbo frames, preamble and inter-frame gap (20 octets of line time).
 * Units: octets. Determinism: pure.
 * References: IEEE 802.3 3.2 (header 14, FCS 4, minimum 64 octets); RFC 826 (ARP for IPv4 over Ethernet: 28 octets).
 */
import type { Ipv4, Mac } from './address.ts';
import { packetBytes, type Packet } from './packet.ts';

const HEADER_AND_FCS_BYTES = 18;
const MINIMUM_BYTES = 64;
const ARP_BYTES = 28;

export interface ArpMessage {
  readonly op: 'request' | 'reply';
  readonly senderIp: Ipv4;
  readonly senderMac: Mac;
  readonly targetIp: Ipv4;
  readonly targetMac: Mac;
}

export type FrameBody = { readonly type: 'ipv4'; readonly packet: Packet } | { readonly type: 'arp'; readonly arp: ArpMessage };

export interface Frame {
  readonly src: Mac;
  readonly dst: Mac;
  readonly body: FrameBody;
  /** Ground truth: who really sent it. */
  readonly origin: string;
}

/**
 * Length of a frame including FCS.
 * Units: octets. Errors: none. Source: IEEE 802.3 3.2.
 */
export function frameBytes(frame: Frame): number {
  const payload = frame.body.type === 'arp' ? ARP_BYTES : packetBytes(frame.body.packet);
  return Math.max(MINIMUM_BYTES, HEADER_AND_FCS_BYTES + payload);
}
