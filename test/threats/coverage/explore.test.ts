/**
 * Purpose: the explorer finds the exact function with one replay a distinct path, and notices runs that are not deterministic.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explore } from '../../../threats/coverage/explore.ts';
import { evaluate, leaves } from '../../../threats/coverage/tree.ts';
import type { RunResult, RunWith } from '../../../threats/coverage/types.ts';
import { masks, observe, profileOf, programs, runOf } from './helpers.ts';

const blocked: RunResult = { outcome: 'blocked', probability: 0 };
const succeeded: RunResult = { outcome: 'succeeded', probability: 1 };

describe('explore', () => {
  it('equals brute force over all profiles, with one replay a distinct path', () => {
    const drawn = fc.integer({ min: 1, max: 10 }).chain((n) => fc.record({ n: fc.constant(n), program: programs(n) }));
    fc.assert(
      fc.property(drawn, ({ n, program }) => {
        const run = runOf(program);
        const { tree, replays } = explore(run, { maxReplays: 2 ** n });
        const paths = new Set<string>();
        for (const mask of masks(n)) {
          const seen = observe(run, mask, n);
          const on = new Set(profileOf(mask, n));
          expect(evaluate(tree, on)).toEqual({ outcome: seen.outcome, probability: seen.probability });
          paths.add(seen.asked.map((ask) => `${ask}${on.has(ask)}`).join());
        }
        expect(replays).toBe(paths.size);
        expect(
          leaves(tree)
            .map(({ path }) => path.map(({ ask, on }) => `${ask}${on}`).join())
            .sort(),
        ).toEqual([...paths].sort());
      }),
      { numRuns: 300, seed: 11 },
    );
  });

  it('replays a run that asks nothing once', () => {
    expect(explore(() => ({ ...succeeded, trace: 'left out' }), { maxReplays: 1 })).toEqual({ tree: succeeded, replays: 1 });
  });

  it('runs bare first, then flips the last answer first', () => {
    const visited: string[] = [];
    const run: RunWith = (answer) => (answer('a') || answer('b') ? blocked : succeeded);
    explore(run, { maxReplays: 8, onReplay: (answers) => visited.push(answers.map(({ ask, on }) => `${ask}${on ? '+' : '-'}`).join(' ')) });
    expect(visited).toEqual(['a- b-', 'a- b+', 'a+']);
  });

  it('answers a control the same way twice and records it once', () => {
    const run: RunWith = (answer) => {
      const first = answer('a');
      answer('b');
      if (answer('a') !== first) throw new Error('two answers');
      return first ? blocked : succeeded;
    };
    const { tree, replays } = explore(run, { maxReplays: 4 });
    expect(replays).toBe(4);
    expect(tree).toEqual({ ask: 'a', off: { ask: 'b', off: succeeded, on: succeeded }, on: { ask: 'b', off: blocked, on: blocked } });
  });

  it('stops at maxReplays and says where', () => {
    const run: RunWith = (answer) => (['a', 'b', 'c'].filter(answer).length > 1 ? blocked : succeeded);
    expect(() => explore(run, { maxReplays: 7 })).toThrow('more than 7 replays needed; next would be [a=on, b=on, c=on]');
    expect(explore(run, { maxReplays: 8 }).replays).toBe(8);
    expect(() => explore(run, { maxReplays: 0 })).toThrow('positive integer');
    expect(() => explore(run, { maxReplays: Number.NaN })).toThrow('positive integer');
  });

  it('refuses results that are none', () => {
    expect(() => explore(() => ({ outcome: 'not-applicable' as 'blocked', probability: 0 }), { maxReplays: 1 })).toThrow('unknown outcome');
    for (const probability of [-0.1, 1.1, Number.NaN]) {
      expect(() => explore(() => ({ outcome: 'blocked', probability }), { maxReplays: 1 })).toThrow('not within 0..1');
    }
  });
});

describe('explore notices runs that are not deterministic', () => {
  /** A run that behaves as `first` once and as `then` ever after. */
  const changing = (first: RunWith, then: RunWith): RunWith => {
    let runs = 0;
    return (answer) => (runs++ === 0 ? first(answer) : then(answer));
  };
  const asks =
    (...controls: string[]): RunWith =>
    (answer) =>
      controls.map(answer).includes(true) ? blocked : succeeded;

  it('when another control is asked', () => {
    expect(() => explore(changing(asks('a', 'b'), asks('a', 'c')), { maxReplays: 9 })).toThrow(
      'replay diverged, the run is not deterministic: it asked "c" where an earlier replay asked "b", after [a=off]',
    );
  });

  it('when recorded questions are not asked any more', () => {
    expect(() => explore(changing(asks('a', 'b'), asks('a')), { maxReplays: 9 })).toThrow(
      'ended after 1 of 2 recorded questions, under [a=off, b=on]',
    );
  });

  it('when the run swallows every error that it meets', () => {
    const swallowing: RunWith = (answer) => {
      try {
        return asks('a', 'c')(answer);
      } catch {
        return blocked;
      }
    };
    expect(() => explore(changing(asks('a', 'b'), swallowing), { maxReplays: 9 })).toThrow('diverged');
  });

  it('when a run keeps a counter', () => {
    let counter = 0;
    const counting: RunWith = (answer) => (answer(`control-${counter++}`) ? blocked : succeeded);
    expect(() => explore(counting, { maxReplays: 9 })).toThrow('asked "control-1" where an earlier replay asked "control-0", after []');
  });
});
