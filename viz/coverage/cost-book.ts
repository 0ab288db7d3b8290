/**
 * Purpose: the costs of controls as a reader has changed them, kept for each scenario in this browser.
 *
 * Does not model: anything. Units: the scenario's own unit of cost; non-negative. References: threats/coverage/costs.ts (which costs a plan can be computed with).
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';

/** What a book keeps its pages in; a browser's local storage is one. */
export interface Drawer {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Priced {
  readonly id: string;
  readonly cost: number;
}

const PREFIX = 'wardlab/costs/';
/** Sums of costs are exact up to 15 digits (threats/coverage/costs.ts): 500 controls of this size with three decimals stay below. */
export const LARGEST_COST = 1_000_000;
const DECIMALS = 3;

/**
 * A cost as a reader has typed it.
 * Units: the scenario's. Errors: none; undefined for what is no cost. Source: own design.
 */
export function readCost(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^\d+(?:\.\d+)?$/.test(trimmed)) return undefined;
  const cost = Number(trimmed);
  const exact = Number(cost.toFixed(DECIMALS));
  return cost <= LARGEST_COST && exact === cost ? cost : undefined;
}

/**
 * The changed costs of one scenario at a time.
 * Units: the scenario's. Errors: none; a drawer that refuses (private windows, pages from the disk) only means that nothing is kept. Source: own design.
 */
export class CostBook {
  /** Costs that differ from the scenario's, by control. */
  readonly changed: Signal<ReadonlyMap<string, number>> = signal(new Map());
  readonly isChanged: ReadonlySignal<boolean> = computed(() => this.changed.value.size > 0);
  readonly #drawer: Drawer | undefined;
  #scenario = '';
  #own: ReadonlyMap<string, number> = new Map();

  constructor(drawer: Drawer | undefined) {
    this.#drawer = drawer;
  }

  /** Takes up another scenario, with what was kept for it. */
  load(scenario: string, controls: readonly Priced[]): void {
    this.#scenario = scenario;
    this.#own = new Map(controls.map(({ id, cost }) => [id, cost]));
    const kept = this.#read();
    this.changed.value = new Map([...kept].filter(([id, cost]) => this.#own.has(id) && this.#own.get(id) !== cost));
  }

  /** The cost that counts. */
  of(id: string): number {
    return this.changed.value.get(id) ?? this.#own.get(id) ?? 0;
  }

  /** The scenario's own cost. */
  ownOf(id: string): number {
    return this.#own.get(id) ?? 0;
  }

  set(id: string, cost: number): void {
    const next = new Map(this.changed.value);
    if (cost === this.#own.get(id)) next.delete(id);
    else next.set(id, cost);
    this.#keep(next);
  }

  /** Back to the scenario's own costs. */
  reset(): void {
    this.#keep(new Map());
  }

  #keep(next: ReadonlyMap<string, number>): void {
    this.changed.value = next;
    try {
      if (next.size === 0) this.#drawer?.removeItem(PREFIX + this.#scenario);
      else this.#drawer?.setItem(PREFIX + this.#scenario, JSON.stringify(Object.fromEntries(next)));
    } catch {
      // Nothing is kept then; the costs hold until the page is closed.
    }
  }

  /** What the drawer holds may have been written by anybody; only proper costs are taken. */
  #read(): ReadonlyMap<string, number> {
    try {
      const held: unknown = JSON.parse(this.#drawer?.getItem(PREFIX + this.#scenario) ?? '{}');
      if (typeof held !== 'object' || held === null) return new Map();
      return new Map(
        Object.entries(held).flatMap(([id, cost]): [string, number][] => {
          const read = typeof cost === 'number' ? readCost(String(cost)) : undefined;
          return read === undefined ? [] : [[id, read]];
        }),
      );
    } catch {
      return new Map();
    }
  }
}
