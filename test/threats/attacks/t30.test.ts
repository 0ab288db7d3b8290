/** Guards: T30 fraud enabled by service interruption, bare and as its threat card claims (threat-cards 3, T30). */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

const CUT = 'T30/wan-on/internet';

describe('T30 fraud enabled by service interruption', () => {
  it.each(attackIds('T30'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops (a): transaction-idempotency with reconciliation (T30 Stops)', () => expect(outcome(CUT, ['transaction-idempotency'])).toBe('blocked'));
  it('Does not: encryption or anti-replay, each message is genuine (T30 Does not)', () => {
    for (const controls of [['ipsec-ike', 'device-auth'], ['ipsec-ike-host-host'], ['tls'], ['tls', 'ipsec-ike', 'ipsec-ike-host-host', 'tcp-ao']]) expect(outcome(CUT, controls), controls.join()).toBe('succeeded');
  });
});
