/**
 * Purpose: joins a reader of one value to zod: its JSON Schema, its diagnostic in two languages, its exact parse.
 *
 * Does not model: containers; those are zod's own objects, records and arrays.
 * Determinism: pure functions.
 * References: zod 4 (transform, meta); own design.
 */
import * as z from 'zod';
import type { Bilingual } from '../sim/world/scenario.ts';
import { didYouMean, type IssueCode, oneOf, show } from './issue.ts';
import { nearest } from './suggest.ts';

/** What a leaf's reader says about a value that it refuses; `inside` leads to the item of a list that is at fault. */
export interface Refusal {
  readonly refused: IssueCode;
  readonly expected?: Bilingual;
  readonly hint?: Bilingual;
  readonly inside?: readonly number[];
  readonly found?: Bilingual;
}

/** The part of a zod issue that carries our diagnostic. */
export interface LeafParams {
  readonly code: IssueCode;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  readonly hint?: Bilingual;
}

type JsonMeta = Readonly<Record<string, unknown>>;

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

/**
 * A schema for one value. `read` gets whatever stands in the file (undefined when nothing does) and returns the parsed value or a refusal.
 * Units: those of `read`. Errors: a refusal becomes a zod issue with `params` of type `LeafParams`. Source: own design.
 */
export function leaf<T>(json: JsonMeta, expected: Bilingual, read: (raw: unknown) => T | Refusal) {
  return z
    .unknown()
    .meta({ ...json })
    .transform((raw, context): T => {
      const result = read(raw);
      if (!isRefusal(result)) return result;
      const { refused: code, hint } = result;
      const params: LeafParams = {
        code,
        expected: result.expected ?? expected,
        found: result.found ?? show(raw),
        ...(hint === undefined ? {} : { hint }),
      };
      context.issues.push({ code: 'custom', input: raw, path: [...(result.inside ?? [])], params: { ...params } });
      return z.NEVER;
    });
}

/**
 * A schema for one word of a closed list.
 * Units: none. Errors: `bad-value` with the nearest word as hint. Source: own design.
 */
export function choice<const T extends string>(words: readonly T[]) {
  return leaf({ type: 'string', enum: [...words] }, oneOf(words), (raw): T | Refusal => {
    const word = words.find((known) => known === raw);
    return word ?? { refused: 'bad-value', ...(typeof raw === 'string' ? didYouMean(nearest(raw, words)) : {}) };
  });
}
