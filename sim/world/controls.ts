/**
 * Purpose: the control switch: which countermeasures are on, and the record of every question asked about them.
 *
 * A behaviour asks for a mechanism at a place. The offers that cover that place are asked in the scenario's order until one is on; each question is recorded once with its
 * answer. A place that no offer covers is answered "off" without a question, so a control that is deployed nowhere can change nothing.
 * Does not model: what a control does. Nothing under threats/attacks or threats/oracles may import this file (a boundary rule checks it).
 * Units: none. Determinism: offers in scenario order; the record in order of first asking.
 * References: design idea 4; SPLat, Kim et al., ESEC/FSE 2013.
 */
import type { ControlGate } from '../net/context.ts';
import type { Mechanism, PluginMechanism } from '../net/mechanisms.ts';
import type { ControlOffer } from './scenario.ts';

/** Decides whether a control is on; the explorer answers from its path, a replay from a profile. */
export type Answer = (controlId: string) => boolean;

/**
 * True when `place` is `scope` or lies below it.
 * Units: none. Errors: none. Source: own design (places are dotted paths).
 */
export function covers(scope: string, place: string): boolean {
  return place === scope || place.startsWith(`${scope}.`);
}

/**
 * The switch of one run.
 * Units: none. Errors: none. Source: design idea 4.
 */
export class ControlSwitch implements ControlGate {
  readonly #offers: readonly ControlOffer[];
  readonly #answer: Answer;
  readonly #covering = new Map<string, Map<string, readonly ControlOffer[]>>();
  readonly #consulted = new Map<string, boolean>();
  /** Called at each first question, with the place that asked. */
  onAsk: ((controlId: string, on: boolean, place: string) => void) | undefined;

  constructor(offers: readonly ControlOffer[], answer: Answer) {
    this.#offers = offers;
    this.#answer = answer;
  }

  /** Every question asked so far with its answer, in order. */
  get consulted(): ReadonlyMap<string, boolean> {
    return this.#consulted;
  }

  on(mechanism: Mechanism | PluginMechanism, place: string): string | undefined {
    return this.#offersAt(mechanism, place).find((offer) => this.#ask(offer.id, place))?.id;
  }

  #offersAt(mechanism: string, place: string): readonly ControlOffer[] {
    let places = this.#covering.get(mechanism);
    if (places === undefined) this.#covering.set(mechanism, (places = new Map()));
    let found = places.get(place);
    if (found === undefined) {
      found = this.#offers.filter((offer) => offer.mechanism === mechanism && offer.scope.some((scope) => covers(scope, place)));
      places.set(place, found);
    }
    return found;
  }

  #ask(id: string, place: string): boolean {
    const known = this.#consulted.get(id);
    if (known !== undefined) return known;
    const on = this.#answer(id);
    this.#consulted.set(id, on);
    this.onAsk?.(id, on, place);
    return on;
  }
}
