/**
 * Purpose: the small parts under the coverage: exact costs, components, the heap, the variable order, outcomes and the public names.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { componentsOf } from '../../../threats/coverage/components.ts';
import { exactCosts } from '../../../threats/coverage/costs.ts';
import { Heap } from '../../../threats/coverage/heap.ts';
import * as api from '../../../threats/coverage/index.ts';
import { variableOrder } from '../../../threats/coverage/order.ts';
import { outcomeOf, rankOf } from '../../../threats/coverage/outcomes.ts';
import type { DecisionTree, Outcome } from '../../../threats/coverage/types.ts';

describe('exactCosts', () => {
  it('makes 0.1 + 0.2 equal 0.3', () => {
    expect(exactCosts([0.1, 0.2, 0.3])).toEqual({ scaled: [1, 2, 3], scale: 10 });
    expect(exactCosts([1.5e-3, 20, 0])).toEqual({ scaled: [15, 200_000, 0], scale: 10_000 });
    expect(exactCosts([2e21 / 1e9, 1])).toEqual({ scaled: [2e12, 1], scale: 1 });
    expect(exactCosts([])).toEqual({ scaled: [], scale: 1 });
  });

  it('refuses what is no cost, and sums that would round', () => {
    for (const cost of [-1, Number.NaN, Infinity]) expect(() => exactCosts([1, cost])).toThrow('not a number of 0 or more');
    expect(() => exactCosts([1e-9, 1e9])).toThrow('more than 15 digits');
    expect(() => exactCosts([1e22])).toThrow('more than 15 digits');
  });
});

describe('componentsOf', () => {
  it('joins what shares an element, through a third, too', () => {
    const groups = componentsOf([[1, 2], [5], [3, 4], [7, 5], [2, 3], []], (item) => item);
    expect(groups).toEqual([
      [
        [1, 2],
        [3, 4],
        [2, 3],
      ],
      [[5], [7, 5]],
      [[]],
    ]);
  });
});

describe('Heap', () => {
  it('pops in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = new Heap<number>((a, b) => a - b);
        for (const number of numbers) heap.push(number);
        expect(numbers.map(() => heap.pop())).toEqual([...numbers].sort((a, b) => a - b));
        expect(heap.pop()).toBeUndefined();
      }),
      { numRuns: 100, seed: 31 },
    );
  });
});

describe('variableOrder', () => {
  const pair = (a: string, b: string): DecisionTree => {
    const end: DecisionTree = { outcome: 'blocked', probability: 0 };
    return { ask: a, on: end, off: { ask: b, on: end, off: { outcome: 'succeeded', probability: 1 } } };
  };

  it('keeps together what is asked together, and puts what nobody asks last', () => {
    const order = variableOrder(['idle', 'a', 'b', 'c', 'd', 'e', 'f'], [pair('a', 'd'), pair('b', 'e'), pair('c', 'f')]);
    const distance = (x: string, y: string): number => Math.abs(order.indexOf(x) - order.indexOf(y));
    expect([distance('a', 'd'), distance('b', 'e'), distance('c', 'f')]).toEqual([1, 1, 1]);
    expect(order.at(-1)).toBe('idle');
  });

  it('starts with what is asked most', () => {
    expect(variableOrder(['b', 'a'], [pair('a', 'b')])).toEqual(['a', 'b']);
  });

  it('keeps the order given where nothing is known', () => {
    expect(variableOrder(['c', 'a', 'b'], [])).toEqual(['c', 'a', 'b']);
    expect(variableOrder(['c', 'a', 'b'], [{ outcome: 'blocked', probability: 0 }])).toEqual(['c', 'a', 'b']);
  });
});

describe('outcomes', () => {
  it('rank from blocked to succeeded and back', () => {
    const outcomes: Outcome[] = ['blocked', 'detected', 'degraded', 'inconclusive', 'succeeded'];
    expect(outcomes.map(rankOf)).toEqual([0, 1, 2, 3, 4]);
    expect([0, 1, 2, 3, 4].map(outcomeOf)).toEqual(outcomes);
    expect(() => outcomeOf(5)).toThrow('no outcome');
  });
});

describe('the public names of the room', () => {
  it('are these', () => {
    const names = ['DiagramLimitError', 'OUTCOMES', 'askedControls', 'attackVerdict', 'buildCoverage', 'evaluate', 'explore', 'leaves'];
    expect(Object.keys(api).sort()).toEqual([...names, 'outcomeOf', 'planFor', 'rankOf', 'treeDepth', 'whatIf', 'worseVerdict']);
  });
});
