/**
 * Purpose: the order of outcomes, best for the defender first, as small integers.
 * Does not model: what an outcome means in a network; the oracles decide that.
 * Units: ranks 0 (blocked) to 4 (succeeded).
 * Determinism: constants and pure functions.
 * References: design.md section 4.
 */
import type { Outcome } from './types.ts';

/** Outcomes by rank. */
export const OUTCOMES: readonly Outcome[] = ['blocked', 'detected', 'degraded', 'inconclusive', 'succeeded'];

/** Rank of `blocked`: nothing is better for the defender. */
export const RANK_BLOCKED = 0;

/** Rank of `succeeded`: nothing is worse for the defender. */
export const RANK_SUCCEEDED = 4;

/**
 * Rank of an outcome.
 * Units: rank 0..4, 0 best for the defender.
 * Errors: throws on a word that is no outcome (a bug of whoever produced it).
 * Source: design.md section 4.
 */
export function rankOf(outcome: Outcome): number {
  const rank = OUTCOMES.indexOf(outcome);
  if (rank < 0) throw new Error(`unknown outcome "${outcome}"`);
  return rank;
}

/**
 * Outcome of a rank.
 * Units: rank 0..4.
 * Errors: throws on any other number (a bug).
 * Source: design.md section 4.
 */
export function outcomeOf(rank: number): Outcome {
  const outcome = OUTCOMES[rank];
  if (outcome === undefined) throw new Error(`no outcome has rank ${rank}`);
  return outcome;
}
