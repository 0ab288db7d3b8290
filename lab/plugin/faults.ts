/**
 * Purpose: what is wrong with a plug-in: where in it, what was expected, what was found; and the error for one that goes wrong while it runs.
 *
 * Does not model: bugs in wardlab; those are told as such. Units: none. Determinism: pure.
 * References: contract.md section 2 (exit code 2: bad input).
 */
import { didYouMean, oneOf, same } from '../../scenarios/issue.ts';
import { nearest } from '../../scenarios/suggest.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

/** A fault in the shape of a plug-in. */
export interface PluginFault {
  /** `attacks.0.act`; empty for the file as a whole. */
  readonly path: string;
  readonly expected: Bilingual;
  readonly found: Bilingual;
  readonly hint?: Bilingual;
}

/**
 * A plug-in did something wrong while it ran: it threw, gave a value of the wrong shape, or did not come to an end.
 * Units: none. Errors: none. Source: own design.
 */
export class PluginError extends Error {
  readonly file: string;
  /** The part at fault: `attack X01/wan-on/internet`, `control x-telnet-ban`. */
  readonly part: string;
  readonly said: Bilingual;

  constructor(file: string, part: string, said: Bilingual) {
    super(`${file}: ${part}: ${said.en}`);
    this.name = 'PluginError';
    this.file = file;
    this.part = part;
    this.said = said;
  }
}

/**
 * The sentence for what a plug-in threw.
 * Units: none. Errors: none. Source: own design.
 */
export function threw(where: string, error: unknown): Bilingual {
  const message = error instanceof Error ? error.message : String(error);
  return { en: `${where} threw: ${message}`, ja: `${where} が例外を送出しました: ${message}` };
}

/**
 * The sentence of a fault.
 * Units: none. Errors: none. Source: own design.
 */
export function faultText({ path, expected, found, hint }: PluginFault): Bilingual {
  const head = path === '' ? '' : `${path}: `;
  const tail = { en: hint === undefined ? '' : ` (${hint.en})`, ja: hint === undefined ? '' : `（${hint.ja}）` };
  return {
    en: `${head}expected ${expected.en}, found ${found.en}${tail.en}`,
    ja: `${head}期待: ${expected.ja}、実際: ${found.ja}${tail.ja}`,
  };
}

/**
 * A value as its writer knows it.
 * Units: none. Errors: none. Source: own design.
 */
export function shown(value: unknown): Bilingual {
  if (value === undefined || value === null) return { en: 'nothing', ja: 'なし' };
  if (typeof value === 'string') return same(JSON.stringify(value.slice(0, 60)));
  if (typeof value === 'function') return { en: 'a function', ja: '関数' };
  if (Array.isArray(value)) return { en: `a list of ${value.length}`, ja: `${value.length} 項目のリスト` };
  return typeof value === 'object' ? { en: 'an object', ja: 'オブジェクト' } : same(String(value));
}

/** An object, as far as its keys are concerned. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * True for an object that is no list.
 * Units: none. Errors: none. Source: own design.
 */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Collects faults while a value is looked at.
 * Units: none. Errors: none; faults are collected. Source: own design.
 */
export class Inspection {
  readonly faults: PluginFault[] = [];

  fault(path: string, expected: Bilingual, value: unknown, hint: { readonly hint?: Bilingual } = {}): void {
    this.faults.push({ path, expected, found: shown(value), ...hint });
  }

  text(path: string, value: unknown): void {
    if (typeof value !== 'string' || value.trim() === '') this.fault(path, { en: 'a text', ja: '文字列' }, value);
  }

  bilingual(path: string, value: unknown): void {
    if (!isFields(value)) return this.fault(path, { en: 'an object { en, ja }', ja: 'オブジェクト { en, ja }' }, value);
    this.text(`${path}.en`, value['en']);
    this.text(`${path}.ja`, value['ja']);
  }

  /** Texts in both languages by key. */
  phrases(path: string, value: unknown): void {
    if (!isFields(value)) return this.fault(path, { en: 'an object of texts { en, ja }', ja: '{ en, ja } を値とするオブジェクト' }, value);
    for (const [key, phrase] of Object.entries(value)) this.bilingual(`${path}.${key}`, phrase);
  }

  calls(path: string, value: unknown): void {
    if (typeof value !== 'function') this.fault(path, { en: 'a function', ja: '関数' }, value);
  }

  oneOf(path: string, value: unknown, words: readonly string[]): void {
    if (words.some((word) => word === value)) return;
    this.fault(path, oneOf(words), value, typeof value === 'string' ? didYouMean(nearest(value, words)) : {});
  }

  /** Each of a list; `least` items at least. */
  list(path: string, value: unknown, each: (path: string, item: unknown) => void, least = 0): void {
    if (!Array.isArray(value) || value.length < least)
      return this.fault(path, least > 0 ? { en: 'a list that is not empty', ja: '空でないリスト' } : { en: 'a list', ja: 'リスト' }, value);
    for (const [at, item] of value.entries()) each(`${path}.${at}`, item);
  }

  /** An object with no other keys than these. */
  object(path: string, value: unknown, keys: readonly string[]): Fields | undefined {
    if (!isFields(value)) {
      this.fault(path, { en: 'an object', ja: 'オブジェクト' }, value);
      return undefined;
    }
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      const at = path === '' ? key : `${path}.${key}`;
      this.faults.push({ path: at, expected: oneOf(keys), found: same(`"${key}"`), ...didYouMean(nearest(key, keys)) });
    }
    return value;
  }
}
