/**
 * Purpose: ESP packet by packet: replay, reordering, forged numbers, flipped bits, borrowed SPIs, and what somebody without the key sees.
 */
import { describe, expect, it } from 'vitest';
import type { EspPacket, Packet } from '../../../sim/net/packet.ts';
import { packetBytes } from '../../../sim/net/packet.ts';
import { Sealed } from '../../../sim/net/sealed.ts';
import { MAX_SEQUENCE } from '../../../sim/vpn/anti-replay.ts';
import { decapsulate, encapsulate } from '../../../sim/vpn/esp.ts';
import { protectedPacketBytes } from '../../../sim/vpn/esp-size.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { inboundSa, outboundSa, Sad, type SaPair } from '../../../sim/vpn/sad.ts';
import { Streams } from '../../../sim/kernel/streams.ts';

const KEY = 'esp/sk/a/b/4711';
const ring = new KeyRing([KEY, 'esp/other']);
const PARAMETERS = { spi: 4711, keyId: KEY, suite: 'aes-gcm-16', mode: 'tunnel', control: 'ipsec-ike' } as const;

function inner(uid: number, dscp = 0): Packet {
  return {
    uid,
    src: 1,
    dst: 2,
    ttl: 63,
    dscp,
    body: { protocol: 'udp', srcPort: 1, dstPort: 2, content: { kind: 'letter', bytes: 500 } },
    origin: 'pc',
  };
}

function esp(packet: Packet | undefined): EspPacket {
  if (packet?.body.protocol !== 'esp') throw new Error('no ESP packet');
  return packet.body;
}

function send(sa: ReturnType<typeof outboundSa>, count: number): EspPacket[] {
  return Array.from({ length: count }, (_, n) => esp(encapsulate(inner(n), sa, ring, { uid: 100 + n, src: 8, dst: 9, origin: 'gw' })));
}

function at(packets: readonly EspPacket[], index: number): EspPacket {
  const packet = packets[index];
  if (packet === undefined) throw new Error(`no packet ${index}`);
  return packet;
}

describe('outbound', () => {
  it('numbers packets from 1, copies DSCP outward, names the control, and has the right size', () => {
    const sa = outboundSa(PARAMETERS);
    const outer = encapsulate(inner(1, 46), sa, ring, { uid: 7, src: 8, dst: 9, origin: 'gw' });
    expect(outer).toMatchObject({ src: 8, dst: 9, dscp: 46, origin: 'gw', body: { spi: 4711, seq: 1 } });
    expect(esp(outer).sealed.by).toBe('ipsec-ike');
    expect(packetBytes(outer as Packet)).toBe(protectedPacketBytes('aes-gcm-16', 528));
  });

  it('stops rather than let the numbers wrap', () => {
    const sa = outboundSa(PARAMETERS);
    sa.sequence = MAX_SEQUENCE - 1;
    expect(send(sa, 1)[0]?.seq).toBe(MAX_SEQUENCE);
    expect(encapsulate(inner(2), sa, ring, { uid: 1, src: 8, dst: 9, origin: 'gw' })).toBeUndefined();
  });
});

describe('inbound', () => {
  it('delivers once and refuses the same packet again', () => {
    const packet = at(send(outboundSa(PARAMETERS), 1), 0);
    const sa = inboundSa(PARAMETERS);
    expect(decapsulate(packet, sa, ring)).toMatchObject({ ok: true, inner: { uid: 0, src: 1, dst: 2 } });
    expect(decapsulate(packet, sa, ring)).toEqual({ ok: false, reason: 'esp-replay' });
    expect(sa).toMatchObject({ packets: 1, refused: { replay: 1, integrity: 0 } });
  });

  it('delivers a late packet inside the window, and refuses one left of it', () => {
    const packets = send(outboundSa(PARAMETERS), 70);
    const sa = inboundSa(PARAMETERS);
    expect(decapsulate(at(packets, 69), sa, ring).ok).toBe(true);
    expect(decapsulate(at(packets, 6), sa, ring).ok).toBe(true);
    expect(decapsulate(at(packets, 5), sa, ring)).toEqual({ ok: false, reason: 'esp-replay' });
  });

  it('is not moved by a forged high number: the ICV fails first', () => {
    const packets = send(outboundSa(PARAMETERS), 2);
    const sa = inboundSa(PARAMETERS);
    expect(decapsulate({ ...at(packets, 0), seq: 4096 }, sa, ring)).toEqual({ ok: false, reason: 'esp-icv-mismatch' });
    expect(sa.window?.right).toBe(0);
    expect(decapsulate(at(packets, 0), sa, ring).ok).toBe(true);
  });

  it('refuses a flipped bit, and the genuine packet still passes', () => {
    const packet = at(send(outboundSa(PARAMETERS), 1), 0);
    const sa = inboundSa(PARAMETERS);
    expect(decapsulate({ ...packet, sealed: packet.sealed.tampered() }, sa, ring)).toEqual({ ok: false, reason: 'esp-icv-mismatch' });
    expect(sa.refused.integrity).toBe(1);
    expect(decapsulate(packet, sa, ring).ok).toBe(true);
  });

  it('refuses a packet of one SA under the SPI of another, even when the receiver holds both keys', () => {
    const packet = at(send(outboundSa(PARAMETERS), 1), 0);
    const other = inboundSa({ ...PARAMETERS, spi: 9999, keyId: 'esp/other' });
    expect(decapsulate({ ...packet, spi: 9999 }, other, ring)).toEqual({ ok: false, reason: 'esp-icv-mismatch' });
  });

  it('refuses what was sealed under another key even when it carries no integrity check', () => {
    const unchecked = Sealed.make<Packet>(inner(1), 'esp/other', ring, { integrity: false });
    const packet: EspPacket = { protocol: 'esp', spi: 4711, seq: 1, sealed: unchecked, bytes: 600 };
    expect(decapsulate(packet, inboundSa(PARAMETERS), ring)).toEqual({ ok: false, reason: 'esp-icv-mismatch' });
  });

  it('shows an observer without the key sizes and numbers, nothing else', () => {
    const packet = at(send(outboundSa(PARAMETERS), 1), 0);
    expect(packet.sealed.open(new KeyRing(['esp/other']))).toEqual({ ok: false, reason: 'no-key' });
    expect(JSON.stringify(packet)).not.toContain('letter');
  });
});

describe('the SAD', () => {
  const streams = new Streams(1);
  const sad = (): Sad<SaPair> => new Sad(() => streams.get('sad/test'));
  const pair = (spi: number): SaPair => ({
    inbound: inboundSa({ ...PARAMETERS, spi }),
    outbound: outboundSa({ ...PARAMETERS, spi: spi + 1 }),
  });

  it('reserves distinct SPIs above 255 and finds pairs by their inbound SPI', () => {
    const database = sad();
    const spis = Array.from({ length: 1000 }, () => database.reserve());
    expect(new Set(spis).size).toBe(1000);
    expect(Math.min(...spis)).toBeGreaterThan(255);
    const made = pair(spis[0] ?? 0);
    database.add(made);
    expect(database.find(spis[0] ?? 0)).toBe(made);
    expect(() => database.add(made)).toThrow(/taken/);
    database.remove(made);
    expect(database.find(spis[0] ?? 0)).toBeUndefined();
  });
});
