/**
 * Purpose: the function profile → rank of one threat: the worst of its attacks.
 * Does not model: probabilities; the leaves keep them.
 * Units: ranks 0 (blocked) to 4 (succeeded).
 * Determinism: pure up to node ids.
 * References: design.md section 1, idea 3 (positive control), and section 4 (a threat's outcome is the worst of its attacks').
 */
import type { BinaryOp, Diagrams } from './diagram.ts';
import { RANK_BLOCKED, RANK_SUCCEEDED, rankOf } from './outcomes.ts';
import { evaluate } from './tree.ts';
import type { DecisionTree } from './types.ts';

const BARE: ReadonlySet<string> = new Set();

/** The worse of two ranks. */
const WORSE: BinaryOp = { of: (x, y) => Math.max(x, y), absorbing: RANK_SUCCEEDED, neutral: RANK_BLOCKED };

/**
 * Whether the attack succeeds bare, so that its outcomes say something about controls.
 * Units: none.
 * Errors: none.
 * Source: design.md section 1, idea 3.
 */
export function isApplicable(tree: DecisionTree): boolean {
  return evaluate(tree, BARE).outcome === 'succeeded';
}

/**
 * Rank of one attack under every profile. An attack that does not succeed bare has rank 0 wherever it does no better than bare (it has no say there),
 * and its own rank where controls make it do better: they have opened it, and that must not stay unseen.
 * Units: rank 0..4.
 * Errors: throws on a control outside the space (a bug); DiagramLimitError.
 * Source: own design.
 */
export function attackFunction(diagrams: Diagrams, tree: DecisionTree): number {
  if (isApplicable(tree)) return diagrams.fromTree(tree, ({ outcome }) => rankOf(outcome));
  const bare = rankOf(evaluate(tree, BARE).outcome);
  return diagrams.fromTree(tree, ({ outcome }) => (rankOf(outcome) > bare ? rankOf(outcome) : RANK_BLOCKED));
}

/**
 * Rank of a threat under every profile: the maximum over its attacks; 0 everywhere for a threat without attacks.
 * Units: rank 0..4.
 * Errors: as `attackFunction`.
 * Source: design.md section 4.
 */
export function threatFunction(diagrams: Diagrams, trees: readonly DecisionTree[]): number {
  return trees.reduce((worst, tree) => diagrams.apply(WORSE, worst, attackFunction(diagrams, tree)), diagrams.constant(RANK_BLOCKED));
}
