/**
 * Purpose: what IKE costs a processor, as parameters, and the queue of messages in front of it.
 *
 * A gateway works at one message at a time, in order of arrival; what a message asks for (key exchange, signatures, checks) is done before it has any effect.
 * An endpoint without these parameters computes in no time, which is what scenarios use unless they say otherwise.
 * Does not model: several processors, scheduling noise, preparing a key exchange ahead of time, the cost of the end that begins a rekey.
 * Cost: one kernel event a message. Units: nanoseconds. Determinism: first come, first served.
 * References: RFC 7296 1.2, 2.14, 2.15 (what is computed when); values stand in profiles/.
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { DhGroup, KeyKindId } from './ike-suites.ts';

export interface IkeCpu {
  /** From the wish for an SA to the first message, without the key exchange. */
  readonly beginNs: TimeNs;
  /** Taking a message in, checking it, building the answer. */
  readonly messageNs: TimeNs;
  /** The same for a first message that is answered without keeping state. */
  readonly statelessNs: TimeNs;
  /** Installing a child SA at the initiator, until the first packet may use it. */
  readonly installNs: TimeNs;
  /** Reading a certificate and its chain, without the signatures. */
  readonly certificateNs: TimeNs;
  /** Making the own half of a key exchange, and the shared secret with its keys. */
  readonly groups: Readonly<Record<DhGroup, { readonly generateNs: TimeNs; readonly deriveNs: TimeNs }>>;
  readonly signatures: Readonly<Record<KeyKindId, { readonly signNs: TimeNs; readonly verifyNs: TimeNs }>>;
}

interface Job {
  readonly costNs: () => TimeNs;
  readonly done: () => void;
}

/**
 * A processor with its queue.
 * Units: nanoseconds. Errors: none. Source: own design (M/G/1, FIFO).
 */
export class ComputeQueue {
  readonly #kernel: Kernel;
  readonly #jobs: Job[] = [];
  #busy = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Work behind all that waits; its cost is asked for when its turn comes. */
  submit(costNs: () => TimeNs, done: () => void): void {
    this.#jobs.push({ costNs, done });
    if (!this.#busy) this.#next();
  }

  /** More work on what is being handled, before anything that waits. */
  extend(costNs: TimeNs, done: () => void): void {
    this.#jobs.unshift({ costNs: () => costNs, done });
    if (!this.#busy) this.#next();
  }

  #next(): void {
    const job = this.#jobs.shift();
    if (job === undefined) return;
    this.#busy = true;
    this.#kernel.after(
      job.costNs(),
      () => {
        job.done();
        this.#busy = false;
        this.#next();
      },
      PRIORITY.timer,
    );
  }
}
