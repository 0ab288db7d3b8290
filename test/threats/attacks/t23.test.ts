/** Purpose: guards T23 retransmission caused by automatic calling, bare and as its threat card claims (threat-cards 3, T23). */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const CUT = 'T23/wan-on/internet';

describe('T23 retransmission caused by automatic calling', () => {
  it.each(attackIds('T23'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops (a): transaction-idempotency (T23 Stops)', () => expect(outcome(CUT, ['transaction-idempotency'])).toBe('blocked'));
  it('Does not: ESP anti-replay, since the repeat is a fresh packet (T23 Does not)', () => {
    for (const controls of [['ipsec-ike'], ['ipsec-ike-host-host'], ['ipsec-ike', 'ipsec-ike-host-host']])
      expect(outcome(CUT, controls), controls.join()).toBe('succeeded');
  });
  it('Does not: tls, device-auth (T23 Does not)', () =>
    expect(outcome(CUT, ['tls', 'ipsec-ike', 'device-auth', 'connection-policy'])).toBe('succeeded'));
  it('only cuts: both effects come from the genuine client (T23 Wins when)', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, CUT), { seed: 1, answer: profile(['ipsec-ike']), trace: true });
    const effects = run.events.filter((event) => event.kind === 'effect');
    expect(effects).toHaveLength(2);
    for (const effect of effects) expect(effect.fields['origin']).toBe('clinic-a.sz.reception-pc');
  });
});
