/**
 * Purpose: T18 encryption without a MAC check: a report is changed inside the tunnel by flipping bits of the ciphertext.
 *
 * He cannot read the packets, but knows where in them the values stand. Who does not know where they end flips up to the trailer, and with it the padding: its length is encrypted.
 * That is no attack of its own in the coverage, as nothing but the receiver's look at the padding tells the two apart. The splice of the same card is T19's attack.
 * Does not model: garbled neighbouring blocks, inner checksums (he adjusts them: they are linear).
 * Units: octets. Determinism: reacts to what passes.
 * References: TR A.5.1 #18; RFC 3552 3.3.4 condition (1); RFC 4303 2.4, 3.4.3; RFC 8221 4; threat card T18.
 */
import type { Content, Packet, Piece } from '../../sim/net/packet.ts';
import { PASS, TAKEN } from '../../sim/net/rules.ts';
import { asTls, type TlsContent } from '../../sim/vpn/tls.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { alterDocument, appContent, asMessage } from '../../sim/world/messages.ts';
import { falsified } from '../oracles/integrity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimThroughManualKeys, devicesOf } from './manual-keys.ts';

/** The first ESP packet above this size carries the report's beginning; from it on he changes all, up to the short last one. */
const LARGE_BYTES = 600;

/** What the flipped bits make of a packet: the report's values change, a sealed record breaks. The same content changes in the same way in every packet. */
function flipper(): (inner: Packet) => Packet {
  const flipped = new Map<Content, Content>();
  const flip = (content: Content): Content => {
    const known = flipped.get(content);
    if (known !== undefined) return known;
    const changed = flipContent(content);
    flipped.set(content, changed);
    return changed;
  };
  return (inner) => {
    const { body } = inner;
    if (body.protocol !== 'tcp') return inner;
    return { ...inner, body: { ...body, pieces: body.pieces.map((piece): Piece => ({ ...piece, content: flip(piece.content) })) } };
  };
}

function flipContent(content: Content): Content {
  const message = asMessage(content);
  if (message?.document !== undefined) return appContent({ ...message, document: alterDocument(message.document) });
  const record = asTls(content);
  if (record?.sealed === undefined) return content;
  const broken: TlsContent = { ...record, sealed: record.sealed.tampered() };
  return broken;
}

function act(hands: Hands, aim: Aim, padding: boolean): void {
  const { near, far } = devicesOf(hands, aim.flow);
  const flip = flipper();
  let begun = false;
  hands.onPacket((packet) => {
    const { body } = packet;
    if (body.protocol !== 'esp' || packet.src !== near || packet.dst !== far || (!begun && body.bytes < LARGE_BYTES)) return PASS;
    begun = true;
    hands.note('flipping-bits', { spi: body.spi, seq: body.seq });
    hands.release({ ...packet, body: { ...body, sealed: body.sealed.altered(flip, padding) } });
    return TAKEN;
  });
}

/**
 * The attack, by who flips the values alone or by who flips the padding behind them too.
 * Units: none. Errors: none. Source: threat card T18 step 2; RFC 4303 2.4.
 */
export function flippingWith(padding: boolean): AttackDefinition {
  return {
    threat: 'T18',
    variant: '',
    name: { en: 'A report is changed inside an encrypted tunnel', ja: '暗号化トンネル内の報告書のビット反転による改ざん' },
    vantages: ['wan-on'],
    aim: (scenario) => aimThroughManualKeys(scenario, 'store-letter'),
    act: (hands, aim) => act(hands, aim, padding),
    judge: (view, aim) => falsified(view, aim.flow.asset ?? ''),
  };
}

export const bitFlips: AttackDefinition = flippingWith(false);
