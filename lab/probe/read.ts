/**
 * Purpose: reads the words of a probe's command line: quantities with units, names from a list, whole numbers; a wrong one is refused with what was expected.
 *
 * Units: nanoseconds, exact ratios. Determinism: pure. References: contract.md section 2.
 */
import type { QuantityResult } from '../../scenarios/quantity.ts';
import { parseDuration, parseRatio } from '../../scenarios/quantity.ts';
import { nearest } from '../../scenarios/suggest.ts';
import type { TimeNs } from '../../sim/kernel/time.ts';
import type { Ratio } from '../../sim/world/scenario.ts';
import { refused, type Chosen } from '../cli/terminal.ts';

/**
 * A duration such as `25ms`.
 * Units: nanoseconds. Errors: refused without a unit, or when malformed. Source: contract 4.
 */
export function readDuration(option: string, word: string): Chosen<TimeNs> {
  return quantity(option, word, parseDuration(word), { en: 'a time with its unit such as 25ms', ja: '25ms のような単位付きの時間' });
}

/**
 * A share such as `5%`.
 * Units: exact ratio. Errors: refused without the sign, or above 100 %. Source: contract 4.
 */
export function readShare(option: string, word: string): Chosen<Ratio> {
  return quantity(option, word, parseRatio(word), { en: 'a share such as 5% or 1/20', ja: '5% または 1/20 のような割合' });
}

/**
 * A whole number within bounds.
 * Units: as the option. Errors: anything else is refused. Source: own design.
 */
export function readCount(option: string, word: string, least: number, most: number): Chosen<number> {
  const value = Number(word);
  if (/^\d+$/.test(word) && value >= least && value <= most) return { ok: true, value };
  return refused(
    `${option} needs a whole number from ${least} to ${most}, not "${word}"`,
    `${option} には ${least} から ${most} までの整数を指定してください（指定値「${word}」）`,
  );
}

/**
 * A number that may have decimals.
 * Units: those of the option. Errors: as readCount. Source: contract 2.
 */
export function readDecimal(option: string, word: string, least: number, most: number): Chosen<number> {
  const value = Number(word);
  if (/^\d+(\.\d+)?$/.test(word) && value >= least && value <= most) return { ok: true, value };
  return refused(
    `${option} needs a number from ${least} to ${most}, not "${word}"`,
    `${option} には ${least} から ${most} までの数値を指定してください（指定値「${word}」）`,
  );
}

/**
 * One of a list of names.
 * Units: none. Errors: an unknown name is refused with the nearest one. Source: own design.
 */
export function readName<T extends string>(option: string, word: string, known: readonly T[]): Chosen<T> {
  const value = known.find((name) => name === word);
  if (value !== undefined) return { ok: true, value };
  const meant = nearest(word, known);
  const list = known.join(', ');
  return refused(
    `${option} does not know "${word}"${meant === undefined ? '' : ` (did you mean ${meant}?)`}; known: ${list}`,
    `${option} に「${word}」は指定できません${meant === undefined ? '' : `（${meant} の誤りではありませんか）`}。指定できるもの: ${list}`,
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

function quantity<T>(
  option: string,
  word: string,
  result: QuantityResult<T>,
  wanted: { readonly en: string; readonly ja: string },
): Chosen<T> {
  if (result.ok) return { ok: true, value: result.value };
  const unit = result.fault === 'missing-unit';
  return refused(
    `${option} needs ${wanted.en}, not "${word}"${unit ? ' (the unit is missing)' : ''}`,
    `${option} には${wanted.ja}を指定してください（指定値「${word}」${unit ? '、単位がありません' : ''}）`,
  );
}
