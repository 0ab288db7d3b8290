/**
 * Purpose: line ends for Japanese labels: between words, so that no line begins with a long-vowel mark or a small kana.
 *
 * English labels are wrapped at their spaces by the picture itself. Units: ems of the label's type; a full-width character takes one.
 * References: JIS X 4051 (characters that may not begin a line), met by breaking between words only.
 */
import type { Lang } from '../../scenarios/issue.ts';

const HALF_WIDTH_EM = 0.58;
const LAST_LATIN = 0x24f;

function widthEm(text: string): number {
  let em = 0;
  for (const character of text) em += (character.codePointAt(0) ?? 0) > LAST_LATIN ? 1 : HALF_WIDTH_EM;
  return em;
}

/** Particles, closing brackets and marks stay with the word before them. */
function clings(word: string): boolean {
  return /^[のをにはがとで・、。）」』\s]+$/.test(word);
}

/**
 * The label with line ends where it needs them.
 * Units: ems. Errors: none; a single word that is too long stays whole. Source: own design.
 */
export function wrapLabel(text: string, lang: Lang, roomEm: number): string {
  // A compound of whole words may end a line at its hyphen.
  if (lang !== 'ja') return text.replaceAll(/(?<=[a-z]{3})-(?=[a-z]{3})/gi, '-\u200B');
  if (widthEm(text) <= roomEm) return text;
  const words: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    if (words.length > 0 && (clings(segment) || words.at(-1)?.endsWith('（') === true)) words.push(`${words.pop() ?? ''}${segment}`);
    else words.push(segment);
  }
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    if (line !== undefined && widthEm(line + word.trimEnd()) <= roomEm) lines.push(`${lines.pop() ?? ''}${word}`);
    else lines.push(word.trimStart());
  }
  return lines.map((line) => line.trim()).join('\n');
}
