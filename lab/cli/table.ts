/**
 * Purpose: a table of text for a terminal, columns aligned whatever script they hold.
 *
 * Does not model: borders. Units: columns. Determinism: pure.
 */
import { padded, widthOf } from './width.ts';

/** Blanks between two columns. */
const GAP = '  ';

/**
 * The lines of a table; the last column is not padded.
 * Units: columns. Errors: none; short rows end early. Source: own design.
 */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : padded(cell, widths[at] ?? 0)))
      .join(GAP)
      .trimEnd(),
  );
}
