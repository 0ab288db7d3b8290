/**
 * Purpose: checks the outcomes that a scenario says must hold against its explored coverage.
 *
 * Does not model: expectations about threats that were not explored; those are left out.
 * Units: none. Determinism: the scenario's order.
 * References: contract.md section 4 (`expect`).
 */
import type { ExpectSpec, Scenario } from '../../sim/world/scenario.ts';
import { whatIf, type Verdict, type WhatIfTrees } from '../../threats/coverage/index.ts';
import { profileOf } from './profile.ts';

/** One expectation and what came of it. */
export interface Expectation {
  /** A threat's id or an attack's. */
  readonly threat: string;
  readonly controls: ExpectSpec['controls'];
  readonly expected: string;
  readonly found: Verdict;
  readonly holds: boolean;
}

/**
 * Compares every expectation that speaks of an explored threat or attack with the trees.
 * Units: none. Errors: throws on a control that the loader would have refused (a bug). Source: contract 4.
 */
export function checkExpectations(scenario: Scenario, trees: WhatIfTrees): readonly Expectation[] {
  return scenario.expect.flatMap(({ threat, controls, outcome }): Expectation[] => {
    const profile = profileOf(scenario, controls);
    if (!profile.ok) throw new Error(`expectations: scenario ${scenario.id} offers no control ${profile.unknown}`);
    const rows = whatIf(trees, new Set(profile.controls)).threats.flatMap((row) => [row, ...row.attacks]);
    const found = rows.find(({ id }) => id === threat)?.outcome;
    return found === undefined ? [] : [{ threat, controls, expected: outcome, found, holds: found === outcome }];
  });
}
