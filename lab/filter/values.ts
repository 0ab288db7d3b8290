/**
 * Purpose: what a written value means for a field, as a test on the values of events.
 *
 * A test on a field with several values (`port`, `node`) holds if one of them passes; `!=` holds if the field is there and none of them is equal.
 * Units: nanoseconds; a bare number means seconds where a time is meant. Determinism: pure.
 */
import type { TraceValue } from '../../sim/kernel/trace.ts';
import { inPrefix, parseIpv4, parsePrefix } from '../../sim/net/address.ts';
import { fault } from './fault.ts';
import type { Token } from './lexer.ts';
import type { Field } from './types.ts';

export type ValueTest = (value: TraceValue) => boolean;

const UNIT_NS: Readonly<Record<string, number>> = { s: 1_000_000_000, ms: 1_000_000, us: 1_000, µs: 1_000, ns: 1 };
const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)|0x[0-9a-f]+)$/i;
const TIME = /^(\d+(?:\.\d*)?|\.\d+)(s|ms|us|µs|ns)?$/;

function bad(token: Token, en: string, ja: string): Error {
  const said = token.text === '' ? { en: '', ja: '' } : { en: `, not "${token.text}"`, ja: `が必要です（「${token.text}」は不可）` };
  return fault(token.from, token.to, { en: `${en}${said.en}`, ja: `${ja}${said.ja === '' ? 'が必要です' : said.ja}` });
}

/** A number as its field counts it. */
function amount(field: Field, token: Token): number {
  if (field.type === 'time') {
    const [, digits, unit = 's'] = TIME.exec(token.text) ?? [];
    if (digits === undefined)
      throw bad(token, 'a time is written like 2.5, 2.5s, 300ms or 40us', '時刻は 2.5、2.5s、300ms、40us のような形');
    return Math.round(Number(digits) * (UNIT_NS[unit] ?? 1));
  }
  if (!NUMBER.test(token.text)) throw bad(token, `${field.name} is compared with a number`, `${field.name} は数値`);
  return Number(token.text);
}

function isNumeric(field: Field): boolean {
  return field.type === 'number' || field.type === 'time';
}

function equalTo(field: Field, token: Token): ValueTest {
  if (isNumeric(field)) {
    const wanted = amount(field, token);
    return (value) => value === wanted;
  }
  if (field.type === 'flag') {
    if (!/^(true|false|1|0)$/i.test(token.text)) throw bad(token, `${field.name} is true or false`, `${field.name} は true または false`);
    const wanted = /^(true|1)$/i.test(token.text);
    return (value) => value === wanted;
  }
  if (field.type === 'address') return addressTest(token);
  const wanted = token.text.toLowerCase();
  return (value) => String(value).toLowerCase() === wanted;
}

/** An address or a prefix, as `198.51.100.10` or `198.51.100.0/24`. */
function addressTest(token: Token): ValueTest {
  const prefix = token.text.includes('/') ? parsePrefix(token.text) : undefined;
  const address = parseIpv4(token.text);
  if (prefix === undefined && address === undefined)
    throw bad(token, 'an address is written like 198.51.100.10 or 198.51.100.0/24', 'アドレスは 198.51.100.10 または 198.51.100.0/24 の形');
  return (value) => {
    const got = parseIpv4(String(value));
    return got !== undefined && (prefix === undefined ? got === address : inPrefix(got, prefix));
  };
}

/** `1024..65535`, or one value. */
function member(field: Field, token: Token): ValueTest {
  const [low, high, ...more] = token.kind === 'word' ? token.text.split('..') : [token.text];
  if (high === undefined) return equalTo(field, token);
  if (!isNumeric(field) || low === '' || high === '' || more.length > 0)
    throw bad(token, `a range is written like 1..9, and only for numbers and times`, '範囲は 1..9 の形（数値と時刻のみ）');
  const from = amount(field, { ...token, text: low ?? '' });
  const to = amount(field, { ...token, text: high });
  return (value) => typeof value === 'number' && from <= value && value <= to;
}

function ordered(field: Field, operator: Token, token: Token): ValueTest {
  if (!isNumeric(field))
    throw fault(operator.from, operator.to, {
      en: `${field.name} has no order; use ==, !=, contains or in`,
      ja: `${field.name} は大小を比べられません（==、!=、contains、in を使う）`,
    });
  const wanted = amount(field, token);
  const compare: Readonly<Record<string, (value: number) => boolean>> = {
    '<': (value) => value < wanted,
    '<=': (value) => value <= wanted,
    '>': (value) => value > wanted,
    '>=': (value) => value >= wanted,
  };
  const test = compare[operator.text];
  return (value) => typeof value === 'number' && test?.(value) === true;
}

/**
 * The test of `field operator value`, on the values that an event has.
 * Units: none. Errors: throws a Fault on a value that the field cannot have. Source: wireshark-filter(4), `!=` as of version 4.
 */
export function comparison(field: Field, operator: Token, token: Token): (values: readonly TraceValue[]) => boolean {
  if (operator.text === 'contains') {
    const part = token.text.toLowerCase();
    return (values) => values.some((value) => String(value).toLowerCase().includes(part));
  }
  if (operator.text === '!=') {
    const equal = equalTo(field, token);
    return (values) => values.length > 0 && !values.some(equal);
  }
  const test = operator.text === '==' ? equalTo(field, token) : ordered(field, operator, token);
  return (values) => values.some(test);
}

/**
 * The test of `field in {…}`.
 * Units: none. Errors: as comparison. Source: wireshark-filter(4), membership.
 */
export function membership(field: Field, tokens: readonly Token[]): (values: readonly TraceValue[]) => boolean {
  const tests = tokens.map((token) => member(field, token));
  return (values) => values.some((value) => tests.some((test) => test(value)));
}
