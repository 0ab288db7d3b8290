/**
 * Purpose: questions asked of one decision tree of consultations, without any library, so that a browser can ask them too.
 * Does not model: several attacks at once; `diagram.ts` combines them.
 * Units: depths and counts in consultations.
 * Determinism: pure; every list is in a fixed order (off before on, first asked first).
 * References: own design; the tree is the execution tree of SPLat (Kim et al., ESEC/FSE 2013).
 */
import type { DecisionLeaf, DecisionTree } from './types.ts';

/** A leaf with the answers that lead to it, in the order in which they were asked. */
export interface PathLeaf {
  readonly path: readonly { readonly ask: string; readonly on: boolean }[];
  readonly leaf: DecisionLeaf;
}

/**
 * Outcome under a profile. Cost: one step a consultation.
 * Units: probability 0..1 in the leaf.
 * Errors: none.
 * Source: own design.
 */
export function evaluate(tree: DecisionTree, profile: ReadonlySet<string>): DecisionLeaf {
  let at = tree;
  while ('ask' in at) at = profile.has(at.ask) ? at.on : at.off;
  return at;
}

/**
 * All leaves with their paths, in the order in which the explorer visits them (off before on).
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function leaves(tree: DecisionTree): PathLeaf[] {
  if (!('ask' in tree)) return [{ path: [], leaf: tree }];
  const under = (on: boolean): PathLeaf[] =>
    leaves(on ? tree.on : tree.off).map(({ path, leaf }) => ({ path: [{ ask: tree.ask, on }, ...path], leaf }));
  return [...under(false), ...under(true)];
}

/**
 * Controls that the attack can ask, each once, in the order of the first visit.
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function askedControls(tree: DecisionTree): string[] {
  const seen = new Set<string>();
  const visit = (at: DecisionTree): void => {
    if (!('ask' in at)) return;
    seen.add(at.ask);
    visit(at.off);
    visit(at.on);
  };
  visit(tree);
  return [...seen];
}

/**
 * Length of the longest path.
 * Units: consultations; 0 for a run that asks nothing.
 * Errors: none.
 * Source: own design.
 */
export function treeDepth(tree: DecisionTree): number {
  return 'ask' in tree ? 1 + Math.max(treeDepth(tree.on), treeDepth(tree.off)) : 0;
}
