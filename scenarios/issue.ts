/**
 * Purpose: what the loader says about a fault in a scenario file: where it is, what was expected, what was found.
 *
 * Does not model: severity; faults and warnings come in two lists.
 * Units: lines and columns count from 1, columns in UTF-16 code units, as editors count them.
 */
import type { Bilingual } from '../sim/world/scenario.ts';

/** The language that the reader chose. */
export type Lang = 'en' | 'ja';

/** Stable names of all faults and warnings; programs may rely on them. */
export type IssueCode =
  // the text as YAML
  | 'too-large'
  | 'yaml-syntax'
  | 'yaml-tab'
  | 'yaml-version'
  | 'yaml-tag'
  | 'yaml-key'
  | 'duplicate-key'
  | 'unknown-anchor'
  | 'alias-limit'
  | 'multiple-documents'
  | 'empty-document'
  | 'root-not-mapping'
  | 'too-deep'
  // the shape
  | 'unknown-key'
  | 'missing-key'
  | 'wrong-type'
  | 'bad-value'
  | 'bad-id'
  | 'bad-text'
  | 'bad-number'
  | 'bad-quantity'
  | 'missing-unit'
  | 'unknown-unit'
  | 'inexact'
  | 'out-of-range'
  | 'bad-address'
  | 'bad-prefix'
  // what one part says about another
  | 'unknown-reference'
  | 'duplicate-id'
  | 'duplicate-item'
  | 'empty-list'
  | 'address-outside-prefix'
  | 'reserved-address'
  | 'duplicate-address'
  | 'overlapping-prefix'
  | 'gateway-not-a-port'
  | 'too-few-ports'
  | 'unused-key'
  | 'missing-partner-key'
  | 'operation-mismatch'
  | 'no-account'
  | 'port-in-use'
  | 'wrong-place'
  | 'too-many-issues'
  // accepted, but suspicious
  | 'never-happens'
  | 'nothing-to-fetch'
  | 'asset-elsewhere'
  | 'not-a-partner'
  | 'no-common-group'
  | 'policies-differ'
  | 'never-used'
  | 'beyond-dictionary'
  | 'hub-shows-all'
  | 'foreign-place'
  | 'contradiction'
  | 'covered-twice';

export interface Issue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Keys from the root, joined by dots; list items by index from 0; empty for the document itself. */
  readonly path: string;
  readonly code: IssueCode;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  /** `expected` and `found` as one sentence, with the hint. */
  readonly message: Bilingual;
  readonly hint?: Bilingual;
}

/** A step of a path: a key of a mapping or an index of a list. */
export type Path = readonly (string | number)[];

/** A fault before its position is known. */
export interface Fault {
  readonly path: Path;
  /** Point at the key instead of its value. */
  readonly atKey?: boolean;
  readonly code: IssueCode;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  readonly hint?: Bilingual;
  /** The key that a mistyped one stands for. */
  readonly meant?: string;
}

/** A fault with its place as an offset into the text, UTF-16 code units from 0. */
export interface LocatedFault {
  readonly offset: number;
  readonly fault: Fault;
}

export const NOTHING: Bilingual = { en: 'nothing', ja: 'なし' };

/**
 * A text that is the same in both languages: a name, a number, a symbol.
 * Units: none. Errors: none. Source: own design.
 */
export function same(text: string): Bilingual {
  return { en: text, ja: text };
}

/**
 * Describes a value of the file as a reader sees it, at most 60 characters long.
 * Units: none. Errors: none. Source: own design.
 */
export function show(value: unknown): Bilingual {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === 'string') return same(JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value));
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, ja: `${value.length} 項目のリスト` };
  return typeof value === 'object' ? { en: 'a mapping', ja: 'マッピング' } : same(String(value));
}

/**
 * What to say when one of several words was expected.
 * Units: none. Errors: none. Source: own design.
 */
export function oneOf(words: readonly string[]): Bilingual {
  const [only, ...others] = words;
  if (only === undefined) return { en: 'nothing more', ja: 'これ以上の項目なし' };
  return others.length === 0 ? same(only) : { en: `one of ${words.join(', ')}`, ja: `${words.join('、')} のいずれか` };
}

/**
 * The hint for a word that was probably mistyped; no hint when nothing is near.
 * Units: none. Errors: none. Source: own design.
 */
export function didYouMean(word: string | undefined): { readonly hint?: Bilingual } {
  return word === undefined ? {} : { hint: { en: `did you mean "${word}"?`, ja: `「${word}」の誤りではありませんか` } };
}

/**
 * Completes a fault with its position and its sentence.
 * Units: `line` and `column` from 1. Errors: none. Source: own design.
 */
export function issueAt(file: string, line: number, column: number, fault: Fault): Issue {
  const { code, expected, found, hint } = fault;
  const tail = { en: hint === undefined ? '' : ` (${hint.en})`, ja: hint === undefined ? '' : `（${hint.ja}）` };
  const message = { en: `expected ${expected.en}, found ${found.en}${tail.en}`, ja: `期待: ${expected.ja}、実際: ${found.ja}${tail.ja}` };
  return { file, line, column, path: fault.path.join('.'), code, expected, found, message, ...(hint === undefined ? {} : { hint }) };
}

/**
 * One line for terminals and editors: `file:line:column: path: expected …, found …`.
 * Units: none. Errors: none. Source: contract 2 (`validate`).
 */
export function formatIssue(issue: Issue, lang: Lang): string {
  const where = `${issue.file}:${issue.line}:${issue.column}: `;
  return `${where}${issue.path === '' ? '' : `${issue.path}: `}${issue.message[lang]}`;
}
