/**
 * Purpose: guards how T02 comes about on figure-3: a password that crosses the wire, and one that many people know. What the card claims is executed in test/threats/claims.
 * Citations: threat-cards 3, card T02, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attackIds } from '../support/claims.ts';
import { play, refusals, result, shipped, withUser } from '../support/credentials.ts';

const WAN = 'T02/wan-on/internet';
const FORMER = 'T02/wan-off/internet/shared';
const CAPTURES = [WAN, 'T02/lan/clinic-a.sz', 'T02/lan/core-hospital.sz'];

describe('T02 shared password', () => {
  it.each(attackIds('T02'))('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('(b) the log of a shared account names nobody', () => expect(play(FORMER).finding.because.en).toContain('12 persons'));
  it('[Stops] what refuses: the code is spent, the card is missing', () => {
    for (const id of CAPTURES) expect(refusals(play(id, ['otp'])), id).toContain('otp/code-already-used');
    expect(refusals(play(WAN, ['ic-card']))).toContain('ic-card/card-missing');
  });
  it('[Reduces] an account used from elsewhere raises an alarm at a time', () =>
    expect(play(FORMER, ['access-monitoring-and-cutoff']).finding.detectedNs).toBeGreaterThan(0));
  it('[Does not] a change of the password helps only against a thief who waits until it is made', () => {
    const changing = (seconds: number) => withUser('sato', { passwordLifetimeNs: seconds * 1e9 });
    // Captured within the fourth second, used a second later.
    expect(result(WAN, [], changing(20))).toBe('succeeded');
    expect(result(WAN, [], changing(4))).toBe('blocked');
  });
  it('the shipped scenario offers one-time codes once, for both viewers', () =>
    expect(shipped.controls.filter((offer) => offer.mechanism === 'otp')).toHaveLength(1));
});
