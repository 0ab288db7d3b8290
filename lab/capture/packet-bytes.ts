/**
 * Purpose: packets and frames of a run as octets: Ethernet, ARP, IPv4, UDP, TCP, ESP, with lengths and checksums as on a real wire.
 *
 * Does not model: a window above 65,535 octets (shown as that, since the model sends no scaling option), identification beyond a packet's number, the frame check sequence (as a card
 * that hands frames to an analyser leaves it out: the model counts 4 octets more a frame).
 * Units: octets. Determinism: in the order of the capture.
 * References: RFC 791 3.1; RFC 768; RFC 9293 3.1; RFC 7323 3.2 (timestamps); RFC 826; RFC 894; IEEE 802.3 3.2.8 (padding); RFC 3948 2.1 (UDP around ESP has no checksum).
 */
import type { ArpMessage, Frame } from '../../sim/net/ethernet.ts';
import { packetBytes, segmentLength, type Content, type Packet, type TcpSegment, type UdpDatagram } from '../../sim/net/packet.ts';
import { isEspInUdp } from '../../sim/vpn/ike-nat.ts';
import { isIke, NATT_PORT } from '../../sim/vpn/ike-payloads.ts';
import { checksum, join, u16, u32, u48, u8, with16, zeros, type Bytes } from './bytes.ts';
import { contentBytes } from './content-bytes.ts';
import { EspCoder } from './esp-bytes.ts';
import type { SpiOnWire } from './esp-spi.ts';
import { IkeBook } from './ike-book.ts';
import { IkeCoder } from './ike-message-bytes.ts';
import { ETHERTYPE, IP_PROTOCOL } from './ip-numbers.ts';
import { Secrets } from './secrets.ts';

/** Least data of an Ethernet frame. */
const MINIMUM_DATA_BYTES = 46;
const MOST_WINDOW_BYTES = 0xffff;
const ARP_OP = { request: 1, reply: 2 } as const;
const UDP_CHECKSUM_AT = 6;
const TCP_CHECKSUM_AT = 16;
const IP_CHECKSUM_AT = 10;
/** Two NOPs, then kind and length of the timestamp option. */
const TIMESTAMP_HEAD = Uint8Array.of(1, 1, 8, 10);

/**
 * Turns what is on the wires of one run into octets.
 * Units: octets. Errors: throws when a packet is not as long as the model says (a bug). Source: the standards above.
 */
export class PacketCoder {
  readonly book: IkeBook;
  readonly esp: EspCoder;
  readonly #secrets: Secrets;
  readonly #ike: IkeCoder;
  readonly #contents = new WeakMap<Content, Bytes>();
  #count = 0;
  /** The newest timestamp of each end of a connection, which the other end echoes. */
  readonly #timestamps = new Map<string, number>();

  constructor(seed: number, suites: ReadonlyMap<string, string>, spi: SpiOnWire = (same) => same) {
    this.#secrets = new Secrets(seed);
    this.book = new IkeBook(this.#secrets, suites);
    this.#ike = new IkeCoder(this.book, this.#secrets, spi);
    this.esp = new EspCoder(this.book, this.#secrets, { spi, encode: (inner) => this.packet(inner) });
  }

  frame({ src, dst, body }: Frame): Bytes {
    const [type, data] = body.type === 'arp' ? [ETHERTYPE.arp, arpBytes(body.arp)] : [ETHERTYPE.ipv4, this.packet(body.packet)];
    return join(u48(dst), u48(src), u16(type), data, zeros(Math.max(0, MINIMUM_DATA_BYTES - data.length)));
  }

  packet(packet: Packet): Bytes {
    const { src, dst, ttl, dscp, body, uid } = packet;
    const carried = this.#carried(packet);
    const length = packetBytes(packet);
    if (carried.length + 20 !== length)
      throw new Error(`capture: ${body.protocol} has ${carried.length + 20} octets, the model says ${length}`);
    const fixed = join(u8(0x45), u8(dscp << 2), u16(length), u16(uid), u16(0), u8(ttl), u8(IP_PROTOCOL[body.protocol]), u16(0));
    const header = join(fixed, u32(src), u32(dst));
    return join(with16(header, IP_CHECKSUM_AT, checksum(header)), carried);
  }

  #carried(packet: Packet): Bytes {
    const { body } = packet;
    if (body.protocol === 'esp') return this.esp.encode(body, packet);
    return body.protocol === 'udp' ? this.#datagram(packet, body) : this.#segment(packet, body);
  }

  #datagram(packet: Packet, { srcPort, dstPort, content }: UdpDatagram): Bytes {
    const data = this.#content(packet, content, srcPort === NATT_PORT || dstPort === NATT_PORT);
    const datagram = join(u16(srcPort), u16(dstPort), u16(8 + data.length), u16(0), data);
    if (isEspInUdp(content)) return datagram;
    // Zero says that there is none, so a sum of zero is sent as its complement (RFC 768).
    return with16(datagram, UDP_CHECKSUM_AT, checksum(pseudoHeader(packet, datagram.length), datagram) || 0xffff);
  }

  #segment(packet: Packet, segment: TcpSegment): Bytes {
    const { srcPort, dstPort, seq, ack, flags, window } = segment;
    const options = this.#options(packet, segment);
    const offset = u8(((20 + options.length) / 4) << 4);
    const head = join(u16(srcPort), u16(dstPort), u32(seq), u32(ack), offset, u8(flags), u16(Math.min(window, MOST_WINDOW_BYTES)), u32(0));
    const bytes = join(head, options, this.#pieces(packet, segment));
    return with16(bytes, TCP_CHECKSUM_AT, checksum(pseudoHeader(packet, bytes.length), bytes));
  }

  #options({ src, dst }: Packet, { srcPort, dstPort, timestamp }: TcpSegment): Bytes {
    if (timestamp === undefined) return zeros(0);
    const [here, there] = [`${src}:${srcPort}>${dst}:${dstPort}`, `${dst}:${dstPort}>${src}:${srcPort}`];
    this.#timestamps.set(here, timestamp);
    return join(TIMESTAMP_HEAD, u32(timestamp), u32(this.#timestamps.get(there) ?? 0));
  }

  #pieces(packet: Packet, segment: TcpSegment): Bytes {
    const data = new Uint8Array(segmentLength(segment));
    let at = 0;
    for (const { content, offset, length, damaged } of segment.pieces) {
      data.set(this.#content(packet, content, false).subarray(offset, offset + length), at);
      // The checksum fits all the same: that is why nobody noticed.
      if (damaged === true) data[at] = (data[at] ?? 0) ^ 1;
      at += length;
    }
    return data;
  }

  #content(packet: Packet, content: Content, marked: boolean): Bytes {
    if (isEspInUdp(content)) return this.esp.encode(content.esp, packet);
    const known = this.#contents.get(content);
    if (known !== undefined) return known;
    const context = { secrets: this.#secrets, number: this.#count++, packet: (inner: Packet) => this.packet(inner) };
    const bytes = isIke(content) ? this.#ike.encode(content, marked) : contentBytes(content, context);
    if (bytes.length !== content.bytes)
      throw new Error(`capture: ${content.kind} has ${bytes.length} octets, the model says ${content.bytes}`);
    this.#contents.set(content, bytes);
    return bytes;
  }
}

function pseudoHeader({ src, dst, body }: Packet, length: number): Bytes {
  return join(u32(src), u32(dst), u16(IP_PROTOCOL[body.protocol]), u16(length));
}

function arpBytes({ op, senderIp, senderMac, targetIp, targetMac }: ArpMessage): Bytes {
  const ethernet = u16(1);
  const kinds = join(ethernet, u16(ETHERTYPE.ipv4), u8(6), u8(4), u16(ARP_OP[op]));
  return join(kinds, u48(senderMac), u32(senderIp), u48(targetMac), u32(targetIp));
}
