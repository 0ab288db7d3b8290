/**
 * Purpose: one kind of question to the centre (connection information, a new certificate, the revocation list) by many callers: request, wait for a server, answer, repeats, giving up.
 *
 * Does not model: recognising a repeat; the centre works on each request that reaches it, as the packet simulator's does. The list travels as one message, not over TCP.
 * Units: nanoseconds. Determinism: event order.
 * References: sim/vpn/centre-client.ts (waits of 1, 2, 4 and 8 s, then given up); TR D.3, D.5.
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import { CENTRE_RETRANSMIT } from '../vpn/centre-client.ts';
import type { Records } from './columns.ts';
import type { Message } from './control-messages.ts';
import type { ServerPool } from './server-pool.ts';
import type { Wire } from './wire.ts';

/** The number of the question that stands, how often it was sent, and its timer plus one (0: none). */
const [QUESTION, TRIES, TIMER] = [0, 1, 2] as const;
/** Fields that a call takes in the caller's record. */
export const CALL_FIELDS = 3;

export interface CallOptions {
  /** Number of this kind of question in the pool. */
  readonly task: number;
  readonly serviceNs: TimeNs;
  readonly request: Message;
  /** The callers' records, and the first of the CALL_FIELDS fields there that belong to this kind of question. */
  readonly callers: Records;
  readonly firstField: number;
  answer(caller: number): Message;
  /** The device that speaks for a caller. */
  device(caller: number): number;
  answered(caller: number): void;
  gaveUp(caller: number): void;
}

/**
 * The calls of one kind.
 * Units: nanoseconds. Errors: none. Source: TR D.3; waits as in sim/vpn/centre-client.ts.
 */
export class CentreCalls {
  readonly #kernel: Kernel;
  readonly #wire: Wire;
  readonly #options: CallOptions;
  readonly #arrives: number;
  readonly #returns: number;
  readonly #timeout: number;

  constructor(kernel: Kernel, pool: ServerPool, wire: Wire, options: CallOptions) {
    this.#kernel = kernel;
    this.#wire = wire;
    this.#options = options;
    this.#arrives = kernel.register((caller, question) => void pool.offer(options.task, caller, question, options.serviceNs));
    this.#returns = kernel.register((caller, question) => this.#answer(caller, question));
    this.#timeout = kernel.register((caller, question) => this.#repeat(caller, question));
  }

  /** Asks; `answered` or `gaveUp` follows, unless `forget` or another `ask` comes first. */
  ask(caller: number): void {
    this.forget(caller);
    this.#set(caller, TRIES, 0);
    this.#send(caller, this.#get(caller, QUESTION));
  }

  /** Whatever comes from now on is not for this question. */
  forget(caller: number): void {
    const timer = this.#get(caller, TIMER);
    if (timer !== 0) this.#kernel.cancel(timer - 1);
    this.#set(caller, TIMER, 0);
    this.#set(caller, QUESTION, this.#get(caller, QUESTION) + 1);
  }

  /** The pool has worked on a request: the answer goes back. */
  served(caller: number, question: number): void {
    this.#wire.centre(this.#options.device(caller), this.#options.answer(caller), this.#returns, caller, question);
  }

  #send(caller: number, question: number): void {
    const tries = this.#get(caller, TRIES) + 1;
    this.#set(caller, TRIES, tries);
    const { retransmitFirstNs, retransmitCapNs } = CENTRE_RETRANSMIT;
    const waitNs = Math.min(retransmitCapNs, retransmitFirstNs * 2 ** (tries - 1));
    const timer = this.#kernel.post(this.#kernel.now + waitNs, PRIORITY.timer, this.#timeout, caller, question);
    this.#set(caller, TIMER, timer + 1);
    this.#wire.centre(this.#options.device(caller), this.#options.request, this.#arrives, caller, question);
  }

  #repeat(caller: number, question: number): void {
    if (this.#get(caller, QUESTION) !== question) return;
    if (this.#get(caller, TRIES) < CENTRE_RETRANSMIT.tries) return this.#send(caller, question);
    this.forget(caller);
    this.#options.gaveUp(caller);
  }

  #answer(caller: number, question: number): void {
    if (this.#get(caller, QUESTION) !== question) return;
    this.forget(caller);
    this.#options.answered(caller);
  }

  #get(caller: number, field: number): number {
    return this.#options.callers.get(caller, this.#options.firstField + field);
  }

  #set(caller: number, field: number, value: number): void {
    this.#options.callers.set(caller, this.#options.firstField + field, value);
  }
}
