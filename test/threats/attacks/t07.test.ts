/** Purpose: guards T07 topology subversion, bare and as its threat card claims (threat-cards 3, T07). */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const LINK = 'T07/lan/core-hospital.sz';

describe('T07 topology subversion', () => {
  it.each(attackIds('T07'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops: ospf-auth (T07 Stops)', () => expect(outcome(LINK, ['ospf-auth'])).toBe('blocked'));
  it('Reduces: tls and host-to-host ipsec make the diversion worthless for reading, dropping remains (T07 Reduces)', () => {
    expect(outcome(LINK, ['tls'])).toBe('degraded');
    expect(outcome(LINK, ['ipsec-ike-host-host'])).toBe('degraded');
  });
  it('but not ipsec between gateways: the diversion is behind the gateway (rule 1 of threat-cards 2.4)', () =>
    expect(outcome(LINK, ['ipsec-ike'])).toBe('succeeded'));
  it('Does not: ingress-filtering, TTL tests, a closed network (T07 Does not)', () => {
    expect(outcome(LINK, ['ingress-filtering'])).toBe('succeeded');
    expect(outcome(LINK, ['gtsm'])).toBe('succeeded');
    expect(outcome(LINK, ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking', 'zone-firewall'])).toBe('succeeded');
  });
  it('users notice nothing: the letter arrives (T07 step 5)', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, LINK), { seed: 1, answer: profile([]), trace: true });
    expect(
      run.events.some((event) => event.kind === 'accept' && event.fields['op'] === 'store-letter' && event.fields['altered'] === false),
    ).toBe(true);
    expect(run.learned.some((entry) => entry.form === 'plain' && entry.label === 'phi')).toBe(true);
  });
});
