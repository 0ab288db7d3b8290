/**
 * Purpose: packet scripts for the translator of addresses by itself: who gets in through a mapping, how long it lives, and what happens when its ports are used up.
 *
 * ```
 * inside 10.0.0.2 -- edge 10.0.0.1 | 203.0.113.6 -- world 203.0.113.5 (and .4, which is another end on the same line)
 * ```
 * Guards: a mapping that is open for strangers, one that never dies, a port that two living mappings have.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { Nat } from '../../../sim/net/nat.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Packet } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { datagram, ip, NO_LOSS, prefix, TestNet } from './support.ts';

const LINE = { rateBps: 1_000_000_000, delayNs: NS_PER_MS, queuePackets: 100_000, loss: NO_LOSS };
const LIFETIME_S = 30;

function translated() {
  const net = new TestNet();
  const [inside, edge, world] = [
    new IpNode(net.context, 'inside', false),
    new IpNode(net.context, 'edge', true),
    new IpNode(net.context, 'world', false),
  ];
  const [inner, outer] = [prefix('10.0.0.0/30'), prefix('203.0.113.0/29')];
  const near = inside.addIface('lan', ip('10.0.0.2'), inner);
  const outside = edge.addIface('wan', ip('203.0.113.6'), outer);
  const far = world.addIface('wan', ip('203.0.113.5'), outer);
  connect(net.context, near, edge.addIface('lan', ip('10.0.0.1'), inner), LINE, 'inner');
  connect(net.context, outside, far, LINE, 'outer');
  inside.table.add({ prefix: prefix('0.0.0.0/0'), iface: near, nextHop: ip('10.0.0.1') });
  const nat = new Nat(net.context, outside, LIFETIME_S * NS_PER_S);
  const [gone, came]: [Packet[], Packet[]] = [[], []];
  world.handle('udp', (packet) => gone.push(packet));
  inside.handle('udp', (packet) => came.push(packet));
  const at = (seconds: number, act: () => void): void => void net.kernel.at(seconds * NS_PER_S, act);
  return {
    net,
    nat,
    gone,
    came,
    at,
    out: (srcPort: number) => inside.originate({ dst: ip('203.0.113.5'), body: datagram(100, { from: srcPort, to: 7 }) }),
    back: (dstPort: number, srcPort = 7, src = '203.0.113.5') =>
      world.originate({ dst: ip('203.0.113.6'), src: ip(src), body: datagram(100, { from: srcPort, to: dstPort }) }),
  };
}

const ports = (packets: readonly Packet[]): number[] => packets.flatMap(({ body }) => (body.protocol === 'udp' ? [body.srcPort] : []));

describe('a mapping', () => {
  it('lets the ends in that were written to, and no other address or port', () => {
    const { net, gone, came, at, out, back } = translated();
    out(5000);
    at(1, () => back(49_152));
    at(2, () => back(49_152, 8));
    at(3, () => back(49_152, 7, '203.0.113.4'));
    at(4, () => back(49_153));
    net.kernel.run(5 * NS_PER_S);
    expect(ports(gone)).toEqual([49_152]);
    expect(came.map(({ dst, body }) => [dst, body.protocol === 'udp' ? body.dstPort : 0])).toEqual([[ip('10.0.0.2'), 5000]]);
    expect(net.drops()).toEqual(['nat-no-mapping', 'nat-no-mapping', 'nat-no-mapping']);
  });

  it('lives on what goes out, not on what comes in, and another port follows its death (RFC 4787 REQ-6)', () => {
    const { net, gone, came, at, out, back } = translated();
    out(5000);
    at(20, () => out(5000));
    at(45, () => back(49_152));
    // 30 s after the last packet from inside; the one from outside at 45 s did not count.
    at(51, () => back(49_152));
    at(52, () => out(5000));
    net.kernel.run(60 * NS_PER_S);
    expect(ports(gone)).toEqual([49_152, 49_152, 49_153]);
    expect(came).toHaveLength(1);
    expect(net.drops()).toEqual(['nat-no-mapping']);
  });
});

describe('the ports', () => {
  it('are used up by 16,384 living mappings, and free again when these are dead', () => {
    const { net, gone, at, out } = translated();
    for (let port = 0; port < 16_385; port++) out(1000 + port);
    at(1, () => out(1000));
    at(40, () => out(40_000));
    net.kernel.run(50 * NS_PER_S);
    expect(net.drops()).toEqual(['nat-ports-used-up']);
    const given = ports(gone);
    expect(new Set(given.slice(0, 16_384)).size).toBe(16_384);
    expect(Math.max(...given)).toBe(65_535);
    // A known inside end keeps its port; the newcomer gets the next in turn, whose mapping is dead.
    expect(given.slice(16_384)).toEqual([49_152, 49_152]);
  });
});
