/**
 * Purpose: ESP: wrap a packet into a protected one, and get it out again with the checks in the order that the standard prescribes.
 *
 * The seal covers SPI and sequence number too, as the ICV does: a captured body under another number or SPI does not verify.
 * Does not model: the cipher itself; ECN; IP options; encryption without integrity (threat T18 changes the seal, not this file); the null cipher, whose contents would be readable.
 * Units: octets. Determinism: sequence numbers count up an SA.
 * References: RFC 4303 3.3 (outbound), 3.4 (inbound: SA lookup, replay check, ICV, then advance); RFC 4301 5.1.2.1 (outer header: DSCP copied).
 */
import type { Ipv4 } from '../net/address.ts';
import { DEFAULT_TTL, packetBytes, type EspPacket, type Packet } from '../net/packet.ts';
import { Sealed, type KeyHolder } from '../net/sealed.ts';
import { MAX_SEQUENCE } from './anti-replay.ts';
import { encrypts, ESP_SUITES, espBytes, espPayloadBytes } from './esp-size.ts';
import type { InboundSa, OutboundSa } from './sad.ts';

/** Where the protected packet goes, and its place in the trace. */
export interface Outer {
  readonly uid: number;
  readonly src: Ipv4;
  readonly dst: Ipv4;
  /** Ground truth: the node that wraps. */
  readonly origin: string;
}

/** The inner packet together with what else the ICV covers. */
interface Covered extends Packet {
  readonly espSpi: number;
  readonly espSeq: number;
}

export type Decapsulated =
  | { readonly ok: true; readonly inner: Packet }
  | { readonly ok: false; readonly reason: 'esp-replay' | 'esp-icv-mismatch' };

/**
 * Protects a packet under an outbound SA; undefined when the sequence numbers are used up and a new SA is needed.
 * Units: none. Errors: throws when the holder lacks the SA's key (a bug). Source: RFC 4303 3.3; numbers must not wrap, 3.3.3.
 */
export function encapsulate(inner: Packet, sa: OutboundSa, holder: KeyHolder, outer: Outer): Packet | undefined {
  if (sa.sequence >= MAX_SEQUENCE) return undefined;
  const seq = ++sa.sequence;
  const innerBytes = packetBytes(inner);
  sa.bytes += innerBytes;
  const covered: Covered = { ...inner, espSpi: sa.spi, espSeq: seq };
  const { icvBytes } = ESP_SUITES[sa.suite];
  const sealed = Sealed.make<Packet>(covered, sa.keyId, holder, {
    by: sa.control,
    encryption: encrypts(sa.suite),
    integrity: icvBytes > 0,
  });
  const body: EspPacket = { protocol: 'esp', spi: sa.spi, seq, sealed, bytes: espBytes(sa.suite, espPayloadBytes(sa.mode, innerBytes)) };
  return { uid: outer.uid, src: outer.src, dst: outer.dst, ttl: DEFAULT_TTL, dscp: inner.dscp, body, origin: outer.origin };
}

/**
 * Gets the inner packet out: replay check, then integrity, and only then the window moves.
 * Units: none. Errors: returns the reason of a refusal. Source: RFC 4303 3.4.3, 3.4.4.
 */
export function decapsulate(body: EspPacket, sa: InboundSa, holder: KeyHolder): Decapsulated {
  if (sa.window !== undefined && sa.window.check(body.seq) !== 'fresh') {
    sa.refused.replay++;
    return { ok: false, reason: 'esp-replay' };
  }
  const inner = verified(body, sa, holder);
  if (inner === undefined) {
    sa.refused.integrity++;
    return { ok: false, reason: 'esp-icv-mismatch' };
  }
  sa.window?.advance(body.seq);
  sa.packets++;
  sa.bytes += packetBytes(inner);
  return { ok: true, inner };
}

function verified(body: EspPacket, sa: InboundSa, holder: KeyHolder): Packet | undefined {
  if (body.sealed.keyId !== sa.keyId) return undefined;
  const opened = body.sealed.open(holder);
  if (!opened.ok) return undefined;
  const { espSpi, espSeq } = opened.body as Partial<Covered>;
  if (body.sealed.integrity && (espSpi !== body.spi || espSeq !== body.seq)) return undefined;
  return opened.body;
}
