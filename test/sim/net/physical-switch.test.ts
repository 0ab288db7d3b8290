/**
 * Purpose: packet scripts for the physical switch: what passes in which position, and when the control is asked.
 *
 * Guards: a switch that leaks at the moment it is moved, one that is asked while it joins, and one that works without being in use.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { physicalSwitch } from '../../../sim/net/physical-switch.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { datagram, ip, NO_LOSS, prefix, TestNet } from './support.ts';

const POSITIONS = [
  { atNs: 2 * NS_PER_S, joined: true },
  { atNs: 4 * NS_PER_S, joined: false },
];

/** in-house ── switch ── zone; a packet each way every second, just before and exactly at the changes. */
function play(deployed: boolean, positions = POSITIONS) {
  const net = new TestNet();
  if (deployed) net.gate.table.set('physical-switch@switch', 'physical-switch');
  const middle = new IpNode(net.context, 'switch', true);
  middle.rules.forward.push(physicalSwitch(net.context, middle, positions));
  const got: string[] = [];
  const line = { rateBps: 1_000_000_000_000, delayNs: 0, queuePackets: 9, loss: NO_LOSS };
  const nodes = ['inside', 'zone'].map((name, n) => {
    const node = new IpNode(net.context, name, false);
    const net4 = prefix(`10.0.${n}.0/24`);
    const iface = node.addIface('eth', ip(`10.0.${n}.2`), net4);
    connect(net.context, iface, middle.addIface(name, ip(`10.0.${n}.1`), net4), line, name);
    node.table.add({ prefix: prefix('0.0.0.0/0'), iface, nextHop: ip(`10.0.${n}.1`) });
    node.handle('udp', () => got.push(`${name} ${Math.floor(net.kernel.now / NS_PER_S)}`));
    return node;
  });
  for (const second of [1, 2, 3, 4]) {
    net.kernel.at(second * NS_PER_S, () => void nodes[0]?.originate({ dst: ip('10.0.1.2'), body: datagram(100) }));
    net.kernel.at(second * NS_PER_S, () => void nodes[1]?.originate({ dst: ip('10.0.0.2'), body: datagram(100) }));
  }
  net.kernel.run(9 * NS_PER_S);
  return { net, got: got.sort() };
}

describe('a physical switch', () => {
  it('passes packets both ways while it joins the zones, from the moment it is moved', () => {
    const { net, got } = play(true);
    expect(got).toEqual(['inside 2', 'inside 3', 'zone 2', 'zone 3']);
    const stops = net.events('stop').map(({ at, fields }) => `${at} ${String(fields['control'])} ${String(fields['reason'])}`);
    expect(stops).toEqual(Array.from({ length: 4 }, () => 'switch physical-switch switch-apart'));
  });

  it('is asked only while it stands apart', () => {
    expect(play(true).net.gate.asked).toHaveLength(4);
    expect(play(true, [{ atNs: 0, joined: true }]).net.gate.asked).toEqual([]);
  });

  it('stands apart before its first position', () => {
    expect(play(true, []).got).toEqual([]);
  });

  it('is a wire where it is not in use', () => {
    const { net, got } = play(false);
    expect(got).toHaveLength(8);
    expect(net.events('stop')).toEqual([]);
  });
});
