/**
 * Purpose: the policy database: order, default, selectors in both directions.
 */
import { expect, it } from 'vitest';
import { TCP_FLAG, type Packet, type PacketBody } from '../../../sim/net/packet.ts';
import { Spd } from '../../../sim/vpn/spd.ts';
import { ip, prefix } from './support.ts';

const udp = (srcPort: number, dstPort: number): PacketBody => ({ protocol: 'udp', srcPort, dstPort, content: { kind: 'x', bytes: 1 } });
const tcp: PacketBody = { protocol: 'tcp', srcPort: 1, dstPort: 443, seq: 0, ack: 0, flags: TCP_FLAG.SYN, window: 0, pieces: [] };
const packet = (src: string, dst: string, body: PacketBody): Packet => ({
  uid: 1,
  src: ip(src),
  dst: ip(dst),
  ttl: 64,
  dscp: 0,
  body,
  origin: 'x',
});

const spd = new Spd([
  { name: 'ike', action: 'bypass', selector: { own: true, protocol: 'udp', localPort: 500, remotePort: 500 } },
  { name: 'web', action: 'discard', selector: { protocol: 'tcp', remotePort: 443, remote: prefix('198.51.100.0/26') } },
  { name: 'partner', action: 'protect', selector: { local: prefix('192.0.2.0/27'), remote: prefix('198.51.100.0/24') } },
]);

it('takes the first policy that matches, in list order', () => {
  expect(spd.lookup(packet('192.0.2.1', '198.51.100.10', tcp), 'out', false).name).toBe('web');
  expect(spd.lookup(packet('192.0.2.1', '198.51.100.80', tcp), 'out', false).name).toBe('partner');
});

it('discards what no policy matches', () => {
  expect(spd.lookup(packet('192.0.2.1', '203.0.113.1', tcp), 'out', false)).toMatchObject({ name: 'default', action: 'discard' });
});

it('lets its own IKE pass but not that of somebody behind it', () => {
  expect(spd.lookup(packet('203.0.113.2', '203.0.113.6', udp(500, 500)), 'out', true).action).toBe('bypass');
  expect(spd.lookup(packet('203.0.113.2', '203.0.113.6', udp(500, 500)), 'out', false).action).toBe('discard');
  expect(spd.lookup(packet('203.0.113.2', '203.0.113.6', udp(500, 501)), 'out', true).action).toBe('discard');
});

it('matches inbound packets with their ends swapped', () => {
  expect(spd.lookup(packet('198.51.100.80', '192.0.2.1', tcp), 'in', false).name).toBe('partner');
  expect(spd.lookup(packet('192.0.2.1', '198.51.100.80', tcp), 'in', false).name).toBe('default');
});
