/**
 * Purpose: the page's texts by language, those of the rooms with them. A key that one language lacks, or a text that takes other figures, does not compile.
 */
import type { Lang } from '../../scenarios/issue.ts';
import { carryEn, carryJa } from './carry.ts';
import { compareEn, compareJa } from './compare.ts';
import { coverageEn, coverageJa } from './coverage.ts';
import { editEn, editJa } from './edit.ts';
import { en } from './en.ts';
import { inspectEn, inspectJa } from './inspect.ts';
import { ja } from './ja.ts';
import type { Words } from './types.ts';

const ALL: Readonly<Record<Lang, Words>> = {
  en: { ...en, ...carryEn, ...compareEn, ...coverageEn, ...editEn, ...inspectEn },
  ja: { ...ja, ...carryJa, ...compareJa, ...coverageJa, ...editJa, ...inspectJa },
};

/**
 * The texts of a language.
 * Units: none. Errors: none. Source: own wording.
 */
export function wordsOf(lang: Lang): Words {
  return ALL[lang];
}
