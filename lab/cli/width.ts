/**
 * Purpose: how many columns a text takes on a terminal, East Asian wide characters counted as two.
 *
 * Does not model: ambiguous characters; they count as one, as on terminals outside legacy East Asian encodings. Emoji made of several characters neither.
 * Units: columns. Determinism: pure.
 * References: Unicode Standard Annex #11 (East Asian Width), ranges of W and F shortened to whole blocks.
 */

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/**
 * Columns that a text takes.
 * Units: columns. Errors: none. Source: UAX #11.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += columnsOf(character);
  return width;
}

/**
 * The text followed by blanks up to a width; longer text stays as it is.
 * Units: columns. Errors: none. Source: own design.
 */
export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/**
 * Breaks a text into lines of at most `width` columns, at blanks, and between wide characters, which may be parted anywhere but before closing marks.
 * Units: columns. Errors: none; a word longer than a line stays whole. Source: JIS X 4051 (no line begins with a closing mark), much simplified.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** What may not be parted: a word or a wide character with opening marks before it, closing marks and blanks behind it. */
const PIECE = /[（「『【［〈]*(?:[^\s\u2e80-\u{3fffd}]+|[\u2e80-\u{3fffd}])[、。，．：）」』】］〉！？ー]*\s*|\s+/gu;

function pieces(text: string): string[] {
  return text.match(PIECE) ?? [];
}

function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}
