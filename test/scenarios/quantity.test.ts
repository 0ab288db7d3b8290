/**
 * Purpose: quantities are read exactly or refused with the right reason.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as quantity from '../../scenarios/quantity.ts';

const value = <T>(result: quantity.QuantityResult<T>): T | string => (result.ok ? result.value : result.fault);

describe('whole quantities', () => {
  it.each([
    ['250 ms', 250_000_000],
    ['250ms', 250_000_000],
    ['0.5 us', 500],
    ['1.5 \u00b5s', 1_500],
    ['2 \u03bcs', 2_000],
    ['2 min', 120_000_000_000],
    ['1 h', 3_600_000_000_000],
    ['7 d', 604_800_000_000_000],
    ['0 s', 0],
    ['0.000000001 s', 1],
    ['1.10 s', 1_100_000_000],
    ['104 d', 8_985_600_000_000_000],
    ['', 'malformed'],
    ['ms', 'malformed'],
    ['-1 s', 'malformed'],
    ['+1 s', 'malformed'],
    ['1e3 s', 'malformed'],
    ['1,5 s', 'malformed'],
    ['.5 s', 'malformed'],
    ['1. s', 'malformed'],
    ['1  s', 'malformed'],
    [' 1 s', 'malformed'],
    ['1 s ', 'unknown-unit'],
    ['1_000 s', 'malformed'],
    ['250', 'missing-unit'],
    ['250 ', 'missing-unit'],
    ['1 S', 'unknown-unit'],
    ['1 sec', 'unknown-unit'],
    ['0.5 ns', 'inexact'],
    ['0.0000000001 s', 'inexact'],
    ['105 d', 'too-large'],
    ['99999999999999999999 d', 'too-large'],
    ['100000000000000000000 s', 'malformed'],
  ])('duration %j is %j', (text, expected) => {
    expect(value(quantity.parseDuration(text))).toBe(expected);
  });

  it.each([
    ['100 Mbit/s', 100_000_000],
    ['1.544 Mbit/s', 1_544_000],
    ['64 kbit/s', 64_000],
    ['1 Gbit/s', 1_000_000_000],
    ['9600 bit/s', 9_600],
    ['100 Mbps', 'unknown-unit'],
    ['1.0005 bit/s', 'inexact'],
    ['8.0 bit/s', 8],
    ['100', 'missing-unit'],
  ])('bit rate %j is %j', (text, expected) => {
    expect(value(quantity.parseBitRate(text))).toBe(expected);
  });

  it.each([
    ['64 kB', 64_000],
    ['64 KiB', 65_536],
    ['1 MiB', 1_048_576],
    ['2 MB', 2_000_000],
    ['1.5 KiB', 1_536],
    ['65535 B', 65_535],
    ['0.1 KiB', 'inexact'],
    ['10 kb', 'unknown-unit'],
    ['10 KB', 'unknown-unit'],
  ])('size %j is %j', (text, expected) => {
    expect(value(quantity.parseSize(text))).toBe(expected);
  });

  it('counts accept the spellings given and no other', () => {
    expect(value(quantity.parseCount('20 packets', ['packet', 'packets']))).toBe(20);
    expect(value(quantity.parseCount('1 packet', ['packet', 'packets']))).toBe(1);
    expect(value(quantity.parseCount('20', ['packets']))).toBe('missing-unit');
    expect(value(quantity.parseCount('1.5 packets', ['packets']))).toBe('inexact');
    expect(value(quantity.parseCount('20 frames', ['packets']))).toBe('unknown-unit');
  });
});

describe('ratios', () => {
  it.each([
    ['0.3 %', 3, 1000],
    ['3/1000', 3, 1000],
    ['0 %', 0, 1],
    ['100 %', 1, 1],
    ['50%', 1, 2],
    ['1/1', 1, 1],
    ['0/5', 0, 1],
    ['33.25 %', 133, 400],
    ['2 / 6', 1, 3],
  ])('%j is %i/%i', (text, numerator, denominator) => {
    expect(quantity.parseRatio(text)).toEqual({ ok: true, value: { numerator, denominator } });
  });

  it.each([
    ['3', 'missing-unit'],
    ['0.003', 'missing-unit'],
    ['1/0', 'malformed'],
    ['3/2', 'too-large'],
    ['101 %', 'too-large'],
    ['1 permille', 'unknown-unit'],
    ['1/-2', 'malformed'],
    ['1.5/2', 'malformed'],
    ['1/9007199254740993', 'too-large'],
  ])('%j is refused as %s', (text, fault) => {
    expect(value(quantity.parseRatio(text))).toBe(fault);
  });

  it.each([
    ['2 /s', 2, 1],
    ['30 /min', 1, 2],
    ['3 /h', 1, 1200],
    ['0.5 /s', 1, 2],
    ['819800000 /s', 819_800_000, 1],
    ['1/d', 1, 86_400],
  ])('frequency %j is %i per %i s', (text, numerator, denominator) => {
    expect(quantity.parseFrequency(text)).toEqual({ ok: true, value: { numerator, denominator } });
  });

  it('a frequency needs its period', () => {
    expect(value(quantity.parseFrequency('2'))).toBe('missing-unit');
    expect(value(quantity.parseFrequency('2 s'))).toBe('unknown-unit');
  });
});

describe('exactness', () => {
  // Floating point would give 299999.99999999994 for 0.3 ms in ns; whole arithmetic must not.
  it('a decimal of n thousandths of a unit is n times a thousandth, for every n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 9 }), (n) => {
        const text = `${Math.floor(n / 1000)}.${String(n % 1000).padStart(3, '0')}`;
        expect(value(quantity.parseDuration(`${text} ms`))).toBe(n * 1000);
        expect(value(quantity.parseBitRate(`${text} Mbit/s`))).toBe(n * 1000);
        expect(value(quantity.parseSize(`${text} MB`))).toBe(n * 1000);
      }),
    );
  });

  it('a ratio is in lowest terms and equal to what was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 6 }), fc.integer({ min: 1, max: 10 ** 6 }), (a, b) => {
        fc.pre(a <= b);
        const result = quantity.parseRatio(`${a}/${b}`);
        if (!result.ok) throw new Error(result.fault);
        const { numerator, denominator } = result.value;
        expect(numerator * b).toBe(a * denominator);
        const gcd = (x: number, y: number): number => (y === 0 ? x : gcd(y, x % y));
        expect(gcd(numerator, denominator)).toBe(1);
      }),
    );
  });

  it('no text makes a parser throw', () => {
    const parsers = [quantity.parseDuration, quantity.parseBitRate, quantity.parseSize, quantity.parseFrequency, quantity.parseRatio];
    const almost = fc.stringMatching(/^[0-9.,/ ]{0,30}[a-zA-Z%/ ]{0,6}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), almost), (text) => {
        for (const parse of parsers) expect(typeof parse(text).ok).toBe('boolean');
      }),
    );
  });
});
