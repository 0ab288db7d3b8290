/**
 * Purpose: line ends for names in an SVG, which wraps nothing by itself: between words in English, as wrap.ts does it in Japanese.
 *
 * Units: ems. Does not model: the widths of a font; a Latin letter counts as the mean of a sans-serif face.
 */
import type { Lang } from '../../scenarios/issue.ts';
import { wrapLabel } from '../network/wrap.ts';

const LETTER_EM = 0.5;

/**
 * The lines of a name.
 * Units: ems. Errors: none; a single word that is too long stays whole. Source: own design.
 */
export function linesOf(text: string, lang: Lang, roomEm: number): readonly string[] {
  if (lang === 'ja') return wrapLabel(text, lang, roomEm).split('\n');
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && (line.length + 1 + word.length) * LETTER_EM <= roomEm) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
