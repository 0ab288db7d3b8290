/**
 * Purpose: one direction of a line to the nanosecond: serialisation, queueing, propagation, the drop-tail limit, loss, and the line that is cut.
 *
 * Guards: a packet that overlaps the one before it; a limit that counts the packet on the wire; a lost packet that costs no line time; loss drawn where none is configured.
 * Arithmetic: start = max(now, end of the packet before); arrival = start + ceil(octets × 8 × 10^9 / rate) + delay. At 8 Mbit/s one octet takes 1 µs.
 * Why this bound: equality, but for the loss ratio, which is compared with the two-sided 99.9 % interval of the binomial distribution at a fixed seed.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serialisationNs } from '../../../sim/kernel/time.ts';
import { Channel, type ChannelSpec, type Transmission } from '../../../sim/net/channel.ts';
import { NO_LOSS, TestNet } from './support.ts';

const US = 1000;
const SPEC: ChannelSpec = { rateBps: 8_000_000, delayNs: 0, queuePackets: 1_000_000, loss: NO_LOSS };

/** A channel, and the times at which items came out at its far end, by name. */
function line(spec: Partial<ChannelSpec> = {}, seed = 1) {
  const net = new TestNet({ seed });
  const channel = new Channel(net.context, { ...SPEC, ...spec }, 'test');
  const arrived: [string, number][] = [];
  const send = (sizeBytes: number, name = ''): Transmission => channel.send(sizeBytes, () => arrived.push([name, net.kernel.now]));
  return { kernel: net.kernel, streams: net.context.streams, channel, arrived, send };
}

describe('one packet', () => {
  it.each([
    // octets, bit/s, delay ns, arrival ns
    [1500, 100_000_000, 5_000_000, 120_000 + 5_000_000],
    [64, 1_000_000_000, 500, 512 + 500],
    [1500, 64_000, 25_000_000, 187_500_000 + 25_000_000],
    // 100 octets at 3 Gbit/s take 266.67 ns, rounded up.
    [100, 3_000_000_000, 1, 267 + 1],
    [0, 64_000, 7, 7],
  ])('of %i octets on %i bit/s with %i ns delay arrives at %i ns', (sizeBytes, rateBps, delayNs, expected) => {
    const { kernel, arrived, send } = line({ rateBps, delayNs });
    expect(send(sizeBytes, 'p')).toEqual({ sent: true, startNs: 0, arriveNs: expected });
    kernel.run(expected + 1);
    expect(arrived).toEqual([['p', expected]]);
  });
});

describe('packets one behind the other', () => {
  it('follow without gap or overlap, and the delay is added once', () => {
    const { kernel, arrived, send } = line({ delayNs: 10 * US });
    const sent = [100, 1, 50].map((size, n) => send(size, `p${n}`));
    expect(sent).toEqual([
      { sent: true, startNs: 0, arriveNs: 110 * US },
      { sent: true, startNs: 100 * US, arriveNs: 111 * US },
      { sent: true, startNs: 101 * US, arriveNs: 161 * US },
    ]);
    kernel.run(1_000_000);
    expect(arrived).toEqual([
      ['p0', 110 * US],
      ['p1', 111 * US],
      ['p2', 161 * US],
    ]);
  });

  it('start at once when the line is idle again, and at the very moment when it becomes so', () => {
    const { kernel, send } = line();
    const starts: unknown[] = [];
    for (const at of [0, 99, 100, 250]) kernel.at(at * US, () => starts.push(send(100)));
    kernel.run(1_000_000);
    // At 99 us the first is on the wire until 100; at 100 us the second is next, so the third waits until 200; at 250 it is still on the wire until 300.
    expect(starts.map((one) => (one as { startNs: number }).startNs / US)).toEqual([0, 100, 200, 300]);
  });

  it('obey Lindley: each waits until the one before it is done, for any arrivals and sizes', () => {
    const item = fc.record({ gapNs: fc.integer({ min: 0, max: 300_000 }), sizeBytes: fc.integer({ min: 1, max: 1500 }) });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 60 }), fc.integer({ min: 1000, max: 10_000_000_000 }), (items, rateBps) => {
        const { kernel, send, arrived } = line({ rateBps, delayNs: 77 });
        let [now, free] = [0, 0];
        const expected: [string, number][] = [];
        for (const [n, { gapNs, sizeBytes }] of items.entries()) {
          now += gapNs;
          free = Math.max(now, free) + serialisationNs(sizeBytes, rateBps);
          expected.push([`p${n}`, free + 77]);
          kernel.at(now, () => send(sizeBytes, `p${n}`));
        }
        kernel.run(free + 1000);
        expect(arrived).toEqual(expected);
      }),
    );
  });
});

describe('the queue limit', () => {
  it.each([0, 1, 3])('of %i counts waiting packets, not the one on the wire', (queuePackets) => {
    const { channel, send } = line({ queuePackets });
    const accepted = Array.from({ length: 6 }, () => send(100).sent);
    expect(accepted).toEqual(Array.from({ length: 6 }, (_, n) => n < 1 + queuePackets));
    expect(channel.waiting).toBe(queuePackets);
  });

  it('frees a place at the moment at which the next packet starts', () => {
    const { kernel, channel, send } = line({ queuePackets: 2 });
    const answers: unknown[] = [];
    const trySend = (): void => {
      const sent = send(100);
      answers.push(sent.sent ? sent.startNs / US : sent.reason);
    };
    for (let n = 0; n < 4; n++) trySend();
    kernel.at(100 * US - 1, trySend);
    kernel.at(100 * US, trySend);
    kernel.at(100 * US, trySend);
    kernel.run(100 * US + 1);
    expect(answers).toEqual([0, 100, 200, 'queue-full', 'queue-full', 300, 'queue-full']);
    expect(channel.waiting).toBe(2);
  });

  it('refuses without line time: what is refused delays nobody', () => {
    const { kernel, arrived, send } = line({ queuePackets: 1 });
    for (let n = 0; n < 10; n++) send(100, `p${n}`);
    kernel.at(200 * US, () => send(100, 'last'));
    kernel.run(1_000_000);
    expect(arrived).toEqual([
      ['p0', 100 * US],
      ['p1', 200 * US],
      ['last', 300 * US],
    ]);
  });

  it('counts right over thousands of packets', () => {
    // The list of start times is shortened every 1024 entries; nobody may notice.
    const { kernel, channel, send } = line();
    for (let n = 0; n < 5000; n++) send(1);
    const seen: number[] = [];
    for (const at of [0, 1, 1023, 1024, 1025, 2500, 4998, 4999, 5000]) kernel.at(at * US, () => seen.push(channel.waiting));
    kernel.run(6_000_000);
    expect(seen).toEqual([4999, 4998, 3976, 3975, 3974, 2499, 1, 0, 0]);
  });
});

describe('loss', () => {
  it('strikes as often as configured', () => {
    const [count, p] = [40_000, 1 / 100];
    const { kernel, arrived, send } = line({ loss: { numerator: 1, denominator: 100 } });
    const lost = Array.from({ length: count }, () => send(1)).filter((one) => !one.sent && one.reason === 'line-loss').length;
    kernel.run(1_000_000_000);
    expect(arrived.length).toBe(count - lost);
    // 400 ± 65.5.
    expect(Math.abs(lost - count * p)).toBeLessThan(3.291 * Math.sqrt(count * p * (1 - p)));
  });

  it('of everything lets nothing through, and still takes line time', () => {
    const { kernel, channel, arrived, send } = line({ loss: { numerator: 1, denominator: 1 }, queuePackets: 1 });
    expect(send(100)).toEqual({ sent: false, reason: 'line-loss' });
    expect(send(100)).toEqual({ sent: false, reason: 'line-loss' });
    expect(channel.waiting).toBe(1);
    expect(send(100)).toEqual({ sent: false, reason: 'queue-full' });
    kernel.run(1_000_000);
    expect(arrived).toEqual([]);
  });

  it('is drawn from the stream of this line, once a packet', () => {
    const { streams, send } = line({ loss: { numerator: 1, denominator: 2 } }, 9);
    const sent = Array.from({ length: 64 }, () => send(1).sent);
    const twin = new TestNet({ seed: 9 }).context.streams.get('line/test/loss');
    expect(sent).toEqual(sent.map(() => !twin.chance(1, 2)));
    expect(streams.get('line/test/loss').next()).toBe(twin.next());
  });
});

describe('a line that is down', () => {
  it('takes nothing; what is on the wire arrives; when it is up again it works as before', () => {
    const { kernel, channel, arrived, send } = line({ delayNs: 50 * US });
    send(100, 'before');
    channel.up = false;
    expect(send(100, 'during')).toEqual({ sent: false, reason: 'line-down' });
    kernel.at(500 * US, () => {
      channel.up = true;
      expect(send(100, 'after')).toEqual({ sent: true, startNs: 500 * US, arriveNs: 650 * US });
    });
    kernel.run(1_000_000);
    expect(arrived).toEqual([
      ['before', 150 * US],
      ['after', 650 * US],
    ]);
  });
});
