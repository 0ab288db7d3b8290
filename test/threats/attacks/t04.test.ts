/**
 * Purpose: guards how T04 comes about on figure-3: secrets with a structure, found online and offline. What the card claims is executed in test/threats/claims.
 * Citations: threat-cards 3, card T04, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attackIds } from '../support/claims.ts';
import { play, refusals, result, withUser } from '../support/credentials.ts';

const LISTENER = 'T04/wan-on/internet';
const STRANGER = 'T04/wan-off/internet';
const PARTNER = 'T04/peer/vendor';
const ONLINE = [STRANGER, PARTNER];

describe('T04 guessing', () => {
  it.each(attackIds('T04'))('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('needs position / rate of time: 30 guesses at 2 a second', () => {
    const login = play(STRANGER).events.find((event) => event.kind === 'accept' && event.fields['op'] === 'login');
    expect((login?.timeNs ?? 0) / 1e9).toBeGreaterThan(1 + 29 / 2);
    expect((login?.timeNs ?? 0) / 1e9).toBeLessThan(20);
  });
  it('with the pre-shared key found he enters by a tunnel of his own', () => expect(result(LISTENER, ['ipsec-ike'])).toBe('succeeded'));
  it('[Reduces] lockout: what refuses', () => {
    for (const id of ONLINE) expect(refusals(play(id, ['lockout'])), id).toContain('lockout/account-locked');
  });
  it('[Reduces] rules for passwords: what refuses', () =>
    expect(refusals(play(LISTENER, ['id-password']))).toContain('id-password/password-not-in-list'));
  it('a search that outlasts every clock of the kernel is no bug, and finds nothing', () => {
    const endless = { kind: 'pattern', space: Number.MAX_SAFE_INTEGER, position: Number.MAX_SAFE_INTEGER } as const;
    for (const id of [LISTENER, STRANGER]) expect(result(id, [], withUser('ito', { passwordPattern: endless })), id).toBe('blocked');
  });
  it('a cipher key is found after position / rate of time, and opens what was kept', () => {
    const { learned, finding } = play('T04/wan-on/internet/cipher-key');
    const [met, found] = ['hash', 'key'].map((form) =>
      learned.find((entry) => entry.what.startsWith('key/manual/') && entry.form === form),
    );
    expect(((found?.atNs ?? 0) - (met?.atNs ?? 0)) / 1e9).toBeCloseTo(2 ** 39 / 6.7e10, 3);
    expect(finding.loss).toEqual({ records: 2 });
  });
  it('encryption of the channel does not hinder who guesses at the login from a permitted place', () =>
    expect(result(PARTNER, ['tls', 'ipsec-ike', 'device-auth', 'connection-policy', 'zone-firewall'])).toBe('succeeded'));
});
