/**
 * Purpose: which controls and threats the matrix shows, and in which groups: by where a control stands, by what it protects, by the way a threat works; and by words.
 *
 * Does not model: anything; places are those of the scenario, classes those of the catalogue. Units: none. Determinism: scenario order within a group, groups in the order given here.
 */
import type { Scenario } from '../../sim/world/scenario.ts';

/** Where a control stands; `mixed` = in more than one kind of place. */
export const STANDS = ['network', 'edge', 'hsz', 'sz', 'dmz', 'zone', 'site', 'mixed', 'nowhere'] as const;
export type Stand = (typeof STANDS)[number];

/** What a control is about; the catalogue's own three parts, and what is in none of them. */
export const TOPICS = ['channel', 'network', 'people', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

export const GROUPINGS = ['none', 'stand', 'topic'] as const;
export type Grouping = (typeof GROUPINGS)[number];

function standOf(scenario: Scenario, place: string): Stand {
  const [siteId, inside] = place.split('.');
  const site = scenario.sites.find(({ id }) => id === siteId);
  if (site === undefined) return 'network';
  if (inside === undefined) return 'site';
  if (site.devices.some(({ id }) => id === inside)) return 'edge';
  return inside === 'hsz' || inside === 'sz' || inside === 'dmz' ? inside : 'zone';
}

/**
 * The kind of place in which a control stands.
 * Units: none. Errors: none. Source: TR 9 (zones), own grouping.
 */
export function standOfControl(scenario: Scenario, scope: readonly string[]): Stand {
  const kinds = new Set(scope.map((place) => standOf(scenario, place)));
  const [only] = kinds;
  if (only === undefined) return 'nowhere';
  return kinds.size === 1 ? only : 'mixed';
}

/** Something that can be looked for by words. */
export interface Findable {
  readonly id: string;
  readonly name: { readonly en: string; readonly ja: string };
}

/**
 * Whether all words of a search stand in the id or a name, in either language.
 * Units: none. Errors: none; an empty search finds everything. Source: own design.
 */
export function found(one: Findable, search: string): boolean {
  const text = `${one.id} ${one.name.en} ${one.name.ja}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export interface Group<T> {
  readonly key: string;
  readonly members: readonly T[];
}

/**
 * Groups in a given order of keys; empty ones are left out.
 * Units: none. Errors: none. Source: own design.
 */
export function grouped<T>(all: readonly T[], keys: readonly string[], keyOf: (one: T) => string): readonly Group<T>[] {
  return keys.map((key) => ({ key, members: all.filter((one) => keyOf(one) === key) })).filter(({ members }) => members.length > 0);
}
