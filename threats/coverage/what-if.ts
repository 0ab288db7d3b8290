/**
 * Purpose: the outcome of every attack and threat under any profile, read off the explored trees; no simulation, no diagram, small enough for a browser.
 * Does not model: anything new; it repeats what the replays found.
 * Units: probabilities 0..1.
 * Determinism: pure.
 * References: design.md section 1 (ideas 3 and 4).
 */
import { rankOf } from './outcomes.ts';
import { evaluate } from './tree.ts';
import type { DecisionTree, Verdict } from './types.ts';

/** The part of a coverage that a what-if needs; a whole `Coverage` fits. */
export interface WhatIfTrees {
  readonly threats: readonly { readonly id: string; readonly attacks: readonly { readonly id: string; readonly tree: DecisionTree }[] }[];
}

/** Outcome of one attack or threat under the asked profile; `probability` is that of the attacker's success (for a threat: of its likeliest attack). */
export interface WhatIfRow {
  readonly id: string;
  readonly outcome: Verdict;
  readonly probability: number;
}

/** Answer to a what-if, in the order of the coverage. */
export interface WhatIf {
  readonly threats: readonly (WhatIfRow & { readonly attacks: readonly WhatIfRow[] })[];
}

const BARE: ReadonlySet<string> = new Set();

/**
 * Verdict of one attack. An attack that does not succeed bare is `not-applicable`, unless the profile makes it do better than bare: then the controls
 * themselves have opened it, and its outcome counts.
 * Units: none.
 * Errors: none.
 * Source: design.md section 1, idea 3 (positive control).
 */
export function attackVerdict(tree: DecisionTree, profile: ReadonlySet<string>): Verdict {
  const { outcome: bare } = evaluate(tree, BARE);
  const { outcome } = evaluate(tree, profile);
  return bare === 'succeeded' || rankOf(outcome) > rankOf(bare) ? outcome : 'not-applicable';
}

/**
 * The worse of two verdicts for the defender; `not-applicable` yields to anything.
 * Units: none.
 * Errors: none.
 * Source: design.md section 4 (a threat's outcome is the worst of its attacks').
 */
export function worseVerdict(a: Verdict, b: Verdict): Verdict {
  if (a === 'not-applicable') return b;
  if (b === 'not-applicable') return a;
  return rankOf(a) >= rankOf(b) ? a : b;
}

/**
 * Outcome of every attack and every threat under a profile. Cost: one tree walk an attack.
 * Units: probability 0..1; 0 where the verdict is `not-applicable`.
 * Errors: none; controls that no tree asks change nothing.
 * Source: own design.
 */
export function whatIf(trees: WhatIfTrees, profile: ReadonlySet<string>): WhatIf {
  const threats = trees.threats.map(({ id, attacks }) => {
    const rows = attacks.map(({ id: attack, tree }): WhatIfRow => {
      const outcome = attackVerdict(tree, profile);
      return { id: attack, outcome, probability: outcome === 'not-applicable' ? 0 : evaluate(tree, profile).probability };
    });
    const outcome = rows.reduce<Verdict>((worst, row) => worseVerdict(worst, row.outcome), 'not-applicable');
    const probability = rows.reduce((most, row) => Math.max(most, row.probability), 0);
    return { id, outcome, probability, attacks: rows };
  });
  return { threats };
}
