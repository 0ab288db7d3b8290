/**
 * Purpose: "did you mean": the known word that is nearest to a mistyped one.
 *
 * Does not model: keyboards, sounds, meanings.
 * Determinism: equal distances go to the word that comes first in the list.
 * References: Damerau 1964 (insert, delete, replace, swap), restricted form (optimal string alignment).
 */

/** Longer words are not compared: no id or key of a scenario is longer. */
const MAX_LENGTH = 80;

/**
 * Counts the single-letter edits (insert, delete, replace, swap of neighbours) between two words.
 * Units: edits. Errors: none; cost is the product of the lengths. Source: Damerau, CACM 7(3), 1964.
 */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] ?? 0;
}

/**
 * Picks the known word nearest to `word`, or undefined when none is near (more than a third of the letters differ).
 * For places the last part may be given alone: `ehr-server` finds `hospital.hsz.ehr-server`.
 * Units: none. Errors: none. Source: own design.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  let ending: string | undefined;
  for (const candidate of known) {
    if (candidate === word || candidate.length > MAX_LENGTH) continue;
    if (word !== '' && candidate.endsWith(`.${word}`)) ending ??= candidate;
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return ending ?? best;
}
