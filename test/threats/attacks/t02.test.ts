/**
 * Purpose: guards threat card T02 as executed on figure-3: a password that crosses the wire, and one that many people know.
 * Citations: threat-cards 3, card T02, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped, withScope } from '../support/credentials.ts';

const WAN = 'T02/wan-on/internet';
const CLINIC = 'T02/lan/clinic-a.sz';
const SERVER = 'T02/lan/core-hospital.sz';
const FORMER = 'T02/wan-off/internet/shared';
const PARTNER = 'T02/peer/vendor/shared';
const ALL = [WAN, CLINIC, SERVER, FORMER, PARTNER];
const CAPTURES = [WAN, CLINIC, SERVER];

describe('T02 shared password', () => {
  it.each(ALL)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('(b) the log of a shared account names nobody', () => expect(play(FORMER).finding.because.en).toContain('12 persons'));

  it('[Stops] tls on the hop: nothing is captured', () => {
    for (const id of CAPTURES) expect(result(id, ['tls']), id).toBe('blocked');
  });
  it('[Stops] ipsec-ike covering the hop, and only there: between gateways not on the LAN', () => {
    expect(result(WAN, ['ipsec-ike'])).toBe('blocked');
    for (const id of [CLINIC, SERVER]) expect(result(id, ['ipsec-ike']), id).toBe('succeeded');
    for (const id of [CLINIC, SERVER]) expect(result(id, ['ipsec-ike-host-host']), id).toBe('blocked');
  });
  it('[Stops] otp: the captured code is spent', () => {
    for (const id of CAPTURES) expect(refusals(play(id, ['otp'])), id).toContain('otp/code-already-used');
    for (const id of ALL) expect(result(id, ['otp']), id).toBe('blocked');
  });
  it('[Stops] ic-card: nothing reusable crosses the wire', () => {
    for (const id of ALL) expect(result(id, ['ic-card']), id).toBe('blocked');
    expect(refusals(play(WAN, ['ic-card']))).toContain('ic-card/card-missing');
  });

  it('[Reduces] connection-policy with device-auth: the login page is out of reach from outside the group', () => {
    const network = ['ipsec-ike', 'device-auth', 'connection-policy'];
    for (const id of [FORMER, PARTNER]) expect(result(id, network), id).toBe('blocked');
    // From a member's own LAN the stolen password still works.
    expect(result(CLINIC, network)).toBe('succeeded');
  });
  it('[Reduces] zone-firewall: the login of an inner zone is out of reach, one in the zone for partners is not', () => {
    for (const id of [FORMER, PARTNER]) expect(result(id, ['zone-firewall']), id).toBe('blocked');
    expect(result(WAN, ['zone-firewall'])).toBe('succeeded');
  });
  it('[Reduces] access-monitoring-and-cutoff: an account used from elsewhere raises an alarm, and the cut-off bounds the loss', () => {
    for (const id of ALL) {
      const [watched, free] = [play(id, ['access-monitoring-and-cutoff']).finding, play(id).finding];
      expect(watched.outcome, id).toBe('detected');
      expect(watched.detectedNs).toBeGreaterThan(0);
      expect(watched.loss?.records).toBeLessThan(free.loss?.records ?? 0);
    }
  });

  it('[Does not] lockout: the first try is right', () => {
    const everywhere = withScope('lockout', ['core-hospital.sz.viewer-server', 'core-hospital.hsz.ehr-server']);
    for (const id of ALL) expect(result(id, ['lockout'], everywhere), id).toBe('succeeded');
  });
  it('[Does not] rules for passwords', () => {
    const everywhere = withScope('id-password', ['core-hospital.sz.viewer-server', 'core-hospital.hsz.ehr-server']);
    for (const id of ALL) expect(result(id, ['id-password'], everywhere), id).toBe('succeeded');
  });
  it('[Does not] biometric sent as a constant template, which is replayed with the password', () => {
    for (const id of CAPTURES) expect(result(id, ['biometric']), id).toBe('succeeded');
  });
  it('beyond the card: a template that he never saw does stop who only knows the shared password', () => {
    for (const id of [FORMER, PARTNER]) expect(result(id, ['biometric']), id).toBe('blocked');
  });
  it('the shipped scenario offers these controls where they act', () =>
    expect(shipped.controls.filter((offer) => offer.mechanism === 'otp')).toHaveLength(1));
});
