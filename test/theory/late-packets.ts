/**
 * Purpose: genuine packets that come late to an anti-replay window: the share that it drops, and the closed form for it.
 *
 * Packets leave one a slot; each is late by L slots with probability p, on its own. A window of W drops a late packet n if a packet n + j with j >= W has passed before it: those
 * that can are n + W .. n + L - 1, and each has unless it is late itself. So
 *   loss = p (1 - p^(L - W)) for L > W, else 0                 (a late packet arrives before the one that leaves in its slot)
 */
import { Streams } from '../../sim/kernel/streams.ts';
import { AntiReplayWindow } from '../../sim/vpn/anti-replay.ts';

const PACKETS = 20_000;

/** Cases that theory and measurement are compared on: p, slots late, window. */
export const LATE_CASES: readonly (readonly [p: number, lateSlots: number, size: number])[] = [
  [0.01, 100, 64],
  [0.1, 66, 64],
  [0.3, 65, 64],
  [0.5, 66, 64],
  [0.5, 33, 32],
  [0.3, 130, 128],
];

/** Share of the packets that the window drops; every packet is genuine and arrives once. */
export function lostShare(p: number, lateSlots: number, size: number, seed: number): number {
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

/** The closed form. */
export const lossOf = (p: number, lateSlots: number, size: number): number => (lateSlots > size ? p * (1 - p ** (lateSlots - size)) : 0);
