/**
 * Purpose: IKE between the two devices of a pair, message by message: IKE_SA_INIT, IKE_AUTH, the delete, and the rekey; with repeats, and with the processors of both devices.
 *
 * A device works on one thing after the other. A repeat that the responder has answered before is answered again without work, as RFC 7296 2.1 wants.
 * Does not model: cookies, other groups than the offered one, errors of negotiation, liveness checks, both ends asking at once. The responder counts the tunnel as up when the initiator does.
 * Units: nanoseconds. Determinism: event order.
 * References: RFC 7296 1.2 (initial exchanges), 1.4 (delete), 2.1, 2.4 (repeats), 2.8 (rekey); sim/vpn/ike-settings.ts (timers).
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import { DEFAULT_IKE_TIMERS } from '../vpn/ike-settings.ts';
import { CPU_FACTOR, MESSAGES, SERVER_CPU, type Message } from './control-messages.ts';
import { DEVICE } from './devices.ts';
import type { Institutions } from './institutions.ts';
import { PAIR, type Pairs } from './pairs.ts';
import type { Wire } from './wire.ts';

/** What two devices settle in one request and one answer; `work` is done by each end before it sends. */
const STEPS = [
  { request: MESSAGES.initRequest, response: MESSAGES.initResponse, workNs: SERVER_CPU.initNs },
  { request: MESSAGES.authRequest, response: MESSAGES.authResponse, workNs: SERVER_CPU.authNs },
  { request: MESSAGES.remove, response: MESSAGES.removed, workNs: 0 },
  { request: MESSAGES.rekeyRequest, response: MESSAGES.rekeyResponse, workNs: 0 },
] as const satisfies readonly { request: Message; response: Message; workNs: TimeNs }[];

export const STEP = { init: 0, auth: 1, remove: 2, rekey: 3 } as const;

/** Numbers a message is known by: the exchange's epoch and its step. */
const STEP_BASE = STEPS.length;

export interface NegotiationOwner {
  /** The responder may refuse IKE_AUTH; it answers with an error then. */
  accepts(pair: number): boolean;
  /** A step is settled. */
  settled(pair: number, step: number): void;
  refused(pair: number): void;
  gaveUp(pair: number, step: number): void;
}

/**
 * IKE of all pairs.
 * Units: nanoseconds. Errors: none. Source: RFC 7296.
 */
export class Negotiation {
  readonly #kernel: Kernel;
  readonly #network: Institutions;
  readonly #pairs: Pairs;
  readonly #wire: Wire;
  readonly #owner: NegotiationOwner;
  readonly #request: number;
  readonly #response: number;
  readonly #failure: number;
  readonly #timeout: number;

  constructor(kernel: Kernel, network: Institutions, pairs: Pairs, wire: Wire, owner: NegotiationOwner) {
    this.#kernel = kernel;
    this.#network = network;
    this.#pairs = pairs;
    this.#wire = wire;
    this.#owner = owner;
    this.#request = kernel.register((pair, tag) => this.#onRequest(pair, tag));
    this.#response = kernel.register((pair, tag) => this.#onResponse(pair, tag));
    this.#failure = kernel.register((pair, tag) => this.#onFailure(pair, tag));
    this.#timeout = kernel.register((pair, tag) => this.#onTimeout(pair, tag));
  }

  /** Begins a step; its end is told to the owner. */
  begin(pair: number, step: number): void {
    this.#pairs.set(pair, PAIR.epoch, this.#pairs.get(pair, PAIR.epoch) + 1);
    this.#pairs.set(pair, PAIR.tries, 0);
    this.#pairs.set(pair, PAIR.answered, 0);
    this.#transmit(pair, step, this.#work(this.#initiator(pair), STEPS[step]?.workNs ?? 0));
  }

  #initiator(pair: number): number {
    return this.#pairs.deviceOf(pair, this.#pairs.get(pair, PAIR.asker));
  }

  #responder(pair: number): number {
    return this.#pairs.deviceOf(pair, 1 - this.#pairs.get(pair, PAIR.asker));
  }

  /** Puts work on a device's processor; gives the time at which it is done. */
  #work(device: number, serverNs: TimeNs): TimeNs {
    const { now } = this.#kernel;
    if (serverNs === 0) return now;
    const { records } = this.#network;
    const done = Math.max(now, records.get(device, DEVICE.busyUntilNs)) + serverNs * CPU_FACTOR[this.#network.kindOf(device)];
    records.set(device, DEVICE.busyUntilNs, done);
    return done;
  }

  #transmit(pair: number, step: number, leaveNs: TimeNs): void {
    const pairs = this.#pairs;
    const tries = pairs.get(pair, PAIR.tries) + 1;
    pairs.set(pair, PAIR.tries, tries);
    const tag = pairs.get(pair, PAIR.epoch) * STEP_BASE + step;
    const { retransmitFirstNs, retransmitCapNs } = DEFAULT_IKE_TIMERS;
    const waitNs = Math.min(retransmitCapNs, retransmitFirstNs * 2 ** (tries - 1));
    pairs.set(pair, PAIR.timer, this.#kernel.post(leaveNs + waitNs, PRIORITY.timer, this.#timeout, pair, tag));
    const message = STEPS[step]?.request ?? MESSAGES.initRequest;
    this.#wire.send(this.#initiator(pair), this.#responder(pair), message, leaveNs, this.#request, pair, tag);
  }

  /** True when a message or timer belongs to the exchange that stands. */
  #current(pair: number, tag: number): boolean {
    return Math.floor(tag / STEP_BASE) === this.#pairs.get(pair, PAIR.epoch);
  }

  #onRequest(pair: number, tag: number): void {
    if (!this.#current(pair, tag)) return;
    const step = tag % STEP_BASE;
    const [responder, initiator] = [this.#responder(pair), this.#initiator(pair)];
    const first = this.#pairs.get(pair, PAIR.answered) === 0;
    this.#pairs.set(pair, PAIR.answered, 1);
    const leaveNs = this.#work(responder, first ? (STEPS[step]?.workNs ?? 0) : 0);
    if (step === STEP.auth && !this.#owner.accepts(pair))
      return this.#wire.send(responder, initiator, MESSAGES.authFailure, leaveNs, this.#failure, pair, tag);
    this.#wire.send(responder, initiator, STEPS[step]?.response ?? MESSAGES.initResponse, leaveNs, this.#response, pair, tag);
  }

  #onResponse(pair: number, tag: number): void {
    if (!this.#current(pair, tag)) return;
    this.#end(pair);
    this.#owner.settled(pair, tag % STEP_BASE);
  }

  #onFailure(pair: number, tag: number): void {
    if (!this.#current(pair, tag)) return;
    this.#end(pair);
    this.#owner.refused(pair);
  }

  #onTimeout(pair: number, tag: number): void {
    if (!this.#current(pair, tag)) return;
    const step = tag % STEP_BASE;
    if (this.#pairs.get(pair, PAIR.tries) < DEFAULT_IKE_TIMERS.tries) return this.#transmit(pair, step, this.#kernel.now);
    this.#end(pair);
    this.#owner.gaveUp(pair, step);
  }

  /** The exchange is over: its timer stops, and what still comes of it is ignored. */
  #end(pair: number): void {
    this.#kernel.cancel(this.#pairs.get(pair, PAIR.timer));
    this.#pairs.set(pair, PAIR.epoch, this.#pairs.get(pair, PAIR.epoch) + 1);
  }
}
