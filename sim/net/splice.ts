/**
 * Purpose: cut and paste of ciphertext: somebody else's packet behind a header of the attacker's making.
 *
 * Does not model: the block that CBC garbles at the seam (16 octets of the spliced packet's head, which the attacker knows anyway).
 * Units: octets. Determinism: pure.
 * References: RFC 3552 3.3.4 (cut-and-paste attack on ESP without integrity); threat cards T18 step 3, T19 (a).
 */
import { packetBytes, type Content, type Packet } from './packet.ts';

export interface SplicedContent extends Content {
  readonly kind: 'spliced';
  readonly inner: Packet;
}

/**
 * What a packet becomes when its head is replaced by a UDP header to a port of the same host.
 * Units: octets. Errors: none. Source: RFC 3552 3.3.4.
 */
export function reheaded(inner: Packet, port: number): Packet {
  const content: SplicedContent = { kind: 'spliced', bytes: packetBytes(inner), inner };
  return { ...inner, body: { protocol: 'udp', srcPort: port, dstPort: port, content } };
}

/**
 * True for spliced contents.
 * Units: none. Errors: none. Source: own design.
 */
export function isSpliced(content: Content): content is SplicedContent {
  return content.kind === 'spliced' && 'inner' in content;
}
