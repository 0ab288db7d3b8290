/**
 * Purpose: the zone firewall and ingress filtering as rules: what passes, what is refused and by whom, and that nobody is asked about what passes anyway.
 *
 * Guards: replies that a stateful filter must let through; a filter that opens more than the reply; a question about permitted traffic, which doubles the explorer's tree.
 * Arithmetic: none. Why this bound: equality.
 */
import { describe, expect, it } from 'vitest';
import { ingressFiltering, statefulFilter, zoneFirewall, type PermitRule } from '../../../sim/net/filters.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { Packet, PacketBody } from '../../../sim/net/packet.ts';
import type { Passage } from '../../../sim/net/rules.ts';
import { Sealed } from '../../../sim/net/sealed.ts';
import { ip, packet, prefix, TestNet } from './support.ts';

const CONTROL = 'fw-between-zones';
const PERMITS: readonly PermitRule[] = [
  { from: prefix('10.1.0.0/16'), to: prefix('10.2.0.5/32'), protocol: 'tcp', port: 443 },
  { from: prefix('10.1.0.0/16'), to: prefix('10.2.0.0/24'), protocol: 'udp' },
  { from: prefix('10.9.0.0/16'), to: prefix('10.2.0.0/24'), protocol: 'any' },
];

function tcp(srcPort: number, dstPort: number): PacketBody {
  return { protocol: 'tcp', srcPort, dstPort, seq: 0, ack: 0, flags: 0, window: 0, pieces: [] };
}

function udp(srcPort: number, dstPort: number): PacketBody {
  return { protocol: 'udp', srcPort, dstPort, content: { kind: 'test', bytes: 1 } };
}

const ESP: PacketBody = {
  protocol: 'esp',
  spi: 1,
  seq: 1,
  bytes: 100,
  sealed: Sealed.make(packet('10.0.0.1', '10.0.0.2'), 'k', { holds: () => true }),
};

function firewall(deployed: boolean) {
  const net = new TestNet();
  const node = new IpNode(net.context, 'hospital.fw', true);
  if (deployed) net.gate.table.set('zone-firewall@hospital.fw', CONTROL);
  const rule = zoneFirewall(net.context, node, PERMITS);
  const pass = (src: string, dst: string, body: PacketBody): boolean => {
    const verdict = rule(packet(src, dst, { body }), {});
    if (verdict.verb === 'drop') expect(verdict).toEqual({ verb: 'drop', reason: 'no-rule-permits', control: CONTROL });
    return verdict.verb === 'pass';
  };
  return { net, pass };
}

describe('the zone firewall', () => {
  it.each([
    ['10.1.7.7', '10.2.0.5', tcp(5000, 443), true],
    ['10.1.7.7', '10.2.0.5', tcp(5000, 80), false],
    ['10.1.7.7', '10.2.0.6', tcp(5000, 443), false],
    ['10.3.7.7', '10.2.0.5', tcp(5000, 443), false],
    // A permit for the server's port says nothing about packets from that port.
    ['10.1.7.7', '10.2.0.5', tcp(443, 5000), false],
    ['10.1.7.7', '10.2.0.9', udp(1, 53), true],
    ['10.1.7.7', '10.2.1.9', udp(1, 53), false],
    ['10.1.7.7', '10.2.0.9', ESP, false],
    ['10.9.7.7', '10.2.0.9', ESP, true],
    ['10.9.7.7', '10.2.0.9', tcp(1, 2), true],
  ])('%s to %s, case %#: permitted is %4$s', (src, dst, body, permitted) => {
    const { net, pass } = firewall(true);
    expect(pass(src, dst, body)).toBe(permitted);
    expect(net.gate.asked).toEqual(permitted ? [] : ['zone-firewall@hospital.fw']);
  });

  it('lets the answers of a permitted flow back in, and nothing else', () => {
    const { net, pass } = firewall(true);
    expect(pass('10.2.0.5', '10.1.7.7', tcp(443, 5000))).toBe(false);
    expect(pass('10.1.7.7', '10.2.0.5', tcp(5000, 443))).toBe(true);
    expect(pass('10.2.0.5', '10.1.7.7', tcp(443, 5000))).toBe(true);
    net.gate.asked.length = 0;
    expect(pass('10.2.0.5', '10.1.7.7', tcp(443, 5001))).toBe(false);
    expect(pass('10.2.0.5', '10.1.7.8', tcp(443, 5000))).toBe(false);
    expect(pass('10.2.0.5', '10.1.7.7', udp(443, 5000))).toBe(false);
    expect(pass('10.2.0.5', '10.1.7.7', tcp(80, 5000))).toBe(false);
    expect(net.gate.asked).toHaveLength(4);
  });

  it('does not open a flow by refusing it', () => {
    const { pass } = firewall(true);
    expect(pass('10.3.0.1', '10.2.0.5', tcp(1, 2))).toBe(false);
    expect(pass('10.3.0.1', '10.2.0.5', tcp(1, 2))).toBe(false);
    expect(pass('10.2.0.5', '10.3.0.1', tcp(2, 1))).toBe(false);
  });

  it('lets everything pass where it is not deployed, and asks once a flow', () => {
    const { net, pass } = firewall(false);
    expect(pass('10.3.0.1', '10.2.0.5', tcp(1, 2))).toBe(true);
    expect(pass('10.3.0.1', '10.2.0.5', tcp(1, 2))).toBe(true);
    expect(pass('10.2.0.5', '10.3.0.1', tcp(2, 1))).toBe(true);
    expect(net.gate.asked).toEqual(['zone-firewall@hospital.fw']);
  });
});

/** A gate at the end of tunnels that looks at what comes out of one and permits port 443. */
function tunnelGate() {
  const net = new TestNet();
  const node = new IpNode(net.context, 'vpn', true);
  const iface = node.addIface('wan', ip('192.0.2.1'), prefix('192.0.2.0/24'));
  net.gate.table.set('connection-policy@vpn', 'agreed-services');
  const rule = statefulFilter(net.context, node, {
    mechanism: 'connection-policy',
    reason: 'not-agreed',
    applies: (_, passage) => passage.arrival?.tunnel !== undefined,
    permits: ({ body }) => body.protocol === 'tcp' && body.dstPort === 443,
  });
  const pass = (src: string, dst: string, body: PacketBody, peerSite?: string): boolean => {
    const passage: Passage = { arrival: peerSite === undefined ? { iface } : { iface, tunnel: { id: `to-${peerSite}`, peerSite } } };
    return rule(packet(src, dst, { body }), passage).verb === 'pass';
  };
  return { net, pass };
}

describe('a stateful filter', () => {
  it('asks its own mechanism, about nothing but what it applies to and does not permit', () => {
    const { net, pass } = tunnelGate();
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 80))).toBe(true);
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 443), 'clinic')).toBe(true);
    expect(net.gate.asked).toEqual([]);
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 81), 'clinic')).toBe(false);
    expect(net.gate.asked).toEqual(['connection-policy@vpn']);
  });

  it('lets answers to a flow from inside back in through a tunnel', () => {
    const { pass } = tunnelGate();
    expect(pass('10.2.0.1', '10.1.0.1', tcp(80, 9), 'clinic')).toBe(false);
    expect(pass('10.1.0.1', '10.2.0.1', tcp(9, 80))).toBe(true);
    expect(pass('10.2.0.1', '10.1.0.1', tcp(80, 9), 'clinic')).toBe(true);
  });

  it('keeps the flows of two tunnels apart', () => {
    const { net, pass } = tunnelGate();
    net.gate.table.clear();
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 80), 'clinic')).toBe(true);
    net.gate.table.set('connection-policy@vpn', 'agreed-services');
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 80), 'clinic')).toBe(true);
    expect(pass('10.2.0.1', '10.1.0.1', tcp(9, 80), 'vendor')).toBe(false);
  });
});

/** A router with a network on each of two ports and the rest of the world behind the second. */
function router(deployed: boolean) {
  const net = new TestNet();
  const node = new IpNode(net.context, 'edge', true);
  const inside = node.addIface('in', ip('10.1.0.1'), prefix('10.1.0.0/16'));
  const outside = node.addIface('out', ip('192.0.2.1'), prefix('192.0.2.0/24'));
  node.table.add({ prefix: prefix('0.0.0.0/0'), iface: outside, nextHop: ip('192.0.2.254') });
  if (deployed) net.gate.table.set('ingress-filtering@edge', 'bcp-38');
  const rule = ingressFiltering(net.context, node);
  const came = (src: string, from: 'in' | 'out' | 'itself') => {
    const arrival = { iface: from === 'in' ? inside : outside };
    return rule(packet(src, '198.51.100.1'), from === 'itself' ? {} : { arrival });
  };
  return { net, came };
}

describe('ingress filtering', () => {
  it.each([
    ['10.1.2.3', 'in'],
    ['192.0.2.9', 'out'],
    ['203.0.113.5', 'out'],
    ['203.0.113.5', 'itself'],
  ] as const)('passes %s from %s without asking', (src, from) => {
    const { net, came } = router(true);
    expect(came(src, from)).toEqual({ verb: 'pass' });
    expect(net.gate.asked).toEqual([]);
  });

  it.each([
    ['192.0.2.9', 'in'],
    ['203.0.113.5', 'in'],
    ['10.1.2.3', 'out'],
  ] as const)('refuses %s from %s, which is not routed back there', (src, from) => {
    const on = router(true);
    expect(on.came(src, from)).toEqual({ verb: 'drop', reason: 'source-not-behind-port', control: 'bcp-38' });
    expect(on.net.gate.asked).toEqual(['ingress-filtering@edge']);
    const off = router(false);
    expect(off.came(src, from)).toEqual({ verb: 'pass' });
    expect(off.net.gate.asked).toEqual(['ingress-filtering@edge']);
  });

  it('refuses a source that is routed nowhere', () => {
    const net = new TestNet();
    const node = new IpNode(net.context, 'edge', true);
    const iface = node.addIface('in', ip('10.1.0.1'), prefix('10.1.0.0/16'));
    net.gate.table.set('ingress-filtering@edge', 'bcp-38');
    const stray: Packet = packet('10.2.0.1', '10.1.0.9');
    expect(ingressFiltering(net.context, node)(stray, { arrival: { iface } }).verb).toBe('drop');
  });
});
