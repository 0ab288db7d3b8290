/**
 * Purpose: the least sets of a diagram: the cheapest profile that reaches a value, and the first sets of a family in a total order.
 * Does not model: costs that depend on each other; the cost of a set is the sum over its controls.
 * Units: weights are non-negative integers that sum exactly.
 * Determinism: the order is total: first weight, then second weight, then ids. Ids compare as sorted lists by code units, which for sets of equal size is
 *   the order of the sums of `bit` (a greater sum comes first), so that all three parts are additive and the shortest path is unique.
 * References: shortest path over a decision diagram, Knuth, TAOCP 4A, 7.1.4 (maximising a linear function over the solutions); best-first search with
 *   an exact estimate, Hart, Nilsson, Raphael 1968.
 */
import { Heap } from './heap.ts';
import type { NodeStore } from './node-store.ts';

/**
 * Weights of the controls by level. One of `first` and `second` must count the controls, or the comparison of ids is meaningless. A first weight of
 * Infinity forbids the control.
 */
export interface Weights {
  readonly first: readonly number[];
  readonly second: readonly number[];
  /** A power of two each, greater for ids that sort earlier. */
  readonly bit: readonly bigint[];
}

/** A set of levels (ascending) with its weights. */
export interface LeastSet {
  readonly levels: readonly number[];
  readonly first: number;
  readonly second: number;
}

/** Sum of weights along a path. */
interface Sum {
  readonly first: number;
  readonly second: number;
  readonly bits: bigint;
}

const NOTHING: Sum = { first: 0, second: 0, bits: 0n };

/**
 * Bits for `Weights`, from the ids by level.
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function idBits(ids: readonly string[]): bigint[] {
  const sorted = [...ids].sort((a, b) => (a < b ? -1 : 1));
  return ids.map((id) => 1n << BigInt(ids.length - 1 - sorted.indexOf(id)));
}

/**
 * The least set whose path ends in an accepted terminal; controls that the path skips are off. Undefined where no path
 * without a forbidden control does.
 * Cost: one pass over the nodes.
 * Units: as the weights.
 * Errors: none.
 * Source: Knuth, TAOCP 4A, 7.1.4.
 */
export function leastSet(nodes: NodeStore, root: number, accepts: (value: number) => boolean, weights: Weights): LeastSet | undefined {
  const best = bestBelow(nodes, root, accepts, weights);
  const sum = best.get(root);
  if (sum === undefined || sum.first === Infinity) return undefined;
  const levels: number[] = [];
  for (let at = root; !nodes.isTerminal(at);) {
    const level = nodes.levelOf(at);
    const viaLo = best.get(nodes.loOf(at));
    const viaHi = best.get(nodes.hiOf(at));
    const on = viaLo === undefined || (viaHi !== undefined && compare(added(viaHi, weights, level), viaLo) < 0);
    if (on) levels.push(level);
    at = on ? nodes.hiOf(at) : nodes.loOf(at);
  }
  return { levels, first: sum.first, second: sum.second };
}

/**
 * The first `limit` sets of a zero-suppressed family, in order; fewer where the family has fewer.
 * Cost: one pass over the nodes, then O(depth × log) a set, however large the family.
 * Units: as the weights.
 * Errors: none.
 * Source: Hart, Nilsson, Raphael 1968, with the exact cost to go as the estimate.
 */
export function firstSets(nodes: NodeStore, family: number, weights: Weights, limit: number): LeastSet[] {
  const best = bestBelow(nodes, family, (value) => value === 1, weights);
  const queue = new Heap<Prefix>((a, b) => compare(a.total, b.total));
  const consider = (node: number, levels: readonly number[], spent: Sum): void => {
    const rest = best.get(node);
    if (rest !== undefined) queue.push({ node, levels, spent, total: plus(spent, rest) });
  };
  consider(family, [], NOTHING);
  const found: LeastSet[] = [];
  for (let at = queue.pop(); at !== undefined && found.length < limit; at = queue.pop()) {
    if (nodes.isTerminal(at.node)) {
      found.push({ levels: at.levels, first: at.spent.first, second: at.spent.second });
      continue;
    }
    const level = nodes.levelOf(at.node);
    consider(nodes.loOf(at.node), at.levels, at.spent);
    consider(nodes.hiOf(at.node), [...at.levels, level], added(at.spent, weights, level));
  }
  return found;
}

/** A path not yet at its end; `total` is what its best completion costs. */
interface Prefix {
  readonly node: number;
  readonly levels: readonly number[];
  readonly spent: Sum;
  readonly total: Sum;
}

/** Least sum from each node to an accepted terminal; nodes without one are absent. */
function bestBelow(nodes: NodeStore, root: number, accepts: (value: number) => boolean, weights: Weights): Map<number, Sum> {
  const best = new Map<number, Sum>();
  for (const id of nodes.reachable(root)) {
    if (nodes.isTerminal(id)) {
      if (accepts(nodes.loOf(id))) best.set(id, NOTHING);
      continue;
    }
    const lo = best.get(nodes.loOf(id));
    const below = best.get(nodes.hiOf(id));
    const hi = below && added(below, weights, nodes.levelOf(id));
    const least = lo === undefined || (hi !== undefined && compare(hi, lo) < 0) ? hi : lo;
    if (least !== undefined) best.set(id, least);
  }
  return best;
}

function added(sum: Sum, weights: Weights, level: number): Sum {
  return {
    first: sum.first + (weights.first[level] as number),
    second: sum.second + (weights.second[level] as number),
    bits: sum.bits + (weights.bit[level] as bigint),
  };
}

function plus(a: Sum, b: Sum): Sum {
  return { first: a.first + b.first, second: a.second + b.second, bits: a.bits + b.bits };
}

function compare(a: Sum, b: Sum): number {
  if (a.first !== b.first) return a.first - b.first;
  if (a.second !== b.second) return a.second - b.second;
  if (a.bits === b.bits) return 0;
  return a.bits > b.bits ? -1 : 1;
}
