/** Purpose: reassembly and cutting against a from-scratch recomputation octet by octet, on random overlapping segments. */
import { describe, expect, it } from 'vitest';
import { Streams } from '../../../../sim/kernel/streams.ts';
import type { Piece } from '../../../../sim/net/packet.ts';
import type { Arrival } from '../../../../sim/net/rules.ts';
import { Reassembly } from '../../../../sim/net/tcp/reassembly.ts';
import { SendBuffer } from '../../../../sim/net/tcp/send-buffer.ts';
import { slicePieces } from '../../../../sim/net/tcp/pieces.ts';
import { letter, Net } from './harness.ts';

const LENGTH = 60;
const WINDOW = 25;

function someArrival(): Arrival {
  const [iface] = new Net().host('h').node.ifaces;
  if (iface === undefined) throw new Error('test: no interface');
  return { iface };
}

describe('reassembly', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))('seed %i: what comes first stays, everything comes once and in order', (seed) => {
    const stream = new Streams(seed).get('fuzz');
    const arrival = someArrival();
    const content = letter('x', LENGTH);
    const taken: string[] = [];
    const reassembly = new Reassembly((chunk, from, to) => {
      for (let at = from; at < to; at++) taken.push(`${at} ${chunk.origin}`);
    });
    // The model: an array of who came first, and a pointer.
    const owner: (string | undefined)[] = [];
    let next = 0;
    for (let n = 0; n < 80; n++) {
      const start = stream.integer(LENGTH);
      const end = Math.min(LENGTH, start + 1 + stream.integer(12));
      const origin = `segment ${n}`;
      for (let at = Math.max(start, next); at < Math.min(end, next + WINDOW); at++) owner[at] ??= origin;
      while (owner[next] !== undefined) next++;
      reassembly.add({ start, pieces: [{ content, offset: start, length: end - start }], origin, arrival }, end, WINDOW);
      expect(reassembly.next).toBe(next);
      expect(reassembly.gap).toBe(owner.slice(next).some((who) => who !== undefined));
    }
    expect(taken).toEqual(owner.slice(0, next).map((who, at) => `${at} ${who}`));
  });
});

describe('cutting', () => {
  it('slices pieces like an array of octets, and leaves what is whole alone', () => {
    const stream = new Streams(7).get('fuzz');
    const octets = (pieces: readonly Piece[]): string[] =>
      pieces.flatMap((piece) =>
        Array.from({ length: piece.length }, (_, n) => `${piece.content.kind} ${piece.content.bytes} ${piece.offset + n}`),
      );
    for (let n = 0; n < 300; n++) {
      const pieces = Array.from({ length: 1 + stream.integer(4) }, (_, index) => ({
        content: letter('x', 100 + index),
        offset: stream.integer(50),
        length: 1 + stream.integer(9),
      }));
      const total = octets(pieces).length;
      const skip = stream.integer(total);
      const length = stream.integer(total - skip + 1);
      expect(octets(slicePieces(pieces, skip, length))).toEqual(octets(pieces).slice(skip, skip + length));
      expect(slicePieces(pieces, 0, total)).toBe(pieces);
    }
  });

  it('cuts a send buffer anywhere between what is released and its end', () => {
    const stream = new Streams(9).get('fuzz');
    const buffer = new SendBuffer();
    const line: string[] = [];
    let released = 0;
    for (let n = 0; n < 2000; n++) {
      const content = letter(`m${n}`, 1 + stream.integer(20));
      buffer.push(content);
      for (let at = 0; at < content.bytes; at++) line.push(`${content.name} ${at}`);
      const from = released + stream.integer(line.length - released);
      const length = 1 + stream.integer(Math.min(50, line.length - from));
      const cut = buffer
        .cut(from, length)
        .flatMap((piece) =>
          Array.from(
            { length: piece.length },
            (_, at) => `${'name' in piece.content ? String(piece.content.name) : ''} ${piece.offset + at}`,
          ),
        );
      expect(cut).toEqual(line.slice(from, from + length));
      if (stream.chance(1, 2)) buffer.release((released = Math.min(line.length - 1, released + stream.integer(25))));
    }
    expect(buffer.end).toBe(line.length);
    expect(() => buffer.cut(line.length - 1, 2)).toThrow('holds no octet');
  });
});
