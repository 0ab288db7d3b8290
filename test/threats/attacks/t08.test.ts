/** Purpose: guards how T08 on-link discrimination comes about (threat-cards 3, T08); what the card claims is executed in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

const STRANGER = 'T08/wan-off/internet';
const PEER = 'T08/peer/vendor';

describe('T08 on-link discrimination', () => {
  it.each(attackIds('T08'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('IPsec keeps strangers out, whom no tunnel admits', () => expect(outcome(STRANGER, ['ipsec-ike'])).toBe('blocked'));
  it('beyond the card: ingress filtering helps, unless the tunnel hides the inner source', () => {
    expect(outcome(PEER, ['ingress-filtering'])).toBe('blocked');
    expect(outcome(PEER, ['ingress-filtering', 'ipsec-ike'])).toBe('succeeded');
  });
});
