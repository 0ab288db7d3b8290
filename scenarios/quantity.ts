/**
 * Purpose: reads quantities written with their unit (`250 ms`, `100 Mbit/s`, `0.3 %`) into exact integers and ratios.
 *
 * Does not model: signs, exponents (`1e3`), thousands separators, binary prefixes for bit rates.
 * Units: durations in nanoseconds, rates in bits per second, sizes in octets, frequencies as events per second.
 * Determinism: pure functions on BigInt; no floating point, so `0.1 us` is exactly 100 ns.
 * References: BIPM SI brochure (prefixes); IEC 80000-13 (kibi, mebi, gibi); contract 4.
 */
import type { Ratio } from '../sim/world/scenario.ts';

/** Why a text is not the quantity that was asked for. */
export type QuantityFault = 'malformed' | 'missing-unit' | 'unknown-unit' | 'inexact' | 'too-large';

export type QuantityResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: QuantityFault; readonly unit: string };

/** Units of one kind, each with its size in the base unit; the first spelling is the one that diagnostics and the JSON Schema show. */
export type UnitTable = readonly (readonly [unit: string, factor: bigint])[];

export const DURATION_UNITS: UnitTable = [
  ['ns', 1n],
  ['us', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['min', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['d', 86_400_000_000_000n],
];
export const RATE_UNITS: UnitTable = [
  ['bit/s', 1n],
  ['kbit/s', 1_000n],
  ['Mbit/s', 1_000_000n],
  ['Gbit/s', 1_000_000_000n],
];
export const SIZE_UNITS: UnitTable = [
  ['B', 1n],
  ['kB', 1_000n],
  ['MB', 1_000_000n],
  ['GB', 1_000_000_000n],
  ['KiB', 1n << 10n],
  ['MiB', 1n << 20n],
  ['GiB', 1n << 30n],
];
/** For frequencies the factor is the length of the period in seconds. */
export const FREQUENCY_UNITS: UnitTable = [
  ['/s', 1n],
  ['/min', 60n],
  ['/h', 3_600n],
  ['/d', 86_400n],
];

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);
/** At most 20 digits each side of the point: more cannot be exact in the base units anyway. A unit has no digits. */
const SHAPE = /^(\d{1,20})(?:\.(\d{1,20}))? ?([^\d\s.,][^\d]*)?$/;

interface Split {
  /** The number is `digits / 10^decimals`. */
  readonly digits: bigint;
  readonly scale: bigint;
  readonly unit: string;
}

function split(text: string): Split | QuantityFault {
  const found = SHAPE.exec(text);
  if (found?.[1] === undefined) return 'malformed';
  const decimals = found[2] ?? '';
  const unit = found[3] ?? '';
  if (unit === '') return 'missing-unit';
  // The micro sign and the Greek letter look alike; both are read as `u`.
  return { digits: BigInt(found[1] + decimals), scale: 10n ** BigInt(decimals.length), unit: unit.replace(/^[\u00b5\u03bc]s$/, 'us') };
}

function refuse(fault: QuantityFault, unit = ''): { readonly ok: false; readonly fault: QuantityFault; readonly unit: string } {
  return { ok: false, fault, unit };
}

function parseWhole(text: string, units: UnitTable): QuantityResult<number> {
  const parts = split(text);
  if (typeof parts === 'string') return refuse(parts);
  const factor = units.find(([unit]) => unit === parts.unit)?.[1];
  if (factor === undefined) return refuse('unknown-unit', parts.unit);
  const scaled = parts.digits * factor;
  if (scaled % parts.scale !== 0n) return refuse('inexact', parts.unit);
  const value = scaled / parts.scale;
  return value > MAX_EXACT ? refuse('too-large', parts.unit) : { ok: true, value: Number(value) };
}

function reduced(numerator: bigint, denominator: bigint): QuantityResult<Ratio> {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  const [top, bottom] = [numerator / a, denominator / a];
  if (top > MAX_EXACT || bottom > MAX_EXACT) return refuse('too-large');
  return { ok: true, value: { numerator: Number(top), denominator: Number(bottom) } };
}

/**
 * Reads a duration such as `250 ms`, `2 min` or `0.5us`.
 * Units: nanoseconds, at most 2^53 - 1 (104 days). Errors: returned as a fault; `inexact` when not a whole number of ns. Source: own design.
 */
export function parseDuration(text: string): QuantityResult<number> {
  return parseWhole(text, DURATION_UNITS);
}

/**
 * Reads a bit rate such as `100 Mbit/s`; prefixes are decimal.
 * Units: bits per second. Errors: returned as a fault. Source: BIPM SI brochure, table 7.
 */
export function parseBitRate(text: string): QuantityResult<number> {
  return parseWhole(text, RATE_UNITS);
}

/**
 * Reads a size such as `10 kB` (10,000 octets) or `1 MiB` (1,048,576 octets).
 * Units: octets. Errors: returned as a fault. Source: IEC 80000-13.
 */
export function parseSize(text: string): QuantityResult<number> {
  return parseWhole(text, SIZE_UNITS);
}

/**
 * Reads a count of named things such as `20 packets`; `nouns` are the accepted spellings.
 * Units: pieces. Errors: returned as a fault. Source: own design.
 */
export function parseCount(text: string, nouns: readonly string[]): QuantityResult<number> {
  return parseWhole(
    text,
    nouns.map((noun) => [noun, 1n] as const),
  );
}

/**
 * Reads a frequency such as `2 /s` or `3 /h` as an exact ratio.
 * Units: events (numerator) per that many seconds (denominator), lowest terms. Errors: returned as a fault. Source: own design.
 */
export function parseFrequency(text: string): QuantityResult<Ratio> {
  const parts = split(text);
  if (typeof parts === 'string') return refuse(parts);
  const period = FREQUENCY_UNITS.find(([unit]) => unit === parts.unit)?.[1];
  if (period === undefined) return refuse('unknown-unit', parts.unit);
  return reduced(parts.digits, parts.scale * period);
}

/**
 * Reads a probability as `0.3 %` or `3/1000`.
 * Units: exact ratio in lowest terms, 0 to 1. Errors: returned as a fault; `too-large` above 1, `malformed` for a zero denominator. Source: own design.
 */
export function parseRatio(text: string): QuantityResult<Ratio> {
  const fraction = /^(\d{1,20}) ?\/ ?(\d{1,20})$/.exec(text);
  if (fraction?.[1] !== undefined && fraction[2] !== undefined) {
    const denominator = BigInt(fraction[2]);
    return denominator === 0n ? refuse('malformed') : atMostOne(BigInt(fraction[1]), denominator);
  }
  const parts = split(text);
  if (typeof parts === 'string') return refuse(parts);
  return parts.unit === '%' ? atMostOne(parts.digits, parts.scale * 100n) : refuse('unknown-unit', parts.unit);
}

function atMostOne(numerator: bigint, denominator: bigint): QuantityResult<Ratio> {
  return numerator > denominator ? refuse('too-large') : reduced(numerator, denominator);
}
