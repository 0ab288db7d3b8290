/**
 * Purpose: what a form of the drawing is: its fields, which may depend on what stands in others, and what is wrong with what was written in them.
 *
 * Does not model: dialogs (edit/draw-form.tsx), or which forms there are (edit/forms.ts, edit/forms-use.ts).
 */
import type { DrawWord } from './draw-words.ts';

export interface Option {
  readonly value: string;
  readonly text?: string;
  /** Names the option in the page's words. */
  readonly word?: DrawWord;
  /** What the choice brings into other fields that nobody has changed. */
  readonly brings?: Readonly<Record<string, string>>;
}

export interface Field {
  readonly key: string;
  readonly label: DrawWord;
  readonly value: string;
  /** What can be chosen; a free text where there is nothing to choose from. */
  readonly options?: readonly Option[];
  /** Any number of the options; the value holds them with commas between. */
  readonly many?: true;
  /** What others have written here. */
  readonly known?: readonly string[];
  /** An id, which none of these may be taken by. */
  readonly taken?: readonly string[];
  /** What a free text must look like, and an example of it. */
  readonly form?: { readonly pattern: string; readonly example: string };
}

export type Values = Readonly<Record<string, string>>;

export interface Form {
  /** The fields that are asked for, beside what stands in them. */
  readonly fields: (values: Values) => readonly Field[];
  /** What else the text loses. */
  readonly goes?: readonly string[];
  /** What is there already, and cannot be added again; empty where two ends are one. */
  readonly clash?: (values: Values) => string | undefined;
  readonly apply: (text: string, values: Values) => string;
}

/** Each round settles one field; more than any form has. */
const ROUNDS = 40;

/**
 * The chosen ones of a field with many.
 * Units: none. Errors: none. Source: own design.
 */
export function chosenOf(value: string | undefined): readonly string[] {
  return (value ?? '').split(',').filter((one) => one !== '');
}

function fits({ options, many }: Field, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (options === undefined) return true;
  const all = options.map((one) => one.value);
  return many === true ? chosenOf(value).every((one) => all.includes(one)) : all.includes(value);
}

/**
 * The values with what each field asks for in the place of what is missing or can no longer be chosen; and what a fresh choice brings along.
 * Units: none. Errors: none. Source: own design.
 */
export function settled(form: Form, given: Values): Values {
  let values = given;
  for (let round = 0; round < ROUNDS; round += 1) {
    const wrong = form.fields(values).find((field) => !fits(field, values[field.key]));
    if (wrong === undefined) return values;
    values = taking(wrong, values, wrong.value);
  }
  return values;
}

/**
 * The values after a choice; what it brings goes where still stands what another choice brought, or nothing yet.
 * Units: none. Errors: none. Source: own design.
 */
export function taking(field: Field, before: Values, value: string): Values {
  const brought = field.options?.flatMap((one) => Object.entries(one.brings ?? {}).map(([key, text]) => `${key} ${text}`)) ?? [];
  const brings = Object.entries(field.options?.find((one) => one.value === value)?.brings ?? {});
  const free = brings.filter(([key]) => before[key] === undefined || brought.includes(`${key} ${before[key]}`));
  return { ...before, ...Object.fromEntries(free), [field.key]: value };
}

/** An id as scenarios/leaves.ts has it. */
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What is wrong with what the reader has written, in the page's words. */
export type Problem =
  | { readonly word: 'drawBadId' | 'drawNoName' | 'drawSameEnds' | 'drawNothing' }
  | { readonly taken: string }
  | { readonly example: string };

function problemIn(field: Field, value: string): Problem | undefined {
  const { taken, options, form } = field;
  if (taken?.includes(value) === true) return { taken: value };
  if (taken !== undefined && !ID.test(value)) return { word: 'drawBadId' };
  if (!fits(field, value) || (options?.length === 0 && field.many !== true)) return { word: 'drawNothing' };
  return form !== undefined && !new RegExp(form.pattern).test(value) ? { example: form.example } : undefined;
}

/**
 * The first thing that is wrong with the values of a form, and the field that it is wrong in.
 * Units: none. Errors: none; undefined when nothing is. Source: scenarios/leaves.ts (ids).
 */
export function problemOf(form: Form, values: Values): Problem | undefined {
  const fields = form.fields(values);
  for (const field of fields) {
    const problem = problemIn(field, values[field.key] ?? '');
    if (problem !== undefined) return problem;
  }
  const clash = form.clash?.(values);
  if (clash !== undefined) return clash === '' ? { word: 'drawSameEnds' } : { taken: clash };
  const names = fields.filter(({ key }) => key === 'en' || key === 'ja');
  if (names.length > 0 && names.every(({ key }) => (values[key] ?? '').trim() === '')) return { word: 'drawNoName' };
  return undefined;
}

/**
 * A name in both languages; what is written in one serves for both.
 * Units: none. Errors: none. Source: own design.
 */
export function named({ en, ja }: Values): { readonly en: string; readonly ja: string } {
  return { en: en?.trim() || ja?.trim() || '', ja: ja?.trim() || en?.trim() || '' };
}

/**
 * The two fields of a name.
 * Units: none. Errors: none. Source: own design.
 */
export function nameFields(name: { readonly en: string; readonly ja: string }): readonly Field[] {
  return [
    { key: 'en', label: 'drawNameEn', value: name.en },
    { key: 'ja', label: 'drawNameJa', value: name.ja },
  ];
}

/**
 * Options that are called as they are written.
 * Units: none. Errors: none. Source: own design.
 */
export function plain(values: readonly string[]): readonly Option[] {
  return values.map((value) => ({ value }));
}
