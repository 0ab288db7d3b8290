/**
 * Purpose: the decision diagrams are exact and canonical, and stop at their bound.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countProfiles } from '../../../threats/coverage/counting.ts';
import { Diagrams } from '../../../threats/coverage/diagram.ts';
import type { BinaryOp } from '../../../threats/coverage/diagram.ts';
import { explore } from '../../../threats/coverage/explore.ts';
import { DiagramLimitError } from '../../../threats/coverage/node-store.ts';
import { rankOf } from '../../../threats/coverage/outcomes.ts';
import { TripleMap } from '../../../threats/coverage/triple-map.ts';
import { evaluate } from '../../../threats/coverage/tree.ts';
import type { DecisionTree } from '../../../threats/coverage/types.ts';
import { idOf, masks, profileOf, programs, runOf } from './helpers.ts';

const n = 7;
const order = Array.from({ length: n }, (_, bit) => idOf(bit));
const treeOf = (program: Parameters<typeof runOf>[0]): DecisionTree => explore(runOf(program), { maxReplays: 4096 }).tree;
const rankIn = (tree: DecisionTree, mask: number): number => rankOf(evaluate(tree, new Set(profileOf(mask, n))).outcome);
const make = (diagrams: Diagrams, tree: DecisionTree): number => diagrams.fromTree(tree, ({ outcome }) => rankOf(outcome));

describe('Diagrams', () => {
  it('holds the function of a tree, whatever the order of its questions, and counts its profiles', () => {
    fc.assert(
      fc.property(programs(n), (program) => {
        const tree = treeOf(program);
        const diagrams = new Diagrams(order);
        const f = make(diagrams, tree);
        const counts = new Map<number, bigint>();
        for (const mask of masks(n)) {
          const rank = rankIn(tree, mask);
          expect(diagrams.evaluate(f, new Set(profileOf(mask, n)))).toBe(rank);
          counts.set(rank, (counts.get(rank) ?? 0n) + 1n);
        }
        expect(countProfiles(diagrams, f)).toEqual(counts);
        expect(diagrams.values(f)).toEqual([...counts.keys()].sort());
        const matters = (bit: number): boolean =>
          masks(n).some((mask) => rankIn(tree, mask | (1 << bit)) !== rankIn(tree, mask & ~(1 << bit)));
        expect(diagrams.support(f)).toEqual([...order.keys()].filter(matters));
      }),
      { numRuns: 150, seed: 12 },
    );
  });

  it('applies operations pointwise, with and without early stops', () => {
    const worse: BinaryOp = { of: Math.max, absorbing: 4, neutral: 0 };
    const sum: BinaryOp = { of: (x, y) => Math.min(x + y, 6), absorbing: 6, neutral: 0 };
    const less: BinaryOp = { of: (x, y) => (x < y ? 1 : 0) };
    fc.assert(
      fc.property(programs(n), programs(n), (p, q) => {
        const diagrams = new Diagrams(order);
        const [f, g] = [treeOf(p), treeOf(q)];
        for (const op of [worse, sum, less]) {
          const h = diagrams.apply(op, make(diagrams, f), make(diagrams, g));
          for (const mask of masks(n))
            expect(diagrams.evaluate(h, new Set(profileOf(mask, n)))).toBe(op.of(rankIn(f, mask), rankIn(g, mask)));
        }
      }),
      { numRuns: 100, seed: 13 },
    );
  });

  it('is canonical: restricting and choosing again gives the same node', () => {
    fc.assert(
      fc.property(programs(n), fc.nat({ max: n - 1 }), (program, level) => {
        const diagrams = new Diagrams(order);
        const f = make(diagrams, treeOf(program));
        const [on, off] = [diagrams.restrict(f, level, true), diagrams.restrict(f, level, false)];
        for (const mask of masks(n)) {
          const held = (bit: boolean): Set<string> => new Set(profileOf(bit ? mask | (1 << level) : mask & ~(1 << level), n));
          const profile = new Set(profileOf(mask, n));
          expect(diagrams.evaluate(on, profile)).toBe(diagrams.evaluate(f, held(true)));
          expect(diagrams.evaluate(off, profile)).toBe(diagrams.evaluate(f, held(false)));
        }
        expect(diagrams.choose(level, on, off)).toBe(f);
      }),
      { numRuns: 100, seed: 14 },
    );
  });

  it('is canonical: a result is the same node as the function built from its table of values', () => {
    const worse: BinaryOp = { of: Math.max, absorbing: 4, neutral: 0 };
    fc.assert(
      fc.property(programs(n), programs(n), fc.nat({ max: n - 1 }), (p, q, level) => {
        const diagrams = new Diagrams(order);
        const [f, g] = [treeOf(p), treeOf(q)];
        const table = (rank: (mask: number) => number, at = 0, mask = 0): number =>
          at === n ? diagrams.constant(rank(mask)) : diagrams.choose(at, table(rank, at + 1, mask | (1 << at)), table(rank, at + 1, mask));
        const both = diagrams.apply(worse, make(diagrams, f), make(diagrams, g));
        expect(both).toBe(table((mask) => Math.max(rankIn(f, mask), rankIn(g, mask))));
        const held = diagrams.restrict(make(diagrams, f), level, true);
        expect(held).toBe(table((mask) => rankIn(f, mask | (1 << level))));
      }),
      { numRuns: 100, seed: 16 },
    );
  });

  it('reads a tree that asks a control twice on one path as the first answer', () => {
    const diagrams = new Diagrams(['a']);
    const leaf = (outcome: 'blocked' | 'succeeded'): DecisionTree => ({ outcome, probability: 0 });
    const again: DecisionTree = { ask: 'a', on: { ask: 'a', on: leaf('blocked'), off: leaf('succeeded') }, off: leaf('succeeded') };
    const f = make(diagrams, again);
    expect(diagrams.nodeCount(f)).toBe(3);
    expect(diagrams.evaluate(f, new Set(['a']))).toBe(0);
  });

  it('counts profiles of constants and of controls that nothing asks', () => {
    const none = new Diagrams([]);
    expect(countProfiles(none, none.constant(3))).toEqual(new Map([[3, 1n]]));
    const many = new Diagrams(Array.from({ length: 70 }, (_, i) => `c${i}`));
    const last = many.choose(69, many.constant(1), many.constant(0));
    expect(countProfiles(many, last)).toEqual(
      new Map([
        [0, 2n ** 69n],
        [1, 2n ** 69n],
      ]),
    );
  });

  it('refuses what would be a bug', () => {
    expect(() => new Diagrams(['a', 'a'])).toThrow('twice');
    const diagrams = new Diagrams(['a']);
    expect(() => diagrams.levelOf('b')).toThrow('"b" is not among the controls');
    expect(() => diagrams.constant(-1)).toThrow('terminal');
    expect(() => diagrams.constant(0.5)).toThrow('terminal');
  });

  it('stops at its bound with an error that names it', () => {
    const size = 40;
    const diagrams = new Diagrams(
      Array.from({ length: size }, (_, i) => `c${i}`),
      1000,
    );
    const sum: BinaryOp = { of: (x, y) => x + y };
    const weighted = (level: number): number => diagrams.choose(level, diagrams.constant(level ** 2), diagrams.constant(0));
    const all = (): number =>
      Array.from({ length: size }, (_, level) => weighted(level)).reduce((total, one) => diagrams.apply(sum, total, one));
    expect(all).toThrow(DiagramLimitError);
    expect(all).toThrow('more than 1000 nodes');
  });
});

describe('TripleMap', () => {
  it('agrees with a Map of strings through many growths', () => {
    const key = fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }), fc.oneof(fc.nat({ max: 5 }), fc.integer()));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.nat()), { maxLength: 600, minLength: 100 }), (entries) => {
        const ours = new TripleMap();
        const theirs = new Map<string, number>();
        for (const [[a, b, c], value] of entries) {
          expect(ours.get(a, b, c)).toBe(theirs.get(`${a} ${b} ${c}`) ?? -1);
          ours.set(a, b, c, value);
          theirs.set(`${a} ${b} ${c}`, value);
        }
        for (const [[a, b, c]] of entries) expect(ours.get(a, b, c)).toBe(theirs.get(`${a} ${b} ${c}`));
      }),
      { numRuns: 50, seed: 15 },
    );
  });
});
