/**
 * Purpose: how many of the 2^n profiles end in each value of a function, exactly.
 * Does not model: which profiles; `evaluate` answers that.
 * Units: profiles, as BigInt.
 * Determinism: pure.
 * References: Knuth, TAOCP 4A, 7.1.4 (counting solutions by one pass over the nodes).
 */
import type { Diagrams } from './diagram.ts';

/**
 * Counts profiles by value. The counts sum to 2^n, n being the controls in the order, those that the function never asks included.
 * Cost: one pass over the nodes.
 * Units: profiles.
 * Errors: none.
 * Source: Knuth, TAOCP 4A, 7.1.4.
 */
export function countProfiles(diagrams: Diagrams, f: number): Map<number, bigint> {
  const { nodes, order } = diagrams;
  const depthOf = (id: number): number => Math.min(nodes.levelOf(id), order.length);
  const parentsFirst = nodes.reachable(f).reverse();
  const arriving = new Map<number, bigint>(parentsFirst.map((id) => [id, 0n]));
  arriving.set(f, 1n << BigInt(depthOf(f)));
  const counts = new Map<number, bigint>();
  for (const id of parentsFirst) {
    const here = arriving.get(id) as bigint;
    if (nodes.isTerminal(id)) {
      counts.set(nodes.loOf(id), here);
      continue;
    }
    for (const child of [nodes.loOf(id), nodes.hiOf(id)]) {
      const skipped = BigInt(depthOf(child) - depthOf(id) - 1);
      arriving.set(child, (arriving.get(child) as bigint) + (here << skipped));
    }
  }
  return counts;
}
