/**
 * Purpose: a binary heap, for best-first search.
 * Does not model: decrease-key; a search pushes again instead.
 * Units: none. Cost: O(log n) for `push` and `pop`.
 * Determinism: the comparison must be a total order on what is in the heap; then the order of `pop` depends on nothing else.
 * References: Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964.
 */

/**
 * Priority queue whose `pop` gives the least item.
 * Units: none.
 * Errors: none.
 * Source: Williams 1964.
 */
export class Heap<Item> {
  readonly #items: Item[] = [];
  readonly #compare: (a: Item, b: Item) => number;

  constructor(compare: (a: Item, b: Item) => number) {
    this.#compare = compare;
  }

  /** Adds an item. Units: none. Errors: none. Source: Williams 1964. */
  push(item: Item): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#compare(item, items[parent] as Item) >= 0) break;
      items[at] = items[parent] as Item;
      at = parent;
    }
    items[at] = item;
  }

  /** Removes and returns the least item; undefined when empty. Units: none. Errors: none. Source: Williams 1964. */
  pop(): Item | undefined {
    const items = this.#items;
    const least = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return least;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#compare(items[child + 1] as Item, items[child] as Item) < 0) child++;
      if (this.#compare(last, items[child] as Item) <= 0) break;
      items[at] = items[child] as Item;
      at = child;
    }
    items[at] = last;
    return least;
  }
}
