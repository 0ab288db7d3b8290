/**
 * Purpose: the hash-consed nodes under both diagram packages: a node is (level, lo, hi), and equal triples are one node.
 * Does not model: reduction rules (each package has its own) and garbage collection; a coverage is short-lived and small.
 * Units: nodes; 12 bytes each, plus the unique table.
 * Determinism: ids are given in order of creation.
 * References: Bryant, "Graph-based algorithms for Boolean function manipulation", IEEE Trans. Computers C-35(8), 1986.
 */
import { TripleMap } from './triple-map.ts';

/** Level of every terminal: below all variables. */
export const TERMINAL_LEVEL = 0x3fffffff;

/** Nodes that a store holds at most, unless told otherwise: some 300 MB with the tables around them, and seconds rather than minutes. */
export const DEFAULT_MAX_NODES = 2_000_000;

/**
 * The diagrams of a question grew past the bound. The message names the bound; callers add what they were combining.
 * Units: nodes.
 * Errors: is one.
 * Source: own design; Bryant 1986 (some functions, such as integer multiplication, are exponential under every order).
 */
export class DiagramLimitError extends Error {
  override readonly name = 'DiagramLimitError';
}

/**
 * Append-only store of nodes.
 * Units: nodes.
 * Errors: `find` throws DiagramLimitError past `maxNodes`.
 * Source: Bryant 1986.
 */
export class NodeStore {
  readonly maxNodes: number;
  #triples = new Int32Array(3 * 1024);
  #unique = new TripleMap();
  #size = 0;

  constructor(maxNodes: number = DEFAULT_MAX_NODES) {
    this.maxNodes = maxNodes;
  }

  /** Nodes made so far. Units: nodes. Errors: none. Source: own design. */
  get size(): number {
    return this.#size;
  }

  /** The node of this triple, made if it is new. Units: none. Errors: DiagramLimitError past the bound. Source: Bryant 1986. */
  find(level: number, lo: number, hi: number): number {
    const known = this.#unique.get(level, lo, hi);
    if (known >= 0) return known;
    if (this.#size >= this.maxNodes) {
      throw new DiagramLimitError(`decision diagram needs more than ${this.maxNodes} nodes; offer fewer controls or raise the bound`);
    }
    const id = this.#size++;
    if (3 * id >= this.#triples.length) {
      const wider = new Int32Array(2 * this.#triples.length);
      wider.set(this.#triples);
      this.#triples = wider;
    }
    this.#triples[3 * id] = level;
    this.#triples[3 * id + 1] = lo;
    this.#triples[3 * id + 2] = hi;
    this.#unique.set(level, lo, hi, id);
    return id;
  }

  /** Level of a node, TERMINAL_LEVEL for terminals. Units: none. Errors: none. Source: own design. */
  levelOf(id: number): number {
    return this.#triples[3 * id] as number;
  }

  /** The OFF child; for a terminal its value. Units: none. Errors: none. Source: own design. */
  loOf(id: number): number {
    return this.#triples[3 * id + 1] as number;
  }

  /** The ON child; for a terminal its value. Units: none. Errors: none. Source: own design. */
  hiOf(id: number): number {
    return this.#triples[3 * id + 2] as number;
  }

  /** Whether the node is a terminal. Units: none. Errors: none. Source: own design. */
  isTerminal(id: number): boolean {
    return this.levelOf(id) === TERMINAL_LEVEL;
  }

  /** Nodes reachable from `root`, each once, children before parents. Units: none. Errors: none. Source: own design. */
  reachable(root: number): number[] {
    const seen = new Set<number>();
    const order: number[] = [];
    const visit = (id: number): void => {
      if (seen.has(id)) return;
      seen.add(id);
      if (!this.isTerminal(id)) {
        visit(this.loOf(id));
        visit(this.hiOf(id));
      }
      order.push(id);
    };
    visit(root);
    return order;
  }
}
