/**
 * Purpose: a virus scanner in a site's device: it reads what passes and refuses malware that its signatures know, if it can read it.
 *
 * It sees what a listener at the device would see: the content of plain packets, after the device has opened its own tunnels. What is sealed between others passes unread.
 * `virus-scan-gateway` is asked only when malware that it would recognise passes in the clear; so is `object-signature` where the scanner is set to trust signed documents.
 * Does not model: archives, disinfection, load; the scanner keeps a whole object back by refusing its last packet.
 * Units: octets. Determinism: packet order.
 * References: TR C 4-7-1; RFC 3631 3.11 (encryption hides content from the defenders too); threat cards T09, T20.
 */
import type { Content, Packet } from '../net/packet.ts';
import { PASS, type PacketRule } from '../net/rules.ts';
import { isKnown, type Malware } from './infection.ts';
import { asMessage, type AppMessage } from './messages.ts';
import type { WorldParts } from './parts.ts';

/** Malware that can be read in a message: a bare exploit, what a mail or page brings, or what a readable document carries. */
function malwareIn(parts: WorldParts, message: AppMessage): Malware | undefined {
  if (message.exploit !== undefined) return { fault: message.exploit };
  if (message.brings !== undefined) return { fault: message.brings.fault };
  const { document } = message;
  if (document === undefined || document.body.form === 'sealed' || document.body.document.malware === undefined) return undefined;
  const ageNs = parts.scenario.adversary.documentMalwareAgeNs;
  return { fault: document.body.document.malware, ...(ageNs === undefined ? {} : { ageNs }) };
}

/**
 * The scanner as a rule for what a device forwards.
 * Units: octets. Errors: none. Source: TR C 4-7-1.
 */
export function gatewayScanner(parts: WorldParts, place: string): PacketRule {
  const seen = new Map<Content, number>();
  const refused = new Set<Content>();
  const inspect = (content: Content): string | undefined => {
    const message = asMessage(content);
    const malware = message === undefined ? undefined : malwareIn(parts, message);
    if (malware === undefined || !isKnown(parts.scenario.adversary, malware)) return undefined;
    const control = parts.context.gate.on('virus-scan-gateway', place);
    // A signature says who made a document, not that it is clean: a scanner that exempts signed documents of partners is a common and wrong setting.
    const signed = message?.document?.signature !== undefined && parts.scenario.adversary.scannersTrustSigned === true;
    if (control === undefined || (signed && parts.context.gate.on('object-signature', place) !== undefined)) return undefined;
    refused.add(content);
    return control;
  };
  const complete = (packet: Packet): readonly Content[] => {
    const { body } = packet;
    if (body.protocol === 'udp') return [body.content];
    if (body.protocol === 'esp') return [];
    return body.pieces
      .filter(({ content, length }) => {
        if (asMessage(content) === undefined) return false;
        const octets = (seen.get(content) ?? 0) + length;
        seen.set(content, octets);
        return octets >= content.bytes;
      })
      .map(({ content }) => content);
  };
  return (packet) => {
    for (const content of complete(packet)) {
      const control = inspect(content);
      if (control !== undefined) return { verb: 'drop', reason: 'malware-recognised', control };
    }
    return PASS;
  };
}
