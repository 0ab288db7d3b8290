/**
 * Purpose: what a claim of a threat card says, in a form that can be executed.
 *
 * A card's field holds items; each item becomes at least one claim, numbered as it stands in the card. A claim compares two runs of an attack: without and with the measure.
 * The measure is a set of controls, a change of the scenario's data (a random key instead of a word), or both.
 * Does not model: anything. Units: none. References: the cards' fields "Stops", "Reduces", "Detects", "Does not", read in our own words.
 */
import type { Scenario } from '../../../sim/world/scenario.ts';
import type { AttackDefinition } from '../../../threats/types.ts';

export type Field = 'stops' | 'reduces' | 'detects' | 'does-not';

/** The scenario with other data; the name tells what is different. */
export interface Variant {
  readonly name: string;
  apply(scenario: Scenario): Scenario;
}

export interface Claim {
  /** Threat whose card says it. */
  readonly card: `T${string}`;
  readonly field: Field;
  /** Which item of the field, counted from 1 as the card prints them. */
  readonly item: number;
  /** Our words for what the card says. */
  readonly says: string;
  /** Start of the ids of the attacks that it speaks of; all of the threat when absent. */
  readonly of?: string | readonly string[];
  /** `of` is the whole id of an attack, or whole ids. */
  readonly exactly?: true;
  /** Here the measure does nothing: the item says how far it reaches, or that nothing of the kind does it (T25: nothing at the victim); none may end better. */
  readonly nothing?: true;
  /** The threat whose attacks are run, where the card passes the matter on to another card. */
  readonly through?: `T${string}`;
  /** An attack of the card that is no part of the coverage, because with all controls off there is nothing that it could do. */
  readonly attack?: AttackDefinition;
  /** Controls that are on in both runs (what the claim takes for granted). */
  readonly given?: readonly string[];
  /** What both runs take for granted of the scenario. */
  readonly in?: Variant;
  /** The measure: controls that are on in the second run only. */
  readonly controls: readonly string[];
  /** The measure, where it is no control: other data in the second run. */
  readonly change?: Variant;
  /** Outcome that "stops" means here when it is not `blocked` (the cards score a broken session as degraded). */
  readonly best?: 'blocked' | 'detected' | 'degraded';
  /** What a "reduces" makes smaller when it is not the outcome. */
  readonly by?: 'loss' | 'probability';
  /** "does-not" only: the card says more, the measure makes at least one attack end worse. */
  readonly worsens?: true;
  /** "stops" only: the card says that this does not suffice ("nothing alone"): at least one of the attacks must stay. */
  readonly not?: true;
  /** Lab and card disagree: the claim does not hold as executed, and docs/disagreements.md says why under the claim's id (`T03/stops/2`). */
  readonly disagrees?: true;
}
