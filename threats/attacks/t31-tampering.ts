/**
 * Purpose: T31 falsification: a referral letter is changed on its way.
 *
 * Readable content is replaced; sealed records and packets get flipped bits. On a LAN he first comes onto the path by ARP spoofing.
 * Without intent: a faulty line flips bits, and some of the damage passes the checksums.
 * Does not model: relays that change letters in their store (T21 does).
 * Units: none. Determinism: reacts to what passes.
 * References: TR A.5.1 #31, 6.1.2 b; RFC 3552 3.3.4; threat card T31.
 */
import type { Content, Packet, Piece } from '../../sim/net/packet.ts';
import { PASS, TAKEN } from '../../sim/net/rules.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { alterDocument, appContent, asMessage } from '../../sim/world/messages.ts';
import { asTls, type TlsContent } from '../../sim/vpn/tls.ts';
import { falsified } from '../oracles/integrity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, labelOf, passes } from './aims.ts';
import { endsOf, gainPath } from './tactics.ts';
import { espOf, withEsp } from './sealed-packets.ts';

/** Large ESP packets whose bits he flips before he gives up on this tunnel. */
const FLIPS = 12;
/** ESP packets above this size carry the letter rather than acknowledgements. */
const LARGE_BYTES = 600;

function act(hands: Hands, aim: Aim): void {
  const { client, server } = endsOf(hands, aim.flow);
  const altered = new Map<Content, Content>();
  let flips = 0;
  const alter = (content: Content): Content => {
    const known = altered.get(content);
    if (known !== undefined) return known;
    const changed = changeContent(content);
    altered.set(content, changed);
    if (changed !== content) hands.note('altering', { content: content.kind });
    return changed;
  };
  hands.onPacket((packet) => {
    const changed = change(packet);
    if (changed === packet) return PASS;
    hands.release(changed);
    return TAKEN;
  });
  const change = (packet: Packet): Packet => {
    const { body } = packet;
    const esp = espOf(packet);
    if (esp !== undefined && esp.bytes > LARGE_BYTES && flips < FLIPS) {
      flips++;
      hands.note('flipping-bits', { spi: esp.spi, seq: esp.seq });
      return withEsp(packet, { ...esp, sealed: esp.sealed.tampered() });
    }
    if (body.protocol !== 'tcp' || packet.src !== client || packet.dst !== server) return packet;
    const pieces = body.pieces.map((piece): Piece => ({ ...piece, content: alter(piece.content) }));
    return pieces.some((piece, index) => piece.content !== body.pieces[index]?.content) ? { ...packet, body: { ...body, pieces } } : packet;
  };
  gainPath(hands, aim.flow);
}

/** The content with another letter in it, or with broken bits where it is sealed; the same content when there is no letter. */
function changeContent(content: Content): Content {
  const message = asMessage(content);
  if (message?.document !== undefined) return appContent({ ...message, document: alterDocument(message.document) });
  const record = asTls(content);
  if (record?.sealed === undefined || record.bytes < LARGE_BYTES) return content;
  const broken: TlsContent = { ...record, sealed: record.sealed.tampered() };
  return broken;
}

function siteOf(place: string): string {
  return place.split('.')[0] ?? place;
}

export const lineFault: AttackDefinition = {
  threat: 'T31',
  variant: 'line-fault',
  name: { en: 'A faulty line changes a letter unnoticed', ja: '回線障害による紹介状の変化' },
  vantages: ['none'],
  aim: (scenario, vantage) =>
    vantage.incident !== 'line-fault'
      ? undefined
      : aimAt(
          scenario,
          ['store-letter'],
          (flow, service) =>
            service.tls !== 'always' &&
            siteOf(flow.client) !== siteOf(service.host) &&
            [siteOf(flow.client), siteOf(service.host)].includes(siteOf(vantage.at)),
        ),
  act: (hands) => {
    hands.note('line-fault', { device: hands.vantage.at });
    hands.disturb();
  },
  judge: (view, aim) => falsified(view, aim.flow.asset ?? ''),
};

export const tampering: AttackDefinition = {
  threat: 'T31',
  variant: '',
  name: { en: 'A letter is changed on its way', ja: '伝送中の紹介状の改ざん' },
  vantages: ['wan-on', 'lan', 'relay'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['store-letter'],
      (flow, service) => service.tls !== 'always' && labelOf(scenario, flow) !== undefined && passes(scenario, flow, vantage),
    ),
  act,
  judge: (view, aim) => falsified(view, aim.flow.asset ?? ''),
};
