/**
 * Purpose: numbers of the command line, read strictly.
 *
 * Units: those of the option. Determinism: pure. References: contract.md section 2 (wrong input is refused with what was expected and found).
 */
import { refused, type Chosen } from './terminal.ts';

/**
 * A whole number.
 * Units: those of the option. Errors: anything else, and what lies outside the bounds, is refused. Source: contract 2.
 */
export function wholeNumber(option: string, word: string, least: number, most: number): Chosen<number> {
  const value = Number(word);
  if (/^-?\d+$/.test(word) && value >= least && value <= most) return { ok: true, value };
  return refused(
    `${option} needs a whole number from ${least} to ${most}, not "${word}"`,
    `${option} には ${least} から ${most} までの整数を指定してください（指定値「${word}」）`,
  );
}

/**
 * A number that may have decimals.
 * Units: those of the option. Errors: as wholeNumber. Source: contract 2.
 */
export function decimalNumber(option: string, word: string, least: number, most: number): Chosen<number> {
  const value = Number(word);
  if (/^\d+(\.\d+)?$/.test(word) && value >= least && value <= most) return { ok: true, value };
  return refused(
    `${option} needs a number from ${least} to ${most}, not "${word}"`,
    `${option} には ${least} から ${most} までの数値を指定してください（指定値「${word}」）`,
  );
}

/**
 * All choices, or the first that was refused.
 * Units: none. Errors: the first refusal. Source: own design.
 */
export function allChosen<T extends Readonly<Record<string, unknown>>>(choices: { readonly [K in keyof T]: Chosen<T[K]> }): Chosen<T> {
  const entries: [string, unknown][] = [];
  for (const [name, choice] of Object.entries<Chosen<unknown>>(choices)) {
    if (!choice.ok) return choice;
    entries.push([name, choice.value]);
  }
  return { ok: true, value: Object.fromEntries(entries) as T };
}
