/**
 * Purpose: guards threat card T04 as executed on figure-3: secrets with a structure, found online and offline.
 * Citations: threat-cards 3, card T04, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped, withUser } from '../support/credentials.ts';

const LISTENER = 'T04/wan-on/internet';
const STRANGER = 'T04/wan-off/internet';
const PARTNER = 'T04/peer/vendor';
const ONLINE = [STRANGER, PARTNER];
const ALL = [LISTENER, ...ONLINE];
const patterned = withUser('ito', { passwordPattern: { kind: 'pattern', space: 1_000_000, position: 30 } });

describe('T04 guessing', () => {
  it.each(ALL)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('needs position / rate of time: 30 guesses at 2 a second', () => {
    const login = play(STRANGER).events.find((event) => event.kind === 'accept' && event.fields['op'] === 'login');
    expect((login?.timeNs ?? 0) / 1e9).toBeGreaterThan(1 + 29 / 2);
    expect((login?.timeNs ?? 0) / 1e9).toBeLessThan(20);
  });

  it('[Stops] device-auth: there is no pre-shared key to guess', () => {
    expect(result(LISTENER, ['ipsec-ike'])).toBe('succeeded');
    expect(result(LISTENER, ['ipsec-ike', 'device-auth'])).toBe('blocked');
  });
  it('[Stops] a random pre-shared key of 128 bits', () => {
    const random = { ...shipped, keys: shipped.keys.map(({ id }) => ({ id })) };
    expect(result(LISTENER, ['ipsec-ike'], random)).toBe('blocked');
  });
  it('[Reduces] lockout, for those who guess online', () => {
    for (const id of ONLINE) expect(refusals(play(id, ['lockout'])), id).toContain('lockout/account-locked');
    for (const id of ONLINE) expect(result(id, ['lockout']), id).toBe('blocked');
    expect(result(LISTENER, ['lockout'])).toBe('succeeded');
  });
  it('[Reduces] rate limiting at the login: the time grows with the delay', () => {
    for (const id of ONLINE) expect(result(id, ['login-rate-limiting']), id).toBe('blocked');
    const early = withUser('ito', { passwordPattern: { kind: 'pin', space: 10_000, position: 5 } });
    for (const id of ONLINE) expect(result(id, ['login-rate-limiting'], early), id).toBe('succeeded');
    expect(result(LISTENER, ['login-rate-limiting'])).toBe('succeeded');
  });
  it('[Reduces] rules for passwords remove defaults and short numbers', () => {
    for (const id of ALL) expect(result(id, ['id-password']), id).toBe('blocked');
    expect(refusals(play(LISTENER, ['id-password']))).toContain('id-password/password-not-in-list');
  });

  it('[Does not] a long password that follows a pattern', () => {
    for (const id of ALL) expect(result(id, ['id-password'], patterned), id).toBe('succeeded');
  });
  it('[Does not] encryption of the channel, for those who guess online from a permitted place', () => {
    expect(result(PARTNER, ['tls', 'ipsec-ike', 'device-auth', 'connection-policy', 'zone-firewall'])).toBe('succeeded');
  });
});
