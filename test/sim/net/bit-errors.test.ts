/**
 * Purpose: a line that flips bits: how often a packet is damaged, which share of damage passes the checksums, and what becomes of each kind of packet that passes.
 *
 * Guards: a rate that ignores the size; damage that passes without being delivered as damage; a line without errors that draws.
 * Why these bounds: five standard deviations of the binomial distribution at a fixed seed.
 */
import { describe, expect, it } from 'vitest';
import { BitErrors, damagedPacket, type Fate } from '../../../sim/net/bit-errors.ts';
import { Channel } from '../../../sim/net/channel.ts';
import { MessageAssembler } from '../../../sim/net/tcp/messages.ts';
import { slicePieces } from '../../../sim/net/tcp/pieces.ts';
import { Sealed } from '../../../sim/net/sealed.ts';
import type { Packet, Piece, TcpSegment } from '../../../sim/net/packet.ts';
import { NO_LOSS, TestNet } from './support.ts';

const TRIES = 65_536;

function fates(perBit: number, missedOf: number, sizeBytes: number): Readonly<Record<Fate, number>> {
  const net = new TestNet({ seed: 3 });
  const spec = { perBit: { numerator: 1, denominator: perBit }, missed: { numerator: 1, denominator: missedOf } };
  const errors = new BitErrors(spec, net.context.streams.get('line/test/errors'));
  const counts = { sound: 0, seen: 0, missed: 0 };
  for (let n = 0; n < TRIES; n++) counts[errors.fateOf(sizeBytes)]++;
  return counts;
}

const CONTENT = { kind: 'test', bytes: 1000 } as const;
const PIECE: Piece = { content: CONTENT, offset: 0, length: 600 };
const segment = (pieces: readonly Piece[]): TcpSegment => ({
  protocol: 'tcp',
  srcPort: 1,
  dstPort: 2,
  seq: 0,
  ack: 0,
  flags: 16,
  window: 1000,
  pieces,
});
const packet = (body: Packet['body']): Packet => ({ uid: 1, src: 1, dst: 2, ttl: 64, dscp: 0, body, origin: 'a' });

describe('how often', () => {
  it('a packet is damaged grows with its bits: 1,000 octets at 1/80,000 a bit are one packet in ten', () => {
    const { sound } = fates(80_000, 2, 1000);
    expect(Math.abs(TRIES - sound - 6554)).toBeLessThan(5 * 77);
    const half = fates(80_000, 2, 500);
    expect(Math.abs(TRIES - half.sound - 3277)).toBeLessThan(5 * 56);
  });
  it('a checksum of eight bits, rather than sixteen, misses one damaged packet in 256; certain damage has no other cause', () => {
    const { sound, missed } = fates(8, 256, 1000);
    expect(sound).toBe(0);
    expect(Math.abs(missed - 256)).toBeLessThan(5 * 16);
  });
  it('a line without errors leaves everything sound, until it is disturbed', () => {
    const net = new TestNet({ seed: 1 });
    const channel = new Channel(net.context, { rateBps: 1_000_000, delayNs: 0, queuePackets: 1, loss: NO_LOSS }, 'test');
    expect(channel.fateOf(1500)).toBe('sound');
    channel.disturb({ perBit: { numerator: 1, denominator: 1 }, missed: { numerator: 0, denominator: 1 } });
    expect(channel.fateOf(1500)).toBe('seen');
  });
});

describe('what passes', () => {
  it('data of a segment arrive marked, through cutting and reassembly; the next message is sound again', () => {
    const hurt = damagedPacket(packet(segment([PIECE])));
    const pieces = hurt?.body.protocol === 'tcp' ? hurt.body.pieces : [];
    const messages = new MessageAssembler();
    for (const piece of slicePieces(pieces, 100, 500)) expect(piece).toMatchObject({ offset: 100, damaged: true });
    for (const piece of pieces) expect(messages.feed(piece, 'a')).toBe('more');
    expect(messages.feed({ content: CONTENT, offset: 600, length: 400 }, 'a')).toBe('complete');
    expect(messages.damaged).toBe(true);
    const next = { kind: 'test', bytes: 10 };
    expect(messages.feed({ content: next, offset: 0, length: 10 }, 'a')).toBe('complete');
    expect(messages.damaged).toBe(false);
  });
  it('ESP with an integrity check does not open; without one it opens with the damage in it', () => {
    const ring = { holds: () => true };
    for (const integrity of [true, false]) {
      const sealed = Sealed.make(packet(segment([PIECE])), 'k', ring, { integrity });
      const hurt = damagedPacket(packet({ protocol: 'esp', spi: 1, seq: 1, sealed, bytes: 700 }));
      const opened = hurt?.body.protocol === 'esp' ? hurt.body.sealed.open(ring) : undefined;
      if (integrity) expect(opened).toEqual({ ok: false, reason: 'integrity' });
      else expect(opened).toMatchObject({ ok: true, body: { body: { pieces: [{ damaged: true }] } } });
    }
  });
  it('a bare acknowledgement and a datagram count as lost', () => {
    expect(damagedPacket(packet(segment([])))).toBeUndefined();
    expect(damagedPacket(packet({ protocol: 'udp', srcPort: 1, dstPort: 2, content: CONTENT }))).toBeUndefined();
  });
});
