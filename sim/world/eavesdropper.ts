/**
 * Purpose: what a listener makes of the packets he sees: he reassembles streams, opens what his keys open, and enters what he learns into his ledger.
 *
 * Where he meets a seal that he cannot open, the control behind the seal (if it was a control's doing) is noted once as having kept him out.
 * Does not model: traffic analysis from sizes and times; capture loss.
 * Units: octets. Determinism: order of sight.
 * References: threat card T01 steps 3-5 (store, reassemble by 5-tuple and sequence, hold the object); Dolev, Yao 1983.
 */
import type { NetContext } from '../net/context.ts';
import { textOf } from '../net/ftp/messages.ts';
import { isL2tpData } from '../net/l2tp/messages.ts';
import type { Content, Packet, TcpSegment } from '../net/packet.ts';
import { isEspInUdp } from '../vpn/ike-nat.ts';
import { asTls } from '../vpn/tls.ts';
import type { Ledger } from './ledger.ts';
import { asMessage, type AppMessage, type Document } from './messages.ts';
import { isMedia, type Media } from './services/conference.ts';
import { fileIn } from './services/files.ts';

export type Heard = (message: AppMessage, packet: Packet) => void;
/** Contents that are not application messages (IKE, TLS handshakes, …), for whoever cares. */
export type Overheard = (content: Content, packet: Packet) => void;

/** RFC 959 4.1.1. */
const PASS = 'PASS ';
/** A second of voice: own choice; a word or two. */
const UNDERSTOOD_FRAMES = 50;

/**
 * The ears of one attacker.
 * Units: none. Errors: none. Source: threat card T01.
 */
export class Eavesdropper {
  readonly #context: NetContext;
  readonly #ledger: Ledger;
  readonly #place: string;
  /** Offsets already seen of each content in pieces, with their lengths. */
  readonly #partial = new Map<Content, Map<number, number>>();
  readonly #noted = new Set<string>();
  /** Frames of voice heard, by what is spoken of and who speaks. */
  readonly #frames = new Map<string, number>();
  readonly #labelOf: (asset: string) => string;
  onMessage: Heard | undefined;
  onContent: Overheard | undefined;
  /** Called for every TCP segment that he can see, opened tunnels included. */
  onSegment: ((segment: TcpSegment, packet: Packet) => void) | undefined;

  constructor(context: NetContext, ledger: Ledger, place: string, labelOf: (asset: string) => string) {
    this.#labelOf = labelOf;
    this.#context = context;
    this.#ledger = ledger;
    this.#place = place;
  }

  hear(packet: Packet): void {
    const { body } = packet;
    if (body.protocol === 'esp') {
      const inner = body.sealed.open(this.#ledger);
      if (inner.ok) this.hear(inner.body);
      else this.#keptOut(body.sealed.by, packet.origin);
      return;
    }
    // L2TP hides nothing (RFC 2661 9).
    if (body.protocol === 'udp' && isL2tpData(body.content)) return this.hear(body.content.inner);
    if (body.protocol === 'udp')
      return isEspInUdp(body.content) ? this.hear({ ...packet, body: body.content.esp }) : this.#examine(body.content, packet);
    this.onSegment?.(body, packet);
    for (const piece of body.pieces) {
      if (this.#complete(piece.content, piece.offset, piece.length)) this.#examine(piece.content, packet);
    }
  }

  /** Counts octets of a content; true when the last missing ones came. */
  #complete(content: Content, offset: number, length: number): boolean {
    if (offset === 0 && length === content.bytes) return true;
    let seen = this.#partial.get(content);
    if (seen === undefined) this.#partial.set(content, (seen = new Map()));
    if ((seen.get(offset) ?? 0) >= length) return false;
    seen.set(offset, length);
    if (offset + length < content.bytes && seen.size * length < content.bytes) return false;
    return covered(seen, content.bytes);
  }

  #examine(content: Content, packet: Packet): void {
    const sealed = asTls(content)?.sealed;
    if (sealed !== undefined) {
      const opened = sealed.open(this.#ledger);
      if (opened.ok) this.#examine(opened.body, packet);
      else this.#keptOut(sealed.by, packet.origin);
      return;
    }
    const file = fileIn(content);
    if (file !== undefined) this.#readDocument(file, packet);
    const line = textOf(content);
    if (line.startsWith(PASS)) this.#ledger.learn(line.slice(PASS.length), 'key', 'captured', packet.origin);
    if (isMedia(content)) this.#listen(content, packet);
    const message = asMessage(content);
    if (message === undefined) return this.onContent?.(content, packet);
    this.#read(message, packet);
    this.onMessage?.(message, packet);
  }

  #read(message: AppMessage, packet: Packet): void {
    if (message.document !== undefined) this.#readDocument(message.document, packet);
    if (message.proof !== undefined && message.proof.pake !== true)
      this.#ledger.learn(message.proof.secret, message.proof.clear === true ? 'key' : 'hash', 'captured', packet.origin);
    for (const { secret } of message.verifiers ?? []) this.#ledger.learn(secret, 'hash', 'captured', packet.origin);
    if (message.session !== undefined) this.#ledger.learn(message.session, 'key', 'captured', packet.origin);
  }

  /** Speech is understood when a second of it has been heard from one end. */
  #listen({ asset }: Media, { origin }: Packet): void {
    if (asset === undefined) return;
    const key = `${asset} ${origin}`;
    const frames = (this.#frames.get(key) ?? 0) + 1;
    this.#frames.set(key, frames);
    if (frames === UNDERSTOOD_FRAMES) this.#ledger.learn(asset, 'plain', 'captured', origin, { label: this.#labelOf(asset) });
  }

  /** Enters what a message told him directly. */
  keep(message: AppMessage, from: string): void {
    if (message.document !== undefined) this.#readDocument(message.document, { origin: from });
  }

  #readDocument(document: Document, packet: Pick<Packet, 'origin'>): void {
    if (document.body.form === 'plain') {
      this.#ledger.learn(document.asset, 'plain', 'captured', packet.origin, { label: document.body.document.label });
      return;
    }
    const opened = document.body.sealed.open(this.#ledger);
    if (opened.ok) this.#ledger.learn(document.asset, 'plain', 'derived', packet.origin, { label: opened.body.label });
    else {
      this.#ledger.learn(document.asset, 'cipher', 'captured', packet.origin);
      this.#keptOut(document.body.sealed.by, packet.origin);
    }
  }

  #keptOut(control: string | undefined, at: string): void {
    const key = `${control} ${at}`;
    if (control === undefined || this.#noted.has(key)) return;
    this.#noted.add(key);
    this.#context.stop({ control, at, reason: 'unreadable', origin: this.#place });
  }
}

function covered(seen: ReadonlyMap<number, number>, bytes: number): boolean {
  let end = 0;
  for (const [offset, length] of [...seen].sort(([a], [b]) => a - b)) {
    if (offset > end) return false;
    end = Math.max(end, offset + length);
  }
  return end >= bytes;
}
