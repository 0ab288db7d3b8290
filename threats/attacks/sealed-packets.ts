/**
 * Purpose: ESP as an attacker on the way recognises it: as a protocol of its own, or in datagrams where a translator of addresses is on the way.
 *
 * Does not model: anything itself. Units: none. Determinism: pure.
 * References: RFC 4303 2; RFC 3948 2.1 (UDP encapsulation); TR D.7 c (NAT).
 */
import type { EspPacket, Packet } from '../../sim/net/packet.ts';

/**
 * The ESP packet that is, or is in, a packet.
 * Units: none. Errors: none; undefined for everything else. Source: RFC 3948 2.1.
 */
export function espOf({ body }: Packet): EspPacket | undefined {
  if (body.protocol === 'esp') return body;
  if (body.protocol !== 'udp' || body.content.kind !== 'esp-in-udp' || !('esp' in body.content)) return undefined;
  return body.content.esp as EspPacket;
}

/**
 * The packet with another ESP packet in the place of its own.
 * Units: none. Errors: none; a packet without ESP stays what it is. Source: RFC 3948 2.1.
 */
export function withEsp(packet: Packet, esp: EspPacket): Packet {
  const { body } = packet;
  if (body.protocol === 'esp') return { ...packet, body: esp };
  if (body.protocol !== 'udp' || espOf(packet) === undefined) return packet;
  const content = { ...body.content, esp };
  return { ...packet, body: { ...body, content } };
}
