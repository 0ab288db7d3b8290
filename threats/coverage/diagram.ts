/**
 * Purpose: functions from profiles to small integers as reduced ordered decision diagrams with many terminals (MTBDD, also called ADD).
 * Does not model: dynamic reordering, complement edges, garbage collection.
 * Units: levels are places in the variable order, 0 on top; values are integers of 0 or more.
 * Determinism: canonical: under one order two equal functions are the same node, however they were made.
 * References: Bryant 1986 (reduce, apply, restrict); Bahar et al., "Algebraic decision diagrams and their applications", ICCAD 1993 (terminals);
 *   Knuth, TAOCP 4A, 7.1.4.
 */
import { NodeStore, TERMINAL_LEVEL } from './node-store.ts';
import { TripleMap } from './triple-map.ts';
import type { DecisionLeaf, DecisionTree } from './types.ts';

/** A binary operation on terminal values; the two hints let `apply` stop early. */
export interface BinaryOp {
  readonly of: (x: number, y: number) => number;
  /** Value z with of(z, y) = of(y, z) = z for every y. */
  readonly absorbing?: number;
  /** Value e with of(e, y) = of(y, e) = y for every y. */
  readonly neutral?: number;
}

/**
 * A space of functions over one ordered list of controls.
 * Units: none.
 * Errors: every operation that makes nodes throws DiagramLimitError past `maxNodes`; a duplicate control in the order throws.
 * Source: Bryant 1986.
 */
export class Diagrams {
  readonly nodes: NodeStore;
  readonly order: readonly string[];
  #levels: ReadonlyMap<string, number>;
  #choices = new TripleMap();
  #memos = new Map<BinaryOp, TripleMap>();

  constructor(order: readonly string[], maxNodes?: number) {
    this.nodes = new NodeStore(maxNodes);
    this.order = order;
    this.#levels = new Map(order.map((control, level) => [control, level]));
    if (this.#levels.size !== order.length) throw new Error('a control stands twice in the variable order');
  }

  /** Level of a control. Units: none. Errors: throws on a control outside the order (a bug). Source: own design. */
  levelOf(control: string): number {
    const level = this.#levels.get(control);
    if (level === undefined) throw new Error(`control "${control}" is not among the controls of this coverage`);
    return level;
  }

  /** The constant function. Units: none. Errors: throws on a value that is no integer of 0 or more. Source: Bahar et al. 1993. */
  constant(value: number): number {
    if (!Number.isInteger(value) || value < 0) throw new Error(`${value} cannot be a terminal`);
    return this.nodes.find(TERMINAL_LEVEL, value, value);
  }

  /** Value of a constant function, undefined for any other. Units: none. Errors: none. Source: own design. */
  valueOf(f: number): number | undefined {
    return this.nodes.isTerminal(f) ? this.nodes.loOf(f) : undefined;
  }

  /** The function of a tree whose leaves are valued by `value`. Units: none. Errors: as `levelOf`. Source: own design. */
  fromTree(tree: DecisionTree, value: (leaf: DecisionLeaf) => number): number {
    if (!('ask' in tree)) return this.constant(value(tree));
    return this.choose(this.levelOf(tree.ask), this.fromTree(tree.on, value), this.fromTree(tree.off, value));
  }

  /** If the control at `level` then `on` else `off`; both may depend on controls above it. Units: none. Errors: none. Source: Bryant 1986 (ite). */
  choose(level: number, on: number, off: number): number {
    if (on === off) return on;
    const known = this.#choices.get(level, on, off);
    if (known >= 0) return known;
    const top = Math.min(level, this.nodes.levelOf(on), this.nodes.levelOf(off));
    const result =
      top === level
        ? this.#make(level, this.#lo(off, level), this.#hi(on, level))
        : this.#make(
            top,
            this.choose(level, this.#lo(on, top), this.#lo(off, top)),
            this.choose(level, this.#hi(on, top), this.#hi(off, top)),
          );
    this.#choices.set(level, on, off, result);
    return result;
  }

  /** Pointwise `op`. Cost: at most the product of the two sizes. Units: none. Errors: DiagramLimitError. Source: Bryant 1986, section 4.3. */
  apply(op: BinaryOp, f: number, g: number): number {
    let memo = this.#memos.get(op);
    if (memo === undefined) this.#memos.set(op, (memo = new TripleMap()));
    return this.#apply(op, memo, f, g);
  }

  #apply(op: BinaryOp, memo: TripleMap, f: number, g: number): number {
    const x = this.valueOf(f);
    const y = this.valueOf(g);
    if (x !== undefined && y !== undefined) return this.constant(op.of(x, y));
    if (x !== undefined && x === op.absorbing) return f;
    if (y !== undefined && y === op.absorbing) return g;
    if (x !== undefined && x === op.neutral) return g;
    if (y !== undefined && y === op.neutral) return f;
    const known = memo.get(f, g, 0);
    if (known >= 0) return known;
    const top = Math.min(this.nodes.levelOf(f), this.nodes.levelOf(g));
    const lo = this.#apply(op, memo, this.#lo(f, top), this.#lo(g, top));
    const hi = this.#apply(op, memo, this.#hi(f, top), this.#hi(g, top));
    const result = this.#make(top, lo, hi);
    memo.set(f, g, 0, result);
    return result;
  }

  /** The function with the control at `level` held on or off. Units: none. Errors: DiagramLimitError. Source: Bryant 1986, section 4.4. */
  restrict(f: number, level: number, on: boolean): number {
    const memo = new Map<number, number>();
    const visit = (g: number): number => {
      const at = this.nodes.levelOf(g);
      if (at > level) return g;
      if (at === level) return on ? this.nodes.hiOf(g) : this.nodes.loOf(g);
      const known = memo.get(g);
      if (known !== undefined) return known;
      const result = this.#make(at, visit(this.nodes.loOf(g)), visit(this.nodes.hiOf(g)));
      memo.set(g, result);
      return result;
    };
    return visit(f);
  }

  /** Value under a profile. Cost: one step a level. Units: none. Errors: none. Source: Bryant 1986. */
  evaluate(f: number, profile: ReadonlySet<string>): number {
    let at = f;
    while (!this.nodes.isTerminal(at)) {
      const control = this.order[this.nodes.levelOf(at)] as string;
      at = profile.has(control) ? this.nodes.hiOf(at) : this.nodes.loOf(at);
    }
    return this.nodes.loOf(at);
  }

  /** Levels on which the function depends, ascending. Units: none. Errors: none. Source: Bryant 1986. */
  support(f: number): number[] {
    const inner = this.nodes.reachable(f).filter((id) => !this.nodes.isTerminal(id));
    return [...new Set(inner.map((id) => this.nodes.levelOf(id)))].sort((a, b) => a - b);
  }

  /** Values that some profile reaches, ascending. Units: none. Errors: none. Source: own design; every terminal of a reduced diagram is reached. */
  values(f: number): number[] {
    const ends = this.nodes.reachable(f).filter((id) => this.nodes.isTerminal(id));
    return ends.map((id) => this.nodes.loOf(id)).sort((a, b) => a - b);
  }

  /** Size of the diagram. Units: nodes, terminals included. Errors: none. Source: Bryant 1986. */
  nodeCount(f: number): number {
    return this.nodes.reachable(f).length;
  }

  #make(level: number, lo: number, hi: number): number {
    return lo === hi ? lo : this.nodes.find(level, lo, hi);
  }

  #lo(f: number, level: number): number {
    return this.nodes.levelOf(f) === level ? this.nodes.loOf(f) : f;
  }

  #hi(f: number, level: number): number {
    return this.nodes.levelOf(f) === level ? this.nodes.hiOf(f) : f;
  }
}
