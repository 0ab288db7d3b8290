/**
 * Purpose: sizes of packets to the octet, and how a packet is described to a trace.
 *
 * Guards: a header that is forgotten or counted twice (every serialisation time hangs on it); ciphertext that is described by its content.
 * Arithmetic: IPv4 20 (RFC 791 3.1), UDP 8 (RFC 768), TCP 20 without options (RFC 9293 3.1). Why this bound: equality.
 */
import { describe, expect, it } from 'vitest';
import {
  describePacket,
  formatFlags,
  packetBytes,
  protectionOf,
  segmentLength,
  TCP_FLAG,
  type Content,
  type PacketBody,
  type TcpSegment,
} from '../../../sim/net/packet.ts';
import { Sealed } from '../../../sim/net/sealed.ts';
import { packet } from './support.ts';

const content = (kind: string, bytes: number): Content => ({ kind, bytes });
const udp = (kind: string, bytes: number): PacketBody => ({ protocol: 'udp', srcPort: 1, dstPort: 2, content: content(kind, bytes) });
const tcp = (...pieces: readonly [string, number, number][]): TcpSegment => ({
  protocol: 'tcp',
  srcPort: 1,
  dstPort: 2,
  seq: 3,
  ack: 4,
  flags: TCP_FLAG.ACK | TCP_FLAG.PSH,
  window: 5,
  pieces: pieces.map(([kind, offset, length]) => ({ content: content(kind, 10_000), offset, length })),
});
const esp: PacketBody = {
  protocol: 'esp',
  spi: 9,
  seq: 8,
  bytes: 100,
  sealed: Sealed.make(packet('10.0.0.1', '10.0.0.2'), 'k', { holds: () => true }),
};
const of = (body: PacketBody) => packet('10.0.0.1', '192.0.2.2', { uid: 7, body });

describe('a packet', () => {
  it.each([
    [udp('x', 0), 28],
    [udp('x', 472), 500],
    [tcp(), 40],
    [tcp(['x', 0, 1000], ['x', 500, 460]), 1500],
    [esp, 120],
  ])('number %# has its total length', (body, octets) => {
    expect(packetBytes(of(body))).toBe(octets);
  });

  it('of TCP carries the sum of its pieces, not of their messages', () => {
    expect([segmentLength(tcp()), segmentLength(tcp(['x', 0, 1], ['y', 0, 2]))]).toEqual([0, 3]);
  });

  it.each([
    [udp('app', 1), 'clear'],
    [udp('ike', 1), 'esp'],
    [tcp(), 'clear'],
    [tcp(['app', 0, 1]), 'clear'],
    [tcp(['app', 0, 1], ['tls', 0, 1]), 'tls'],
    [esp, 'esp'],
  ])('number %# is protected against a reader on the link as it should be', (body, protection) => {
    expect(protectionOf(of(body))).toBe(protection);
  });

  it('names its flags', () => {
    expect([0, TCP_FLAG.SYN, TCP_FLAG.SYN | TCP_FLAG.ACK, TCP_FLAG.FIN | TCP_FLAG.RST | TCP_FLAG.PSH].map(formatFlags)).toEqual([
      '',
      'SYN',
      'SYN ACK',
      'FIN RST PSH',
    ]);
  });

  it('describes its headers, and of what is sealed nothing else', () => {
    const base = { uid: 7, src: '10.0.0.1', dst: '192.0.2.2', origin: 'test' };
    expect(describePacket(of(udp('app', 2)))).toEqual({ ...base, proto: 'udp', bytes: 30, sport: 1, dport: 2, content: 'app' });
    const segment = { ...base, proto: 'tcp', sport: 1, dport: 2, seq: 3, ack: 4, flags: 'PSH ACK' };
    expect(describePacket(of(tcp(['app', 0, 6])))).toEqual({ ...segment, bytes: 46, len: 6, content: 'app' });
    expect(describePacket(of(tcp()))).toEqual({ ...segment, bytes: 40, len: 0 });
    expect(describePacket(of(esp))).toEqual({ ...base, proto: 'esp', bytes: 120, spi: 9, seq: 8 });
  });
});
