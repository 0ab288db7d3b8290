/**
 * Purpose: the way of a packet through a node: rules, delivery, forwarding, and every reason for which it ends early; UDP on top.
 *
 * Guards: a rule list that runs in the wrong order or at the wrong place; a router that delivers with TTL 0 or a host that forwards; a loss that is reported as a control's work.
 * Arithmetic: TTL 64 at the sender, one less a router. Why this bound: equality.
 */
import { describe, expect, it } from 'vitest';
import { IpNode } from '../../../sim/net/node.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { PASS, decide, type PacketRule, type Verdict } from '../../../sim/net/rules.ts';
import { UdpLayer, type Datagram } from '../../../sim/net/udp.ts';
import { datagram, ip, LAN_LINE, packet, prefix, TestNet } from './support.ts';

/** a (10.1.0.2) ── router ── b (10.2.0.2), UDP at both ends. */
function triangle() {
  const net = new TestNet();
  const [a, router, b] = [
    new IpNode(net.context, 'a', false),
    new IpNode(net.context, 'router', true),
    new IpNode(net.context, 'b', false),
  ];
  const ends = [a, b].map((host, n) => {
    const subnet = prefix(`10.${n + 1}.0.0/24`);
    const iface = host.addIface('eth0', ip(`10.${n + 1}.0.2`), subnet);
    const gateway = router.addIface(`to-${host.place}`, ip(`10.${n + 1}.0.1`), subnet);
    host.table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: gateway.address });
    connect(net.context, iface, gateway, LAN_LINE, `line-${host.place}`);
    return new UdpLayer(host);
  });
  const [udpA, udpB] = ends;
  if (udpA === undefined || udpB === undefined) throw new Error('test: two ends');
  const got: Datagram[] = [];
  udpB.bind(7, (one) => got.push(one));
  const send = (to = 7, dst = '10.2.0.2'): void =>
    udpA.send({ dst: ip(dst), dstPort: to, srcPort: 5000, content: { kind: 'test', bytes: 10 } });
  const settle = (): void => net.kernel.run(net.kernel.now + 1_000_000);
  return { net, a, router, b, udpA, udpB, got, send, settle };
}

/** A rule that notes that it ran, with what it was shown. */
const noting = (lines: string[], name: string, verdict: Verdict = PASS): PacketRule => {
  return (one, passage) => {
    lines.push(`${name} ttl ${one.ttl} in ${passage.arrival?.iface.name ?? '-'} out ${passage.out?.name ?? '-'}`);
    return verdict;
  };
};

describe('the way of a packet', () => {
  it('runs the rules in order, each at its place', () => {
    const { a, router, b, got, send, settle } = triangle();
    const lines: string[] = [];
    for (const node of [a, router, b]) {
      for (const list of ['ingress', 'forward', 'egress'] as const) node.rules[list].push(noting(lines, `${node.place} ${list}`));
    }
    router.rules.ingress.push(noting(lines, 'router ingress 2'));
    send();
    settle();
    expect(lines).toEqual([
      'a egress ttl 64 in - out eth0',
      'router ingress ttl 64 in to-a out -',
      'router ingress 2 ttl 64 in to-a out -',
      'router forward ttl 63 in to-a out to-b',
      'router egress ttl 63 in to-a out to-b',
      'b ingress ttl 63 in eth0 out -',
    ]);
    expect(got.map((one) => [one.from, one.fromPort, one.to, one.packet.ttl, one.packet.origin, one.arrival.iface.name])).toEqual([
      [ip('10.1.0.2'), 5000, ip('10.2.0.2'), 63, 'a', 'eth0'],
    ]);
  });

  it.each(['ingress', 'forward', 'egress'] as const)('ends where a rule of %s drops it, and says whose work it was', (list) => {
    const ends = (verdict: Verdict) => {
      const { net, router, got, send, settle } = triangle();
      const lines: string[] = [];
      router.rules[list].push(noting([], 'first', verdict), noting(lines, 'never reached'));
      if (list !== 'egress') router.rules.egress.push(noting(lines, 'never reached'));
      send();
      settle();
      const events = net.context.trace.events.filter((event) => event.kind === 'drop' || event.kind === 'stop');
      return [
        got.length,
        lines.length,
        ...events.map(({ at, kind, fields }) => [at, kind, fields['reason'], fields['control'], fields['origin']]),
      ];
    };
    expect(ends({ verb: 'drop', reason: 'bad-luck' })).toEqual([0, 0, ['router', 'drop', 'bad-luck', undefined, 'a']]);
    expect(ends({ verb: 'drop', reason: 'forbidden', control: 'c1' })).toEqual([0, 0, ['router', 'stop', 'forbidden', 'c1', 'a']]);
    expect(ends({ verb: 'taken' })).toEqual([0, 0]);
  });

  it('goes on with the packet that a rule put in its place', () => {
    const { router, got, send, settle } = triangle();
    router.rules.forward.push((one) => ({ verb: 'replace', packet: { ...one, body: datagram(500) } }));
    send();
    settle();
    expect(got[0]?.content.bytes).toBe(472);
  });
});

describe('a packet is dropped', () => {
  it.each([
    ['no-route', 'router', '192.0.2.1', 64],
    ['ttl-exceeded', 'router', '10.2.0.2', 1],
    ['not-for-this-host', 'b', '10.2.0.9', 64],
    ['port-unreachable', 'b', '10.2.0.2', 2],
  ] as const)('as %s at %s', (reason, at, dst, ttl) => {
    const { net, a, send, settle } = triangle();
    if (reason === 'port-unreachable') send(8);
    else a.send(packet('10.1.0.2', dst, { ttl }));
    settle();
    expect(net.events('drop').map((event) => [event.at, event.fields['reason']])).toEqual([[at, reason]]);
  });

  it('but not with TTL 2 at the last router', () => {
    const { a, got, settle } = triangle();
    a.send(packet('10.1.0.2', '10.2.0.2', { ttl: 2 }));
    settle();
    expect(got.map((one) => one.packet.ttl)).toEqual([1]);
  });

  it('as protocol-unreachable where nobody handles its protocol', () => {
    const { net, a, settle } = triangle();
    a.send(
      packet('10.1.0.2', '10.2.0.2', {
        body: { protocol: 'tcp', srcPort: 1, dstPort: 2, seq: 0, ack: 0, flags: 0, window: 0, pieces: [] },
      }),
    );
    settle();
    expect(net.drops()).toEqual(['protocol-unreachable']);
  });

  it('without a word by a node that is switched off', () => {
    const { net, a, b, got, send, settle } = triangle();
    b.up = false;
    send();
    settle();
    a.up = false;
    send();
    settle();
    expect([got.length, net.drops(), net.events('frame').length]).toEqual([0, [], 2]);
  });
});

describe('a node', () => {
  it('delivers to itself without a line, after what already stands at this instant', () => {
    const { net, b, udpB, got, settle } = triangle();
    udpB.send({ dst: ip('10.2.0.2'), dstPort: 7, srcPort: 1, content: { kind: 'test', bytes: 1 } });
    expect(got.length).toBe(0);
    settle();
    expect([got.length, net.events('frame').length, got[0]?.packet.origin]).toEqual([1, 0, b.place]);
  });

  it('sends from the address of the way out, or from any that it is told', () => {
    const { router, a, udpA, got, settle } = triangle();
    expect([router.addressTowards(ip('10.2.0.9')), router.addressTowards(ip('10.1.0.9'))]).toEqual([ip('10.2.0.1'), ip('10.1.0.1')]);
    udpA.send({ dst: ip('10.2.0.2'), dstPort: 7, srcPort: 1, src: ip('203.0.113.9'), content: { kind: 'test', bytes: 1 } });
    settle();
    expect(got.map((one) => [one.from, one.packet.origin])).toEqual([[ip('203.0.113.9'), a.place]]);
  });

  it('numbers its packets', () => {
    const { a } = triangle();
    const uids = [1, 2, 3].map(() => a.originate({ dst: ip('10.2.0.2'), body: datagram(100) }).uid);
    expect(new Set(uids).size).toBe(3);
  });

  it('refuses to be built twice: one handler a protocol, one listener a port, an interface for an address', () => {
    const { net, b, udpB } = triangle();
    expect(() => new UdpLayer(b)).toThrow('b: protocol udp already has a handler');
    expect(() => udpB.bind(7, () => undefined)).toThrow('b: UDP port 7 is taken');
    expect(() => new IpNode(net.context, 'bare', false).addressTowards(1)).toThrow('bare: no interface');
  });
});

describe('a list of rules', () => {
  it('hands each rule what the one before made of the packet', () => {
    const seen: number[] = [];
    const count: PacketRule = (one) => {
      seen.push(one.ttl);
      return { verb: 'replace', packet: { ...one, ttl: one.ttl + 1 } };
    };
    const start = packet('10.0.0.1', '10.0.0.2', { ttl: 5 });
    expect(decide([count, count, count], start, {})).toMatchObject({ verb: 'replace', packet: { ttl: 8 } });
    expect(seen).toEqual([5, 6, 7]);
    expect(decide([], start, {})).toEqual(PASS);
    expect(decide([count, () => ({ verb: 'drop', reason: 'r' }), count], start, {})).toEqual({ verb: 'drop', reason: 'r' });
    expect(seen).toEqual([5, 6, 7, 5]);
  });
});
