/**
 * Purpose: what a claim of a threat card says, in a form that can be executed.
 * Does not model: claims without a mechanism in the lab; they are added with it.
 * Units: none. References: the cards' fields "Stops", "Reduces", "Does not", read in our own words.
 */
export interface Claim {
  /** Threat whose card says it. */
  readonly card: `T${string}`;
  readonly field: 'stops' | 'reduces' | 'does-not';
  /** Our words for what the card says. */
  readonly says: string;
  /** Start of the ids of the attacks that it speaks of; all of the threat when absent. */
  readonly of?: string;
  /** Controls that are on besides (what the claim takes for granted). */
  readonly given?: readonly string[];
  readonly controls: readonly string[];
  /** Outcome that "stops" means here when it is not `blocked` (the cards score a broken session as degraded). */
  readonly best?: 'blocked' | 'degraded';
}
