/**
 * Purpose: the pace of the playback keeps order and true times, shows short gaps long enough and long gaps shortly; axis ticks are round and apart.
 */
import { fc } from './support/fuzz.ts';
import { describe, expect, it } from 'vitest';
import { axisText, clockText, durationText } from '../../viz/time/format.ts';
import { lastNotAbove, momentAt, paceOf, playbackMs, shownAt } from '../../viz/time/pace.ts';
import { ticksOf } from '../../viz/time/ticks.ts';

const MS = 1_000_000;
const S = 1_000 * MS;

describe('the pace', () => {
  it('gives a LAN hop of 6 µs screen time, and half a minute of silence only a little more than a moment', () => {
    const pace = paceOf([2 * S, 2 * S + 6_000, 2 * S + 8 * MS, 32 * S], 60 * S);
    const hop = shownAt(pace, 2 * S + 6_000) - shownAt(pace, 2 * S);
    const line = shownAt(pace, 2 * S + 8 * MS) - shownAt(pace, 2 * S + 6_000);
    const silence = shownAt(pace, 32 * S) - shownAt(pace, 2 * S + 8 * MS);
    expect(hop).toBeGreaterThanOrEqual(14);
    expect(line).toBeGreaterThan(10 * hop);
    expect(silence).toBeLessThanOrEqual(1_500);
  });

  it('keeps the order of any events, and finds each of them again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 59 * S }), { minLength: 1, maxLength: 60 }), (timesNs) => {
        const pace = paceOf(timesNs, 60 * S);
        const sorted = [...new Set(timesNs)].sort((a, b) => a - b);
        const shown = sorted.map((timeNs) => shownAt(pace, timeNs));
        for (const [i, one] of shown.entries()) {
          if (i > 0) expect(one).toBeGreaterThan(shown[i - 1] ?? Infinity);
          expect(Math.abs(momentAt(pace, one) - (sorted[i] ?? 0))).toBeLessThan(1_000);
        }
      }),
    );
  });

  it('plays the longest trace in 75 seconds at most', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => i * MS);
    expect(playbackMs(paceOf(many, 60 * S))).toBeLessThanOrEqual(75_000.001);
  });

  it('clamps what lies outside', () => {
    const pace = paceOf([S], 2 * S);
    expect(shownAt(pace, -5)).toBe(0);
    expect(momentAt(pace, 1e9)).toBe(2 * S);
  });
});

describe('lastNotAbove', () => {
  it('finds the last entry that is not above, and 0 where all are', () => {
    expect([0, 5, 9, 10, 99].map((value) => lastNotAbove([5, 9, 9, 10], value))).toEqual([0, 0, 2, 3, 3]);
  });
});

describe('ticks', () => {
  it('stand apart, at round times, in order', () => {
    const pace = paceOf([2 * S, 2 * S + 10 * MS, 2 * S + 50 * MS, 2 * S + 80 * MS, 30 * S], 60 * S);
    const whole = playbackMs(pace);
    const ticks = ticksOf(60 * S, (timeNs) => (shownAt(pace, timeNs) / whole) * 600, 70);
    expect(ticks.length).toBeGreaterThan(3);
    for (const [i, tick] of ticks.entries()) {
      expect(tick.timeNs % MS).toBe(0);
      if (i > 0) expect(tick.x - (ticks[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(70);
    }
  });
});

describe('times as text', () => {
  it('tell microseconds apart on the clock and are no longer than needed on the axis', () => {
    expect(clockText(2_000_006_120)).toBe('2.000006 s');
    expect(axisText(2_020 * MS, 20 * MS)).toBe('2.020 s');
    expect(axisText(30 * S, 30 * S)).toBe('30 s');
    expect([durationText(14_300_000), durationText(1_330 * MS), durationText(6_120)]).toEqual(['14.3 ms', '1.33 s', '6.12 µs']);
  });
});
