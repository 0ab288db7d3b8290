/**
 * Purpose: the table of open flows: what opens which packets.
 *
 * Guards: an answer that is let pass out of a tunnel's flow, ports or protocols taken for one another, addresses above 2^31.
 */
import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../../sim/net/address.ts';
import { OpenFlows } from '../../../sim/net/open-flows.ts';
import type { Packet, PacketBody } from '../../../sim/net/packet.ts';

const address = (text: string): number => parseIpv4(text) ?? Number.NaN;
const [here, there] = [address('192.0.2.1'), address('255.255.255.255')];

function packet(src: number, dst: number, body: Record<string, unknown>): Packet {
  return { uid: 1, src, dst, ttl: 64, dscp: 0, origin: 'x', body: body as unknown as PacketBody };
}
const tcp = (src: number, srcPort: number, dst: number, dstPort: number, protocol = 'tcp'): Packet =>
  packet(src, dst, { protocol, srcPort, dstPort });

describe('open flows', () => {
  const flows = new OpenFlows();
  flows.add('', tcp(here, 40_000, there, 443));
  flows.add('clinic', tcp(here, 40_001, there, 443));
  flows.add('', packet(here, there, { protocol: 'esp', spi: 7 }));

  it('know their own packets and the answers', () => {
    expect(flows.has('', tcp(here, 40_000, there, 443))).toBe(true);
    expect(flows.answered(tcp(there, 443, here, 40_000))).toBe(true);
    expect(flows.has('', packet(here, there, { protocol: 'esp', spi: 8 }))).toBe(true);
    expect(flows.answered(packet(there, here, { protocol: 'esp', spi: 9 }))).toBe(true);
  });
  it('belong to their tunnel, whose answers open nothing', () => {
    expect(flows.has('', tcp(here, 40_001, there, 443))).toBe(false);
    expect(flows.has('other', tcp(here, 40_001, there, 443))).toBe(false);
    expect(flows.has('clinic', tcp(here, 40_001, there, 443))).toBe(true);
    expect(flows.answered(tcp(there, 443, here, 40_001))).toBe(false);
  });
  it.each([
    ['another port of the sender', tcp(here, 40_002, there, 443)],
    ['another port of the receiver', tcp(here, 40_000, there, 444)],
    ['another protocol', tcp(here, 40_000, there, 443, 'udp')],
    ['another sender', tcp(here + 1, 40_000, there, 443)],
    ['another receiver', tcp(here, 40_000, there - 1, 443)],
    ['the way back', tcp(there, 443, here, 40_000)],
  ])('are not %s', (_, other) => {
    expect(flows.has('', other)).toBe(false);
  });
});
