/**
 * Purpose: the anti-replay window against its definition (a set of seen numbers), against the testbed, and at its edges.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AntiReplayWindow, MAX_SEQUENCE } from '../../../sim/vpn/anti-replay.ts';

/** RFC 4303 3.4.3 said in the plainest way. */
class Naive {
  readonly seen = new Set<number>();
  right = 0;
  readonly size: number;

  constructor(size: number) {
    this.size = size;
  }

  fresh(sequence: number): boolean {
    return sequence >= 1 && sequence > this.right - this.size && !this.seen.has(sequence);
  }

  advance(sequence: number): void {
    this.seen.add(sequence);
    this.right = Math.max(this.right, sequence);
  }
}

describe('the window', () => {
  it('agrees with the naive set on random arrivals, jumps included', () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.integer({ min: -90, max: 3 }) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 500 }) },
    );
    fc.assert(
      fc.property(fc.constantFrom(32, 64, 128), fc.array(step, { maxLength: 300 }), (size, steps) => {
        const window = new AntiReplayWindow(size);
        const naive = new Naive(size);
        for (const delta of steps) {
          const sequence = naive.right + delta;
          const fresh = naive.fresh(sequence);
          expect(window.check(sequence) === 'fresh').toBe(fresh);
          if (!fresh) continue;
          naive.advance(sequence);
          window.advance(sequence);
          expect(window.right).toBe(naive.right);
        }
      }),
      { numRuns: 300 },
    );
  });

  /** Testbed section 3: libipsec with a window of 128 delivers up to 127 behind the newest and drops from 128 on. */
  it('delivers 127 behind the newest and drops 128 behind, with a window of 128', () => {
    const window = new AntiReplayWindow(128);
    window.advance(1000);
    expect(window.check(1000 - 127)).toBe('fresh');
    expect(window.check(1000 - 128)).toBe('left-of-window');
  });

  it('tells a duplicate from a number left of the window, and never accepts number 0', () => {
    const window = new AntiReplayWindow();
    window.advance(1);
    window.advance(70);
    expect(window.check(70)).toBe('duplicate');
    expect(window.check(6)).toBe('left-of-window');
    expect(window.check(7)).toBe('fresh');
    expect(new AntiReplayWindow().check(0)).toBe('left-of-window');
  });

  it('works at the end of the number space', () => {
    const window = new AntiReplayWindow();
    window.advance(MAX_SEQUENCE);
    expect(window.check(MAX_SEQUENCE)).toBe('duplicate');
    expect(window.check(MAX_SEQUENCE - 63)).toBe('fresh');
    expect(window.check(MAX_SEQUENCE - 64)).toBe('left-of-window');
  });

  it('refuses sizes below 32 and sizes that are no multiple of it', () => {
    expect(() => new AntiReplayWindow(16)).toThrow(/16/);
    expect(() => new AntiReplayWindow(65)).toThrow(/65/);
  });
});
