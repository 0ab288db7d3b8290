/**
 * Purpose: packets over a path of three lines and two routers, against the closed form of store and forward; and what a line of two directions does.
 *
 *   a ──10 Mbit/s, 2 ms── r1 ──1 Mbit/s, 7 ms── r2 ──100 Mbit/s, 1 ms── b        IP packets, a node takes no time
 *
 * Guards: a router that forwards before the last bit is in (cut-through), a queue that is counted twice, a direction that shares its line with the other.
 * Arithmetic: one packet arrives at Σ (serialisation + delay); packet k of a back-to-back train at Σ (serialisation + delay) + k × the longest serialisation, because the slowest
 * line spaces the train and later lines are idle in between. Why this bound: equality, in nanoseconds.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, serialisationNs } from '../../../sim/kernel/time.ts';
import type { ChannelSpec } from '../../../sim/net/channel.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { datagram, ip, NO_LOSS, prefix, TestNet } from './support.ts';

const LINES = [
  { rateBps: 10_000_000, delayNs: 2 * NS_PER_MS },
  { rateBps: 1_000_000, delayNs: 7 * NS_PER_MS },
  { rateBps: 100_000_000, delayNs: 1 * NS_PER_MS },
] as const;

/** The path of the picture; notes at each end when a packet arrives, with its remaining hops. */
function path(spec: Partial<ChannelSpec> = {}) {
  const net = new TestNet();
  const names = ['a', 'r1', 'r2', 'b'];
  const nodes = names.map((name, n) => new IpNode(net.context, name, n === 1 || n === 2));
  const lines = LINES.map((line, n) => {
    const subnet = prefix(`10.0.${n}.0/30`);
    const [left, right] = [nodes[n], nodes[n + 1]];
    if (left === undefined || right === undefined) throw new Error('test: path too short');
    const l = left.addIface(`to-${right.place}`, ip(`10.0.${n}.1`), subnet);
    const r = right.addIface(`to-${left.place}`, ip(`10.0.${n}.2`), subnet);
    // Whatever lies further on: to the right by the left end's route, to the left by the right end's.
    for (let far = n + 1; far < LINES.length; far++) left.table.add({ prefix: prefix(`10.0.${far}.0/30`), iface: l, nextHop: r.address });
    for (let far = 0; far < n; far++) right.table.add({ prefix: prefix(`10.0.${far}.0/30`), iface: r, nextHop: l.address });
    return connect(net.context, l, r, { ...line, queuePackets: 1000, loss: NO_LOSS, ...spec }, `line-${n}`);
  });
  const arrived: { at: string; timeNs: number; ttl: number }[] = [];
  for (const node of nodes) node.handle('udp', (packet) => arrived.push({ at: node.place, timeNs: net.kernel.now, ttl: packet.ttl }));
  const [a, , , b] = nodes;
  if (a === undefined || b === undefined) throw new Error('test: path without ends');
  return { net, a, b, lines, arrived };
}

const sum = (bytes: number): number => LINES.reduce((total, line) => total + serialisationNs(bytes, line.rateBps) + line.delayNs, 0);

describe('three hops of store and forward', () => {
  it.each([
    // 28 octets: 22.4 + 224 + 2.24 us; 1500: 1.2 + 12 + 0.12 ms; on top of 10 ms of delay.
    [28, 10_248_640],
    [500, 14_440_000],
    [1500, 23_320_000],
  ])('take a packet of %i octets %i ns', (bytes, expected) => {
    const { net, a, arrived } = path();
    a.originate({ dst: ip('10.0.2.2'), body: datagram(bytes) });
    net.kernel.run(NS_PER_MS * 1000);
    expect(expected).toBe(sum(bytes));
    expect(arrived).toEqual([{ at: 'b', timeNs: expected, ttl: 62 }]);
  });

  it('space a train by the slowest line', () => {
    const { net, a, arrived } = path();
    for (let k = 0; k < 100; k++) a.originate({ dst: ip('10.0.2.2'), body: datagram(1000) });
    net.kernel.run(NS_PER_MS * 10_000);
    // 8 ms on the line of 1 Mbit/s.
    expect(arrived.map((one) => one.timeNs)).toEqual(Array.from({ length: 100 }, (_, k) => sum(1000) + k * 8 * NS_PER_MS));
  });

  it('keep the directions apart', () => {
    const { net, a, b, arrived } = path();
    a.originate({ dst: ip('10.0.2.2'), body: datagram(1000) });
    b.originate({ dst: ip('10.0.0.1'), body: datagram(1000) });
    net.kernel.run(NS_PER_MS * 1000);
    expect(arrived.map((one) => [one.at, one.timeNs]).sort()).toEqual([
      ['a', sum(1000)],
      ['b', sum(1000)],
    ]);
  });

  it('trace each line with the times of its wire', () => {
    const { net, a } = path();
    a.originate({ dst: ip('10.0.2.2'), body: datagram(1000) });
    net.kernel.run(NS_PER_MS * 1000);
    const frames = net.events('frame').map(({ at, timeNs, fields }) => [at, timeNs, fields['start'], fields['arrive'], fields['bytes']]);
    // 0.8 + 2, 8 + 7, 0.08 + 1 ms.
    expect(frames).toEqual([
      ['line-0', 0, 0, 2_800_000, 1000],
      ['line-1', 2_800_000, 2_800_000, 17_800_000, 1000],
      ['line-2', 17_800_000, 17_800_000, 18_880_000, 1000],
    ]);
  });
});

describe('a line', () => {
  it('that is cut drops with its reason in both directions, and heals', () => {
    const { net, a, b, lines, arrived } = path();
    lines[0]?.setUp(false);
    lines[2]?.setUp(false);
    a.originate({ dst: ip('10.0.2.2'), body: datagram(100) });
    b.originate({ dst: ip('10.0.0.1'), body: datagram(100) });
    expect(net.events('drop').map((event) => [event.at, event.fields['reason']])).toEqual([
      ['line-0', 'line-down'],
      ['line-2', 'line-down'],
    ]);
    lines[0]?.setUp(true);
    lines[2]?.setUp(true);
    a.originate({ dst: ip('10.0.2.2'), body: datagram(100) });
    b.originate({ dst: ip('10.0.0.1'), body: datagram(100) });
    net.kernel.run(NS_PER_MS * 1000);
    expect(arrived.map((one) => one.at).sort()).toEqual(['a', 'b']);
  });

  it('drops what its queue cannot hold, at the router before it', () => {
    const { net, a, arrived } = path({ queuePackets: 2 });
    for (let k = 0; k < 3; k++) a.originate({ dst: ip('10.0.2.2'), body: datagram(1000) });
    net.kernel.at(3 * NS_PER_MS, () => {
      for (let k = 0; k < 3; k++) a.originate({ dst: ip('10.0.2.2'), body: datagram(1000) });
    });
    net.kernel.run(NS_PER_MS * 1000);
    // Six reach r1 between 2.8 and 7.4 ms; the first is on the wire of line-1 until 10.8 ms, two wait, three are dropped.
    expect(arrived.length).toBe(3);
    expect(net.events('drop').map((event) => [event.at, event.fields['reason']])).toEqual(
      Array.from({ length: 3 }, () => ['line-1', 'queue-full']),
    );
  });

  it('connects an interface once only', () => {
    const { net, a, b } = path();
    const [used] = a.ifaces;
    const fresh = b.addIface('extra', ip('10.9.0.1'), prefix('10.9.0.0/24'));
    if (used === undefined) throw new Error('test: no interface');
    const spec: ChannelSpec = { rateBps: 1, delayNs: 0, queuePackets: 0, loss: NO_LOSS };
    expect(() => connect(net.context, fresh, used, spec, 'second')).toThrow('interface a/to-r1 is already connected');
  });

  it('that is not there is a bug, not a loss', () => {
    const { a } = path();
    a.addIface('loose', ip('10.9.0.1'), prefix('10.9.0.0/24'));
    expect(() => a.originate({ dst: ip('10.9.0.2'), body: datagram(100) })).toThrow('interface a/loose is not connected');
  });
});
