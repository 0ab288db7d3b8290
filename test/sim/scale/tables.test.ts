/**
 * Purpose: the tables of the nation: connection information and pairs against plain maps, and the loss of datagrams against its probability.
 *
 * Guards: an entry lost when a table grows or is cleared of what has run out; a pair found under another's devices; a row used again while its former owner's messages are under way; a rate
 * of loss that is off, or losses that come in step.
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { ConnectionInfo } from '../../../sim/scale/connection-info.ts';
import { Institutions } from '../../../sim/scale/institutions.ts';
import { NONE, PAIR, Pairs } from '../../../sim/scale/pairs.ts';
import { Wire } from '../../../sim/scale/wire.ts';

describe('connection information', () => {
  it('says the same as a map, through growth and clearing', () => {
    const [table, map, stream] = [new ConnectionInfo(), new Map<string, number>(), new Streams(5).get('info')];
    for (let nowNs = 0; nowNs < 60_000; nowNs++) {
      const [holder, partner] = [stream.integer(3000), stream.integer(4)];
      const known = map.get(`${holder} ${partner}`) ?? 0;
      const read = table.untilNs(holder, partner);
      // What has run out may be gone from the table.
      expect(known > nowNs ? read === known : read <= nowNs).toBe(true);
      const untilNs = nowNs + 1 + stream.integer(20_000);
      table.remember(holder, partner, untilNs, nowNs);
      map.set(`${holder} ${partner}`, untilNs);
    }
  });
  it('tells holder and partner apart', () => {
    const table = new ConnectionInfo();
    table.remember(1, 2, 100, 0);
    expect([table.untilNs(1, 2), table.untilNs(2, 1), table.untilNs(0, 0)]).toEqual([100, 0, 0]);
  });
});

describe('pairs', () => {
  it('are found in either order, let go and made anew, as a map does it', () => {
    const [pairs, map, stream] = [new Pairs(), new Map<string, number>(), new Streams(6).get('pairs')];
    const key = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`;
    for (let step = 0; step < 30_000; step++) {
      const from = stream.integer(100);
      const to = (from + 1 + stream.integer(99)) % 100;
      const known = map.get(key(from, to));
      const pair = pairs.between(from, to);
      if (known !== undefined) expect(pair).toBe(known);
      expect(key(pairs.get(pair, PAIR.left), pairs.get(pair, PAIR.right))).toBe(key(from, to));
      map.set(key(from, to), pair);
      if (stream.chance(1, 2)) {
        pairs.release(pair);
        map.delete(key(from, to));
      }
      expect(pairs.size).toBe(map.size);
    }
  });
  it('stay while somebody waits, and go on counting when a row is used again', () => {
    const pairs = new Pairs();
    const pair = pairs.between(1, 2);
    pairs.set(pair, PAIR.waiting, 7);
    pairs.release(pair);
    expect(pairs.between(2, 1)).toBe(pair);
    const epoch = pairs.get(pair, PAIR.epoch);
    pairs.set(pair, PAIR.waiting, NONE);
    pairs.release(pair);
    expect(() => pairs.release(pair)).toThrow('let go twice');
    expect(pairs.between(3, 4)).toBe(pair);
    expect(pairs.get(pair, PAIR.epoch)).toBeGreaterThan(epoch);
  });
});

describe('loss on access lines', () => {
  // Messages of two datagrams over two lines: lost with 1 - 0.9^4 = 0.3439. Of 40,000, 4 standard deviations are 380. Two losses in a row: 0.1183 of them, 4 standard deviations are 260.
  it('takes each datagram by itself, with the probability that was asked for', () => {
    const [kernel, streams] = [new Kernel(), new Streams(9)];
    const wire = new Wire(kernel, new Institutions(1000, streams), streams, { numerator: 1, denominator: 10 });
    const handler = kernel.register(() => undefined);
    let [inARow, before] = [0, false];
    for (let n = 0; n < 40_000; n++) {
      const lost = wire.lost;
      wire.send(1, 2, { bytes: 2000, datagrams: 2 }, 0, handler, 0, 0);
      if (before && wire.lost > lost) inARow++;
      before = wire.lost > lost;
    }
    expect(Math.abs(wire.lost - 40_000 * (1 - 0.9 ** 4))).toBeLessThan(380);
    expect(Math.abs(inARow - 40_000 * (1 - 0.9 ** 4) ** 2)).toBeLessThan(260);
  });
  it.each([
    [0, 1, 0],
    [1, 1, 100],
  ])('of %d in %d loses %d of 100', (numerator, denominator, lost) => {
    const [kernel, streams] = [new Kernel(), new Streams(9)];
    const wire = new Wire(kernel, new Institutions(1000, streams), streams, { numerator, denominator });
    const handler = kernel.register(() => undefined);
    for (let n = 0; n < 100; n++) wire.centre(1, { bytes: 100, datagrams: 1 }, handler, 0, 0);
    expect(wire.lost).toBe(lost);
  });
});
