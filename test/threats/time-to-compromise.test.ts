/**
 * Purpose: guards the times of the cards come out of the scenario's figures, and agree with what the replays show where both speak of the same thing.
 */
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../threats/estimates.ts';
import { timeToCompromise } from '../../threats/time-to-compromise.ts';
import { withUser } from './support/credentials.ts';
import { figure3 } from './support/figure-3.ts';
import { run, withAdversary } from './support/outcome.ts';

const scenario = figure3();

function estimate(threat: string, target: string, under = '', way = '', from = scenario): Estimate {
  const found = timeToCompromise(from).find(
    (e) => e.threat === threat && e.target === target && e.under === under && e.way.en.includes(way),
  );
  if (found === undefined) throw new Error(`no estimate ${threat} ${target}`);
  return found;
}

describe('time to compromise', () => {
  it('gives every constant a source', () => {
    for (const each of timeToCompromise(scenario))
      for (const constant of each.constants) expect(constant.source, `${each.target} ${constant.name.en}`).not.toBe('');
  });

  it('T03: the position over the rate; lockout ends it for good; what is in no dictionary has no time', () => {
    expect(estimate('T03', 'suzuki', '', 'login').meanSeconds).toBe(37 / 2);
    expect(estimate('T03', 'suzuki', 'account-locked-after-failures', 'login').meanSeconds).toBeUndefined();
    expect(estimate('T03', 'regional-psk').meanSeconds).toBeCloseTo(48_210 / 819.8e6, 12);
    expect(estimate('T03', 'sato').meanSeconds).toBeUndefined();
  });

  it('T03: where the position is drawn: its probability, and the mean position over the rate', () => {
    const passwordDraw = { inDictionary: { numerator: 1, denominator: 2 }, popular: [{ numerator: 1, denominator: 4 }] };
    const spread = withAdversary(withUser('sato', { passwordDraw }, scenario), { dictionaryWords: 1000 });
    // Half of the cases the first word, else one of the words 2 to 1000.
    const mean = 0.5 * 1 + (0.5 * (2 + 1000)) / 2;
    expect(estimate('T03', 'sato', '', 'login', spread)).toMatchObject({ probability: 0.5, meanSeconds: mean / 2 });
  });

  it('T04: a pattern at its position, or halfway where that is drawn', () => {
    expect(estimate('T04', 'ito', '', 'login').meanSeconds).toBe(30 / 2);
    expect(estimate('T04', 'ito', 'account-locked-after-failures', 'login').meanSeconds).toBeUndefined();
    const open = withUser('ito', { passwordPattern: { kind: 'pin', space: 10_000 } }, scenario);
    expect(estimate('T04', 'ito', '', 'login', open).meanSeconds).toBe(5000 / 2);
  });

  it('T03: the replay guesses for as long as the estimate says', () => {
    const { events } = run(scenario, 'T03/wan-off/internet');
    const at = (step: string): number => events.find((e) => e.kind === 'attack' && e.fields['step'] === step)?.timeNs ?? Number.NaN;
    const seconds = (at('guessing-ended') - at('guessing-online')) / 1e9;
    const expected = estimate('T03', 'suzuki', '', 'login').meanSeconds ?? Number.NaN;
    // Each try also waits for its answer: a round trip of some tens of milliseconds.
    expect(seconds).toBeGreaterThan(expected - 1);
    expect(seconds).toBeLessThan(expected * 1.3);
  });

  it('T04: figures of the card (95^8 at the descrypt rate: 29 days for the whole space, so half of that on average)', () => {
    const descrypt = withAdversary(scenario, { offlineGuessesPerS: 2.6802e9 });
    expect((2 * (estimate('T04', 'eight printable characters', '', 'offline', descrypt).meanSeconds ?? 0)) / 86_400).toBeCloseTo(28.6, 1);
    expect(estimate('T04', 'PIN of four digits', '', 'login').meanSeconds).toBe(2500);
    expect(estimate('T04', 'random key of 128 bit', '', 'offline').meanSeconds).toBeGreaterThan(1e27);
  });

  it('T04: keys go at their own rate: 40 bits in seconds, DES in days (card; RFC 4772), and the replay takes as long', () => {
    expect(estimate('T04', 'DES key').meanSeconds).toBeCloseTo(2 ** 55 / 6.7e10, 0);
    expect((estimate('T04', 'DES key').meanSeconds ?? 0) / 86_400).toBeCloseTo(6.2, 1);
    expect(estimate('T04', 'ito', '', 'login').meanSeconds).toBe(15);
    const { learned } = run(scenario, 'T04/wan-on/internet/cipher-key');
    const [met, found] = ['hash', 'key'].map((form) =>
      learned.find((entry) => entry.what.startsWith('key/manual/') && entry.form === form),
    );
    expect(((found?.atNs ?? 0) - (met?.atNs ?? 0)) / 1e9).toBeCloseTo(estimate('T04', 'lab-esp').meanSeconds ?? Number.NaN, 6);
  });

  it('T16: 2^31 over the window and the rate; RFC 5961 leaves 2^31 (card: 32,768 segments for a window of 65,536)', () => {
    expect(estimate('T16', 'fetch-study').meanSeconds).toBe(2 ** 31 / 2 ** 20 / 4096);
    expect(estimate('T16', 'fetch-study', 'exact-match-resets').meanSeconds).toBe(2 ** 31 / 4096);
  });

  it('T17: 5,000 values for 10 ms of jitter (card), half of them on average', () => {
    expect(estimate('T17', 'legacy numbers').meanSeconds).toBe(2500 / 4096);
  });

  it('T32: the report plus one interval, as the oracle has it', () => {
    const replayed = run(scenario, 'T32/stolen/clinic-b.vpn', ['ipsec-ike', 'device-auth', 'device-revocation']).finding.loss?.seconds;
    expect(estimate('T32', 'clinic-b.vpn', 'lost-devices-are-revoked').meanSeconds).toBe(replayed);
  });
});
