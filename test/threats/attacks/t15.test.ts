/** Purpose: guards T15 TCP SYN insertion, bare and as its threat card claims (threat-cards 3, T15). */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

const SEEING = 'T15/wan-on/internet';
const BLIND = 'T15/wan-off/internet';
const LAN = 'T15/lan/clinic-a.sz';
const FOOTHOLD = 'T15/wan-off/internet/foothold';

describe('T15 TCP SYN insertion', () => {
  it.each(attackIds('T15'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));

  it('Stops: ipsec-ike discards a packet without an SA before TCP (T15 Stops)', () => {
    for (const id of [SEEING, BLIND, FOOTHOLD]) expect(outcome(id, ['ipsec-ike']), id).toBe('blocked');
    for (const id of attackIds('T15')) expect(outcome(id, ['ipsec-ike-host-host']), id).toBe('blocked');
  });
  it('but between gateways not on the LAN (rule 1 of threat-cards 2.4)', () => expect(outcome(LAN, ['ipsec-ike'])).toBe('succeeded'));
  it('Stops: tcp-ao, whose MAC a forged SYN lacks (T15 Stops)', () => {
    for (const id of attackIds('T15')) expect(outcome(id, ['tcp-ao']), id).toBe('blocked');
  });
  it('Stops (a): tcp-rfc5961 for blind attackers (T15 Stops)', () => expect(outcome(BLIND, ['tcp-rfc5961'])).toBe('blocked'));
  it('beyond the card: tcp-rfc5961 also for who sees the numbers, since every SYN is challenged (RFC 5961 4.2)', () =>
    expect(outcome(SEEING, ['tcp-rfc5961'])).toBe('blocked'));
  it('tcp-rfc5961 does nothing for (b): a new SYN is no SYN into a connection', () =>
    expect(outcome(FOOTHOLD, ['tcp-rfc5961'])).toBe('succeeded'));
  it('Reduces: ingress-filtering removes forged sources, not who sits on the path (T15 Reduces)', () => {
    expect(outcome(BLIND, ['ingress-filtering'])).toBe('blocked');
    expect(outcome(FOOTHOLD, ['ingress-filtering'])).toBe('blocked');
    expect(outcome(SEEING, ['tls', 'ingress-filtering'])).toBe('succeeded');
  });
  it('Does not: tls, object protection, user authentication (T15 Does not)', () => {
    for (const id of attackIds('T15'))
      expect(outcome(id, ['tls', 'object-encryption', 'object-signature', 'ic-card', 'lockout']), id).toBe('succeeded');
  });
});
