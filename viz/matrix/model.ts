/**
 * Purpose: what the matrix shows beyond the coverage itself: verdicts under the switches, what one more switch would change, which attack is the worst.
 *
 * Everything is read off the explored trees; nothing is simulated. Pure.
 * Units: none.
 */
import { outcomeOf, rankOf } from '../../threats/coverage/outcomes.ts';
import { askedControls, evaluate } from '../../threats/coverage/tree.ts';
import type { DecisionTree, Verdict } from '../../threats/coverage/types.ts';
import { whatIf, type WhatIf, type WhatIfTrees } from '../../threats/coverage/what-if.ts';

/** Trees of the attacks that are explored so far, by attack id. */
export type TreesById = ReadonlyMap<string, DecisionTree>;

export interface AttackOfThreat {
  readonly id: string;
  readonly threat: string;
}

/**
 * The explored trees in the shape of a what-if; threats whose attacks are not all explored are left out.
 * Units: none. Errors: none. Source: own design.
 */
export function treesOf(attacks: readonly AttackOfThreat[], trees: TreesById): WhatIfTrees {
  const ids = [...new Set(attacks.map((attack) => attack.threat))];
  const threats = ids.flatMap((id) => {
    const own = attacks
      .filter((attack) => attack.threat === id)
      .flatMap((attack) => {
        const tree = trees.get(attack.id);
        return tree === undefined ? [] : [{ id: attack.id, tree }];
      });
    return own.length === attacks.filter((attack) => attack.threat === id).length ? [{ id, attacks: own }] : [];
  });
  return { threats };
}

/** How a threat's verdict would change if one control were switched the other way. */
export interface Gain {
  readonly verdict: Verdict;
  readonly better: boolean;
}

function rank(verdict: Verdict): number {
  return verdict === 'not-applicable' ? rankOf(outcomeOf(0)) : rankOf(verdict);
}

/** Which threats have an attack that asks for each control; what nobody asks changes nothing. */
function threatsAsking(trees: WhatIfTrees): ReadonlyMap<string, WhatIfTrees> {
  let known = ASKING.get(trees);
  if (known === undefined) {
    const found = new Map<string, WhatIfTrees['threats'][number][]>();
    for (const threat of trees.threats)
      for (const control of new Set(threat.attacks.flatMap(({ tree }) => [...askedControls(tree)])))
        found.set(control, [...(found.get(control) ?? []), threat]);
    known = new Map([...found].map(([control, threats]) => [control, { threats }]));
    ASKING.set(trees, known);
  }
  return known;
}

const ASKING = new WeakMap<WhatIfTrees, ReadonlyMap<string, WhatIfTrees>>();

/**
 * For every threat and control, the change that switching the control now would make; pairs without change are left out. Keys are `threat control`.
 * Units: none. Errors: none. Source: own design.
 */
export function gainsOf(
  trees: WhatIfTrees,
  controls: readonly string[],
  profile: ReadonlySet<string>,
  now: WhatIf,
): ReadonlyMap<string, Gain> {
  const gains = new Map<string, Gain>();
  const asking = threatsAsking(trees);
  const verdicts = new Map(now.threats.map(({ id, outcome }) => [id, outcome]));
  for (const control of controls) {
    const concerned = asking.get(control);
    if (concerned === undefined) continue;
    const flipped = new Set(profile);
    if (!flipped.delete(control)) flipped.add(control);
    for (const after of whatIf(concerned, flipped).threats) {
      const before = verdicts.get(after.id);
      if (before === undefined || before === after.outcome) continue;
      gains.set(`${after.id} ${control}`, { verdict: after.outcome, better: rank(after.outcome) < rank(before) });
    }
  }
  return gains;
}

/**
 * The attack of a threat that ends worst for the defender under a profile; of several the first. Attacks that are not explored yet count as blocked.
 * Units: none. Errors: none; undefined for a threat without attacks. Source: own design.
 */
export function worstAttack(
  attacks: readonly AttackOfThreat[],
  trees: TreesById,
  threat: string,
  profile: ReadonlySet<string>,
): string | undefined {
  let worst: { readonly id: string; readonly rank: number } | undefined;
  for (const { id } of attacks.filter((attack) => attack.threat === threat)) {
    const tree = trees.get(id);
    const own = tree === undefined ? 0 : rankOf(evaluate(tree, profile).outcome);
    if (worst === undefined || own > worst.rank) worst = { id, rank: own };
  }
  return worst?.id;
}
