/**
 * Purpose: the file of one application: which of the twelve steps was reached, what was refused and by whom; and the post that carries letters between offices.
 *
 * A case only records. Each party decides from its own records and from the message before it.
 * Does not model: lost letters. Units: nanoseconds. Determinism: letters arrive in order of posting.
 * References: TR D.6, Figure D.4.
 */
import { PRIORITY } from '../../kernel/kernel.ts';
import type { TimeNs } from '../../kernel/time.ts';
import type { TraceFields } from '../../kernel/trace.ts';
import { IGNORED } from '../../machine.ts';
import type { NetContext } from '../../net/context.ts';
import { ENROLMENT_MACHINE, type EnrolmentAction, type EnrolmentEvent, type EnrolmentState, type Step } from './enrolment-machine.ts';

/** A message of a step on its way from one party to another. */
export interface Letter {
  readonly step: Step;
  readonly from: string;
  readonly to: string;
}

/** Why a case came to nothing. */
export interface CaseRefusal {
  readonly step: Step;
  readonly at: string;
  readonly reason: string;
}

/** What sends the message of each step. */
export type Senders = Readonly<Record<Step, () => void>>;

/**
 * The case of one subscriber.
 * Units: none. Errors: throws when a step is accepted out of order (a bug of the parties). Source: TR D.6.
 */
export class EnrolmentCase {
  readonly subscriber: string;
  readonly #context: NetContext;
  #senders: Senders | undefined;
  #state = ENROLMENT_MACHINE.initial;
  refusal: CaseRefusal | undefined;
  /** Called when the service begins. */
  onServed: (() => void) | undefined;

  constructor(context: NetContext, subscriber: string) {
    this.#context = context;
    this.subscriber = subscriber;
  }

  get state(): EnrolmentState {
    return ENROLMENT_MACHINE.states[this.#state] ?? 'refused';
  }

  start(senders: Senders): void {
    this.#senders = senders;
    this.#step('START');
  }

  /** Sends the application for use once more, for a new service certificate. */
  renew(): void {
    this.#step('RENEW');
  }

  /** A party accepted the message of a step. */
  accepted(step: Step, at: string): void {
    this.#note(at, { event: 'accepted', step });
    if (!this.#step(`ACCEPTED_${step}`))
      throw new Error(`enrolment of ${this.subscriber}: step ${step} was accepted in state ${this.state}`);
    if (this.state === 'in-service') this.onServed?.();
  }

  /** A party refused the message of a step, or got no answer to its own. */
  refused(step: Step, at: string, reason: string): void {
    if (this.state === 'refused') return;
    this.refusal = { step, at, reason };
    this.#note(at, { event: 'refused', step, reason });
    this.#step('REFUSED');
  }

  /** The outcome of one message: accepted, or refused for a reason. */
  decide(step: Step, at: string, refusal: string | undefined): void {
    if (refusal === undefined) this.accepted(step, at);
    else this.refused(step, at, refusal);
  }

  /** Notes that a message is on its way. */
  sent({ step, from, to }: Letter): void {
    this.#note(from, { event: 'sent', step, to });
  }

  #step(event: EnrolmentEvent): boolean {
    const column = ENROLMENT_MACHINE.e[event];
    const next = ENROLMENT_MACHINE.next(this.#state, column);
    if (next === IGNORED) return false;
    const actions: readonly EnrolmentAction[] = ENROLMENT_MACHINE.actions(this.#state, column);
    const { subscriber, state } = this;
    const to = ENROLMENT_MACHINE.states[next] ?? 'refused';
    this.#context.probe?.step?.({ machine: ENROLMENT_MACHINE.id, at: subscriber, key: '', about: subscriber, event, from: state, to });
    this.#state = next;
    for (const action of actions) this.#perform(action);
    return true;
  }

  #perform(action: EnrolmentAction): void {
    if (action === 'close') this.#senders = undefined;
    else this.#senders?.[action.slice('send_'.length) as Step]();
  }

  #note(at: string, fields: TraceFields): void {
    const { trace } = this.#context;
    if (trace.on) trace.emit(at, 'enrolment', { ...fields, subscriber: this.subscriber });
  }
}

/**
 * The post between offices: every letter takes the same time.
 * Units: nanoseconds. Errors: none. Source: own design; TR D.6 prints no times.
 */
export class Post {
  readonly #context: NetContext;
  readonly #letterNs: TimeNs;

  constructor(context: NetContext, letterNs: TimeNs) {
    this.#context = context;
    this.#letterNs = letterNs;
  }

  send(file: EnrolmentCase, letter: Letter, deliver: () => void): void {
    file.sent(letter);
    // A case that was refused meanwhile is closed: nobody reads the letter.
    const open = (): void => (file.state === 'refused' ? undefined : deliver());
    this.#context.kernel.after(this.#letterNs, open, PRIORITY.script);
  }
}
