/**
 * Purpose: the whole coverage of random scenarios equals what looking at all 2^n profiles finds.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCoverage } from '../../../threats/coverage/build.ts';
import { OUTCOMES } from '../../../threats/coverage/outcomes.ts';
import type { Coverage, CoverageInput, Outcome, RunWith, ThreatCoverage } from '../../../threats/coverage/types.ts';
import { whatIf } from '../../../threats/coverage/what-if.ts';
import { bruteCell, bruteHarmful, bruteMinimal, brutePlan, bruteThreat, isRobustBrute } from './brute.ts';
import type { BruteThreat } from './brute.ts';
import { idsOf, inputs, masks, profileOf } from './helpers.ts';

const drawn = fc.integer({ min: 0, max: 6 }).chain((n) => inputs(n));

/** Checks one drawn scenario with its coverage and the brute-force view of its threats. */
function everyScenario(
  numRuns: number,
  seed: number,
  check: (coverage: Coverage, brute: BruteThreat[], input: CoverageInput) => void,
  from = drawn,
): void {
  const property = fc.property(from, ({ runs, ...input }: CoverageInput & { runs: RunWith[][] }) => {
    const brute = runs.map((attacks) => bruteThreat(attacks, input.controls.length));
    check(buildCoverage(input), brute, input);
  });
  fc.assert(property, { numRuns, seed });
}

describe('buildCoverage against brute force', () => {
  it('finds outcomes, cells, minimal sets and counts of threats that apply', () => {
    let seen = 0;
    everyScenario(800, 41, (coverage, brute, { controls }) => {
      const n = controls.length;
      const costs = controls.map(({ cost }) => cost);
      coverage.threats.forEach((threat: ThreatCoverage, t) => {
        const expected = brute[t] as BruteThreat;
        if (expected.applicable.length === 0) return;
        seen++;
        const minimal = bruteMinimal(expected.worst, n, costs);
        expect(threat.bare).toBe('succeeded');
        expect(threat.full).toBe(expected.verdicts.at(-1));
        expect(threat.reach).toBe(OUTCOMES[Math.min(...expected.worst)]);
        expect(threat.minimalSets).toEqual(minimal.map((mask) => idsOf(mask, n)));
        expect(threat.robust).toEqual(minimal.map((mask) => isRobustBrute(expected.worst, n, mask)));
        expect(threat.minimalSetsMore).toBe(0);
        expect(threat.cells).toEqual(Object.fromEntries(controls.map(({ id }, bit) => [id, bruteCell(expected, n, minimal, bit)])));
        const counted = OUTCOMES.map((outcome, rank) => [outcome, `${expected.worst.filter((one) => one === rank).length}`]);
        expect(threat.profiles).toEqual(Object.fromEntries(counted));
        expect(threat).not.toHaveProperty('notApplicable');
      });
    });
    expect(seen).toBeGreaterThan(300);
  });

  it('finds harmful controls with their smallest witness, in every threat', () => {
    let seen = 0;
    everyScenario(1200, 42, (coverage, brute, { controls }) => {
      const costs = controls.map(({ cost }) => cost);
      coverage.threats.forEach(({ harmful }, t) => {
        expect(harmful).toEqual(bruteHarmful(brute[t] as BruteThreat, controls.length, costs));
        seen += harmful.length;
      });
    });
    expect(seen).toBeGreaterThan(300);
  });

  it('finds what harms one attack while the others hide it, and nothing else', () => {
    let seen = 0;
    everyScenario(600, 43, (coverage, brute, { controls }) => {
      const costs = controls.map(({ cost }) => cost);
      coverage.threats.forEach(({ harmful, attacks }, t) => {
        const known = new Set(harmful.map(({ control }) => control));
        attacks.forEach((attack, a) => {
          const ranks = (brute[t] as BruteThreat).attacks[a] as number[];
          const alone: BruteThreat = {
            attacks: [ranks],
            applicable: [ranks],
            worst: ranks,
            verdicts: ranks.map((rank) => OUTCOMES[rank] as Outcome),
          };
          const own = bruteHarmful(alone, controls.length, costs) as { readonly control: string }[];
          const expected = attack.bare === 'succeeded' ? own.filter(({ control }) => !known.has(control)) : [];
          expect(attack.harmful ?? []).toEqual(expected);
          seen += expected.length;
        });
      });
    });
    expect(seen).toBeGreaterThan(50);
  });

  it('finds the cheapest plan, its leaves and its proof', () => {
    const rounds = { contradictory: 0, second: 0 };
    const check = (coverage: Coverage, brute: BruteThreat[], input: CoverageInput): void => {
      const { controls, cost, leaves, proof } = coverage.plan;
      const { ranksLost, equalProfiles, without, secondBest } = proof;
      expect({ controls, cost, leaves, ranksLost, equalProfiles, without, secondBest }).toEqual(brutePlan(input, brute));
      expect(proof.profilesCovered).toBe(`2^${input.controls.length}`);
      if (ranksLost > 0) rounds.contradictory++;
      if (secondBest !== undefined) rounds.second++;
    };
    everyScenario(1500, 43, check);
    everyScenario(25, 44, check, inputs(10, 8));
    expect(rounds.contradictory).toBeGreaterThan(50);
    expect(rounds.second).toBeGreaterThan(50);
  });

  it('answers every what-if as the replays did', () => {
    everyScenario(100, 45, (coverage, brute, { controls }) => {
      for (const mask of masks(controls.length)) {
        const rows = whatIf(coverage, new Set(profileOf(mask, controls.length))).threats;
        expect(rows.map(({ outcome }) => outcome)).toEqual(brute.map(({ verdicts }) => verdicts[mask]));
        rows.forEach(({ attacks }, t) => {
          const ranks = (brute[t] as BruteThreat).attacks.map((attack) => attack[mask]);
          attacks.forEach(({ outcome }, a) => outcome === 'not-applicable' || expect(outcome).toBe(OUTCOMES[ranks[a] as number]));
        });
      }
    });
  });

  it('gives the same document twice, and one that survives JSON', () => {
    everyScenario(30, 46, (coverage, _brute, input) => {
      expect(JSON.stringify(buildCoverage(input))).toBe(JSON.stringify(coverage));
      expect(JSON.parse(JSON.stringify(coverage))).toEqual(coverage);
    });
  });
});
