/**
 * Purpose: guards threat card T32 as executed: a lost disk, a stolen VPN box, a wrong address.
 * Citations: card T32, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withVantage } from '../support/outcome.ts';

const scenario = figure3();
const DISK = 'T32/stolen/clinic-a.sz.visit-tablet';
const BOX = 'T32/stolen/clinic-b.vpn';
const LETTER = 'T32/none/clinic-a/misdial';
const DAY = 86_400e9;
const REVOKED = ['ipsec-ike', 'device-auth', 'device-revocation'];

describe('T32', () => {
  it('succeeds bare in all three ways', () => {
    for (const id of [DISK, BOX, LETTER]) expect(outcome(scenario, id), id).toBe('succeeded');
  });

  it('[Stops] disk encryption, when the device was switched off', () => {
    const result = run(scenario, DISK, ['disk-encryption']);
    expect(result.finding.outcome).toBe('blocked');
    expect(stops(result)).toEqual(['disk-encryption/disk-encrypted']);
  });

  it('[Does not] disk encryption of a running laptop, or with the key stored beside it', () => {
    for (const state of ['running', 'key-beside'] as const) {
      const changed = withVantage(scenario, 'lost-tablet', { lost: { ageNs: 7 * DAY, reportedAfterNs: DAY, state } });
      expect(outcome(changed, DISK, ['disk-encryption']), state).toBe('succeeded');
    }
  });

  it('[Stops] not storing patient data on the device: there is nothing to attack', () => {
    const sites = scenario.sites.map((site) => ({ ...site, assets: site.assets.filter((asset) => asset.id !== 'visit-notes') }));
    expect(() => outcome({ ...scenario, sites }, DISK)).toThrow(`no attack ${DISK}`);
  });

  it('[Stops] the recipient check: connection policy refuses a letter to somebody who is no member', () => {
    expect(outcome(scenario, LETTER, ['ipsec-ike'])).toBe('succeeded');
    const result = run(scenario, LETTER, ['ipsec-ike', 'connection-policy']);
    expect(result.finding.outcome).toBe('blocked');
    expect(stops(result)).toContain('connection-policy/not-in-same-group');
  });

  it('the recipient check by certificate in TLS works as well, and an envelope for the right recipient stays closed', () => {
    expect(outcome(scenario, LETTER, ['tls'])).toBe('blocked');
    expect(stops(run(scenario, LETTER, ['object-encryption']))).toEqual(['object-encryption/unreadable']);
  });

  it('[Does not] IPsec: a stolen box authenticates perfectly until it is revoked, and the chip signs for the thief', () => {
    expect(outcome(scenario, BOX, ['ipsec-ike'])).toBe('succeeded');
    expect(outcome(scenario, BOX, ['ipsec-ike', 'device-auth', 'connection-policy'])).toBe('succeeded');
    const steps = run(scenario, BOX, ['ipsec-ike', 'device-auth'])
      .events.filter((e) => e.kind === 'attack')
      .map((e) => e.fields['way']);
    expect(steps).toEqual(['plain', 'pre-shared-key', 'chip']);
  });

  it('[Reduces] revocation bounds the window: report plus one interval of the list', () => {
    const { finding } = run(scenario, BOX, REVOKED);
    expect(finding).toMatchObject({ outcome: 'detected', loss: { seconds: 2 * 86_400 } });
  });

  it('[Reduces] within the window revocation does nothing: neither before the report nor while verifiers hold the old list', () => {
    for (const reportedAfterNs of [4 * DAY, 2.5 * DAY]) {
      const early = withVantage(scenario, 'stolen-box', { lost: { ageNs: 3 * DAY, reportedAfterNs, state: 'running' } });
      expect(outcome(early, BOX, REVOKED)).toBe('succeeded');
    }
  });

  it('[Reduces] a quicker report (training) shortens the window', () => {
    const quick = withVantage(scenario, 'stolen-box', { lost: { ageNs: 3 * DAY, reportedAfterNs: DAY / 24, state: 'running' } });
    expect(run(quick, BOX, REVOKED).finding.loss?.seconds).toBe(86_400 + 3600);
  });

  it('revocation of certificates takes no pre-shared key back', () => {
    expect(outcome(scenario, BOX, ['ipsec-ike', 'device-revocation'])).toBe('succeeded');
  });

  it('object encryption leaves the thief with sealed letters', () => {
    expect(outcome(scenario, BOX, ['ipsec-ike', 'device-auth', 'object-encryption'])).toBe('degraded');
  });
});
