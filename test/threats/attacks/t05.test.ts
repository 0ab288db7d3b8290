/**
 * Purpose: guards how T05 comes about on figure-3: a directory that gives verifiers away. What the card claims is executed in test/threats/claims.
 * Citations: threat-cards 3, card T05, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attackIds } from '../support/claims.ts';
import { play, refusals, result, withService } from '../support/credentials.ts';

const LISTENER = 'T05/lan/core-hospital.sz';
const ASKER = 'T05/lan/core-hospital.sz/asking';
const restricted = withService('directory', { trusts: ['core-hospital.sz.booking-server'] });

describe('T05 NIS', () => {
  it.each(attackIds('T05'))('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('goes through the three stages: verifier, password, login', () => {
    const { learned } = play(LISTENER);
    expect(learned.map((entry) => `${entry.what} ${entry.form}`)).toEqual(
      expect.arrayContaining(['password/suzuki hash', 'password/suzuki key']),
    );
  });
  it('[Stops] a directory over TLS: what refuses', () => expect(refusals(play(ASKER, ['tls']))).toEqual(['tls/no-verifier-in-clear']));
  it('a host believes the first answer: an entry of the attacker’s, and then the password behind it', () => {
    const { events, learned } = play('T05/lan/core-hospital.sz/false-directory');
    const taken = events.filter((event) => event.kind === 'directory' && event.fields['event'] === 'entry-taken');
    expect(taken).toHaveLength(1);
    expect(String(taken[0]?.fields['origin'])).toContain('attacker/');
    // He never found the true password, nor searched for it.
    expect(learned.filter((entry) => entry.form === 'key' && entry.what === 'password/suzuki')).toEqual([]);
  });
  it('without the answer of a false directory the host believes the true one', () => {
    const { events } = play(LISTENER);
    const taken = events.filter((event) => event.kind === 'directory' && event.fields['event'] === 'entry-taken');
    expect(taken.map((event) => event.fields['origin'])).toEqual(['core-hospital.sz.directory-server']);
  });
  it('restricting who may ask does nothing against who listens', () => expect(result(LISTENER, [], restricted)).toBe('succeeded'));
  it('a zone firewall does nothing inside the zone', () => {
    for (const id of [LISTENER, ASKER]) expect(result(id, ['zone-firewall']), id).toBe('succeeded');
  });
});
