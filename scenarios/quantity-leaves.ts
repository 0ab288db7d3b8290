/**
 * Purpose: the kinds of single values in a scenario file that carry a unit, as schemas.
 *
 * Does not model: the arithmetic; that is `quantity.ts`.
 * Units: values arrive as text with a unit and leave as integers in base units (ns, octets, bit/s) or exact ratios.
 * Determinism: pure functions.
 * References: contract 4.
 */
import type { Bilingual, Ratio } from '../sim/world/scenario.ts';
import { didYouMean, type IssueCode } from './issue.ts';
import { leaf, type Refusal } from './leaf.ts';
import * as quantity from './quantity.ts';
import { nearest } from './suggest.ts';

/** Spellings that people use for units that we write otherwise. */
const OTHER_SPELLINGS: Readonly<Record<string, string>> = {
  bps: 'bit/s',
  kbps: 'kbit/s',
  mbps: 'Mbit/s',
  gbps: 'Gbit/s',
  'mb/s': 'Mbit/s',
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  m: 'min',
  hour: 'h',
  hours: 'h',
  hr: 'h',
  day: 'd',
  days: 'd',
  msec: 'ms',
  usec: 'us',
  byte: 'B',
  bytes: 'B',
  octets: 'B',
  'per second': '/s',
  hz: '/s',
};

const FAULT_CODE: Readonly<Record<quantity.QuantityFault, IssueCode>> = {
  malformed: 'bad-quantity',
  'missing-unit': 'missing-unit',
  'unknown-unit': 'unknown-unit',
  inexact: 'inexact',
  'too-large': 'out-of-range',
};

interface QuantityKind<T> {
  readonly name: Bilingual;
  readonly example: string;
  readonly units: readonly string[];
  readonly pattern: string;
  readonly parse: (text: string) => quantity.QuantityResult<T>;
  /** Where "with its unit" is not the way to say it. */
  readonly wording?: Bilingual;
  /** For `inexact`. */
  readonly grain?: Bilingual;
}

function quantityLeaf<T>(kind: QuantityKind<T>, accept: (value: T) => boolean = () => true, least = { en: '', ja: '' }) {
  const units = kind.units.join(', ');
  const expected = kind.wording ?? {
    en: `${kind.name.en}${least.en} with its unit (${units}) such as ${kind.example}`,
    ja: `${kind.example} のような、単位（${units}）付きの${kind.name.ja}${least.ja}`,
  };
  return leaf({ type: 'string', pattern: kind.pattern }, expected, (raw): T | Refusal => {
    if (typeof raw === 'number') return { refused: 'missing-unit' };
    if (typeof raw !== 'string') return { refused: 'wrong-type' };
    const result = kind.parse(raw);
    if (result.ok) return accept(result.value) ? result.value : { refused: 'out-of-range' };
    if (result.fault === 'inexact' && kind.grain !== undefined) return { refused: 'inexact', expected: kind.grain };
    const unit =
      OTHER_SPELLINGS[result.unit.toLowerCase()] ??
      kind.units.find((known) => known.toLowerCase() === result.unit.toLowerCase()) ??
      nearest(result.unit, kind.units);
    const hint = result.fault === 'unknown-unit' && unit !== undefined && kind.units.includes(unit) ? didYouMean(unit) : {};
    return { refused: FAULT_CODE[result.fault], ...hint };
  });
}

const unitNames = (table: quantity.UnitTable): string[] => table.map(([unit]) => unit);
const unitPattern = (units: readonly string[]): string => `^\\d{1,20}(?:\\.\\d{1,20})? ?(?:${units.join('|')})$`;

const DURATION: QuantityKind<number> = {
  name: { en: 'a duration', ja: '時間' },
  example: '250 ms',
  units: unitNames(quantity.DURATION_UNITS),
  pattern: unitPattern([...unitNames(quantity.DURATION_UNITS), '\u00b5s', '\u03bcs']),
  parse: quantity.parseDuration,
  grain: { en: 'a duration that is a whole number of nanoseconds', ja: 'ナノ秒の整数倍になる時間' },
};
const RATE: QuantityKind<number> = {
  name: { en: 'a bit rate', ja: 'ビットレート' },
  example: '100 Mbit/s',
  units: unitNames(quantity.RATE_UNITS),
  pattern: unitPattern(unitNames(quantity.RATE_UNITS)),
  parse: quantity.parseBitRate,
  grain: { en: 'a rate that is a whole number of bit/s', ja: 'bit/s の整数になるレート' },
};
const SIZE: QuantityKind<number> = {
  name: { en: 'a size', ja: 'サイズ' },
  example: '10 kB',
  units: unitNames(quantity.SIZE_UNITS),
  pattern: unitPattern(unitNames(quantity.SIZE_UNITS)),
  parse: quantity.parseSize,
  grain: { en: 'a size that is a whole number of octets', ja: 'オクテットの整数になるサイズ' },
};
const FREQUENCY: QuantityKind<Ratio> = {
  name: { en: 'a frequency', ja: '頻度' },
  example: '3 /h',
  units: unitNames(quantity.FREQUENCY_UNITS),
  pattern: unitPattern(unitNames(quantity.FREQUENCY_UNITS)),
  parse: quantity.parseFrequency,
};
const PROBABILITY: QuantityKind<Ratio> = {
  name: { en: 'a probability', ja: '確率' },
  example: '0.3 %',
  units: ['%'],
  wording: {
    en: 'a probability as a percentage or a fraction, at most 1, such as 0.3 % or 3/1000',
    ja: '0.3 % や 3/1000 のような、百分率または分数で書いた 1 以下の確率',
  },
  pattern: '^\\d{1,20}(?:(?:\\.\\d{1,20})? ?%| ?/ ?\\d{1,20})$',
  parse: quantity.parseRatio,
};
const POSITIVE: Bilingual = { en: ' above zero', ja: '（0 より大きい値）' };

export const duration = quantityLeaf(DURATION);
export const positiveDuration = quantityLeaf(DURATION, (ns) => ns > 0, POSITIVE);
export const bitRate = quantityLeaf(RATE, (bps) => bps > 0, POSITIVE);
export const size = quantityLeaf(SIZE, (bytes) => bytes > 0, POSITIVE);
export const frequency = quantityLeaf(FREQUENCY, (events) => events.numerator > 0, POSITIVE);
export const probability = quantityLeaf(PROBABILITY);
/** Announced window, at most 1 GiB (RFC 7323 2.3). */
export const windowSize = quantityLeaf(SIZE, (bytes) => bytes > 0 && bytes <= 2 ** 30, { en: ' of at most 1 GiB', ja: '（1 GiB 以下）' });

/**
 * A count of named things, at least one, such as `20 packets`.
 * Units: pieces. Errors: as for quantities. Source: own design.
 */
export function count(name: Bilingual, one: string, many: string, most: number) {
  const units = [many, one];
  const kind: QuantityKind<number> = {
    name,
    example: `20 ${many}`,
    units,
    pattern: unitPattern(units),
    parse: (raw) => quantity.parseCount(raw, units),
  };
  return quantityLeaf(kind, (value) => value >= 1 && value <= most, { en: ` from 1 to ${most}`, ja: `（1 から ${most}）` });
}
