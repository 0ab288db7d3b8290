/**
 * Purpose: IKE at a node: UDP 500, finding the SA of a message, and joining state machines with exchanges.
 *
 * Does not model: INITIAL_CONTACT (stale SAs end by liveness check or idle time).
 * Cost: two Map entries an SA; closed SAs leave after a linger time. Units: nanoseconds. Determinism: the stream `ike/<place>` gives SPIs and nonces.
 * References: RFC 7296 2.1, 2.6 (SPIs).
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { Stream } from '../kernel/streams.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { TraceFields } from '../kernel/trace.ts';
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import type { Datagram } from '../net/udp.ts';
import type { UdpPort } from './udp-port.ts';
import type { ChildAction } from './child-machine.ts';
import type { ChildSa } from './child-sa.ts';
import type { Answer, DeviceControls, Refusal } from './controls.ts';
import { Admission } from './ike-admission.ts';
import { answerChildRekey, armRekey, randomNs, removeChild, sendChildDelete, sendChildRekey } from './ike-child.ts';
import { statelessAnswer } from './ike-cookie.ts';
import { ComputeQueue } from './ike-cpu.ts';
import { firstMessageNs, messageNs } from './ike-costs.ts';
import { forgetHalf } from './ike-keys.ts';
import { answerInformational, sendAuthFailed, sendIkeDelete, watchLiveness } from './ike-informational.ts';
import { answerAuth, answerInit, beginInitial, sendAuth, sendInit } from './ike-initial.ts';
import type { IkeAction } from './ike-machine.ts';
import { announceMove, keepMapping, type EspInUdp, type IkePorts } from './ike-nat.ts';
import { findPayload, IKE_PORT, isIke, type IkeMessage, type IkePayload } from './ike-payloads.ts';
import { answerIkeRekey, sendIkeRekey } from './ike-rekey.ts';
import { IkeSa, type IkeHost, type IkePeer, type ReceivedRequest } from './ike-sa.ts';
import { IkeWire } from './ike-wire.ts';
import { retransmissionSpanNs } from './retransmitter.ts';
import type { IkeSettings } from './ike-settings.ts';
import { Sad } from './sad.ts';

/** What the owner of an endpoint is asked and told. */
export interface IkeOwner {
  siteOf(identity: string): string;
  admit(peer: IkePeer): Refusal | undefined;
  childUp(child: ChildSa): void;
  childDown(child: ChildSa): void;
  /** An SA that this end asked for came to nothing. */
  failed(sa: IkeSa, reason: string): void;
  /** The mechanism under which IKE is spoken with whoever has an address; absent = that of VPN devices and of hosts among themselves. */
  mechanismFor?(address: Ipv4): Mechanism;
  /** ESP came inside UDP. */
  receiveEncapsulated?(content: EspInUdp, datagram: Datagram): void;
}

/**
 * IKE at a node; takes over UDP ports 500 and 4500.
 * Units: none. Errors: throws when the port is taken. Source: RFC 7296 2.
 */
export class IkeEndpoint implements IkeHost {
  readonly context: NetContext;
  readonly controls: DeviceControls;
  readonly settings: IkeSettings;
  readonly sad: Sad<ChildSa>;
  readonly #wire: IkeWire;
  readonly #owner: IkeOwner;
  readonly #byOwnSpi = new Map<string, IkeSa>();
  /** Responder SAs by initiator's SPI and address, so that a repeated first message finds its answer. */
  readonly #byFirstMessage = new Map<string, IkeSa>();
  readonly #admission: Admission;
  readonly #compute: ComputeQueue;

  constructor(parts: {
    readonly context: NetContext;
    readonly controls: DeviceControls;
    readonly udp: UdpPort;
    readonly settings: IkeSettings;
    readonly owner: IkeOwner;
  }) {
    this.context = parts.context;
    this.controls = parts.controls;
    this.settings = parts.settings;
    this.#owner = parts.owner;
    this.#compute = new ComputeQueue(parts.context.kernel);
    this.#admission = new Admission(parts.context, parts.controls, parts.settings);
    this.sad = new Sad(() => parts.context.streams.get(`sad/${parts.controls.place}`));
    this.#wire = new IkeWire(parts.udp, parts.settings.address, {
      ike: (datagram) => this.receive(datagram),
      esp: (content, datagram) => parts.owner.receiveEncapsulated?.(content, datagram),
    });
  }

  get address(): Ipv4 {
    return this.#wire.address;
  }

  /** Speaks from another address from now on, and tells the peers. */
  moveTo(address: Ipv4): void {
    this.#wire.address = address;
    for (const sa of new Set(this.#byOwnSpi.values())) announceMove(sa);
  }

  /** Power or box is gone: every association vanishes, and no peer is told (RFC 7296 2.4 leaves it to them to find out). */
  loseAll(): void {
    for (const sa of new Set(this.#byOwnSpi.values())) sa.step(sa.state === 'half-open' ? 'EXPIRED' : 'TIMEOUT');
  }

  /** SAs in memory, half-open ones included. */
  get size(): number {
    return this.#byOwnSpi.size;
  }

  get halfOpen(): number {
    return this.#admission.halfOpen;
  }

  /** Starts an SA with a peer; `by` is the control under which this end runs IKE. */
  connect(peer: IkePeer, by: string | undefined): IkeSa {
    const proposal = this.settings.proposals[0];
    const group = proposal?.groups[0];
    if (proposal === undefined || group === undefined) throw new Error(`ike ${this.controls.place}: no proposals configured`);
    const sa = new IkeSa(this, { role: 'initiator', spiI: this.drawSpi(), spiR: '', peer, control: by, suite: proposal.suite });
    sa.initial = beginInitial(sa, group);
    this.adopt(sa);
    const { cpu } = this.settings;
    if (cpu === undefined) sa.step('START');
    else
      this.#compute.submit(
        () => cpu.beginNs + cpu.groups[group].generateNs,
        () => sa.step('START'),
      );
    return sa;
  }

  /** A datagram on port 500; attackers in the path may hand in what they intercepted. */
  receive(datagram: Datagram): void {
    const { cpu } = this.settings;
    const { content } = datagram;
    if (cpu === undefined || !isIke(content)) return this.#handle(datagram);
    this.#compute.submit(
      () => (isFirst(content) ? cpu.statelessNs : messageNs(cpu, content, this.#saOf(content))),
      () => this.#handle(datagram),
    );
  }

  #handle(datagram: Datagram): void {
    const { content: message, packet } = datagram;
    if (!isIke(message)) return this.context.drop(this.controls.place, packet, 'not-ike');
    if (isFirst(message)) return this.#receiveFirst(message, datagram);
    const sa = this.#saOf(message);
    if (sa === undefined || sa.role === (message.fromInitiator ? 'initiator' : 'responder'))
      return this.context.drop(this.controls.place, packet, 'ike-unknown-spi');
    sa.receive(message, packet);
  }

  #saOf(message: IkeMessage): IkeSa | undefined {
    return this.#byOwnSpi.get(message.fromInitiator ? message.spiR : message.spiI);
  }

  #receiveFirst(message: IkeMessage, datagram: Datagram): void {
    const known = this.#byFirstMessage.get(firstKey(message, datagram.from));
    if (known !== undefined) return known.receive(message, datagram.packet);
    const ipsec = this.controls.ask(this.#owner.mechanismFor?.(datagram.from) ?? 'ipsec-ike');
    if (!ipsec.on) return this.context.drop(this.controls.place, datagram.packet, 'port-unreachable');
    const refusal = this.#admission.withoutState(message, datagram);
    if (refusal === 'dropped') return;
    if (refusal !== undefined)
      return this.transmit(datagram.from, statelessAnswer(message, refusal), { own: IKE_PORT, peer: datagram.fromPort });
    const { cpu } = this.settings;
    if (cpu === undefined) this.#accept(message, datagram, ipsec);
    else this.#compute.extend(firstMessageNs(cpu, message), () => this.#accept(message, datagram, ipsec));
  }

  #accept(message: IkeMessage, datagram: Datagram, ipsec: Answer): void {
    const peer: IkePeer = { address: datagram.from, site: '', identity: '' };
    const sa = new IkeSa(this, {
      role: 'responder',
      spiI: message.spiI,
      spiR: this.drawSpi(),
      peer,
      control: ipsec.by,
      suite: 'aes256-sha256',
    });
    this.adopt(sa);
    this.#byFirstMessage.set(firstKey(message, datagram.from), sa);
    sa.receive(message, datagram.packet);
  }

  // What an SA asks of its host.

  transmit(to: Ipv4, message: IkeMessage, ports?: IkePorts): void {
    this.#wire.send(to, message, ports);
  }

  keepAlive(sa: IkeSa): void {
    this.#wire.keepAlive(sa.peer.address, sa.ports);
  }

  adopt(sa: IkeSa): void {
    this.#byOwnSpi.set(sa.ownSpi, sa);
  }

  answer(sa: IkeSa, request: ReceivedRequest): readonly IkePayload[] | undefined {
    if (request.exchange === 'IKE_SA_INIT') return sa.state === 'idle' ? answerInit(sa, request) : undefined;
    if (request.exchange === 'IKE_AUTH') return sa.state === 'half-open' ? answerAuth(sa, request) : undefined;
    if (sa.state === 'idle' || sa.state === 'half-open') return undefined;
    if (request.exchange === 'INFORMATIONAL') return answerInformational(sa, request);
    return findPayload(request.payloads, 'SA')?.protocol === 'IKE'
      ? answerIkeRekey(sa, request.payloads)
      : answerChildRekey(sa, request.payloads);
  }

  perform(sa: IkeSa, action: IkeAction): void {
    switch (action) {
      case 'sendInit':
        this.trace(sa, 'init-sent');
        return sendInit(sa);
      case 'sendAuth':
        return sendAuth(sa);
      case 'markHalfOpen':
        return this.#markHalfOpen(sa);
      case 'establish':
        return this.#establish(sa);
      case 'sendAuthFailed':
        this.#report(sa);
        return sendAuthFailed(sa);
      case 'sendRekey':
        return sendIkeRekey(sa);
      case 'retryRekeyLater':
        return this.#armRekey(sa, this.#retryNs());
      case 'awaitDelete':
        return this.#later(retransmissionSpanNs(this.settings.timers), () => sa.step('EXPIRED'));
      case 'sendDelete':
        this.#report(sa);
        return sendIkeDelete(sa);
      case 'release':
        return this.#release(sa);
    }
  }

  performChild(child: ChildSa, action: ChildAction): void {
    if (action === 'sendRekey') sendChildRekey(child);
    else if (action === 'retryRekeyLater') armRekey(child, this.#retryNs());
    else if (action === 'sendDelete') sendChildDelete(child);
    else removeChild(child);
  }

  siteOf(identity: string): string {
    return this.#owner.siteOf(identity);
  }

  admit(peer: IkePeer): Refusal | undefined {
    return this.#owner.admit(peer);
  }

  childUp(child: ChildSa): void {
    if (child.usable) this.#owner.childUp(child);
  }

  childDown(child: ChildSa): void {
    this.#owner.childDown(child);
    this.#closeIfChildless(child.ike);
  }

  childRefused(sa: IkeSa): void {
    this.#report(sa);
  }

  trace(sa: IkeSa, event: string, fields: TraceFields = {}): void {
    if (!this.context.trace.on) return;
    this.context.trace.emit(this.controls.place, 'ike', {
      event,
      role: sa.role,
      spii: sa.spiI,
      spir: sa.spiR,
      peer: sa.peer.identity,
      ...fields,
    });
  }

  drawSpi(): string {
    return this.#hex(2);
  }

  drawNonce(): string {
    return this.#hex(4);
  }

  drawBelow(below: number): number {
    return this.#stream.integer(below);
  }

  /** Fetched when first drawn from: most devices of a large network never speak. */
  get #stream(): Stream {
    return this.context.streams.get(`ike/${this.controls.place}`);
  }

  #hex(words: number): string {
    let text = '';
    for (let word = 0; word < words; word++)
      text += this.#stream
        .integer(2 ** 32)
        .toString(16)
        .padStart(8, '0');
    return text;
  }

  #markHalfOpen(sa: IkeSa): void {
    this.#admission.opened(sa);
    this.trace(sa, 'half-open', { halfOpen: this.halfOpen });
    this.#later(this.settings.timers.halfOpenLifetimeNs, () => {
      if (sa.state !== 'half-open') return;
      sa.endReason = 'half-open-expired';
      sa.step('EXPIRED');
    });
  }

  #establish(sa: IkeSa): void {
    this.#admission.left(sa);
    sa.lastHeardNs = this.context.kernel.now;
    this.trace(sa, 'established');
    watchLiveness(sa);
    if (sa.nat.own) keepMapping(sa);
    this.#closeIfChildless(sa);
    const { ikeRekeyNs, rekeyJitterNs } = this.settings.timers;
    this.#armRekey(sa, ikeRekeyNs - randomNs(this, rekeyJitterNs));
  }

  #armRekey(sa: IkeSa, delayNs: number): void {
    this.#later(delayNs, () => sa.step('REKEY'));
  }

  /** Random, or two ends that put each other off would meet again for ever. */
  #retryNs(): TimeNs {
    const { rekeyRetryNs } = this.settings.timers;
    return rekeyRetryNs + randomNs(this, rekeyRetryNs);
  }

  #later(delayNs: TimeNs, act: () => void): void {
    this.context.kernel.after(delayNs, act, PRIORITY.timer);
  }

  /** An IKE SA that manages nothing is closed after a while; own choice, since an on-demand device has no use for it. */
  #closeIfChildless(sa: IkeSa): void {
    if (this.settings.profile.keepsChildless || sa.children.length > 0 || !sa.open) return;
    this.#later(this.settings.timers.lingerNs, () => {
      if (sa.children.length === 0 && sa.open) sa.step('CLOSE');
    });
  }

  /** Tells the owner once that an SA which he asked for came to nothing. */
  #report(sa: IkeSa): void {
    if (sa.reported || sa.role !== 'initiator') return;
    sa.reported = true;
    if (sa.children.length === 0) this.#owner.failed(sa, sa.endReason);
  }

  #release(sa: IkeSa): void {
    this.#admission.left(sa);
    sa.halt();
    if (sa.setAside.half !== undefined) forgetHalf(sa.setAside.half, this.settings.auth.ring);
    if (sa.setAside.espSpi !== undefined) this.sad.release(sa.setAside.espSpi);
    this.trace(sa, 'closed', { reason: sa.endReason });
    for (const child of sa.children.slice()) child.step('DELETED');
    this.#report(sa);
    if (sa.endReason === 'half-open-expired') this.#remove(sa);
    else this.#later(this.settings.timers.lingerNs, () => this.#remove(sa));
  }

  #remove(sa: IkeSa): void {
    this.#byOwnSpi.delete(sa.ownSpi);
    if (sa.role === 'responder') this.#byFirstMessage.delete(`${sa.spiI}/${sa.firstAddress}`);
    if (sa.skId !== undefined) this.settings.auth.ring.forget?.(sa.skId);
  }
}

/** An SA's very first message, for which there may be no SA yet. */
function isFirst(message: IkeMessage): boolean {
  return message.exchange === 'IKE_SA_INIT' && !message.response;
}

function firstKey(message: IkeMessage, from: Ipv4): string {
  return `${message.spiI}/${from}`;
}
