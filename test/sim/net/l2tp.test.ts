/**
 * Purpose: packet scripts for L2TP: how a tunnel and its session come up, what they cost on the wire, what happens to lost messages, and what a listener reads.
 *
 *   pc-a ── a ──line── campus ──line── b ── pc-b       lines of 1 ms
 *
 *   a (LAC)             b (LNS)
 *     SCCRQ  ─────────▶
 *            ◀─────────  SCCRP
 *     SCCCN  ─────────▶
 *     ICRQ   ─────────▶
 *            ◀─────────  ICRP
 *     ICCN   ─────────▶
 *     data   ─────────▶
 *            ◀─────────  ZLB
 *
 * Guards: packets that cross the campus outside a tunnel, sizes other than RFC 2661's, a tunnel that hangs after a loss or when both ends begin.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_MS, NS_PER_S } from '../../../sim/kernel/time.ts';
import { disagreements } from '../../../sim/machine.ts';
import { endL2tp } from '../../../sim/net/l2tp/l2tp-end.ts';
import { L2TP_CONFIG, L2TP_MACHINE } from '../../../sim/net/l2tp/l2tp-machine.ts';
import { isL2tpControl, isL2tpData, L2TP_DATA_OVERHEAD_BYTES, L2TP_PORT } from '../../../sim/net/l2tp/messages.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { packetBytes, type Packet } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { PASS } from '../../../sim/net/rules.ts';
import { UdpLayer } from '../../../sim/net/udp.ts';
import { datagram, ip, NO_LOSS, prefix, TestNet } from './support.ts';

const LINE = { rateBps: 100_000_000, delayNs: NS_PER_MS, queuePackets: 100, loss: NO_LOSS };
const ENDS = ['a', 'b'] as const;
type End = (typeof ENDS)[number];
const OUTER: Readonly<Record<End, string>> = { a: '10.0.0.1', b: '10.0.0.5' };
const INNER: Readonly<Record<End, string>> = { a: '10.1.0.2', b: '10.2.0.2' };

/** `loses` says which packets the campus loses, by their content and how many of it came before. */
function campus(loses: (type: string, earlier: number) => boolean = () => false) {
  const net = new TestNet();
  const middle = new IpNode(net.context, 'campus', true);
  const seen: Packet[] = [];
  const count = new Map<string, number>();
  const typeOf = ({ body }: Packet): string =>
    body.protocol !== 'udp' ? body.protocol : isL2tpControl(body.content) ? body.content.type : isL2tpData(body.content) ? 'data' : 'bare';
  middle.rules.ingress.push((packet) => {
    const type = typeOf(packet);
    const earlier = count.get(type) ?? 0;
    count.set(type, earlier + 1);
    seen.push(packet);
    return loses(type, earlier) ? { verb: 'drop', reason: 'lost' } : PASS;
  });
  const got: Record<End, number[]> = { a: [], b: [] };
  const hosts = {} as Record<End, IpNode>;
  const routers = {} as Record<End, IpNode>;
  for (const end of ENDS) {
    const router = (routers[end] = new IpNode(net.context, end, true));
    const outer = { base: ip(OUTER[end]) - 1, length: 30 };
    const line = router.addIface('campus', ip(OUTER[end]), outer);
    connect(net.context, line, middle.addIface(end, ip(OUTER[end]) + 1, outer), LINE, `line-${end}`);
    router.table.add({ prefix: prefix('0.0.0.0/0'), iface: line, nextHop: ip(OUTER[end]) + 1 });
    const inner = { base: ip(INNER[end]) - 2, length: 24 };
    const host = (hosts[end] = new IpNode(net.context, `pc-${end}`, false));
    const nic = host.addIface('lan', ip(INNER[end]), inner);
    connect(net.context, nic, router.addIface('lan', ip(INNER[end]) - 1, inner), LINE, `lan-${end}`);
    host.table.add({ prefix: prefix('0.0.0.0/0'), iface: nic, nextHop: ip(INNER[end]) - 1 });
    host.handle('udp', () => got[end].push(net.kernel.now));
    const other = end === 'a' ? 'b' : 'a';
    const peer = { place: other, address: ip(OUTER[other]), behind: [{ base: ip(INNER[other]) - 2, length: 24 }] };
    endL2tp(net.context, { udp: new UdpLayer(router), line, peers: [peer] });
  }
  const say = (atNs: number, from: End, to: End, bytes = 100): void =>
    void net.kernel.at(atNs, () => void hosts[from].originate({ dst: ip(INNER[to]), body: datagram(bytes) }));
  return { net, seen, got, say, hosts, routers, ladder: () => seen.map((packet) => `${packet.origin} ${typeOf(packet)}`) };
}

describe('an L2TP tunnel', () => {
  it('comes up in three exchanges for the first packet, which waits for it', () => {
    const { net, got, say, ladder } = campus();
    say(0, 'a', 'b');
    net.kernel.run(NS_PER_S / 2);
    expect(ladder()).toEqual(['a SCCRQ', 'b SCCRP', 'a SCCCN', 'a ICRQ', 'b ICRP', 'a ICCN', 'a data', 'b ZLB']);
    expect(got.b).toHaveLength(1);
    expect(net.events('l2tp').map(({ at, fields }) => `${at} ${String(fields['event'])}`)).toEqual([
      'a calling',
      'a established',
      'b established',
    ]);
  });

  it('carries what follows at once, both ways, with 10 octets of L2TP and PPP inside UDP', () => {
    const { net, seen, got, say } = campus();
    say(0, 'a', 'b');
    say(NS_PER_S, 'b', 'a', 1400);
    net.kernel.run(2 * NS_PER_S);
    expect(got.a).toHaveLength(1);
    const last = seen.at(-1);
    // IP 20, UDP 8 (RFC 768), L2TP 6 (RFC 2661 3.1), PPP 4 (RFC 1661 2).
    expect(last === undefined ? 0 : packetBytes(last)).toBe(1400 + 20 + 8 + 6 + 4);
    expect(L2TP_DATA_OVERHEAD_BYTES).toBe(10);
    expect(seen.every(({ body }) => body.protocol === 'udp' && body.dstPort === L2TP_PORT)).toBe(true);
  });

  it('has control messages of the sizes that their AVPs add up to', () => {
    const { net, seen, say } = campus();
    say(0, 'a', 'b');
    net.kernel.run(NS_PER_S / 2);
    const sizes = seen.flatMap(({ body }) =>
      body.protocol === 'udp' && isL2tpControl(body.content) ? [[body.content.type, body.content.bytes]] : [],
    );
    // Header 12; an AVP is 6 and its value: 12 + 8 + 8 + 10 + 7 (name of one letter) + 8 + 14 (tie breaker), and so on.
    expect(Object.fromEntries(sizes)).toEqual({ SCCRQ: 67, SCCRP: 53, SCCCN: 20, ICRQ: 38, ICRP: 28, ICCN: 40, ZLB: 12 });
  });

  it('shows everything to a listener: the inner packet is there as it was sent', () => {
    const { net, seen, say } = campus();
    say(0, 'a', 'b');
    net.kernel.run(NS_PER_S / 2);
    const inner = seen.flatMap(({ body }) => (body.protocol === 'udp' && isL2tpData(body.content) ? [body.content.inner] : []));
    expect(inner.map(({ src, dst, body }) => [src, dst, body.protocol === 'udp' && body.content.kind])).toEqual([
      [ip(INNER.a), ip(INNER.b), 'test'],
    ]);
  });

  it.each(['SCCRQ', 'SCCRP', 'SCCCN', 'ICRQ', 'ICRP', 'ICCN', 'ZLB'])('survives the loss of one %s', (lost) => {
    const { net, got, say } = campus((type, earlier) => type === lost && earlier === 0);
    say(0, 'a', 'b');
    say(5 * NS_PER_S, 'a', 'b');
    say(6 * NS_PER_S, 'b', 'a');
    net.kernel.run(8 * NS_PER_S);
    // Data that overtakes a lost ICCN finds no session yet.
    expect(got.b).toHaveLength(lost === 'ICCN' ? 1 : 2);
    expect(got.a).toHaveLength(1);
  });

  it('is one tunnel when both ends begin: the lower tie breaker goes on', () => {
    const { net, got, say, ladder } = campus();
    say(0, 'a', 'b');
    say(0, 'b', 'a');
    net.kernel.run(2 * NS_PER_S);
    expect(ladder().filter((each) => each.endsWith('SCCRP'))).toEqual(['b SCCRP']);
    expect([got.a.length, got.b.length]).toEqual([1, 1]);
  });

  it('gives up after five tries, 1, 2, 4, 8 and 8 s apart, and begins anew with the next packet', () => {
    const { net, say, seen } = campus((type) => type === 'SCCRQ');
    say(0, 'a', 'b');
    net.kernel.run(30 * NS_PER_S);
    expect(seen).toHaveLength(5);
    expect(net.events('drop', { reason: 'l2tp-no-answer' })).toHaveLength(1);
    expect(net.events('l2tp', { event: 'gave-up' }).map(({ timeNs }) => Math.floor(timeNs / NS_PER_S))).toEqual([23]);
    say(31 * NS_PER_S, 'a', 'b');
    net.kernel.run(32 * NS_PER_S);
    expect(seen).toHaveLength(6);
  });

  it('holds sixteen packets and drops the next', () => {
    const { net, got, say } = campus();
    for (let n = 0; n < 17; n++) say(0, 'a', 'b');
    net.kernel.run(NS_PER_S / 2);
    expect(got.b).toHaveLength(16);
    expect(net.drops()).toEqual(['hold-queue-full']);
  });

  it('takes nothing from strangers', () => {
    const { net, got, routers } = campus();
    net.kernel.at(0, () => {
      routers.a.send({
        uid: 1,
        src: ip('10.9.0.1'),
        dst: ip(OUTER.b),
        ttl: 9,
        dscp: 0,
        origin: 'x',
        body: datagram(100, { to: L2TP_PORT }),
      });
    });
    net.kernel.run(NS_PER_S / 2);
    expect(got.b).toEqual([]);
    expect(net.drops()).toEqual(['l2tp-unknown-tunnel']);
  });

  it('compiles to what @xstate/fsm does', () => {
    expect(disagreements(L2TP_CONFIG, L2TP_MACHINE)).toEqual([]);
  });
});
