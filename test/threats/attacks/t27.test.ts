/**
 * Purpose: guards what the claims of card T27 rest on: which control refuses with which reason, and where it does nothing. The radio variant is tested with the radio hop.
 * Citations: threat-cards 3, card T27, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { play, refusals, result, shipped, withScope } from '../support/credentials.ts';

const IDS = attacksOf(shipped)
  .filter((attack) => attack.definition.threat === 'T27' && attack.vantage.kind !== 'radio' && attack.definition.variant !== 'borrowed')
  .map(({ id }) => id);
const STRANGER = 'T27/wan-off/internet';
const SOCKET = 'T27/lan/core-hospital.sz';
const STAFF = 'T27/in-hsz/core-hospital.hsz';
const PARTNER = 'T27/peer/vendor';
const RELAY = 'T27/peer/vendor/relay';
const MAINTENANCE = 'T27/peer/vendor/maintenance';

describe('T27 unauthorised usage', () => {
  it.each(IDS)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));

  it('authorisation at the object stops every way to the share, and not a maintenance account', () => {
    for (const id of IDS.filter((each) => each !== MAINTENANCE)) expect(result(id, ['access-lists']), id).toBe('blocked');
    expect(result(MAINTENANCE, ['access-lists', 'zone-firewall', 'ipsec-ike', 'connection-policy'])).toBe('succeeded');
  });
  it('a zone firewall says why it refuses, and does nothing within a zone', () => {
    for (const id of [STRANGER, SOCKET, PARTNER])
      expect(refusals(play(id, ['zone-firewall'])), id).toEqual(['zone-firewall/no-rule-permits']);
    expect(result(STAFF, ['zone-firewall'])).toBe('succeeded');
  });
  it('connection policy and relay blocking say why they refuse; a socket inside meets neither', () => {
    expect(refusals(play(PARTNER, ['ipsec-ike', 'connection-policy']))).toContain('connection-policy/outside-agreed-services');
    expect(refusals(play(RELAY, ['ipsec-ike', 'relay-blocking']))).toContain('relay-blocking/tunnel-to-tunnel');
    expect(result(SOCKET, ['ipsec-ike', 'connection-policy'])).toBe('succeeded');
  });
  it('that IPsec keeps strangers out is its access control, not its encryption (RFC 4301 4.4.1): those inside are not stopped', () => {
    for (const id of [SOCKET, STAFF]) expect(result(id, ['ipsec-ike', 'ipsec-ike-host-host']), id).toBe('succeeded');
    expect(refusals(play(STRANGER, ['ipsec-ike']))).toEqual(['ipsec-ike/unprotected-inbound']);
  });
  it('[Does not] knowing who it is without asking whether he may', () => {
    const everywhere = ['core-hospital.hsz.backup-server', 'clinic-a.sz.reception-pc', 'core-hospital.hsz.modality'];
    const scenario = ['ic-card', 'otp', 'biometric'].reduce(
      (with_, id) =>
        withScope(
          id,
          everywhere.filter((place) => !shipped.controls.find((offer) => offer.id === id)?.scope.includes(place)),
          with_,
        ),
      shipped,
    );
    for (const id of [STAFF, MAINTENANCE]) expect(result(id, ['ic-card', 'otp', 'biometric', 'lockout'], scenario), id).toBe('succeeded');
  });
});
