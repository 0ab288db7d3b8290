/**
 * Purpose: guards threat card T05 as executed on figure-3: a directory that gives verifiers away to listeners and askers.
 * Citations: threat-cards 3, card T05, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped, withService } from '../support/credentials.ts';

const LISTENER = 'T05/lan/core-hospital.sz';
const ASKER = 'T05/lan/core-hospital.sz/asking';
const WARD = 'T05/in-hsz/core-hospital.hsz/asking';
const ALL = [LISTENER, ASKER, WARD];
const restricted = withService('directory', { trusts: ['core-hospital.sz.booking-server'] });
const slow = { ...shipped, adversary: { ...shipped.adversary, offlineGuessesPerS: 0.5 } };

describe('T05 NIS', () => {
  it.each(ALL)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('goes through the three stages: verifier, password, login', () => {
    const { learned } = play(LISTENER);
    expect(learned.map((entry) => `${entry.what} ${entry.form}`)).toEqual(
      expect.arrayContaining(['password/suzuki hash', 'password/suzuki key']),
    );
  });

  it('[Stops] replacing it by a directory over TLS', () => {
    for (const id of ALL) expect(result(id, ['tls']), id).toBe('blocked');
    expect(refusals(play(ASKER, ['tls']))).toEqual(['tls/no-verifier-in-clear']);
  });
  it('[Stops] ipsec-ike host-host for the listener', () => expect(result(LISTENER, ['ipsec-ike-host-host'])).toBe('blocked'));
  it('beyond the card: host-host does not keep the directory from answering whoever asks without IPsec; restricting askers does', () => {
    for (const id of [ASKER, WARD]) expect(result(id, ['ipsec-ike-host-host']), id).toBe('succeeded');
    for (const id of ALL) expect(result(id, ['ipsec-ike-host-host'], restricted), id).toBe('blocked');
  });

  it('[Reduces] zone-firewall: no RPC across zones', () => {
    expect(result(WARD, ['zone-firewall'])).toBe('blocked');
    for (const id of [LISTENER, ASKER]) expect(result(id, ['zone-firewall']), id).toBe('succeeded');
  });
  it('[Reduces] restricting which hosts may query stops asking, not listening', () => {
    for (const id of [ASKER, WARD]) expect(result(id, [], restricted), id).toBe('blocked');
    expect(result(LISTENER, [], restricted)).toBe('succeeded');
  });
  it('[Reduces] slow hashes: the verifier is taken, the password not found in the time of the run', () => {
    for (const id of ALL) expect(result(id, [], slow), id).toBe('degraded');
  });
  it('beyond the card: with ic-card at the login the password is known and of no use', () => {
    for (const id of ALL) expect(result(id, ['ic-card']), id).toBe('degraded');
  });

  it('[Does not] ipsec-ike between gateways, connection-policy: the exchange never leaves the LAN', () => {
    for (const id of ALL) expect(result(id, ['ipsec-ike', 'device-auth', 'connection-policy']), id).toBe('succeeded');
  });
  it('[Does not] lockout: the search is offline', () => {
    for (const id of ALL) expect(result(id, ['lockout']), id).toBe('succeeded');
  });
});
