/** Purpose: sequence arithmetic, initial sequence numbers, ports, SYN retry times, the timer wheel and lazy timers. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../../sim/kernel/kernel.ts';
import { Streams } from '../../../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S } from '../../../../sim/kernel/time.ts';
import { acceptable, ackPosition, resetPosition } from '../../../../sim/net/tcp/acceptance.ts';
import { Congestion } from '../../../../sim/net/tcp/congestion.ts';
import { checkCookie, makeCookie } from '../../../../sim/net/tcp/cookie.ts';
import { NumberSource } from '../../../../sim/net/tcp/isn.ts';
import { seqAdd, seqDelta } from '../../../../sim/net/tcp/seq.ts';
import { synWaitNs } from '../../../../sim/net/tcp/syn-retry.ts';
import { wheelDeadlineNs } from '../../../../sim/net/tcp/timer-wheel.ts';
import { TimerTable } from '../../../../sim/net/tcp/timer.ts';
import type { FourTuple } from '../../../../sim/net/tcp/types.ts';

const TUPLE: FourTuple = { local: { address: 1, port: 50_000 }, remote: { address: 2, port: 80 } };

describe('sequence numbers', () => {
  it('wrap', () => {
    expect(seqAdd(0xffff_ffff, 1)).toBe(0);
    expect(seqAdd(5, -6)).toBe(0xffff_ffff);
    expect(seqDelta(3, 0xffff_fffe)).toBe(5);
    expect(seqDelta(0xffff_fffe, 3)).toBe(-5);
    expect(seqDelta(0x8000_0000, 0)).toBe(-(2 ** 31));
    expect(seqAdd(0xffff_ffff, 2 ** 40)).toBe(0xffff_ffff);
  });

  it('start at M + F: the same 4-tuple moves on by one every 4 µs, another 4-tuple or host is elsewhere', () => {
    const source = new NumberSource(new Streams(1), 'a.b');
    const base = source.isn(TUPLE, 0);
    expect(seqDelta(source.isn(TUPLE, NS_PER_S), base)).toBe(250_000);
    expect(source.isn({ ...TUPLE, remote: { address: 2, port: 81 } }, 0)).not.toBe(base);
    expect(new NumberSource(new Streams(1), 'a.c').isn(TUPLE, 0)).not.toBe(base);
    expect(new NumberSource(new Streams(2), 'a.b').isn(TUPLE, 0)).not.toBe(base);
    expect(new NumberSource(new Streams(1), 'a.b').isn(TUPLE, 0)).toBe(base);
  });

  it('spread over the whole space: 4096 4-tuples fill 16 bins evenly', () => {
    const source = new NumberSource(new Streams(1), 'a.b');
    const bins = Array.from({ length: 16 }, () => 0);
    for (let port = 0; port < 4096; port++) {
      const bin = source.isn({ ...TUPLE, remote: { address: 2, port } }, 0) >>> 28;
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 256) ** 2 / 256, 0);
    // 99.9 % point of chi-square with 15 degrees of freedom.
    expect(chiSquare).toBeLessThan(37.7);
  });
});

describe('SYN cookies', () => {
  it('hold in their interval of 64 s and the next, also when the 5-bit counter has come round', () => {
    const secret = [1, 2] as const;
    const madeNs = 10 * NS_PER_S;
    const cookie = makeCookie(secret, TUPLE, 77, madeNs);
    const holds = (atS: number, irs = 77): boolean => checkCookie(secret, TUPLE, irs, cookie, atS * NS_PER_S);
    expect([10, 63, 64, 127, 128, 10 + 32 * 64].map((atS) => holds(atS))).toEqual([true, true, true, true, false, false]);
    expect(holds(10, 78)).toBe(false);
    expect(checkCookie([1, 3], TUPLE, 77, cookie, madeNs)).toBe(false);
  });
});

describe('the congestion window', () => {
  const open = (acks: number): Congestion => {
    const congestion = new Congestion();
    for (let n = 0; n < acks; n++) congestion.acknowledged(1360);
    return congestion;
  };

  it('starts at ten segments and grows by one with every ACK', () => {
    expect(open(0).windowBytes).toBe(13_600);
    expect(open(5).windowBytes).toBe(15 * 1360);
  });

  it('in recovery is half of the flight and three segments, then half of the flight', () => {
    const congestion = open(10);
    congestion.enterRecovery(20 * 1360);
    expect(congestion.windowBytes).toBe(13 * 1360);
    congestion.inflate();
    expect(congestion.windowBytes).toBe(14 * 1360);
    congestion.partialAck(4 * 1360);
    expect(congestion.windowBytes).toBe(11 * 1360);
    congestion.leaveRecovery(30 * 1360);
    expect(congestion.windowBytes).toBe(10 * 1360);
    // Congestion avoidance from here: one segment for a window of ACKs.
    for (let n = 0; n < 10; n++) congestion.acknowledged(1360);
    expect(congestion.windowBytes).toBeGreaterThan(10.9 * 1360);
    expect(congestion.windowBytes).toBeLessThan(11 * 1360);
  });

  it('after a timeout is one segment and doubles up to half of the flight; a second timeout of the same octets changes that no more', () => {
    const congestion = open(10);
    congestion.timedOut(8 * 1360, true);
    congestion.timedOut(1360, false);
    for (let n = 0; n < 3; n++) congestion.acknowledged(1360);
    expect(congestion.windowBytes).toBe(4 * 1360);
    congestion.acknowledged(1360);
    expect(congestion.windowBytes).toBe(4 * 1360 + 340);
  });
});

describe('ephemeral ports', () => {
  it('lie in 49152-65535, avoid what is taken, and end with a clear error', () => {
    const source = new NumberSource(new Streams(1), 'a.b');
    const taken = new Set<number>();
    for (let n = 0; n < 16_384; n++) taken.add(source.port((port) => !taken.has(port)));
    expect(taken.size).toBe(16_384);
    expect([Math.min(...taken), Math.max(...taken)]).toEqual([49_152, 65_535]);
    expect(() => source.port((port) => !taken.has(port))).toThrow('every ephemeral port');
  });
});

describe('acceptability (RFC 9293 table 6)', () => {
  it.each([
    [0, 0, 0, true],
    [1, 0, 0, false],
    [0, 1, 0, false],
    [0, 0, 100, true],
    [99, 0, 100, true],
    [100, 0, 100, false],
    [-1, 0, 100, false],
    [-5, 5, 100, false],
    [-5, 6, 100, true],
    [99, 50, 100, true],
    [100, 1, 100, false],
    // Starts before the window and ends behind it: RFC 9293 wants one end inside.
    [-5, 500, 100, false],
  ])('%i after RCV.NXT, length %i, window %i: %s', (ahead, length, window, expected) => {
    expect(acceptable(ahead, length, window)).toBe(expected);
  });

  it('places resets and acknowledgements', () => {
    expect([-1, 0, 1, 99, 100, 101].map((ahead) => resetPosition(ahead, 100))).toEqual([
      'outside',
      'exact',
      'in-window',
      'in-window',
      'edge',
      'outside',
    ]);
    expect([399, 400, 1000, 1500, 1501].map((ack) => ackPosition(ack, 1000, 1500, 600))).toEqual([
      'too-old',
      'fits',
      'fits',
      'fits',
      'beyond',
    ]);
  });
});

describe('waiting times', () => {
  const waits = (linear: number): (number | undefined)[] =>
    Array.from({ length: 8 + linear }, (_, n) => synWaitNs(n + 1, linear)).map((ns) => (ns === undefined ? ns : ns / NS_PER_S));

  it('of SYNs: 1, 2, 4 … 64 s, or with linear retries first', () => {
    expect(waits(0)).toEqual([1, 2, 4, 8, 16, 32, 64, undefined]);
    expect(waits(4)).toEqual([1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64, undefined]);
  });

  it.each([
    [0, 100, 104],
    [0, 1000, 1024],
    [24, 1000, 1056],
    [0, 2000, 2016],
    [0, 4000, 4096],
    [0, 16_000, 16_128],
    [0, 32_000, 32_768],
  ])('of the wheel: from %i ms, %i ms end at %i ms', (nowMs, waitMs, endMs) => {
    expect(wheelDeadlineNs(nowMs * NS_PER_MS, waitMs * NS_PER_MS) / NS_PER_MS).toBe(endMs);
  });

  it('of lazy timers: pushed back, pulled forward, stopped, released', () => {
    const kernel = new Kernel();
    const table = new TimerTable(kernel);
    const fired: string[] = [];
    const timer = (name: string) => table.create(() => fired.push(`${name} ${kernel.now}`));
    const [back, forward, stopped, released] = [timer('back'), timer('forward'), timer('stopped'), timer('released')];
    for (const each of [back, forward, stopped, released]) each.start(100);
    back.start(300);
    forward.start(50);
    stopped.stop();
    released.release();
    const heir = timer('heir');
    heir.start(200);
    released.start(120);
    kernel.run(1000);
    expect(fired).toEqual(['forward 50', 'heir 200', 'back 300']);
  });
});
