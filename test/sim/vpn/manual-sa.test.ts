/**
 * Purpose: guards an ESP association with fixed keys: what travels is encrypted, what comes back is delivered, changed packets pass unless the MAC is checked, replays pass always.
 *
 * ```
 *   near.pc ── near ══ far ── (10.2.0.0/24)
 * ```
 */
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { Streams } from '../../../sim/kernel/streams.ts';
import { Trace } from '../../../sim/kernel/trace.ts';
import { NetContext } from '../../../sim/net/context.ts';
import { IpNode } from '../../../sim/net/node.ts';
import type { EspPacket, Packet } from '../../../sim/net/packet.ts';
import { connect } from '../../../sim/net/point-to-point.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { hangManualSa } from '../../../sim/vpn/manual-sa.ts';

const WAN = { base: 0x0a00_0000, length: 24 };
const SUITE = 'aes-cbc_hmac-sha1-96';
const INSIDE = [
  { base: 0x0a01_0000, length: 24 },
  { base: 0x0a02_0000, length: 24 },
] as const;
const LINE = { rateBps: 1e9, delayNs: 1000, queuePackets: 10, loss: { numerator: 0, denominator: 1 } };

function bench(
  macChecked: boolean,
  inspectsPadding = false,
): {
  readonly far: IpNode;
  readonly wire: Packet[];
  readonly got: Packet[];
  send(bytes?: number): void;
  receive(packet: Packet): void;
} {
  const kernel = new Kernel();
  const gate = { on: (mechanism: string) => (macChecked && mechanism === 'ipsec-manual-keys' ? 'ipsec-manual-keys' : undefined) };
  const context = new NetContext({ kernel, trace: new Trace(true, () => kernel.now), streams: new Streams(1), gate });
  const [near, far] = [new IpNode(context, 'near', true), new IpNode(context, 'far', true)];
  const [a, b] = [near.addIface('wan', WAN.base + 1, WAN), far.addIface('wan', WAN.base + 2, WAN)];
  connect(context, a, b, LINE, 'line');
  near.table.add({ prefix: INSIDE[1], iface: a, nextHop: b.address });
  far.addIface('inside', INSIDE[1].base + 1, INSIDE[1]);
  const [wire, got]: [Packet[], Packet[]] = [[], []];
  far.rules.ingress.push((packet) => (wire.push(packet), { verb: 'pass' }));
  far.handle('udp', (packet, arrival) => void (arrival.tunnel?.peerSite === 'near' && got.push(packet)));
  const ring = new KeyRing(['k']);
  hangManualSa(context, { wan: a, peerSite: 'far', peerGateway: b.address, peerPrefixes: [INSIDE[1]], keyId: 'k', ring, suite: SUITE });
  hangManualSa(context, {
    wan: b,
    peerSite: 'near',
    peerGateway: a.address,
    peerPrefixes: [INSIDE[0]],
    keyId: 'k',
    ring,
    suite: SUITE,
    inspectsPadding,
  });
  const send = (bytes = 10): void => {
    near.originate({
      src: INSIDE[0].base + 9,
      dst: INSIDE[1].base + 1,
      body: { protocol: 'udp', srcPort: 1, dstPort: 7, content: { kind: 'x', bytes } },
    });
    kernel.run(kernel.now + 1e9);
  };
  return { far, wire, got, send, receive: (packet) => far.receive(packet, { iface: b }) };
}

const espOf = (packet: Packet | undefined): EspPacket => {
  if (packet?.body.protocol !== 'esp') throw new Error('no ESP on the wire');
  return packet.body;
};

describe('an association with fixed keys', () => {
  it('encrypts between the devices and delivers inside', () => {
    const t = bench(false);
    t.send();
    expect(espOf(t.wire[0]).sealed.open(new KeyRing([])).ok).toBe(false);
    expect(t.got.map((packet) => packet.src)).toEqual([INSIDE[0].base + 9]);
  });
  it('a changed packet passes without the check of the MAC (T18) and is refused with it', () => {
    for (const macChecked of [false, true]) {
      const t = bench(macChecked);
      t.send();
      const packet = t.wire[0];
      const body = espOf(packet);
      if (packet !== undefined)
        t.receive({ ...packet, body: { ...body, sealed: body.sealed.altered((inner) => ({ ...inner, src: INSIDE[0].base + 66 })) } });
      expect(t.got.map((each) => each.src)).toEqual(macChecked ? [INSIDE[0].base + 9] : [INSIDE[0].base + 9, INSIDE[0].base + 66]);
    }
  });
  it('a look at the padding shows a change that reaches into it, and no other (RFC 4303 2.4)', () => {
    // 38 octets and the trailer leave 8 of three blocks to the padding, 46 octets leave none.
    const rows = [
      { bytes: 10, toPadding: true, inspects: true, passes: false },
      { bytes: 10, toPadding: true, inspects: false, passes: true },
      { bytes: 10, toPadding: false, inspects: true, passes: true },
      { bytes: 18, toPadding: true, inspects: true, passes: true },
    ];
    for (const { bytes, toPadding, inspects, passes } of rows) {
      const t = bench(false, inspects);
      t.send(bytes);
      const packet = t.wire[0];
      const body = espOf(packet);
      const sealed = body.sealed.altered((inner) => inner, toPadding);
      if (packet !== undefined) t.receive({ ...packet, body: { ...body, sealed } });
      expect(t.got, JSON.stringify({ bytes, toPadding, inspects })).toHaveLength(passes ? 2 : 1);
    }
  });
  it('a replayed packet passes either way: manual keys offer no anti-replay (RFC 4303 3.3.3)', () => {
    for (const macChecked of [false, true]) {
      const t = bench(macChecked);
      t.send();
      const packet = t.wire[0];
      if (packet !== undefined) t.receive(packet);
      expect(t.got).toHaveLength(2);
    }
  });
});
