/**
 * Purpose: set families agree with plain lists of sets, and minimal sets of a function agree with looking at all profiles.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagrams } from '../../../threats/coverage/diagram.ts';
import { explore } from '../../../threats/coverage/explore.ts';
import { Families } from '../../../threats/coverage/families.ts';
import { firstSets, idBits } from '../../../threats/coverage/least.ts';
import type { Weights } from '../../../threats/coverage/least.ts';
import { isRobust, minimalSets } from '../../../threats/coverage/minimal-sets.ts';
import { rankOf } from '../../../threats/coverage/outcomes.ts';
import { bruteMinimal, isRobustBrute } from './brute.ts';
import { idOf, idsOf, masks, observe, programs, runOf, sizeOf, sorted } from './helpers.ts';

const n = 6;
const ids = Array.from({ length: n }, (_, bit) => idOf(bit));
const costs = [3, 1, 4, 1, 5, 0];
const weights: Weights = { first: ids.map(() => 1), second: costs, bit: idBits(ids) };
const families = fc.uniqueArray(fc.nat({ max: 2 ** n - 1 }), { maxLength: 20 });
const levelsOf = (mask: number): number[] => [...ids.keys()].filter((bit) => mask & (1 << bit));
const maskOf = (levels: readonly number[]): number => levels.reduce((mask, level) => mask | (1 << level), 0);
const inOrder = (list: readonly number[]): number[] =>
  sorted(list, n, (mask) => [sizeOf(mask), levelsOf(mask).reduce((sum, level) => sum + (costs[level] as number), 0)]);

function build(space: Families, list: readonly number[]): number {
  return list.reduce((family, mask) => space.union(family, space.single(levelsOf(mask))), space.empty);
}

const read = (space: Families, family: number): number[] =>
  firstSets(space.nodes, family, weights, 1000).map(({ levels }) => maskOf(levels));

describe('Families', () => {
  it('agree with lists of sets', () => {
    const contains = (set: number, other: number): boolean => (set & other) === other;
    fc.assert(
      fc.property(families, families, (p, q) => {
        const space = new Families();
        const [f, g] = [build(space, p), build(space, q)];
        expect(read(space, f)).toEqual(inOrder(p));
        expect(read(space, space.union(f, g))).toEqual(inOrder([...new Set([...p, ...q])]));
        expect(read(space, space.intersect(f, g))).toEqual(inOrder(p.filter((set) => q.includes(set))));
        expect(read(space, space.difference(f, g))).toEqual(inOrder(p.filter((set) => !q.includes(set))));
        expect(read(space, space.nonsupersets(f, g))).toEqual(inOrder(p.filter((set) => !q.some((other) => contains(set, other)))));
        expect(read(space, space.minimal(f))).toEqual(
          inOrder(p.filter((set) => !p.some((other) => other !== set && contains(set, other)))),
        );
        expect(space.union(space.difference(f, g), space.intersect(f, g))).toBe(f);
      }),
      { numRuns: 300, seed: 21 },
    );
  });

  it('count their sets, in all and by level', () => {
    fc.assert(
      fc.property(families, (list) => {
        const space = new Families();
        const family = build(space, list);
        expect(space.count(family)).toBe(BigInt(list.length));
        const byLevel = space.countByLevel(family);
        for (const level of ids.keys()) {
          expect(byLevel.get(level) ?? 0n).toBe(BigInt(list.filter((mask) => mask & (1 << level)).length));
        }
      }),
      { numRuns: 100, seed: 22 },
    );
  });

  it('give the first sets of a family far too large to list', () => {
    const space = new Families();
    const pairs = 40;
    let family = space.unit;
    for (let level = 2 * pairs - 2; level >= 0; level -= 2) {
      family = space.union(space.make(level, space.empty, family), space.make(level + 1, space.empty, family));
    }
    const names = Array.from({ length: 2 * pairs }, (_, level) => `c${String(level).padStart(2, '0')}`);
    const even: Weights = { first: names.map(() => 1), second: names.map((_, level) => (level === 1 ? 0 : 1)), bit: idBits(names) };
    expect(space.count(family)).toBe(2n ** 40n);
    const [first, second] = firstSets(space.nodes, family, even, 2);
    expect(first?.levels).toEqual([1, ...Array.from({ length: pairs - 1 }, (_, pair) => 2 * pair + 2)]);
    expect(second?.levels).toEqual([1, ...Array.from({ length: pairs - 2 }, (_, pair) => 2 * pair + 2), 2 * pairs - 1]);
  });
});

describe('minimal sets of a function', () => {
  it('equal brute force, for functions that are not monotone, too', () => {
    fc.assert(
      fc.property(programs(n), (program) => {
        const run = runOf(program, 4);
        const worst = masks(n).map((mask) => rankOf(observe(run, mask, n).outcome));
        const best = Math.min(...worst);
        const diagrams = new Diagrams([...ids].reverse());
        const space = new Families();
        const f = diagrams.fromTree(explore(run, { maxReplays: 64 }).tree, ({ outcome }) => rankOf(outcome));
        const flipped: Weights = { first: weights.first, second: [...costs].reverse(), bit: idBits(diagrams.order) };
        const found = firstSets(space.nodes, minimalSets(diagrams, space, f, best), flipped, 100);
        const tenths = costs.map((cost) => cost / 10);
        const expected = bruteMinimal(worst, n, tenths);
        expect(found.map(({ levels }) => levels.map((level) => diagrams.order[level]).sort())).toEqual(
          expected.map((mask) => idsOf(mask, n)),
        );
        expect(found.map(({ levels }) => isRobust(diagrams, f, levels, best))).toEqual(
          expected.map((mask) => isRobustBrute(worst, n, mask)),
        );
      }),
      { numRuns: 300, seed: 23 },
    );
  });

  it('are the empty set for a constant', () => {
    const diagrams = new Diagrams(ids);
    const space = new Families();
    expect(minimalSets(diagrams, space, diagrams.constant(4), 4)).toBe(space.unit);
    expect(minimalSets(diagrams, space, diagrams.constant(4), 0)).toBe(space.empty);
  });
});
