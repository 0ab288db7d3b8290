/**
 * Purpose: how a result document is written, so that a file and standard output hold the same bytes.
 *
 * Units: none. Determinism: keys in the order in which they were set.
 */

/**
 * A document as JSON text, indented by two spaces, with an end of line.
 * Units: none. Errors: throws on a value that JSON cannot hold (a bug). Source: contract 3.
 */
export function jsonText(document: unknown): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
