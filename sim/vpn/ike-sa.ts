/**
 * Purpose: one IKE SA as an end keeps it: state, keys, message numbering, one outstanding request, repeated answers, sealing and opening.
 *
 * What the exchanges mean stands in ike-initial.ts, ike-child.ts, ike-rekey.ts and ike-informational.ts; the endpoint (IkeHost) joins them.
 * Does not model: window sizes above 1, acting with care on unprotected error notifies (RFC 7296 2.21.1: whoever is on the path can end a negotiation that has no keys yet).
 * Units: nanoseconds. Determinism: one request after the other, in order of submission.
 * References: RFC 7296 2.1-2.3 (retransmission, sequence numbers, window), 3.14 (encrypted payload).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Packet } from '../net/packet.ts';
import { Sealed } from '../net/sealed.ts';
import { IGNORED } from '../machine.ts';
import type { ChildSa, Collision } from './child-sa.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import type { InitialExchange } from './ike-initial.ts';
import { endsOf, NO_NAT, PLAIN_PORTS, type IkePorts, type NatFound } from './ike-nat.ts';
import { IKE_MACHINE, type IkeAction, type IkeEvent, type IkeState } from './ike-machine.ts';
import { fragmentsOf, Reassembly } from './ike-fragments.ts';
import { NATT_PORT, type IkeExchange, type IkeMessage, type IkePayload, type SkBody } from './ike-payloads.ts';
import type { IkeSettings } from './ike-settings.ts';
import { clearMessageBytes, skMessageBytes } from './ike-sizes.ts';
import type { IkeSuiteId } from './ike-suites.ts';
import { Retransmitter } from './retransmitter.ts';
import type { Sad } from './sad.ts';
import type { ChildAction } from './child-machine.ts';

export type IkeRole = 'initiator' | 'responder';

/** The other end: where it is, which site it stands for, who it says or must be. */
export interface IkePeer {
  readonly address: Ipv4;
  readonly site: string;
  readonly identity: string;
}

/** A request in waiting; `build` runs when its turn comes and may find that it is no longer needed. */
export interface IkeRequest {
  readonly exchange: IkeExchange;
  build(): readonly IkePayload[] | undefined;
  answered(payloads: readonly IkePayload[], message: IkeMessage, packet: Packet): void;
}

export interface ReceivedRequest {
  readonly exchange: IkeExchange;
  readonly payloads: readonly IkePayload[];
  readonly packet: Packet;
}

/** The endpoint as an IKE SA sees it. */
export interface IkeHost {
  readonly context: NetContext;
  readonly controls: DeviceControls;
  readonly settings: IkeSettings;
  /** Where this end speaks from; changes when the device moves. */
  readonly address: Ipv4;
  readonly sad: Sad<ChildSa>;
  perform(sa: IkeSa, action: IkeAction): void;
  performChild(child: ChildSa, action: ChildAction): void;
  /** Payloads of the answer; undefined when the request is not answered. */
  answer(sa: IkeSa, request: ReceivedRequest): readonly IkePayload[] | undefined;
  transmit(to: Ipv4, message: IkeMessage, ports?: IkePorts): void;
  /** Sends a NAT keepalive to the peer of an SA. */
  keepAlive(sa: IkeSa): void;
  /** Registers an SA that a rekey made. */
  adopt(sa: IkeSa): void;
  /** The site that an authenticated identity stands for. */
  siteOf(identity: string): string;
  /** Whether an authenticated initiator may connect here. */
  admit(peer: IkePeer): Refusal | undefined;
  childUp(child: ChildSa): void;
  childDown(child: ChildSa): void;
  /** The IKE SA is up, but the peer refused its first child SA. */
  childRefused(sa: IkeSa): void;
  trace(sa: IkeSa, event: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  drawSpi(): string;
  drawNonce(): string;
  /** Uniform integer in [0, below). */
  drawBelow(below: number): number;
}

const NO_PAYLOADS: readonly IkePayload[] = [];

/**
 * An IKE SA, in state `idle` at first; the endpoint moves it on.
 * Units: none. Errors: none. Source: RFC 7296 2.6 (SPIs name it).
 */
export class IkeSa {
  readonly host: IkeHost;
  readonly role: IkeRole;
  readonly spiI: string;
  spiR: string;
  peer: IkePeer;
  /** The control under which this end runs IKE. */
  readonly control: string | undefined;
  /** Present until the peer is authenticated. */
  initial: InitialExchange | undefined;
  suite: IkeSuiteId;
  /** Ports of both ends, and who sits behind a NAT. */
  ports: IkePorts = PLAIN_PORTS;
  nat: NatFound = NO_NAT;
  /** Both ends announced fragmentation. */
  fragmentation = false;
  /** Both ends said that they know MOBIKE. */
  mobike = false;
  /** Address from which the first message came: the responder finds its repeats by it. */
  readonly firstAddress: Ipv4;
  skId: string | undefined;
  readonly children: ChildSa[] = [];
  collision: Collision<IkeSa> | undefined;
  /** Last protected message or ESP packet from the peer, and last ESP packet to it. */
  lastHeardNs: TimeNs = 0;
  lastSentNs: TimeNs = 0;
  /** What an exchange under way has set aside; there is one exchange at a time, so there is one of each. */
  readonly setAside: { half: string | undefined; espSpi: number | undefined } = { half: undefined, espSpi: undefined };
  /** Why it ended, for the trace. */
  endReason = 'closed';
  /** Set once whoever asked for the SA knows how it went. */
  reported = false;
  #state = IKE_MACHINE.initial;
  #nextSend = 0;
  #nextReceive = 0;
  #outstanding: { readonly id: number; readonly request: IkeRequest } | undefined;
  readonly #waiting: IkeRequest[] = [];
  /** The last answer, in the pieces in which it went out. */
  #lastResponse: readonly IkeMessage[] | undefined;
  readonly #reassembly = new Reassembly();
  readonly #retransmitter: Retransmitter;

  constructor(
    host: IkeHost,
    fields: {
      readonly role: IkeRole;
      readonly spiI: string;
      readonly spiR: string;
      readonly peer: IkePeer;
      readonly control: string | undefined;
      readonly suite: IkeSuiteId;
    },
  ) {
    this.host = host;
    this.role = fields.role;
    this.spiI = fields.spiI;
    this.spiR = fields.spiR;
    this.peer = fields.peer;
    this.firstAddress = fields.peer.address;
    this.control = fields.control;
    this.suite = fields.suite;
    this.#retransmitter = new Retransmitter(host.context.kernel, host.settings.timers);
  }

  get ownSpi(): string {
    return this.role === 'initiator' ? this.spiI : this.spiR;
  }

  get state(): IkeState {
    return IKE_MACHINE.states[this.#state] ?? 'closed';
  }

  /** Authenticated and not being closed. */
  get open(): boolean {
    const { state } = this;
    return state === 'established' || state === 'rekeying' || state === 'colliding';
  }

  step(event: IkeEvent): void {
    const column = IKE_MACHINE.e[event];
    const next = IKE_MACHINE.next(this.#state, column);
    if (next === IGNORED) return;
    const actions: readonly IkeAction[] = IKE_MACHINE.actions(this.#state, column);
    const { context, controls } = this.host;
    const about = this.peer.identity === '' ? this.peer.site : this.peer.identity;
    const to = IKE_MACHINE.states[next] ?? 'closed';
    context.probe?.step?.({ machine: IKE_MACHINE.id, at: controls.place, key: this.ownSpi, about, event, from: this.state, to });
    this.#state = next;
    for (const action of actions) this.host.perform(this, action);
  }

  get behindNat(): boolean {
    return this.nat.own || this.nat.peer;
  }

  /** The peer is where this authenticated packet came from. */
  follow(packet: Packet): void {
    const { own, peer } = endsOf(packet);
    if (peer.address === this.peer.address && peer.port === this.ports.peer && own.port === this.ports.own) return;
    if (peer.address !== this.peer.address) this.peer = { ...this.peer, address: peer.address };
    this.ports = { own: own.port, peer: peer.port };
    this.host.trace(this, 'peer-moved', { port: peer.port });
  }

  /** Puts a request in line. */
  submit(request: IkeRequest): void {
    this.#waiting.push(request);
    this.#pump();
  }

  /** The first message goes out once more as message 0 (after COOKIE or INVALID_KE_PAYLOAD). */
  restartNumbering(): void {
    this.#nextSend = 0;
  }

  /** No request waits for an answer. */
  get quiet(): boolean {
    return this.#outstanding === undefined && this.#waiting.length === 0;
  }

  /** Stops all sending; repeats of the last request are still answered. */
  halt(): void {
    this.#retransmitter.stop();
    this.#outstanding = undefined;
    this.#waiting.length = 0;
  }

  receive(message: IkeMessage, packet: Packet): void {
    if (message.response) this.#receiveResponse(message, packet);
    else this.#receiveRequest(message, packet);
  }

  /** Whether a message will be worked on when it is received: new, and its last missing piece. */
  brings(message: IkeMessage): boolean {
    const fresh = message.response ? message.messageId === this.#outstanding?.id : message.messageId === this.#nextReceive;
    return fresh && this.#reassembly.wouldComplete(message);
  }

  #receiveRequest(message: IkeMessage, packet: Packet): void {
    const payloads = this.#open(message, packet);
    if (payloads === undefined) return;
    if (message.messageId === this.#nextReceive - 1 && this.#lastResponse !== undefined) {
      // Of a repeated request in pieces only the first brings the answer out again (RFC 7383 2.6.1).
      if ((message.fragment?.number ?? 1) === 1) this.#transmit(packet.src, this.#lastResponse, portsOf(packet));
      return;
    }
    if (message.messageId !== this.#nextReceive || this.state === 'closed' || !this.#reassembly.complete(message)) return;
    this.#nextReceive++;
    if ((this.behindNat || this.#floated(packet)) && message.sk !== undefined) this.follow(packet);
    const answer = this.host.answer(this, { exchange: message.exchange, payloads, packet });
    this.#lastResponse =
      answer === undefined ? undefined : this.#messages({ ...message, response: true, port: portsOf(packet).own }, answer);
    if (this.#lastResponse !== undefined) this.#transmit(packet.src, this.#lastResponse, portsOf(packet));
  }

  /** The initiator moved both ends to port 4500 at the address where it was (RFC 7296 2.23, RFC 4555 3.3). */
  #floated(packet: Packet): boolean {
    const { own, peer } = endsOf(packet);
    return own.port === NATT_PORT && this.ports.own !== NATT_PORT && peer.address === this.peer.address;
  }

  #transmit(to: Ipv4, pieces: readonly IkeMessage[], ports: IkePorts): void {
    for (const piece of pieces) this.host.transmit(to, piece, ports);
  }

  #receiveResponse(message: IkeMessage, packet: Packet): void {
    const outstanding = this.#outstanding;
    if (outstanding === undefined || message.messageId !== outstanding.id || message.exchange !== outstanding.request.exchange) return;
    const payloads = this.#open(message, packet);
    if (payloads === undefined || !this.#reassembly.complete(message)) return;
    this.#retransmitter.stop();
    this.#outstanding = undefined;
    if (this.behindNat && message.sk !== undefined) this.follow(packet);
    outstanding.request.answered(payloads, message, packet);
    this.#pump();
  }

  #pump(): void {
    while (this.#outstanding === undefined && this.state !== 'closed') {
      const request = this.#waiting.shift();
      if (request === undefined) return;
      const payloads = request.build();
      if (payloads === undefined) continue;
      const id = this.#nextSend++;
      const pieces = this.#messages({ exchange: request.exchange, messageId: id, response: false, port: this.ports.own }, payloads);
      this.#outstanding = { id, request };
      this.#retransmitter.start(
        (attempt) => {
          if (attempt > 1) this.host.trace(this, 'retransmit', { exchange: request.exchange, attempt });
          this.#transmit(this.peer.address, pieces, this.ports);
        },
        () => {
          this.endReason = 'peer-silent';
          this.step('TIMEOUT');
        },
      );
    }
  }

  /** A message in the pieces in which it leaves by a port. */
  #messages(
    head: { readonly exchange: IkeExchange; readonly messageId: number; readonly response: boolean; readonly port: number },
    payloads: readonly IkePayload[],
  ): readonly IkeMessage[] {
    const { exchange, messageId, response, port } = head;
    const fromInitiator = this.role === 'initiator';
    const header = {
      kind: 'ike',
      exchange,
      messageId,
      response,
      fromInitiator,
      spiI: this.spiI,
      spiR: exchange === 'IKE_SA_INIT' && !response ? '' : this.spiR,
    } as const;
    if (exchange === 'IKE_SA_INIT') return [{ ...header, clear: payloads, bytes: clearMessageBytes(payloads, this.suite) }];
    if (this.skId === undefined) throw new Error(`ike ${this.spiI}: ${exchange} before there are keys`);
    const body: SkBody = { exchange, messageId, response, fromInitiator, payloads };
    const sk = Sealed.make(body, this.skId, this.host.settings.auth.ring, { by: this.control });
    const whole: IkeMessage = { ...header, clear: NO_PAYLOADS, sk, bytes: skMessageBytes(payloads, this.suite) };
    const packetBytes = this.host.settings.profile.fragmentPacketBytes;
    return this.fragmentation ? fragmentsOf(whole, payloads, { packetBytes, suite: this.suite, port }) : [whole];
  }

  /** Payloads of a message that belongs to this SA; undefined after a refusal. */
  #open(message: IkeMessage, packet: Packet): readonly IkePayload[] | undefined {
    if (message.exchange === 'IKE_SA_INIT') return message.clear;
    const body = this.#verified(message);
    if (body === undefined) {
      this.host.controls.refuse({ reason: 'ike-icv-mismatch', by: this.control }, 'ike', packet.origin, { peer: this.peer.identity });
      return undefined;
    }
    this.lastHeardNs = this.host.context.kernel.now;
    return body.payloads;
  }

  #verified(message: IkeMessage): SkBody | undefined {
    if (message.sk === undefined || message.sk.keyId !== this.skId) return undefined;
    const opened = message.sk.open(this.host.settings.auth.ring);
    if (!opened.ok) return undefined;
    const { body } = opened;
    const same =
      body.exchange === message.exchange &&
      body.messageId === message.messageId &&
      body.response === message.response &&
      body.fromInitiator === message.fromInitiator;
    return same ? body : undefined;
  }
}

/** An answer goes back by the way that its request came. */
function portsOf(packet: Packet): IkePorts {
  const { own, peer } = endsOf(packet);
  return { own: own.port, peer: peer.port };
}
