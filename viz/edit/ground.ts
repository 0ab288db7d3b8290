/**
 * Purpose: what the forms of the drawing have in common: the text as data, the schema, and what is asked of them again and again.
 *
 * Does not model: anything. Determinism: the order of the file.
 */
import type { Lang } from '../../scenarios/issue.ts';
import type { PlaceKind } from '../../scenarios/places.ts';
import type { Field, Option } from './form.ts';
import { inData, placesOf } from './names.ts';
import { schemaAt, type SchemaNode } from './schema.ts';
import { thingText } from './things.ts';

/** Nothing of what could be chosen. */
export const NONE: Option = { value: '', word: 'drawNone' };

/** What the forms know of the text. */
export interface Ground {
  readonly data: unknown;
  readonly schema: SchemaNode;
  readonly lang: Lang;
}

/**
 * What stands in a field, as text; empty where nothing does.
 * Units: none. Errors: none. Source: own design.
 */
export function text(data: unknown, path: readonly (string | number)[]): string {
  const held = inData(data, path);
  return typeof held === 'string' || typeof held === 'number' ? String(held) : '';
}

/**
 * All places of some kinds.
 * Units: none. Errors: none. Source: scenarios/places.ts.
 */
export function places(data: unknown, ...kinds: readonly PlaceKind[]): readonly string[] {
  return placesOf(data).flatMap(({ place, kind }) => (kinds.includes(kind) ? [place] : []));
}

/** The site of a place. */
export const siteOf = (place: string): string => place.split('.')[0] ?? '';

/**
 * The first of some places that is the chosen one or in it.
 * Units: none. Errors: none. Source: own design.
 */
export function near(all: readonly string[], chosen: string | undefined): string {
  return all.find((one) => one === chosen || (chosen !== undefined && one.startsWith(`${chosen}.`))) ?? all[0] ?? '';
}

/**
 * The words of a list.
 * Units: none. Errors: none. Source: own design.
 */
export function listAt(data: unknown, path: readonly string[]): readonly string[] {
  const held = inData(data, path);
  return Array.isArray(held) ? held.map(String) : [];
}

/**
 * Things of a section as options, with their names.
 * Units: none. Errors: none. Source: own design.
 */
export function things(
  section: 'services' | 'flows' | 'users' | 'assets',
  ids: readonly string[],
  { data, lang }: Ground,
): readonly Option[] {
  return ids.map((value) => ({ value, text: thingText(data, `${section}/${value}`, lang) }));
}

/**
 * A quantity, as the schema of a field has it.
 * Units: none. Errors: none. Source: scenarios/quantity-leaves.ts.
 */
export function quantity(key: string, label: Field['label'], value: string, path: readonly string[], { schema }: Ground): Field {
  return { key, label, value, form: { pattern: schemaAt(schema, path)?.pattern ?? '', example: value } };
}
