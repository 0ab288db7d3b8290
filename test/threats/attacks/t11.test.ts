/**
 * Purpose: guards threat card T11 as executed on figure-3: stored records copied over an open read path.
 * Citations: threat-cards 3, card T11, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { play, refusals, result, shipped } from '../support/credentials.ts';

const IDS = attacksOf(shipped)
  .filter((attack) => attack.definition.threat === 'T11')
  .map(({ id }) => id);
const SOCKET = 'T11/lan/core-hospital.sz';
const WARD = 'T11/in-hsz/core-hospital.hsz';
const PARTNER = 'T11/peer/vendor';
const RELAY = 'T11/peer/vendor/relay';
const MAINTENANCE = 'T11/peer/vendor/maintenance';
const WATCH = 'access-monitoring-and-cutoff';

describe('T11 illicit copying', () => {
  it.each(IDS)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));
  it('[Steps] the original is untouched: nothing raises an alarm or breaks', () => {
    const { events, finding } = play(SOCKET);
    expect(finding.loss).toEqual({ records: 40, bytes: 40 * 16_000 });
    expect(events.some((event) => event.kind === 'alarm' || event.kind === 'stop')).toBe(false);
  });

  it('[Stops] object-encryption: the key does not travel with the copy', () => {
    for (const id of IDS) expect(result(id, ['object-encryption']), id).toBe('blocked');
    expect(play(SOCKET, ['object-encryption']).learned.some((entry) => entry.form === 'cipher')).toBe(true);
  });
  it('[Stops] correct access lists, on the shares that have one', () => {
    for (const id of IDS) expect(result(id, ['access-lists']), id).toBe(id === MAINTENANCE ? 'succeeded' : 'blocked');
    expect(refusals(play(SOCKET, ['access-lists']))).toEqual(['access-lists/not-on-access-list']);
  });
  it('[Reduces] zone-firewall: the share of the inner zone is out of reach from other zones', () => {
    for (const id of [SOCKET, PARTNER]) expect(result(id, ['zone-firewall']), id).toBe('blocked');
    expect(result(WARD, ['zone-firewall'])).toBe('succeeded');
  });
  it('[Reduces] maintenance-access-control: a maintenance session is for maintenance', () => {
    expect(refusals(play(MAINTENANCE, ['maintenance-access-control']))).toEqual([
      'maintenance-access-control/outside-maintenance-agreement',
    ]);
    expect(result(MAINTENANCE, ['maintenance-access-control'])).toBe('blocked');
  });
  it('[Reduces] access-monitoring-and-cutoff: the alarm comes, and the cut-off bounds the loss', () => {
    for (const id of [SOCKET, WARD, PARTNER]) {
      const { outcome, loss, detectedNs } = play(id, [WATCH]).finding;
      expect(outcome, id).toBe('detected');
      expect(detectedNs).toBeGreaterThan(0);
      expect(loss?.records).toBeLessThan(20);
    }
  });
  it('[Sweep] low and slow: below the alarm threshold the copying goes on', () => {
    const slow = { ...shipped, adversary: { ...shipped.adversary, copiesPerS: 0.7 } };
    const { outcome, detectedNs, loss } = play(WARD, [WATCH], slow).finding;
    expect(outcome).toBe('succeeded');
    expect(detectedNs).toBeUndefined();
    expect(loss?.records).toBeGreaterThan(20);
  });
  it('[Reduces] relay-blocking: copies cannot hop from a third site through a partner', () => {
    expect(result(RELAY, ['ipsec-ike'])).toBe('succeeded');
    expect(refusals(play(RELAY, ['ipsec-ike', 'relay-blocking']))).toContain('relay-blocking/tunnel-to-tunnel');
    expect(result(RELAY, ['ipsec-ike', 'relay-blocking'])).toBe('blocked');
  });
  it('beyond the card: the connection policy of the third site refuses the answers already', () =>
    expect(result(RELAY, ['ipsec-ike', 'connection-policy'])).toBe('blocked'));

  it('[Does not] ipsec-ike, tls: what is stored is not protected by the channel', () => {
    for (const id of IDS) expect(result(id, ['tls']), id).toBe('succeeded');
    for (const id of IDS) expect(result(id, ['ipsec-ike', 'ipsec-ike-host-host', 'device-auth']), id).toBe('succeeded');
  });
  it('[Does not] object-signature: a signed copy is still readable', () => {
    for (const id of IDS) expect(result(id, ['object-signature']), id).toBe('succeeded');
  });
  it('[Does not] virus-scan, on hosts and at gateways', () => {
    for (const id of IDS) expect(result(id, ['virus-scan-host', 'virus-scan-gateway']), id).toBe('succeeded');
  });
  it('[Reduces] disk-encryption works for media that are switched off, not for a server that serves', () => {
    const offers = shipped.controls.filter((offer) => offer.mechanism === 'disk-encryption').map(({ id }) => id);
    for (const id of IDS) expect(result(id, offers), id).toBe('succeeded');
  });
});
