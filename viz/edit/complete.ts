/**
 * Purpose: what could be written at a place of a scenario's text, and what is known of a word in it: for completion and help.
 *
 * Keys and words come from the JSON Schema, names from the text itself. Does not model: whether the text is sound.
 * References: JSON Schema draft-07; scenarios/schema.ts.
 */
import type { Path } from '../../scenarios/issue.ts';
import { PLACE_WORD } from '../../scenarios/places.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { freeAddress, freeLine, freePrefix } from './addresses.ts';
import { cursorAt, type Cursor } from './cursor.ts';
import { idsOf, inData, placesOf } from './names.ts';
import { keyTargetAt, targetAt, type Target } from './references.ts';
import { described, schemaAt, unitsOf, wordsOf, type SchemaNode } from './schema.ts';

/** Something that could be written. */
export interface Proposal {
  readonly label: string;
  readonly apply: string;
  readonly kind: 'key' | 'word' | 'name' | 'unit' | 'free';
  /** The entry must be there. */
  readonly needed: boolean;
  readonly about: Bilingual | undefined;
}

/** What completion knows besides the text. */
export interface Knowledge {
  readonly schema: SchemaNode;
  /** The text as plain data; of its last sound state where it cannot be read. */
  readonly data: unknown;
  /** Ids of the attacks of the scenario that runs, for expectations. */
  readonly attacks: readonly string[];
}

function namesFor(target: Target | undefined, { data, attacks }: Knowledge): readonly Proposal[] {
  if (target === undefined) return [];
  const name = (label: string, about?: Bilingual): Proposal => ({ label, apply: label, kind: 'name', needed: false, about });
  if ('section' in target) return idsOf(data, target.section).map((id) => name(id));
  if ('attack' in target) return attacks.map((id) => name(id));
  const wanted = placesOf(data).filter(({ kind }) => target.places.length === 0 || target.places.includes(kind));
  return wanted.map(({ place, kind }) => name(place, PLACE_WORD[kind]));
}

/** Controls may be called by the name of what they do. */
function mechanisms(schema: SchemaNode): readonly string[] {
  return wordsOf(schemaAt(schema, ['controls', '*', 'mechanism']));
}

function keysFor({ path, flow }: Cursor, known: Knowledge): readonly Proposal[] {
  const node = schemaAt(known.schema, path);
  const there = new Set(Object.keys((inData(known.data, path) as object | undefined) ?? {}));
  const own = Object.entries(node?.properties ?? {}).map(([label, inner]): Proposal => {
    const opens = !flow && (inner.type === 'object' || inner.items !== undefined) && inner.properties?.['en'] === undefined;
    return {
      label,
      apply: opens ? `${label}:` : `${label}: `,
      kind: 'key',
      needed: node?.required?.includes(label) === true,
      about: described(inner),
    };
  });
  const named = namesFor(keyTargetAt(path), known);
  const words = path.length === 1 && path[0] === 'controls' ? mechanisms(known.schema) : [];
  const ids = [...named.map(({ label }) => label), ...words].map((label): Proposal => ({
    label,
    apply: `${label}: `,
    kind: 'name',
    needed: false,
    about: undefined,
  }));
  return [...own, ...ids].filter(({ label }) => !there.has(label));
}

/** An address that is still free, where one is asked for. */
function freeFor(path: Path, { data }: Knowledge): readonly Proposal[] {
  const field = path.map(String);
  const last = field.at(-1);
  const zone = field[0] === 'sites' && field[2] === 'zones' ? field.slice(0, 4) : undefined;
  const found =
    zone !== undefined && last === 'prefix'
      ? freePrefix(data)?.prefix
      : zone !== undefined && last === 'address'
        ? freeAddress(data, String(inData(data, [...zone, 'prefix'])))
        : last === 'address' && (field[4] === 'lines' || field[0] === 'vantages' || field[0] === 'centre')
          ? freeLine(data)
          : undefined;
  return found === undefined ? [] : [{ label: found, apply: found, kind: 'free', needed: false, about: undefined }];
}

function valuesFor({ path, word }: Cursor, known: Knowledge): readonly Proposal[] {
  const node = schemaAt(known.schema, path);
  const words = wordsOf(node).map((label): Proposal => ({ label, apply: label, kind: 'word', needed: false, about: described(node) }));
  const figure = /^(\d+(?:\.\d+)?) ?[A-Za-z/%]*$/.exec(word)?.[1];
  const units =
    figure === undefined
      ? []
      : unitsOf(node).map((unit): Proposal => ({
          label: `${figure} ${unit}`,
          apply: `${figure} ${unit}`,
          kind: 'unit',
          needed: false,
          about: undefined,
        }));
  return [...words, ...namesFor(targetAt(path), known), ...freeFor(path, known), ...units];
}

/**
 * What could be written at an offset; the caller filters by what is written already.
 * Units: UTF-16 code units. Errors: none. Source: own design.
 */
export function proposalsAt(
  text: string,
  offset: number,
  known: Knowledge,
): { readonly from: number; readonly proposals: readonly Proposal[] } {
  const cursor = cursorAt(text, offset);
  if (cursor.role === 'none') return { from: offset, proposals: [] };
  const node = schemaAt(known.schema, cursor.path);
  const holds = node?.properties !== undefined || typeof node?.additionalProperties === 'object';
  const proposals =
    cursor.role === 'key' && holds ? keysFor(cursor, known) : cursor.role === 'value' || !holds ? valuesFor(cursor, known) : [];
  return { from: cursor.from, proposals };
}

/** What is known of a word. */
export interface Help {
  readonly from: number;
  readonly to: number;
  readonly path: Path;
  readonly node: SchemaNode;
  readonly about: Bilingual | undefined;
  readonly needed: boolean;
  readonly target: Target | undefined;
}

/**
 * What the schema says of the word at an offset.
 * Units: UTF-16 code units. Errors: none; undefined where it says nothing. Source: own design.
 */
export function helpAt(text: string, offset: number, schema: SchemaNode): Help | undefined {
  let [from, to] = [offset, offset];
  while (from > 0 && /[\w.-]/.test(text[from - 1] ?? ' ')) from -= 1;
  while (to < text.length && /[\w.-]/.test(text[to] ?? ' ')) to += 1;
  if (from === to) return undefined;
  const cursor = cursorAt(text, to);
  if (cursor.role === 'none') return undefined;
  const isKey = cursor.role === 'key' && text[to] === ':';
  const path = isKey ? [...cursor.path, text.slice(from, to)] : cursor.path;
  const node = schemaAt(schema, path);
  if (node === undefined) return undefined;
  const parent = schemaAt(schema, path.slice(0, -1));
  return {
    from,
    to,
    path,
    node,
    about: described(node),
    needed: parent?.required?.includes(String(path.at(-1))) === true,
    target: targetAt(path),
  };
}
