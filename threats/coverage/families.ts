/**
 * Purpose: families of sets of controls as zero-suppressed decision diagrams (ZDD).
 * Does not model: the names of the controls; a set is a list of levels.
 * Units: levels as in the `Diagrams` that the family came from; counts of sets as BigInt.
 * Determinism: canonical: equal families are the same node.
 * References: Minato, "Zero-suppressed BDDs for set manipulation in combinatorial problems", DAC 1993; Knuth, TAOCP 4A, 7.1.4 (family algebra, the
 *   operation "nonsupersets"). Counts convert to `number` without rounding up to 56 controls: by Sperner's theorem an antichain over n elements has at
 *   most C(n, n/2) sets, and C(56, 28) < 2^53.
 */
import { NodeStore, TERMINAL_LEVEL } from './node-store.ts';
import { TripleMap } from './triple-map.ts';

/**
 * A space of families of sets of levels.
 * Units: none.
 * Errors: every operation that makes nodes throws DiagramLimitError past `maxNodes`.
 * Source: Minato 1993.
 */
export class Families {
  readonly nodes: NodeStore;
  /** The family without any set. */
  readonly empty: number;
  /** The family whose one set is the empty set. */
  readonly unit: number;
  #union = new TripleMap();
  #intersect = new TripleMap();
  #difference = new TripleMap();
  #nonsupersets = new TripleMap();
  #minimal = new Map<number, number>();

  constructor(maxNodes?: number) {
    this.nodes = new NodeStore(maxNodes);
    this.empty = this.nodes.find(TERMINAL_LEVEL, 0, 0);
    this.unit = this.nodes.find(TERMINAL_LEVEL, 1, 1);
  }

  /** Sets of `lo`, and sets of `hi` with `level` added; both lie below `level`. Units: none. Errors: DiagramLimitError. Source: Minato 1993. */
  make(level: number, lo: number, hi: number): number {
    return hi === this.empty ? lo : this.nodes.find(level, lo, hi);
  }

  /** The family whose one set is the given one. Units: none. Errors: DiagramLimitError. Source: Minato 1993. */
  single(levels: readonly number[]): number {
    const bottomUp = [...new Set(levels)].sort((a, b) => b - a);
    return bottomUp.reduce((below, level) => this.make(level, this.empty, below), this.unit);
  }

  /** Sets of f or g. Units: none. Errors: DiagramLimitError. Source: Minato 1993. */
  union(f: number, g: number): number {
    if (f === g || g === this.empty) return f;
    if (f === this.empty) return g;
    return this.#recall(this.#union, f, g, (top, [f0, f1], [g0, g1]) => this.make(top, this.union(f0, g0), this.union(f1, g1)));
  }

  /** Sets of f and g. Units: none. Errors: DiagramLimitError. Source: Minato 1993. */
  intersect(f: number, g: number): number {
    if (f === g) return f;
    if (f === this.empty || g === this.empty) return this.empty;
    return this.#recall(this.#intersect, f, g, (top, [f0, f1], [g0, g1]) => this.make(top, this.intersect(f0, g0), this.intersect(f1, g1)));
  }

  /** Sets of f that are not in g. Units: none. Errors: DiagramLimitError. Source: Minato 1993. */
  difference(f: number, g: number): number {
    if (f === g || f === this.empty) return this.empty;
    if (g === this.empty) return f;
    return this.#recall(this.#difference, f, g, (top, [f0, f1], [g0, g1]) =>
      this.make(top, this.difference(f0, g0), this.difference(f1, g1)),
    );
  }

  /** Sets of f that contain no set of g. Units: none. Errors: DiagramLimitError. Source: Knuth, TAOCP 4A, 7.1.4 (f ↘ g). */
  nonsupersets(f: number, g: number): number {
    if (g === this.empty) return f;
    if (f === this.empty || f === g || g === this.unit) return this.empty;
    return this.#recall(this.#nonsupersets, f, g, (top, [f0, f1], [g0, g1]) =>
      this.make(top, this.nonsupersets(f0, g0), this.nonsupersets(this.nonsupersets(f1, g0), g1)),
    );
  }

  /** Sets of f that contain no other set of f. Units: none. Errors: DiagramLimitError. Source: Knuth, TAOCP 4A, 7.1.4 (minimal elements). */
  minimal(f: number): number {
    if (this.nodes.isTerminal(f)) return f;
    const known = this.#minimal.get(f);
    if (known !== undefined) return known;
    const lo = this.minimal(this.nodes.loOf(f));
    const hi = this.nonsupersets(this.minimal(this.nodes.hiOf(f)), lo);
    const result = this.make(this.nodes.levelOf(f), lo, hi);
    this.#minimal.set(f, result);
    return result;
  }

  /** Number of sets. Cost: one pass over the nodes. Units: sets. Errors: none. Source: Knuth, TAOCP 4A, 7.1.4. */
  count(f: number): bigint {
    return this.#countBelow(f).get(f) as bigint;
  }

  /** Number of sets that hold each level; levels in no set are absent. Units: sets. Errors: none. Source: Knuth, TAOCP 4A, 7.1.4. */
  countByLevel(f: number): Map<number, bigint> {
    const below = this.#countBelow(f);
    const parentsFirst = [...below.keys()].reverse();
    const arriving = new Map<number, bigint>(parentsFirst.map((id) => [id, 0n]));
    arriving.set(f, 1n);
    const counts = new Map<number, bigint>();
    for (const id of parentsFirst) {
      if (this.nodes.isTerminal(id)) continue;
      const here = arriving.get(id) as bigint;
      const [lo, hi] = [this.nodes.loOf(id), this.nodes.hiOf(id)];
      arriving.set(lo, (arriving.get(lo) as bigint) + here);
      arriving.set(hi, (arriving.get(hi) as bigint) + here);
      const level = this.nodes.levelOf(id);
      counts.set(level, (counts.get(level) ?? 0n) + here * (below.get(hi) as bigint));
    }
    return counts;
  }

  /** Sets under each node, children first. */
  #countBelow(f: number): Map<number, bigint> {
    const counts = new Map<number, bigint>();
    for (const id of this.nodes.reachable(f)) {
      const sum = (): bigint => (counts.get(this.nodes.loOf(id)) as bigint) + (counts.get(this.nodes.hiOf(id)) as bigint);
      counts.set(id, this.nodes.isTerminal(id) ? BigInt(this.nodes.loOf(id)) : sum());
    }
    return counts;
  }

  /** One memoised step: splits both families at the topmost level of the two. */
  #recall(
    memo: TripleMap,
    f: number,
    g: number,
    step: (top: number, f: readonly [number, number], g: readonly [number, number]) => number,
  ): number {
    const known = memo.get(f, g, 0);
    if (known >= 0) return known;
    const top = Math.min(this.nodes.levelOf(f), this.nodes.levelOf(g));
    const result = step(top, this.#split(f, top), this.#split(g, top));
    memo.set(f, g, 0, result);
    return result;
  }

  /** Sets without `level`, and the rest of the sets with it. */
  #split(f: number, level: number): readonly [number, number] {
    return this.nodes.levelOf(f) === level ? [this.nodes.loOf(f), this.nodes.hiOf(f)] : [f, this.empty];
  }
}
