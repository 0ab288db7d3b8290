/**
 * Purpose: a device's side of the talk with the VPN centre: asking with repeats, believing the answer or not, and remembering it for a while.
 *
 * Does not model: several centres. Units: nanoseconds. Determinism: one question a destination at a time; Maps in insertion order.
 * References: TR D.3 (connection information is downloaded and used from then on), D.5; threat card T29 (an impostor of the centre).
 */
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import type { TraceFields } from '../kernel/trace.ts';
import { formatIpv4, type Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import { sign } from '../net/sealed.ts';
import type { Datagram } from '../net/udp.ts';
import { AddressRegistrar, isAddressConfirmation } from './address-registration.ts';
import type { UdpPort } from './udp-port.ts';
import {
  answerDigest,
  centreRequest,
  CENTRE_PORT,
  isCentreAnswer,
  requestDigest,
  type CentreAnswer,
  type CentreRequest,
} from './centre-messages.ts';
import { checkProof, type Trust } from './centre-proof.ts';
import type { ConnectionInfo, Question, Resolver } from './connection.ts';
import type { DeviceControls } from './controls.ts';
import { ownCertificate } from './ike-auth.ts';
import type { KeyStore } from './key-store.ts';
import type { Certificate } from './pki.ts';
import { PrefixIndex } from './prefix-index.ts';
import { Retransmitter, type RetransmitPlan } from './retransmitter.ts';

export interface CentreClientConfig {
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  readonly centre: Ipv4;
  readonly centreIdentity: string;
  /** Source address of the questions. */
  readonly address: Ipv4;
  readonly identity: string;
  readonly ring: KeyStore;
  readonly certificate?: Certificate;
  /** In place of `certificate` where it may come or go while the device runs. */
  readonly credential?: () => Certificate | undefined;
  readonly trust: Trust;
  readonly retransmit?: RetransmitPlan;
  /** How long connection information may be used without asking again. */
  readonly lifetimeNs?: TimeNs;
  /** How long a "no" is remembered. */
  readonly refusalLifetimeNs?: TimeNs;
  /** Told of each answer that was believed; `origin` is ground truth and only passed on. */
  readonly onInformed?: (info: ConnectionInfo, origin: string) => void;
}

/** Waits of 1, 2, 4, 8 s: given up after 15 s, within the 30 s that TR D.7 a allows for a connection. Own choice. */
export const CENTRE_RETRANSMIT: RetransmitPlan = { retransmitFirstNs: NS_PER_S, retransmitCapNs: 8 * NS_PER_S, tries: 4 };
/** Own choices; the TR names none. */
export const CENTRE_LIFETIME_NS = 3600 * NS_PER_S;
export const CENTRE_REFUSAL_LIFETIME_NS = 10 * NS_PER_S;

type Reply = (info: ConnectionInfo | undefined) => void;

interface Known {
  readonly info: ConnectionInfo;
  readonly untilNs: TimeNs;
  /** Nobody answered there; asked again before it is used. */
  doubted: boolean;
}

interface Pending {
  readonly key: string;
  readonly nonce: string;
  readonly wanted: Question;
  readonly reply: Reply[];
  readonly retransmitter: Retransmitter;
}

/**
 * A device's client of the VPN centre; binds the centre's port on the device's side.
 * Units: see CentreClientConfig. Errors: throws when the port is taken. Source: TR D.3.
 */
export class CentreClient implements Resolver {
  readonly #context: NetContext;
  readonly #config: CentreClientConfig;
  readonly #bySite = new Map<string, Known>();
  readonly #byPrefix = new PrefixIndex<Known>();
  readonly #refusedUntilNs = new Map<string, TimeNs>();
  readonly #byQuestion = new Map<string, Pending>();
  readonly #byNonce = new Map<string, Pending>();
  /** Made when the device moves for the first time; few do. */
  #registrar: AddressRegistrar | undefined;
  #address: Ipv4;

  constructor(context: NetContext, config: CentreClientConfig) {
    this.#context = context;
    this.#config = config;
    this.#address = config.address;
    config.udp.bind(CENTRE_PORT, (datagram) => this.#receive(datagram));
  }

  known(question: Question): ConnectionInfo | undefined {
    const known = 'site' in question ? this.#bySite.get(question.site) : this.#byPrefix.find(question.address);
    return known !== undefined && !known.doubted && known.untilNs > this.#context.kernel.now ? known.info : undefined;
  }

  resolve(question: Question, reply: Reply): void {
    const info = this.known(question);
    if (info !== undefined) return reply(info);
    const key = keyOf(question);
    if ((this.#refusedUntilNs.get(key) ?? 0) > this.#context.kernel.now) return reply(undefined);
    const waiting = this.#byQuestion.get(key);
    if (waiting === undefined) this.#ask(question, key, reply);
    else waiting.reply.push(reply);
  }

  /** The next question goes to the centre, unless the centre does not answer: then old information is better than none. */
  forget(site: string): void {
    const known = this.#bySite.get(site);
    if (known !== undefined) known.doubted = true;
  }

  moved(address: Ipv4): void {
    this.#address = address;
    this.#registrar ??= new AddressRegistrar(this.#context, {
      ...this.#config,
      retransmit: this.#config.retransmit ?? CENTRE_RETRANSMIT,
      certificate: () => ownCertificate(this.#config),
    });
    this.#registrar.register(address);
  }

  #ask(question: Question, key: string, reply: Reply): void {
    const { kernel } = this.#context;
    const nonce = this.#drawNonce();
    const pending: Pending = {
      key,
      nonce,
      wanted: question,
      reply: [reply],
      retransmitter: new Retransmitter(kernel, this.#config.retransmit ?? CENTRE_RETRANSMIT),
    };
    this.#byQuestion.set(key, pending);
    this.#byNonce.set(nonce, pending);
    const send = (attempt: number): void => {
      // Made anew each time: the device may have got its certificate since (enrolment).
      const content = this.#request(question, nonce);
      this.#trace(attempt === 1 ? 'asked' : 'asked-again', key);
      const { udp, centre } = this.#config;
      udp.send({ dst: centre, dstPort: CENTRE_PORT, srcPort: CENTRE_PORT, src: this.#address, content });
    };
    pending.retransmitter.start(send, () => {
      this.#trace('no-answer', key);
      this.#settle(pending, this.#doubted(question));
    });
  }

  #request(wanted: Question, nonce: string): CentreRequest {
    const { identity, ring } = this.#config;
    const certificate = ownCertificate(this.#config);
    const fields = { from: identity, nonce, wanted };
    if (certificate === undefined || !ring.holds(certificate.publicKeyId)) return centreRequest(fields);
    return centreRequest({ ...fields, proof: { certificate, signature: sign(requestDigest(fields), certificate.publicKeyId, ring) } });
  }

  #receive(datagram: Datagram): void {
    const { content: answer, packet } = datagram;
    if (isAddressConfirmation(answer) && this.#registrar !== undefined) return this.#registrar.confirmed(answer, packet.origin);
    const pending = isCentreAnswer(answer) ? this.#byNonce.get(answer.nonce) : undefined;
    if (!isCentreAnswer(answer) || pending === undefined)
      return this.#context.drop(this.#config.controls.place, packet, 'centre-answer-unasked');
    const expected = { name: this.#config.centreIdentity, digest: answerDigest(answer, pending.wanted), nowNs: this.#context.kernel.now };
    const refusal = checkProof(answer.proof, expected, this.#config.trust, this.#config.controls);
    if (refusal !== undefined)
      return this.#config.controls.refuse({ reason: `centre-${refusal.reason}`, by: refusal.by }, 'centre', packet.origin, {
        centre: this.#config.centreIdentity,
      });
    this.#accept(pending, answer, packet.origin);
  }

  #accept(pending: Pending, answer: CentreAnswer, origin: string): void {
    const { now } = this.#context.kernel;
    const { result } = answer;
    if (result.ok) {
      this.#remember({ info: result.info, untilNs: now + (this.#config.lifetimeNs ?? CENTRE_LIFETIME_NS), doubted: false });
      this.#config.onInformed?.(result.info, origin);
      return this.#settle(pending, result.info, origin);
    }
    this.#refusedUntilNs.set(pending.key, now + (this.#config.refusalLifetimeNs ?? CENTRE_REFUSAL_LIFETIME_NS));
    this.#settle(pending, undefined);
  }

  /** Information that is doubted and not too old. */
  #doubted(question: Question): ConnectionInfo | undefined {
    const known = 'site' in question ? this.#bySite.get(question.site) : this.#byPrefix.find(question.address);
    return known !== undefined && known.untilNs > this.#context.kernel.now ? known.info : undefined;
  }

  #remember(known: Known): void {
    this.#bySite.set(known.info.peerSite, known);
    for (const prefix of known.info.inside) this.#byPrefix.set(prefix, known);
  }

  #settle(pending: Pending, info: ConnectionInfo | undefined, origin = ''): void {
    pending.retransmitter.stop();
    this.#byQuestion.delete(pending.key);
    this.#byNonce.delete(pending.nonce);
    const policy = info?.privacy === undefined ? {} : { privacy: 'received' };
    this.#trace(info === undefined ? 'no-information' : 'informed', pending.key, { peer: info?.peerSite ?? '', origin, ...policy });
    for (const reply of pending.reply) reply(info);
  }

  #drawNonce(): string {
    const stream = this.#context.streams.get(`centre-client/${this.#config.controls.place}`);
    return [0, 1, 2, 3]
      .map(() =>
        stream
          .integer(2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      )
      .join('');
  }

  #trace(event: string, wanted: string, fields: TraceFields = {}): void {
    if (this.#context.trace.on) this.#context.trace.emit(this.#config.controls.place, 'centre', { ...fields, event, wanted });
  }
}

function keyOf(question: Question): string {
  return 'site' in question ? `site ${question.site}` : formatIpv4(question.address);
}
