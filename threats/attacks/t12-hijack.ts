/**
 * Purpose: T12 session hijacking: after the real user has logged in, a command is put into his connection.
 *
 * Where the user takes any certificate, he sits in the TLS session itself: two keys, one with each end, and every record opened and sealed again.
 * Does not model: answering the ACK storm, keeping the stolen session open for long.
 * Units: octets. Determinism: reacts to what passes.
 * References: TR A.5.1 #12, 6.2.2; RFC 3552 3.3.4, 4.5.2.2; RFC 3631 3.2; RFC 8446 4.4.3; threat card T12.
 */
import { NS_PER_MS } from '../../sim/kernel/time.ts';
import { TCP_FLAG, type Content, type Piece } from '../../sim/net/packet.ts';
import { PASS } from '../../sim/net/rules.ts';
import { sign } from '../../sim/net/sealed.ts';
import { asTls, tlsRecord, tlsServerKey, tlsSessionKey, transcript, type TlsContent } from '../../sim/vpn/tls.ts';
import type { Hands } from '../../sim/world/attacker.ts';
import { appContent } from '../../sim/world/messages.ts';
import { hijacked } from '../oracles/authenticity.ts';
import type { Aim, AttackDefinition } from '../types.ts';
import { aimAt, canSend, passes } from './aims.ts';
import { endsOf, follow, gainPath, gainSight, type Followed } from './tactics.ts';

/** The connection has been quiet for so long that its numbers stand still. */
const QUIET_NS = 300 * NS_PER_MS;
/** Octets the client must have sent before he is taken for logged in when the content is sealed: more than a handshake and a login request. */
const SEALED_LOGIN_BYTES = 900;

/** How a command goes into the stream: as it is, or as a record of a session that he sits in. */
type Wrap = (content: Content) => Content;

function strikeWhenQuiet(hands: Hands, aim: Aim, wrap: Wrap): void {
  const { client, server, service } = endsOf(hands, aim.flow);
  let last: Followed | undefined;
  let first: number | undefined;
  let token: string | undefined;
  let acted = false;
  const strike = (at: Followed): void => {
    if (acted || last !== at) return;
    acted = true;
    const command = appContent({
      service: service.id,
      op: aim.flow.operation === 'maintain' ? 'maintain' : 'book',
      claimedSite: aim.flow.client.split('.')[0] ?? '',
      user: aim.flow.user ?? '',
      session: token ?? 'session/unknown',
      txn: 'txn/forged',
    });
    const content = wrap(command);
    hands.note('injecting-command', { flow: aim.flow.id, seq: at.nextSeq, knowsSession: token !== undefined });
    hands.inject({
      src: client,
      dst: server,
      body: { ...at.segment, flags: TCP_FLAG.ACK | TCP_FLAG.PSH, seq: at.nextSeq, pieces: [{ content, offset: 0, length: content.bytes }] },
    });
  };
  hands.ears.onMessage = (message, packet) => {
    if (packet.src === server && message.op === 'login-ok') token = message.session;
  };
  follow(hands, client, server, service.port, (seen) => {
    if ((seen.segment.flags & TCP_FLAG.SYN) !== 0) {
      first = seen.nextSeq;
      return;
    }
    last = seen;
    const sent = first === undefined ? 0 : (seen.nextSeq - first + 2 ** 32) % 2 ** 32;
    if (token !== undefined || sent > SEALED_LOGIN_BYTES) hands.after(QUIET_NS, () => strike(seen));
  });
}

/** Sits in the TLS session between two ends: his own share towards each, his own name in the certificate. */
class Relay {
  readonly #hands: Hands;
  readonly #share: string;
  readonly #done = new Map<Content, Content>();
  #toClient = '';
  #toServer = '';
  #clientShare = '';

  constructor(hands: Hands) {
    this.#hands = hands;
    this.#share = `${hands.place}/relay`;
  }

  /** A command as the server expects it. */
  wrap(content: Content): Content {
    return this.#toServer === '' ? content : tlsRecord(content, this.#toServer, this.#hands.ledger);
  }

  /** What goes on instead of a content; every piece of the same content becomes a piece of the same other one. */
  instead(content: Content): Content {
    const known = this.#done.get(content) ?? this.#change(content);
    this.#done.set(content, known);
    return known;
  }

  #change(content: Content): Content {
    const { ledger, place } = this.#hands;
    const record = asTls(content);
    if (record?.record === 'client-hello') {
      this.#clientShare = record.share ?? '';
      const hello: TlsContent = { ...record, share: this.#share };
      return hello;
    }
    if (record?.record === 'server-flight') {
      this.#toServer = this.#own(tlsSessionKey(this.#share, record.share ?? ''));
      this.#toClient = this.#own(tlsSessionKey(this.#clientShare, this.#share));
      this.#hands.note('relaying-tls', {});
      const proof = sign(transcript(this.#clientShare, this.#share), this.#own(tlsServerKey(place)), ledger);
      const flight: TlsContent = { ...record, share: this.#share, proof };
      return flight;
    }
    const opened = record?.sealed?.open(ledger);
    if (record?.sealed === undefined || opened?.ok !== true) return content;
    return tlsRecord(opened.body, record.sealed.keyId === this.#toClient ? this.#toServer : this.#toClient, ledger);
  }

  #own(key: string): string {
    this.#hands.ledger.learn(key, 'key', 'own', this.#hands.place);
    return key;
  }
}

function actInside(hands: Hands, aim: Aim): void {
  const { client, server } = endsOf(hands, aim.flow);
  const relay = new Relay(hands);
  hands.onPacket((packet) => {
    const { body } = packet;
    const between = (packet.src === client && packet.dst === server) || (packet.src === server && packet.dst === client);
    if (!between || body.protocol !== 'tcp') return PASS;
    const pieces = body.pieces.map((piece): Piece => ({ ...piece, content: relay.instead(piece.content) }));
    const same = pieces.every((piece, index) => piece.content === body.pieces[index]?.content);
    return same ? PASS : { verb: 'replace', packet: { ...packet, body: { ...body, pieces } } };
  });
  gainPath(hands, aim.flow);
  strikeWhenQuiet(hands, aim, (content) => relay.wrap(content));
}

export const hijack: AttackDefinition = {
  threat: 'T12',
  variant: '',
  name: { en: 'Command injected into a logged-in session', ja: 'ログイン済みセッションへの命令挿入' },
  vantages: ['wan-on', 'lan', 'relay'],
  aim: (scenario, vantage) =>
    aimAt(
      scenario,
      ['book', 'maintain'],
      (flow, service) => service.tls !== 'always' && canSend(vantage) && passes(scenario, flow, vantage),
    ),
  act: (hands, aim) => {
    gainSight(hands, aim.flow);
    strikeWhenQuiet(hands, aim, (content) => content);
  },
  judge: (view, aim) => hijacked(view, aim.flow.id),
};

export const hijackInside: AttackDefinition = {
  threat: 'T12',
  variant: 'certificate',
  name: { en: 'Command into the session of a user who takes any certificate', ja: '証明書の警告を無視する利用者のセッションへの命令挿入' },
  vantages: ['wan-on', 'lan', 'relay'],
  aim: (scenario, vantage) => {
    const careless = scenario.sites.flatMap((site) => site.users).filter((user) => user.ignoresWarnings === true);
    return aimAt(
      scenario,
      ['book', 'maintain'],
      (flow, service) =>
        service.tls === 'offered' && careless.some(({ id }) => id === flow.user) && canSend(vantage) && passes(scenario, flow, vantage),
    );
  },
  act: actInside,
  judge: (view, aim) => hijacked(view, aim.flow.id),
};
