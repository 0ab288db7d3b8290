/**
 * Purpose: the questions asked of one decision tree.
 */
import { describe, expect, it } from 'vitest';
import { askedControls, evaluate, leaves, treeDepth } from '../../../threats/coverage/tree.ts';
import type { DecisionTree } from '../../../threats/coverage/types.ts';

const leaf = (probability: number): DecisionTree => ({ outcome: 'degraded', probability });
const tree: DecisionTree = {
  ask: 'a',
  off: { ask: 'b', off: leaf(1), on: { ask: 'c', off: leaf(0.5), on: leaf(0.25) } },
  on: { ask: 'c', off: leaf(0.75), on: leaf(0) },
};

describe('decision tree', () => {
  it('evaluates under a profile and ignores controls it does not ask', () => {
    expect(evaluate(tree, new Set())).toEqual(leaf(1));
    expect(evaluate(tree, new Set(['c', 'z']))).toEqual(leaf(1));
    expect(evaluate(tree, new Set(['b', 'c']))).toEqual(leaf(0.25));
    expect(evaluate(tree, new Set(['a', 'b']))).toEqual(leaf(0.75));
  });

  it('lists leaves with their paths, off before on', () => {
    const shown = leaves(tree).map(
      ({ path, leaf: end }) => `${path.map(({ ask, on }) => (on ? ask : `-${ask}`)).join(' ')}: ${end.probability}`,
    );
    expect(shown).toEqual(['-a -b: 1', '-a b -c: 0.5', '-a b c: 0.25', 'a -c: 0.75', 'a c: 0']);
  });

  it('knows its controls and its depth', () => {
    expect(askedControls(tree)).toEqual(['a', 'b', 'c']);
    expect(treeDepth(tree)).toBe(3);
    expect(askedControls(leaf(1))).toEqual([]);
    expect(treeDepth(leaf(1))).toBe(0);
  });
});
