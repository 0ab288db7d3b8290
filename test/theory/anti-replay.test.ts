/**
 * Purpose: genuine packets that the anti-replay window loses to reordering, against a closed form.
 *
 * Packets leave one a slot; each is late by L slots with probability p, on its own. A window of W drops a late packet n if a packet n + j with j >= W has passed before it: those
 * that can are n + W .. n + L - 1, and each has unless it is late itself. So
 *   loss = p (1 - p^(L - W)) for L > W, else 0                 (a late packet arrives before the one that leaves in its slot)
 * Guards: a window one place too large or too small, one that forgets numbers while it moves, one that takes late numbers for seen ones.
 * Why this bound: the 99.9 % interval over 20 replications; W - 1 and W + 1 lie outside it where L is near W and p is large.
 */
import { describe, expect, it } from 'vitest';
import { Streams } from '../../sim/kernel/streams.ts';
import { AntiReplayWindow } from '../../sim/vpn/anti-replay.ts';
import { interval, RUNS } from './support.ts';

const PACKETS = 20_000;

/** Share of the packets that the window drops; every packet is genuine and arrives once. */
function lostShare(p: number, lateSlots: number, size: number, seed: number): number {
  const stream = new Streams(seed).get('late');
  const window = new AntiReplayWindow(size);
  const late = new Map<number, number>();
  let lost = 0;
  const arrive = (sequence: number): void => {
    if (window.check(sequence) === 'fresh') window.advance(sequence);
    else lost++;
  };
  for (let slot = 1; slot <= PACKETS + lateSlots; slot++) {
    const due = late.get(slot);
    // What is late by L slots comes before the packet that leaves in this slot: L - 1 later ones had the chance to pass it.
    if (due !== undefined) arrive(due);
    if (slot > PACKETS) continue;
    if (stream.next() < p) late.set(slot + lateSlots, slot);
    else arrive(slot);
  }
  return lost / PACKETS;
}

const loss = (p: number, lateSlots: number, size: number): number => (lateSlots > size ? p * (1 - p ** (lateSlots - size)) : 0);

describe('loss to the anti-replay window', () => {
  it.each([
    [0.01, 100, 64],
    [0.1, 66, 64],
    [0.3, 65, 64],
    [0.5, 66, 64],
    [0.5, 33, 32],
    [0.3, 130, 128],
  ])('p %f, late by %i, window %i', (p, lateSlots, size) => {
    const { mean, halfWidth } = interval(Array.from({ length: RUNS }, (_, run) => lostShare(p, lateSlots, size, 300 + run)));
    expect(Math.abs(mean - loss(p, lateSlots, size)), `${mean} ± ${halfWidth}`).toBeLessThan(halfWidth);
    expect(halfWidth / loss(p, lateSlots, size)).toBeLessThan(0.08);
    if (p >= 0.3) for (const other of [size - 1, size + 1]) expect(Math.abs(mean - loss(p, lateSlots, other))).toBeGreaterThan(halfWidth);
  });

  it.each([1, 31, 63, 64])('nothing is lost that is late by %i of 64', (lateSlots) => {
    expect(lostShare(0.5, lateSlots, 64, 1)).toBe(0);
  });
});
