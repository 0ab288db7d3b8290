/**
 * Purpose: how a VPN device or host asks for its controls, and how its refusals become evidence.
 *
 * A genuine device asks the gate. A device in an attacker's hand runs IPsec because he wants it, checks nobody and has no control to name: it never asks.
 * Does not model: which controls exist. Units: none. Determinism: asks in event order.
 * References: design idea 4 (recorded consultation, ask late).
 */
import type { NetContext } from '../net/context.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import type { TraceFields } from '../kernel/trace.ts';

/** Whether a mechanism works here, and the control to name when it acts. */
export interface Answer {
  readonly on: boolean;
  readonly by: string | undefined;
}

/** A refusal in the words of the field, with the control that caused it; without one it is plain protocol behaviour. */
export interface Refusal {
  readonly reason: string;
  readonly by: string | undefined;
}

const OFF: Answer = { on: false, by: undefined };

/**
 * The controls as seen from one place.
 * Units: none. Errors: none. Source: own design.
 */
export class DeviceControls {
  readonly genuine: boolean;
  readonly place: string;
  readonly #context: NetContext;
  readonly #answers = new Map<Mechanism, boolean>();

  constructor(context: NetContext, place: string, genuine: boolean) {
    this.#context = context;
    this.place = place;
    this.genuine = genuine;
  }

  /** Asks the gate; call it where the answer changes what happens next, and nowhere else. */
  ask(mechanism: Mechanism): Answer {
    if (!this.genuine) return mechanism === 'ipsec-ike' ? { on: true, by: undefined } : OFF;
    const by = this.#context.gate.on(mechanism, this.place);
    this.#answers.set(mechanism, by !== undefined);
    return by === undefined ? OFF : { on: true, by };
  }

  /** What the gate said when it was last asked; undefined before that. It does not ask. */
  answered(mechanism: Mechanism): boolean | undefined {
    return this.#answers.get(mechanism);
  }

  /** Records a refusal: a stop when a control caused it, else an event of the given kind. `origin` is ground truth and only passed on. */
  refuse(refusal: Refusal, kind: string, origin: string, detail: TraceFields = {}): void {
    if (refusal.by !== undefined) this.#context.stop({ control: refusal.by, at: this.place, reason: refusal.reason, origin, detail });
    else if (this.#context.trace.on) this.#context.trace.emit(this.place, kind, { ...detail, event: 'refused', reason: refusal.reason });
  }
}
