/**
 * Purpose: what can be typed at a place of a display filter: fields, operators, values that occur in the trace, joints.
 *
 * Does not model: what stands behind the place; a completion looks only at the text before it.
 * Units: offsets in UTF-16 units. Determinism: fields in their own order, values by frequency.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { Fault } from './fault.ts';
import { FIELDS } from './fields.ts';
import { tokensOf, type Token } from './lexer.ts';
import { FilterParser } from './parser.ts';
import type { Expected, Field, Vocabulary } from './types.ts';

export interface Completion {
  /** What is put in the place of what has been typed of it. */
  readonly insert: string;
  readonly about: Bilingual;
}

export interface Completions {
  /** The stretch that a completion replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly Completion[];
}

const MOST = 60;
const PLAIN_WORD = /^[^\s=!<>&|(){},"'\\]+$/u;

const OPERATOR_WORDS: readonly (readonly [string, string, string])[] = [
  ['==', 'is equal', '等しい'],
  ['!=', 'is there and differs', '存在し、異なる'],
  ['contains', 'contains the text', '文字列を含む'],
  ['in {', 'is one of', 'いずれかに一致'],
  ['<', 'less', '小さい'],
  ['<=', 'at most', '以下'],
  ['>', 'greater', '大きい'],
  ['>=', 'at least', '以上'],
];
const JOINT_WORDS: readonly (readonly [string, string, string])[] = [
  ['and', 'both', '両方'],
  ['or', 'one of them', 'どちらか'],
];

function option([insert, en, ja]: readonly [string, string, string]): Completion {
  return { insert, about: { en, ja } };
}

function fields(): Completion[] {
  return [...FIELDS.map(({ name, about }) => ({ insert: name, about })), option(['not', 'the opposite', '否定'])];
}

function values({ name, type }: Field, vocabulary: Vocabulary): Completion[] {
  const known = type === 'flag' ? ['true', 'false'] : (vocabulary.get(name) ?? []);
  return known.map((value) => ({ insert: PLAIN_WORD.test(value) ? value : JSON.stringify(value), about: { en: '', ja: '' } }));
}

function operators({ type }: Field): Completion[] {
  if (type === 'sign') return [];
  const ordered = type === 'number' || type === 'time';
  return OPERATOR_WORDS.filter(([sign]) => ordered || !/[<>]/.test(sign)).map(option);
}

function optionsFor(expected: Expected, vocabulary: Vocabulary): Completion[] {
  switch (expected.what) {
    case 'field':
      return fields();
    case 'operator':
      return operators(expected.field);
    case 'value':
      return values(expected.field, vocabulary);
    case 'set':
      return [option(['{', 'a set of values', '値の集合'])];
    case 'more':
      return [option(['}', 'end of the set', '集合の終わり']), ...values(expected.field, vocabulary)];
    case 'joint':
      return [...JOINT_WORDS.map(option), ...(expected.depth > 0 ? [option([')', 'end of the bracket', '括弧の終わり'])] : [])];
    default:
      return expected satisfies never;
  }
}

function expectedAfter(text: string): readonly Expected[] {
  let parser: FilterParser | undefined;
  try {
    parser = new FilterParser(tokensOf(text));
    parser.read();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return parser?.expected ?? [];
}

/** The word that is being typed: the one that touches the place. */
function begun(text: string): Token | undefined {
  try {
    const token = tokensOf(text).at(-2);
    return token?.kind === 'word' && token.to === text.length ? token : undefined;
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Words that begin so before words that contain it. */
function ranked(options: readonly Completion[], typed: string): readonly Completion[] {
  const wanted = typed.toLowerCase();
  const starts = options.filter(({ insert }) => insert.toLowerCase().startsWith(wanted));
  const holds = options.filter((one) => !starts.includes(one) && one.insert.toLowerCase().includes(wanted));
  return [...starts, ...holds].filter(({ insert }) => insert !== typed).slice(0, MOST);
}

/**
 * The completions at a place of a filter.
 * Units: offsets. Errors: none; where the text before the place is wrong there are none. Source: own design.
 */
export function completeFilter(text: string, at: number, vocabulary: Vocabulary): Completions {
  const before = text.slice(0, at);
  const word = begun(before);
  const from = word?.from ?? at;
  const seen = new Map<string, Completion>();
  for (const expected of expectedAfter(before.slice(0, from)))
    for (const one of optionsFor(expected, vocabulary)) if (!seen.has(one.insert)) seen.set(one.insert, one);
  return { from, to: at, options: ranked([...seen.values()], word?.text ?? '') };
}
