/**
 * Purpose: a line of evidence as a reader sees it: spacing of Japanese, and the few words in a source that are no document's name.
 *
 * Units: none. Determinism: pure.
 */
import { reference, spaced } from '../../threats/evidence/figures.ts';
import type { EvidenceLine } from '../../threats/evidence/index.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

const JAPANESE: readonly (readonly [RegExp, string])[] = [
  [/own design/g, '独自設計'],
  [/own model of a switch function/g, '本ラボのスイッチモデル'],
  [/own model of a line( \(drop-tail\))?/g, '本ラボの回線モデル'],
  [/; /g, '、'],
];

/**
 * A source in both languages; documents and clauses keep their names.
 * Units: none. Errors: none. Source: own design.
 */
export function sourceText(source: string): Bilingual {
  return { en: source, ja: JAPANESE.reduce((text, [pattern, word]) => text.replace(pattern, word), source) };
}

/**
 * The sentence of a line of evidence, without its reference.
 * Units: none. Errors: none. Source: own design.
 */
export function lineText({ en, ja }: Bilingual): Bilingual {
  return { en, ja: spaced(ja) };
}

/**
 * The event or events that a line of evidence rests on.
 * Units: seconds with six decimals. Errors: none. Source: own design.
 */
export function referenceText(line: EvidenceLine): Bilingual {
  return { en: reference('en', line), ja: reference('ja', line) };
}
