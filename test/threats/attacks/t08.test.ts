/** Purpose: guards T08 on-link discrimination, bare and as its threat card claims (threat-cards 3, T08). */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

const STRANGER = 'T08/wan-off/internet';
const PEER = 'T08/peer/vendor';

describe('T08 on-link discrimination', () => {
  it.each(attackIds('T08'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops: authentication on the link (T08 Stops)', () => {
    for (const id of attackIds('T08')) expect(outcome(id, ['ospf-auth']), id).toBe('blocked');
  });
  it('Stops: refusing such protocols from tunnels (T08 Stops)', () =>
    expect(outcome(PEER, ['ipsec-ike', 'connection-policy'])).toBe('blocked'));
  it('Reduces: gtsm, as long as each router on the way lowers the TTL (T08 Reduces)', () => {
    for (const id of attackIds('T08')) expect(outcome(id, ['gtsm']), id).toBe('blocked');
  });
  it('a tunnel keeps the TTL: gtsm fails where a peer sends from his VPN device (T08 step 3, Does not)', () =>
    expect(outcome(PEER, ['gtsm', 'ipsec-ike', 'device-auth'])).toBe('succeeded'));
  it('Does not: ipsec-ike as such, it authenticates the tunnel peer (T08 Does not)', () => {
    expect(outcome(PEER, ['ipsec-ike', 'device-auth'])).toBe('succeeded');
    expect(outcome(STRANGER, ['ipsec-ike'])).toBe('blocked');
  });
  it('Reduces: ingress filtering, unless the tunnel hides the inner source', () => {
    expect(outcome(PEER, ['ingress-filtering'])).toBe('blocked');
    expect(outcome(PEER, ['ingress-filtering', 'ipsec-ike'])).toBe('succeeded');
  });
});
