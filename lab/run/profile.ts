/**
 * Purpose: turns what a person writes for a set of controls (`none`, `all`, ids) into the controls of a scenario.
 *
 * Does not model: what a control does. Units: none. Determinism: the scenario's order.
 * References: design.md section 4 (profile, bare, full).
 */
import { nearest } from '../../scenarios/suggest.ts';
import type { Scenario } from '../../sim/world/scenario.ts';

/** A set of controls as written: one of the two words, or ids. */
export type ProfileWords = 'none' | 'all' | readonly string[];

/** The ids in the scenario's order, or the first id that the scenario does not offer. */
export type ProfileResult =
  | { readonly ok: true; readonly controls: readonly string[] }
  | { readonly ok: false; readonly unknown: string; readonly meant: string | undefined };

/**
 * The controls that are on.
 * Units: none. Errors: an id that the scenario does not offer comes back with the nearest one that it does. Source: contract 2 (`--controls`).
 */
export function profileOf(scenario: Scenario, words: ProfileWords): ProfileResult {
  const offered = scenario.controls.map(({ id }) => id);
  if (words === 'none') return { ok: true, controls: [] };
  if (words === 'all') return { ok: true, controls: offered };
  const unknown = words.find((word) => !offered.includes(word));
  if (unknown !== undefined) return { ok: false, unknown, meant: nearest(unknown, offered) };
  return { ok: true, controls: offered.filter((id) => words.includes(id)) };
}
