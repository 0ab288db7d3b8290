/**
 * Purpose: one child SA as an end keeps it: its two ESP SAs, its state, and the IKE SA that manages it.
 *
 * Does not model: several children with different selectors under one IKE SA (ours are route-based, any to any).
 * Units: none. Determinism: a table (child-machine.ts).
 * References: RFC 7296 1.3.1, 2.8; RFC 4301 4.1.
 */
import type { EventId } from '../kernel/event-queue.ts';
import { IGNORED } from '../machine.ts';
import { CHILD_MACHINE, type ChildAction, type ChildEvent, type ChildState } from './child-machine.ts';
import type { IkeSa } from './ike-sa.ts';
import type { InboundSa, OutboundSa, SaPair } from './sad.ts';

/** What a simultaneous rekey by the peer left behind until the nonces are compared. */
export interface Collision<T> {
  readonly lowestNonce: string;
  readonly successor: T;
}

/**
 * A child SA, in use from the start.
 * Units: none. Errors: none. Source: RFC 7296 1.3.1.
 */
export class ChildSa implements SaPair {
  /** The IKE SA that manages it; changes when that is rekeyed. */
  ike: IkeSa;
  readonly inbound: InboundSa;
  readonly outbound: OutboundSa;
  collision: Collision<ChildSa> | undefined;
  rekeyTimer: EventId | undefined;
  #state = CHILD_MACHINE.initial;

  constructor(ike: IkeSa, pair: SaPair) {
    this.ike = ike;
    this.inbound = pair.inbound;
    this.outbound = pair.outbound;
  }

  get state(): ChildState {
    return CHILD_MACHINE.states[this.#state] ?? 'gone';
  }

  /** May carry outbound packets: the end that replaced an SA stops using it at once, the other end when the delete comes. */
  get usable(): boolean {
    return this.#state !== CHILD_MACHINE.s.deleting && this.#state !== CHILD_MACHINE.s.gone;
  }

  step(event: ChildEvent): void {
    const column = CHILD_MACHINE.e[event];
    const next = CHILD_MACHINE.next(this.#state, column);
    if (next === IGNORED) return;
    const actions: readonly ChildAction[] = CHILD_MACHINE.actions(this.#state, column);
    const { context, controls } = this.ike.host;
    const key = String(this.inbound.spi);
    const to = CHILD_MACHINE.states[next] ?? 'gone';
    const about = this.ike.peer.identity;
    context.probe?.step?.({ machine: CHILD_MACHINE.id, at: controls.place, key, about, event, from: this.state, to });
    this.#state = next;
    for (const action of actions) this.ike.host.performChild(this, action);
  }
}
