/**
 * Purpose: split things into groups that share no element, so that each group can be solved by itself.
 * Does not model: weak coupling; one shared element joins two groups.
 * Units: none.
 * Determinism: groups in the order of their first member, members in the order given.
 * References: connected components of a hypergraph; own design.
 */

/**
 * Connected components of `items` under "has an element in common".
 * Units: none.
 * Errors: none.
 * Source: own design.
 */
export function componentsOf<Item>(items: readonly Item[], elementsOf: (item: Item) => readonly number[]): Item[][] {
  let groups: { readonly members: Item[]; readonly elements: Set<number> }[] = [];
  for (const item of items) {
    const elements = elementsOf(item);
    const touches = (group: { readonly elements: ReadonlySet<number> }): boolean => elements.some((element) => group.elements.has(element));
    const joined = groups.filter(touches);
    const rest = groups.filter((group) => !touches(group));
    const merged = {
      members: [...joined.flatMap(({ members }) => members), item],
      elements: new Set([...joined.flatMap((group) => [...group.elements]), ...elements]),
    };
    groups = [...rest, merged];
  }
  const position = new Map(items.map((item, at) => [item, at]));
  const at = (item: Item): number => position.get(item) as number;
  const ordered = groups.map(({ members }) => [...members].sort((a, b) => at(a) - at(b)));
  return ordered.sort((a, b) => at(a[0] as Item) - at(b[0] as Item));
}
