/** Purpose: guards policing of bulk datagrams: nothing is asked below a quarter of the line, what is above it is dropped, VPN and TCP are left alone. */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { NS_PER_MS } from '../../../sim/kernel/time.ts';
import { Trace } from '../../../sim/kernel/trace.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { PacketBody } from '../../../sim/net/packet.ts';
import { policeBulk } from '../../../sim/net/policing.ts';

const RATE_BPS = 4_000_000;
const bulk = (dstPort: number): PacketBody => ({ protocol: 'udp', srcPort: 1, dstPort, content: { kind: 'bulk', bytes: 1472 } });

/** Sends 1500-octet packets at a rate for ten seconds; returns how many passed, and the questions. */
function drive(bps: number, body: PacketBody): { readonly passed: number; readonly sent: number; readonly asked: number } {
  const kernel = new Kernel();
  let asked = 0;
  const context = new NetContext({
    kernel,
    trace: new Trace(false, () => kernel.now),
    streams: new Streams(1),
    gate: { on: () => (asked++, 'police') },
  });
  const node = new IpNode(context, 'provider', true);
  const out = node.addIface('customer', 1, { base: 0, length: 24 });
  const rule = policeBulk(context, 'provider', out, RATE_BPS, [500]);
  let passed = 0;
  const sent = Math.floor((10 * bps) / 12_000);
  for (let n = 0; n < sent; n++) {
    kernel.at(Math.floor((n * 12_000 * 1000 * NS_PER_MS) / bps), () => {
      if (rule({ uid: n, src: 9, dst: 2, ttl: 9, dscp: 0, body, origin: 'x' }, { out }).verb === 'pass') passed++;
    });
  }
  kernel.run(11_000 * NS_PER_MS);
  return { passed, sent, asked };
}

describe('policing of bulk datagrams', () => {
  it('asks nothing up to a quarter of the line', () => {
    const { passed, sent, asked } = drive(RATE_BPS / 4, bulk(9));
    expect([passed, asked]).toEqual([sent, 0]);
  });
  it('lets a quarter of the line and the burst through, whatever comes', () => {
    const { passed } = drive(2 * RATE_BPS, bulk(9));
    const quarter = (10 * RATE_BPS) / 4 / 12_000;
    expect(passed).toBeGreaterThanOrEqual(quarter);
    expect(passed).toBeLessThanOrEqual(Math.ceil(quarter * 1.06) + 1);
  });
  it('leaves IKE and TCP alone', () => {
    const tcp: PacketBody = {
      protocol: 'tcp',
      srcPort: 1,
      dstPort: 2,
      seq: 0,
      ack: 0,
      flags: 16,
      window: 1,
      pieces: [{ content: { kind: 'x', bytes: 1460 }, offset: 0, length: 1460 }],
    };
    for (const body of [bulk(500), tcp]) expect(drive(2 * RATE_BPS, body).asked).toBe(0);
  });
});
