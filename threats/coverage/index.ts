/**
 * Purpose: the public names of the coverage room. A browser that only wants the what-if imports `what-if.ts` itself.
 * Does not model: anything.
 * Units: none.
 * Determinism: none needed.
 * References: design.md section 1, idea 4.
 */
export { buildCoverage, planFor } from './build.ts';
export type { CoverageOptions } from './build.ts';
export { explore } from './explore.ts';
export type { Answer, Exploration, ExploreOptions } from './explore.ts';
export { DiagramLimitError } from './node-store.ts';
export { OUTCOMES, outcomeOf, rankOf } from './outcomes.ts';
export { askedControls, evaluate, leaves, treeDepth } from './tree.ts';
export type { PathLeaf } from './tree.ts';
export type * from './types.ts';
export { attackVerdict, whatIf, worseVerdict } from './what-if.ts';
export type { WhatIf, WhatIfRow, WhatIfTrees } from './what-if.ts';
