/**
 * Purpose: IPv4 packets and what they carry, as immutable values with true sizes.
 *
 * Does not model: IP options, fragmentation, IPv6, checksums (they cannot fail here; pcap export computes them).
 * `origin` is the node that really sent the packet. It is ground truth for oracles and reports; no protocol code may read it.
 * Units: octets. Determinism: uids come from the context.
 * References: RFC 791 3.1 (header 20 octets), RFC 768 (8), RFC 9293 3.1 (20 without options), RFC 4303 2 (ESP).
 */
import type { TraceFields } from '../kernel/trace.ts';
import { formatIpv4, type Ipv4 } from './address.ts';
import type { Sealed } from './sealed.ts';

export const IPV4_HEADER_BYTES = 20;
export const UDP_HEADER_BYTES = 8;
export const TCP_HEADER_BYTES = 20;
/** The option's 10 octets, aligned by two NOPs (RFC 7323 3.2, appendix A). */
const TIMESTAMP_BYTES = 12;
export const DEFAULT_TTL = 64;

/** Something that a datagram or a stream carries; rooms above define their own kinds. */
export interface Content {
  readonly kind: string;
  readonly bytes: number;
}

export interface UdpDatagram {
  readonly protocol: 'udp';
  readonly srcPort: number;
  readonly dstPort: number;
  readonly content: Content;
}

export const TCP_FLAG = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 } as const;

/** A run of octets of one message inside a TCP stream: `length` octets from `offset` of `content`. */
export interface Piece {
  readonly content: Content;
  readonly offset: number;
  readonly length: number;
  /** A line flipped bits of it and no checksum noticed (bit-errors.ts). */
  readonly damaged?: true;
}

export interface TcpSegment {
  readonly protocol: 'tcp';
  readonly srcPort: number;
  readonly dstPort: number;
  /** Unsigned 32-bit sequence numbers. */
  readonly seq: number;
  readonly ack: number;
  readonly flags: number;
  /** Announced window in octets, after scaling. */
  readonly window: number;
  readonly pieces: readonly Piece[];
  /** TSval of the timestamp option, milliseconds modulo 2^32; absent: the option is not there. */
  readonly timestamp?: number;
}

export interface EspPacket {
  readonly protocol: 'esp';
  readonly spi: number;
  readonly seq: number;
  readonly sealed: Sealed<Packet>;
  /** Octets of the ESP packet from SPI to ICV. */
  readonly bytes: number;
}

export type PacketBody = UdpDatagram | TcpSegment | EspPacket;

export interface Packet {
  readonly uid: number;
  readonly src: Ipv4;
  readonly dst: Ipv4;
  readonly ttl: number;
  readonly dscp: number;
  readonly body: PacketBody;
  /** Ground truth, see above. */
  readonly origin: string;
}

/**
 * Octets of a segment's data.
 * Units: octets. Errors: none. Source: RFC 9293 3.1.
 */
export function segmentLength(segment: TcpSegment): number {
  let length = 0;
  for (const piece of segment.pieces) length += piece.length;
  return length;
}

/**
 * Total length of the IPv4 packet.
 * Units: octets. Errors: none. Source: RFC 791 3.1, RFC 768, RFC 9293 3.1, RFC 4303 2.
 */
export function packetBytes(packet: Packet): number {
  const { body } = packet;
  if (body.protocol === 'udp') return IPV4_HEADER_BYTES + UDP_HEADER_BYTES + body.content.bytes;
  if (body.protocol === 'tcp')
    return IPV4_HEADER_BYTES + TCP_HEADER_BYTES + (body.timestamp === undefined ? 0 : TIMESTAMP_BYTES) + segmentLength(body);
  return IPV4_HEADER_BYTES + body.bytes;
}

/** How the content of a packet is protected against a reader on this link. */
export type Protection = 'clear' | 'tls' | 'esp';

/**
 * Protection of a packet as anybody on the link sees it.
 * Units: none. Errors: none. Source: TR A.2 (channel and object security).
 */
export function protectionOf(packet: Packet): Protection {
  const { body } = packet;
  if (body.protocol === 'esp') return 'esp';
  if (body.protocol === 'tcp' && body.pieces.some((piece) => piece.content.kind === 'tls')) return 'tls';
  return body.protocol === 'udp' && (body.content.kind === 'ike' || body.content.kind === 'esp-in-udp') ? 'esp' : 'clear';
}

/**
 * The flags of a segment as text, e.g. `SYN ACK`.
 * Units: none. Errors: none. Source: RFC 9293 3.1.
 */
export function formatFlags(flags: number): string {
  return Object.entries(TCP_FLAG)
    .filter(([, bit]) => (flags & bit) !== 0)
    .map(([name]) => name)
    .join(' ');
}

/**
 * Header fields of a packet for a trace event.
 * Units: octets. Errors: none. Source: own design.
 */
export function describePacket(packet: Packet): TraceFields {
  const { body } = packet;
  const base = {
    uid: packet.uid,
    src: formatIpv4(packet.src),
    dst: formatIpv4(packet.dst),
    proto: body.protocol,
    bytes: packetBytes(packet),
    origin: packet.origin,
  };
  if (body.protocol === 'esp') return { ...base, spi: body.spi, seq: body.seq };
  if (body.protocol === 'udp') return { ...base, sport: body.srcPort, dport: body.dstPort, content: body.content.kind };
  const first = body.pieces[0];
  return {
    ...base,
    sport: body.srcPort,
    dport: body.dstPort,
    seq: body.seq,
    ack: body.ack,
    flags: formatFlags(body.flags),
    len: segmentLength(body),
    ...(first ? { content: first.content.kind } : {}),
  };
}
