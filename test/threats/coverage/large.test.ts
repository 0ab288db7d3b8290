/**
 * Purpose: 45 controls, far beyond enumeration: the exact answers still come, and a question that is too entangled ends in a clear error.
 */
import { describe, expect, it } from 'vitest';
import { buildCoverage } from '../../../threats/coverage/build.ts';
import { explore } from '../../../threats/coverage/explore.ts';
import { DiagramLimitError } from '../../../threats/coverage/node-store.ts';
import { OUTCOMES } from '../../../threats/coverage/outcomes.ts';
import type { AttackInput, CoverageInput, Outcome, RunWith } from '../../../threats/coverage/types.ts';
import { whatIf } from '../../../threats/coverage/what-if.ts';
import { text } from './helpers.ts';

const CONTROLS = 45;
const idOf = (at: number): string => `c${String(at).padStart(2, '0')}`;

/** Small multiplicative generator, so that the case is the same everywhere. */
function stream(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** One attack: a chain of steps that controls of its neighbourhood block, bound to a second control, reveal, slow down, or blind again. */
function attackRun(draw: (below: number) => number, home: number): RunWith {
  const near = (): string => idOf(draw(4) === 0 ? draw(6) : 6 + ((home * 6 + draw(8)) % (CONTROLS - 6)));
  const steps = Array.from({ length: 6 }, () => ({ kind: draw(10), first: near(), second: near() }));
  return (on) => {
    let outcome: Outcome = 'succeeded';
    for (const { kind, first, second } of steps) {
      if (kind < 4 && on(first)) return { outcome: 'blocked', probability: 0 };
      if ((kind === 4 || kind === 5) && on(first) && on(second)) return { outcome: 'blocked', probability: 0 };
      if ((kind === 6 || kind === 7) && on(first) && !on(second)) outcome = 'detected';
      if (kind === 8 && on(first) && outcome === 'succeeded') outcome = 'degraded';
      if (kind === 9 && on(first)) outcome = 'succeeded';
    }
    return { outcome, probability: outcome === 'succeeded' ? 1 : 0 };
  };
}

function bigScenario(seed: number): CoverageInput {
  const draw = stream(seed);
  const attack = (id: string, home: number): AttackInput => ({
    id,
    vantage: 'lan',
    ...explore(attackRun(draw, home), { maxReplays: 5000 }),
  });
  return {
    scenario: { id: 'big', title: 'Big', sha256: '00' },
    seeds: [1],
    controls: Array.from({ length: CONTROLS }, (_, at) => ({ id: idOf(at), name: text(idOf(at)), cost: 1 + ((at * 7) % 9) })),
    threats: Array.from({ length: 32 }, (_, t) => {
      const home = draw(7);
      const attacks = Array.from({ length: t % 3 === 0 ? 2 : 1 }, (_unused, a) => attack(`T${t}/${a}`, home));
      return { id: `T${t}`, name: text(`threat ${t}`), attacks };
    }),
  };
}

describe('45 controls, 32 threats, 43 attacks', () => {
  const input = bigScenario(20081106);
  const coverage = buildCoverage(input);

  it('accounts for every one of the 2^45 profiles', () => {
    expect(coverage.exhaustiveReplays).toBe('2^45 × 43');
    for (const { profiles } of coverage.threats) {
      const total = Object.values(profiles ?? {}).reduce((sum, count) => sum + BigInt(count), 0n);
      expect(total).toBe(2n ** 45n);
    }
  });

  it('needs a handful of replays and small diagrams', () => {
    expect(coverage.replays).toBeLessThan(3000);
    expect(coverage.plan.proof.diagramNodes).toBeLessThan(100_000);
  });

  it('has a plan that no removal, no addition and no exchange of a control improves', () => {
    const { controls, cost, proof } = coverage.plan;
    const costOf = (ids: readonly string[]): number =>
      ids.reduce((sum, id) => sum + (input.controls.find((control) => control.id === id)?.cost ?? 0), 0);
    const best = new Map(coverage.threats.map(({ id, reach }) => [id, OUTCOMES.indexOf(reach as Outcome)]));
    const lost = (ids: readonly string[]): number =>
      whatIf(coverage, new Set(ids)).threats.reduce(
        (sum, { id, outcome }) => sum + OUTCOMES.indexOf(outcome as Outcome) - (best.get(id) as number),
        0,
      );
    expect(controls.length).toBeGreaterThan(5);
    expect(costOf(controls)).toBe(cost);
    expect(lost(controls)).toBe(proof.ranksLost);
    const others = input.controls.map(({ id }) => id).filter((id) => !controls.includes(id));
    const removals = controls.map((gone) => controls.filter((id) => id !== gone));
    const additions = others.map((id) => [...controls, id]);
    const exchanges = removals.flatMap((rest) => others.map((id) => [...rest, id]));
    const better = [...removals, ...additions, ...exchanges].filter(
      (ids) => lost(ids) < proof.ranksLost || (lost(ids) === proof.ranksLost && costOf(ids) < cost),
    );
    expect(better).toEqual([]);
    for (const { control, cost: otherCost } of proof.without) expect(otherCost === null || otherCost >= cost, control).toBe(true);
    if (proof.secondBest !== undefined) expect(lost(proof.secondBest.controls)).toBe(proof.ranksLost);
  });

  it('lists minimal sets that reach the best outcome and fail when any member is left out', () => {
    for (const { id, reach, minimalSets = [] } of coverage.threats) {
      const outcome = (ids: readonly string[]): string | undefined =>
        whatIf(coverage, new Set(ids)).threats.find((row) => row.id === id)?.outcome;
      for (const set of minimalSets.slice(0, 20)) {
        expect(outcome(set)).toBe(reach);
        for (const gone of set) expect(outcome(set.filter((one) => one !== gone))).not.toBe(reach);
      }
    }
  });

  it('ends in an error that names threats and bound when it may use too few nodes', () => {
    const attempt = (): unknown => buildCoverage(input, { maxNodes: 6000 });
    expect(attempt).toThrow(DiagramLimitError);
    expect(attempt).toThrow(/no cheapest plan: combining \d+ threats \(T.*more than 6000 nodes/);
  });
});
