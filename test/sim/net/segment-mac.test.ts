/**
 * Purpose: guards TCP-AO as a packet rule: genuine segments pass without a question, what the peer did not make is refused.
 *
 * ```
 *   a (10.0.0.1) ── b (10.0.0.2)     master key between them; x forges a's address
 * ```
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { Trace } from '../../../sim/kernel/trace.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { IpNode } from '../../../sim/net/node.ts';
import { TCP_FLAG, type Packet, type TcpSegment } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { protectSegments } from '../../../sim/net/segment-mac.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';

const LINK = { base: 0x0a00_0000, length: 24 };
const [A, B, C] = [0x0a00_0001, 0x0a00_0002, 0x0a00_0003];
const LINE = { rateBps: 1e9, delayNs: 1000, queuePackets: 10, loss: { numerator: 0, denominator: 1 } };
const segment = (seq: number): TcpSegment => ({
  protocol: 'tcp',
  srcPort: 1,
  dstPort: 2,
  seq,
  ack: 0,
  flags: TCP_FLAG.RST,
  window: 0,
  pieces: [],
});

function bench(on: boolean): { readonly a: IpNode; readonly b: IpNode; readonly got: Packet[]; readonly asked: string[]; run(): void } {
  const kernel = new Kernel();
  const asked: string[] = [];
  const gate = { on: (mechanism: string) => (asked.push(mechanism), on ? mechanism : undefined) };
  const context = new NetContext({ kernel, trace: new Trace(true, () => kernel.now), streams: new Streams(1), gate });
  const [a, b] = [new IpNode(context, 'a', false), new IpNode(context, 'b', false)];
  connect(context, a.addIface('l', A, LINK), b.addIface('l', B, LINK), LINE, 'line');
  const got: Packet[] = [];
  b.handle('tcp', (packet) => void got.push(packet));
  protectSegments(a, new KeyRing(['k']), [{ address: B, keyId: 'k' }]);
  protectSegments(b, new KeyRing(['k']), [{ address: A, keyId: 'k' }]);
  return { a, b, got, asked, run: () => kernel.run(1e9) };
}

function forge(b: IpNode, body: TcpSegment, src = A): void {
  const iface = b.ifaces[0];
  if (iface !== undefined) b.receive({ uid: 99, src, dst: B, ttl: 64, dscp: 0, body, origin: 'x' }, { iface });
}

describe('TCP-AO', () => {
  it('genuine segments pass, and nobody is asked', () => {
    const t = bench(true);
    t.a.originate({ dst: B, body: segment(5) });
    t.run();
    expect(t.got).toHaveLength(1);
    expect(t.asked).toEqual([]);
  });
  it('a forged segment is refused with the control, and passes without it', () => {
    const t = bench(true);
    forge(t.b, segment(5));
    expect([t.got.length, t.asked]).toEqual([0, ['tcp-ao']]);
    const off = bench(false);
    forge(off.b, segment(5));
    expect(off.got).toHaveLength(1);
  });
  it('a captured segment that was changed is refused', () => {
    const t = bench(true);
    const body = segment(5);
    t.a.originate({ dst: B, body });
    t.run();
    forge(t.b, { ...body, seq: 6 });
    expect(t.got).toHaveLength(1);
  });
  it('a captured segment is refused under another address, even one with the same key', () => {
    const t = bench(true);
    const body = segment(5);
    protectSegments(t.b, new KeyRing(['k']), [{ address: C, keyId: 'k' }]);
    t.a.originate({ dst: B, body });
    t.run();
    expect([t.got.length, t.asked]).toEqual([1, []]);
    forge(t.b, body, C);
    expect([t.got.length, t.asked]).toEqual([1, ['tcp-ao']]);
  });
  it('throws when the host lacks the key', () => {
    const t = bench(true);
    expect(() => protectSegments(t.a, new KeyRing([]), [{ address: B, keyId: 'k' }])).toThrow(/does not hold/);
  });
});
