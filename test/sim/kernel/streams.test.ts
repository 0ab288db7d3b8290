/**
 * Purpose: named random streams: what a draw depends on, and that draws are uniform and the streams unrelated.
 *
 * Guards: a stream that depends on who asked first; two names with the same or related draws; bounds that are off by one; a chance that is only nearly right.
 * Arithmetic: chi-square over equal cells against both tails, correlation against its normal approximation 1/√n, a count against the binomial one.
 * Why this bound: seeds are fixed, so a run is repeatable; each bound is a two-sided 99.9 % point (per test, shared by its cases after Bonferroni where it has many), so one
 * change of the generator in a thousand would be called wrong without being it.
 */
import { describe, expect, it } from 'vitest';
import { Streams, type Stream } from '../../../sim/kernel/streams.ts';

/** Two-sided normal points: one test at 99.9 %; and shared by 28 pairs. */
const Z_999 = 3.291;
const Z_999_OF_28 = 4.12;

const draws = (stream: Stream, count: number): number[] => Array.from({ length: count }, () => stream.next());

/** Quantile of chi-square by Wilson and Hilferty (1931); within 1 % from 5 degrees of freedom on. */
function chiSquarePoint(freedom: number, z: number): number {
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + z * Math.sqrt(spread)) ** 3;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [da, db] = [value - ma, (b[index] ?? 0) - mb];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / Math.sqrt(aa * bb);
}

describe('a stream', () => {
  it('is the same for the same seed and name', () => {
    const take = (): number[] => draws(new Streams(7).get('site/clinic-a/ike'), 100);
    expect(take()).toEqual(take());
  });

  it('does not depend on which streams exist or what they drew', () => {
    const alone = draws(new Streams(7).get('b'), 100);
    const streams = new Streams(7);
    draws(streams.get('a'), 13);
    const mixed = Array.from({ length: 100 }, () => {
      streams.get('c').next();
      return streams.get('b').next();
    });
    expect(mixed).toEqual(alone);
  });

  it('is one object for one name, so that its place in the sequence is kept', () => {
    const streams = new Streams(7);
    expect(streams.get('a')).toBe(streams.get('a'));
    expect([streams.get('a').next(), streams.get('a').next()]).toEqual(draws(new Streams(7).get('a'), 2));
  });

  it('differs with name and seed', () => {
    const first = [
      new Streams(1).get('a'),
      new Streams(1).get('b'),
      new Streams(2).get('a'),
      new Streams(1).get('a/'),
      new Streams(11).get('a'),
    ].map((stream) => draws(stream, 4).join());
    expect(new Set(first).size).toBe(first.length);
  });

  /** The numbers themselves are the contract: if they change, every trace hash and every published result does. */
  it('draws these numbers on every machine', () => {
    const stream = new Streams(1).get('site/core-hospital/ike');
    expect(Array.from({ length: 8 }, () => stream.integer(1_000_000))).toEqual([
      518729, 819374, 666955, 454349, 420612, 446173, 478435, 324445,
    ]);
  });
});

describe('integer', () => {
  it.each([1, 2, 3, 7, 10, 2 ** 20, 2 ** 32])('stays in [0, %i)', (below) => {
    const stream = new Streams(5).get(`bounds/${below}`);
    for (let n = 0; n < 2000; n++) {
      const value = stream.integer(below);
      if (!(Number.isInteger(value) && value >= 0 && value < below)) expect.fail(`integer(${below}) gave ${value}`);
    }
  });

  it.each([6, 10, 97, 1000])('is uniform over %i values', (below) => {
    const stream = new Streams(5).get(`uniform/${below}`);
    const each = 200;
    const cells = Array.from({ length: below }, () => 0);
    for (let n = 0; n < each * below; n++) {
      const value = stream.integer(below);
      cells[value] = (cells[value] ?? 0) + 1;
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - each) ** 2 / each, 0);
    expect(chiSquare).toBeLessThan(chiSquarePoint(below - 1, Z_999));
    // Too even is as suspicious as too uneven.
    expect(chiSquare).toBeGreaterThan(chiSquarePoint(below - 1, -Z_999));
  });

  it('has no memory: pairs of successive draws are uniform too', () => {
    const stream = new Streams(5).get('pairs');
    const cells = Array.from({ length: 100 }, () => 0);
    for (let n = 0; n < 20_000; n++) {
      const cell = stream.integer(10) * 10 + stream.integer(10);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    expect(chiSquare).toBeLessThan(chiSquarePoint(99, Z_999));
    expect(chiSquare).toBeGreaterThan(chiSquarePoint(99, -Z_999));
  });

  it.each([0, -1, 0.5, 2.5, NaN, Infinity, 2 ** 32 + 1])('refuses %d', (below) => {
    expect(() => new Streams(1).get('x').integer(below)).toThrow('whole number in 1..2^32');
  });
});

describe('chance', () => {
  it('is integer(denominator) < numerator, exactly', () => {
    const [one, twin] = [new Streams(3).get('loss'), new Streams(3).get('loss')];
    for (let n = 0; n < 5000; n++) {
      const denominator = 1 + (n % 50);
      const numerator = 1 + (n % (denominator + 1));
      expect(one.chance(numerator, denominator)).toBe(twin.integer(denominator) < numerator);
    }
  });

  it('of nothing is never, and draws nothing', () => {
    const [one, twin] = [new Streams(3).get('loss'), new Streams(3).get('loss')];
    for (let n = 0; n < 100; n++) expect(one.chance(0, 10)).toBe(false);
    expect(one.chance(0, 0)).toBe(false);
    expect(one.next()).toBe(twin.next());
  });

  it('of everything is always', () => {
    const stream = new Streams(3).get('loss');
    for (let n = 0; n < 1000; n++) expect(stream.chance(7, 7)).toBe(true);
  });

  it('comes out as often as it says', () => {
    const [trials, p] = [50_000, 3 / 1000];
    const stream = new Streams(3).get('rare');
    let hits = 0;
    for (let n = 0; n < trials; n++) if (stream.chance(3, 1000)) hits++;
    // 150 ± 40; twice or half the probability would give 300 or 75.
    expect(Math.abs(hits - trials * p)).toBeLessThan(Z_999 * Math.sqrt(trials * p * (1 - p)));
  });

  it('with a denominator of 0 is a bug', () => {
    expect(() => new Streams(1).get('x').chance(1, 0)).toThrow('1..2^32');
  });
});

describe('two streams', () => {
  const count = 20_000;
  const names = ['a', 'b', 'aa', 'ab', 'site/1/ike', 'site/2/ike', 'line/x/r1/loss', 'line/x/r2/loss'];

  it('are not correlated, however alike their names', () => {
    const lists = names.map((name) => draws(new Streams(1).get(name), count));
    for (const [index, a] of lists.entries()) {
      for (const [after, b] of lists.slice(index + 1).entries()) {
        expect(Math.abs(correlation(a, b)), `${names[index]} and ${names[index + 1 + after]}`).toBeLessThan(Z_999_OF_28 / Math.sqrt(count));
      }
    }
  });

  it('of neighbouring seeds are not correlated, nor is one with itself a draw later', () => {
    const lists = Array.from({ length: 8 }, (_, seed) => draws(new Streams(seed).get('arrivals'), count));
    for (const [index, a] of lists.entries()) {
      const b = index === 7 ? [...a.slice(1), a[0] ?? 0] : (lists[index + 1] ?? []);
      expect(Math.abs(correlation(a, b)), `seed ${index}`).toBeLessThan(Z_999_OF_28 / Math.sqrt(count));
    }
  });
});
