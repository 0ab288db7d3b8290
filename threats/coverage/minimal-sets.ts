/**
 * Purpose: all inclusion-minimal sets of controls that reach a value of a function with every other control off, without listing the profiles.
 * Does not model: cost; `least.ts` orders the sets.
 * Units: levels of the diagram.
 * Determinism: canonical, as the diagrams are.
 * References: own design on Bryant 1986 and Minato 1993; the recursion is that of prime implicants of a monotone function (Coudert, Madre 1992; Knuth,
 *   TAOCP 4A, 7.1.4), and holds for any function because only minimality under "all others off" is asked.
 */
import type { Diagrams } from './diagram.ts';
import type { Families } from './families.ts';

/**
 * Minimal sets S with f(S) = value. At a node for v: the minimal sets without v, and v added to those minimal sets of the ON side that contain none of
 * them. A control that the diagram skips changes nothing, so it is in no minimal set.
 * Cost: one nonsupersets operation a node.
 * Units: none.
 * Errors: DiagramLimitError past the bound of `families`.
 * Source: see the file header.
 */
export function minimalSets(diagrams: Diagrams, families: Families, f: number, value: number): number {
  const memo = new Map<number, number>();
  for (const id of diagrams.nodes.reachable(f)) {
    const end = diagrams.valueOf(id);
    if (end !== undefined) {
      memo.set(id, end === value ? families.unit : families.empty);
      continue;
    }
    const lo = memo.get(diagrams.nodes.loOf(id)) as number;
    const hi = memo.get(diagrams.nodes.hiOf(id)) as number;
    memo.set(id, families.make(diagrams.nodes.levelOf(id), lo, families.nonsupersets(hi, lo)));
  }
  return memo.get(f) as number;
}

/**
 * Whether every superset of the set has the value, too.
 * Cost: one pass over the nodes that are left when the set is on.
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function isRobust(diagrams: Diagrams, f: number, levels: readonly number[], value: number): boolean {
  const on = new Set(levels);
  const seen = new Set<number>();
  const holds = (id: number): boolean => {
    if (seen.has(id)) return true;
    seen.add(id);
    const end = diagrams.valueOf(id);
    if (end !== undefined) return end === value;
    return (on.has(diagrams.nodes.levelOf(id)) || holds(diagrams.nodes.loOf(id))) && holds(diagrams.nodes.hiOf(id));
  };
  return holds(f);
}
