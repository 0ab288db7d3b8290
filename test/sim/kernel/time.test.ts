/**
 * Purpose: the arithmetic of time: how long a line needs for a packet, and how a time is written.
 *
 * Guards: a serialisation time that is one nanosecond short (a line faster than its rate) or that loses digits in a double.
 * Arithmetic: ceil(octets × 8 × 10^9 / rate), computed here in whole numbers of any length. Why this bound: equality.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSeconds, serialisationNs } from '../../../sim/kernel/time.ts';

describe('serialisationNs', () => {
  it.each([
    // One octet at 1 Gbit/s is 8 ns; a full Ethernet packet 12 us; 64 octets at 100 Mbit/s 5.12 us.
    [1, 1_000_000_000, 8],
    [1500, 1_000_000_000, 12_000],
    [64, 100_000_000, 5_120],
    [1500, 64_000, 187_500_000],
    // 8/3 ns and 8e9/3 ns round up: 2.67 and 2,666,666,666.67.
    [1, 3_000_000_000, 3],
    [1, 3, 2_666_666_667],
    [0, 1_000, 0],
  ])('%i octets at %i bit/s take %i ns', (sizeBytes, rateBps, expected) => {
    expect(serialisationNs(sizeBytes, rateBps)).toBe(expected);
  });

  it('equals the exact quotient, rounded up, for every packet and rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), fc.integer({ min: 1, max: 400_000_000_000 }), (sizeBytes, rateBps) => {
        const bits = BigInt(sizeBytes) * 8n * 1_000_000_000n;
        const exact = (bits + BigInt(rateBps) - 1n) / BigInt(rateBps);
        expect(BigInt(serialisationNs(sizeBytes, rateBps))).toBe(exact);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([0, -1, NaN])('refuses a rate of %d bit/s', (rateBps) => {
    expect(() => serialisationNs(100, rateBps)).toThrow('rate must be positive');
  });
});

describe('formatSeconds', () => {
  it.each([
    [0, '0.000 s'],
    [1, '0.000000001 s'],
    [1_500_000_000, '1.500 s'],
    [999_999_999, '0.999999999 s'],
    [61_000_120_000, '61.00012 s'],
  ])('%i ns is %s', (timeNs, expected) => {
    expect(formatSeconds(timeNs)).toBe(expected);
  });
});
