/**
 * Purpose: from explored attacks to the whole coverage of a scenario, `wardlab/coverage@1`.
 * Does not model: replays; they have been made. Nothing here is sampled or assumed.
 * Units: costs in the scenario's unit; replays in runs.
 * Determinism: threats, attacks and controls keep the order given; every other list has a total order.
 * References: contract.md section 3.
 */
import { bestRank, threatCoverage } from './build-threat.ts';
import { outcomeOf } from './outcomes.ts';
import { cheapestPlan, type PlanThreat } from './plan.ts';
import { makeSpace } from './space.ts';
import type { Space } from './space.ts';
import { threatFunction } from './threat-function.ts';
import type { Coverage, CoverageControl, CoverageInput, Plan, PlanLeaf } from './types.ts';
import { whatIf, type WhatIfTrees } from './what-if.ts';

/** Bounds of a coverage. */
export interface CoverageOptions {
  /** Nodes that either diagram package may make; see `node-store.ts` for the default. */
  readonly maxNodes?: number;
  /** Minimal sets listed for a threat; the rest is counted. Default 1000. */
  readonly maxMinimalSets?: number;
}

const DEFAULT_MAX_MINIMAL_SETS = 1000;

/**
 * Derives everything that the contract asks for.
 * Units: see the file header.
 * Errors: throws on input that contradicts itself (an id twice, a tree that asks a control that is not offered, a reason for not applying on an attack
 *   that succeeds bare, a cost below 0), and DiagramLimitError where the scenario is too entangled for an exact answer.
 * Source: contract.md section 3.
 */
export function buildCoverage(input: CoverageInput, options: CoverageOptions = {}): Coverage {
  checkIds(input);
  const attacks = input.threats.flatMap((threat) => threat.attacks);
  const trees = attacks.map(({ tree }) => tree);
  const space = makeSpace(input.controls, trees, options.maxNodes);
  const built = input.threats.map((threat) =>
    threatCoverage(space, input.controls, threat, options.maxMinimalSets ?? DEFAULT_MAX_MINIMAL_SETS),
  );
  return {
    schema: 'wardlab/coverage@1',
    scenario: input.scenario,
    seeds: input.seeds,
    controls: input.controls,
    threats: built.map(({ coverage }) => coverage),
    plan: planOf(
      space,
      input,
      built.map(({ coverage, f, best }) => ({ id: coverage.id, f, best })),
    ),
    replays: attacks.reduce((total, { replays }) => total + replays, 0),
    exhaustiveReplays: `2^${input.controls.length} × ${attacks.length}`,
  };
}

/**
 * The cheapest plan alone, from trees that are known: the answer for other costs, without the rest of a coverage.
 * Units: costs in the unit of those given.
 * Errors: as `buildCoverage`, of those that concern costs and trees.
 * Source: contract.md section 3.
 */
export function planFor(controls: readonly CoverageControl[], known: WhatIfTrees, options: CoverageOptions = {}): Plan {
  const trees = known.threats.flatMap(({ attacks }) => attacks.map(({ tree }) => tree));
  const space = makeSpace(controls, trees, options.maxNodes);
  const threats = known.threats.map(({ id, attacks }): PlanThreat => {
    const f = threatFunction(
      space.diagrams,
      attacks.map(({ tree }) => tree),
    );
    return { id, f, best: bestRank(space, f) };
  });
  return planOf(space, known, threats);
}

/** The cheapest plan, with the threats that it leaves open. */
function planOf(space: Space, known: WhatIfTrees, threats: readonly PlanThreat[]): Plan {
  const { controls, cost, proof } = cheapestPlan(space, threats);
  const after = whatIf(known, new Set(controls));
  const leaves = threats.flatMap(({ best }, at): PlanLeaf[] => {
    const row = after.threats[at];
    if (row === undefined || row.outcome === 'not-applicable' || row.outcome === 'blocked') return [];
    return [{ threat: row.id, best: outcomeOf(best), outcome: row.outcome }];
  });
  return { controls, cost, leaves, proof };
}

function checkIds(input: CoverageInput): void {
  const check = (what: string, ids: readonly string[]): void => {
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined) throw new Error(`coverage: ${what} "${twice}" is given twice`);
  };
  check(
    'control',
    input.controls.map(({ id }) => id),
  );
  check(
    'threat',
    input.threats.map(({ id }) => id),
  );
  check(
    'attack',
    input.threats.flatMap(({ attacks }) => attacks.map(({ id }) => id)),
  );
}
