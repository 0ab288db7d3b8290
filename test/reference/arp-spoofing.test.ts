/**
 * Purpose: `probe arp` against Linux, cell by cell: which claim changes which entry, with arp_accept and drop_gratuitous_arp; how long one claim diverts; who wins a race of answers.
 *
 * Why this bound: entries are compared exactly. Durations of STALE entries: the model's 8.0 s plus at most 0.3 s of the kernel's timer granularity and the client's 0.1 s.
 * Those of REACHABLE ones are drawn (15..45 s + 8 s): every measured one must lie in the model's range.
 */
import { describe, expect, it } from 'vitest';
import { probeArp } from '../../lab/probe/arp.ts';
import { ARP_BASE as BASE, ARP_FIGURES, claim } from './arp-spoofing.ts';

const { rows, durations, race } = ARP_FIGURES;

describe('the table of claims', () => {
  it.each(rows)('arp_accept %i, drop_gratuitous_arp %i, entry %s, %s: points to %s, %s', (...row) => {
    const [, , , , pointsTo, state, diverted] = row;
    const figures = claim(row);
    expect(figures.after).toEqual({ pointsTo, state });
    expect(figures.divertedInFirstSecond).toBe(diverted);
  });

  it('holds all 85 cells of the measurement', () => expect(rows).toHaveLength(85));
});

describe('how long claims divert', () => {
  it.each(durations)('$spoof, $claims times', ({ spoof, claims, everyS, observedS, lastDivertedS, divertedPackets, requestsS }) => {
    const figures = probeArp({ ...BASE, spoof, claims, everyS, observedS });
    if (spoof === 'unicast-reply') {
      for (const last of lastDivertedS) {
        expect(last).toBeGreaterThan(23);
        expect(last).toBeLessThan(53.3);
      }
      const drawn = Array.from({ length: 20 }, (_, seed) => probeArp({ ...BASE, spoof, observedS: 60, seed }).divertedForS);
      expect(Math.min(...drawn)).toBeLessThan(Math.max(...lastDivertedS));
      expect(Math.max(...drawn)).toBeGreaterThan(Math.min(...lastDivertedS));
      return;
    }
    for (const [run, last] of lastDivertedS.entries()) {
      expect(last - figures.divertedForS).toBeGreaterThanOrEqual(-0.1);
      expect(last - figures.divertedForS).toBeLessThanOrEqual(0.3);
      expect(Math.abs((divertedPackets[run] ?? 0) - figures.diverted * observedS * 10)).toBeLessThanOrEqual(5);
      // The measurement counts from the start of the program, about a second before the claim.
      expect(requestsS[run]?.length).toBe(figures.requests.length);
    }
  });
});

describe('the race for an answer', () => {
  it.each(race.filter(([delayS]) => delayS > 0))('%f s after the request: won %i of %i', (ageS, won, of) => {
    const { after } = probeArp({ ...BASE, entry: 'reachable', ageS });
    expect(after.pointsTo).toBe(won > of / 2 ? 'attacker' : 'server');
  });
});

describe('cells that are not on the shelf', () => {
  it('a reply that names the claimed address as its own target is gratuitous in full, and the locktime does not keep it out', () => {
    expect(probeArp({ ...BASE, entry: 'recent', spoof: 'gratuitous-reply-own-target' }).effect).toBe('overwritten');
    expect(probeArp({ ...BASE, entry: 'recent', spoof: 'gratuitous-reply' }).effect).toBe('ignored');
  });

  it.each(['incomplete', 'failed'] as const)('an entry that is %s takes any claim', (entry) => {
    for (const spoof of ['unicast-reply', 'broadcast-reply', 'gratuitous-request'] as const)
      expect(probeArp({ ...BASE, entry, spoof }).effect).toBe('created');
  });

  it.each(['delay', 'probe'] as const)('an entry in %s is overwritten', (entry) => {
    const { before, effect } = probeArp({ ...BASE, entry });
    expect(before).toEqual({ pointsTo: 'server', state: entry });
    expect(effect).toBe('overwritten');
  });
});
