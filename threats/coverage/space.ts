/**
 * Purpose: what all questions about one coverage share: the diagrams, the set families, and the controls by level with their exact costs.
 * Does not model: threats; `threat-function.ts` brings them in.
 * Units: costs scaled to integers (`costs.ts`); levels as in `diagrams`.
 * Determinism: everything follows from the controls and trees in the order given.
 * References: own design.
 */
import { exactCosts } from './costs.ts';
import { Diagrams } from './diagram.ts';
import { Families } from './families.ts';
import { idBits } from './least.ts';
import type { Weights } from './least.ts';
import { variableOrder } from './order.ts';
import type { CoverageControl, DecisionTree } from './types.ts';

/** The shared part of all questions about one coverage. */
export interface Space {
  readonly diagrams: Diagrams;
  readonly families: Families;
  /** Cheapest first, then fewest controls, then ids. */
  readonly byCost: Weights;
  /** Fewest controls first, then cheapest, then ids. */
  readonly bySize: Weights;
  /** Scaled costs are the scenario's costs times this. */
  readonly costScale: number;
}

/**
 * Makes the space of a coverage.
 * Units: `maxNodes` in nodes, for each of the two packages.
 * Errors: throws on a control given twice and on costs that are negative or too fine (`costs.ts`).
 * Source: own design.
 */
export function makeSpace(controls: readonly CoverageControl[], trees: readonly DecisionTree[], maxNodes?: number): Space {
  const ids = controls.map(({ id }) => id);
  const order = variableOrder(ids, trees);
  const diagrams = new Diagrams(order, maxNodes);
  const { scaled, scale } = exactCosts(order.map((id) => (controls.find((control) => control.id === id) as CoverageControl).cost));
  const ones = order.map(() => 1);
  const bit = idBits(order);
  return {
    diagrams,
    families: new Families(maxNodes),
    byCost: { first: scaled, second: ones, bit },
    bySize: { first: ones, second: scaled, bit },
    costScale: scale,
  };
}

/**
 * Ids of the controls at the given levels, sorted by code units, as every list of controls in a coverage is.
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function idsAt(space: Space, levels: readonly number[]): string[] {
  return levels.map((level) => space.diagrams.order[level] as string).sort();
}
