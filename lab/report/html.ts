/**
 * Purpose: HTML as values. Text that enters a template is escaped, whatever it holds; only HTML made here goes in as it is.
 *
 * Does not model: attributes without quotes, and text inside script or style; the page puts those in itself.
 * Units: none. Determinism: pure.
 * References: HTML Living Standard 13.3 (escaping a string).
 */

/** A piece of finished HTML. */
export interface Html {
  readonly html: string;
}

/** What a template takes: text (escaped), numbers, finished HTML, and lists of it. */
export type Piece = string | number | Html | readonly Html[];

/** Nothing. */
export const EMPTY: Html = { html: '' };

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text made harmless for element content and quoted attributes.
 * Units: none. Errors: none. Source: HTML 13.3.
 */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** The indentation of the source is not the page's. */
const INDENT = /\n\s+/g;

/**
 * A template whose values are escaped.
 * Units: none. Errors: none. Source: own design.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  const filled = parts.map((part, at) => part.replace(INDENT, '\n') + (at < values.length ? rendered(values[at] ?? '') : ''));
  return { html: filled.join('') };
}

/**
 * Pieces one after the other.
 * Units: none. Errors: none. Source: own design.
 */
export function joined(pieces: readonly Html[], between: Html = EMPTY): Html {
  return { html: pieces.map((piece) => piece.html).join(between.html) };
}

function rendered(value: Piece): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : joined(value).html;
}
