/**
 * Purpose: sending something again with growing waits until somebody says stop, or giving up.
 *
 * Does not model: round-trip estimation; the waits are fixed. Units: nanoseconds. Determinism: timers fire after the packets of their instant.
 * References: RFC 7296 2.4 (exponentially growing waits).
 */
import type { EventId } from '../kernel/event-queue.ts';
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';

export interface RetransmitPlan {
  readonly retransmitFirstNs: TimeNs;
  /** By what a wait grows to the next; absent: it doubles. */
  readonly retransmitFactor?: { readonly numerator: number; readonly denominator: number };
  /** The second wait is as long as the first; only then do they grow. */
  readonly repeatsFirstWait?: boolean;
  readonly retransmitCapNs: TimeNs;
  readonly tries: number;
}

/**
 * One thing at a time, sent until stopped.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 2.4.
 */
export class Retransmitter {
  readonly #kernel: Kernel;
  readonly #plan: RetransmitPlan;
  #timer: EventId | undefined;

  constructor(kernel: Kernel, plan: RetransmitPlan) {
    this.#kernel = kernel;
    this.#plan = plan;
  }

  /** Transmits now and again after each wait; `giveUp` runs after the wait that follows the last try. */
  start(transmit: (attempt: number) => void, giveUp: () => void): void {
    this.stop();
    this.#send(transmit, giveUp, 1, this.#plan.retransmitFirstNs);
  }

  stop(): void {
    this.#kernel.cancel(this.#timer);
    this.#timer = undefined;
  }

  #send(transmit: (attempt: number) => void, giveUp: () => void, attempt: number, waitNs: TimeNs): void {
    const again = (): void => {
      this.#timer = undefined;
      if (attempt >= this.#plan.tries) giveUp();
      else this.#send(transmit, giveUp, attempt + 1, nextWaitNs(this.#plan, waitNs, attempt));
    };
    this.#timer = this.#kernel.after(waitNs, again, PRIORITY.timer);
    transmit(attempt);
  }
}

/**
 * Time from the first transmission to giving up.
 * Units: nanoseconds. Errors: none. Source: RFC 7296 2.4; the sum of the waits.
 */
export function retransmissionSpanNs(plan: RetransmitPlan): TimeNs {
  let totalNs = 0;
  let waitNs = plan.retransmitFirstNs;
  for (let attempt = 1; attempt <= plan.tries; attempt++) {
    totalNs += waitNs;
    waitNs = nextWaitNs(plan, waitNs, attempt);
  }
  return totalNs;
}

/** The wait after the next transmission, from that after this one. */
function nextWaitNs(plan: RetransmitPlan, waitNs: TimeNs, attempt: number): TimeNs {
  const { retransmitFactor, repeatsFirstWait, retransmitCapNs } = plan;
  if (attempt === 1 && repeatsFirstWait === true) return waitNs;
  const { numerator, denominator } = retransmitFactor ?? { numerator: 2, denominator: 1 };
  return Math.min(Math.round((waitNs * numerator) / denominator), retransmitCapNs);
}
