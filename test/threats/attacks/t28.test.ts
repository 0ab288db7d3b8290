/**
 * Purpose: guards threat card T28 as executed on figure-3: a user with every right breaks the rules of use; only rules that the system enforces stop her.
 * Citations: threat-cards 3, card T28, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped } from '../support/credentials.ts';

const AT = 'T28/in-hsz/core-hospital.hsz';
const [WEB, MAIL, OVERSIZED, SIMULTANEOUS] = [`${AT}/web`, `${AT}/mail`, `${AT}/oversized`, `${AT}/simultaneous`] as const;
const ALL = [WEB, MAIL, OVERSIZED, SIMULTANEOUS];

describe('T28 inappropriate usage', () => {
  it.each(ALL)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));

  it.each([
    [WEB, 'url-whitelist', 'rule-of-use-site'],
    [MAIL, 'mail-screening', 'rule-of-use-mail-domain'],
    [OVERSIZED, 'mail-screening', 'rule-of-use-mail-size'],
    [SIMULTANEOUS, 'service-exclusivity', 'rule-of-use-simultaneous'],
  ])('[Stops] %s by %s, which enforces the rule', (id, control, reason) => {
    expect(refusals(play(id, [control]))).toEqual([`${control}/${reason}`]);
    expect(result(id, [control])).toBe('blocked');
  });
  it('each enforced rule stops its own breach only', () => {
    expect(result(WEB, ['mail-screening', 'service-exclusivity'])).toBe('succeeded');
    expect(result(MAIL, ['url-whitelist', 'service-exclusivity'])).toBe('succeeded');
    expect(result(SIMULTANEOUS, ['url-whitelist', 'mail-screening'])).toBe('succeeded');
  });

  it('[Reduces] training-ledger: fewer breaches, not none', () => {
    for (const id of ALL) {
      const { outcome, loss } = play(id, ['training-ledger']).finding;
      expect(outcome, id).toBe('degraded');
      expect(loss?.records, id).toBeGreaterThan(0);
    }
  });
  it('[Sweep] rules that training does not bring home change nothing', () => {
    const untaught = { ...shipped, adversary: { ...shipped.adversary, trainedLapses: 1 } };
    for (const id of ALL) expect(result(id, ['training-ledger'], untaught), id).toBe('succeeded');
  });
  it('[Reduces] access-monitoring-and-cutoff: the alarm comes at the first breach, the cut-off bounds their number', () => {
    for (const id of [WEB, MAIL, SIMULTANEOUS]) {
      const { outcome, loss } = play(id, ['access-monitoring-and-cutoff']).finding;
      expect(outcome, id).toBe('detected');
      expect(loss?.records, id).toBeLessThan(20);
    }
  });
  it('[Detects] three-point-logging, after the fact', () => {
    for (const id of ALL) {
      const { outcome, detectedNs, loss } = play(id, ['three-point-logging']).finding;
      expect(outcome, id).toBe('detected');
      expect(detectedNs).toBeGreaterThan(8e9 + (shipped.monitoring?.reviewNs ?? 0));
      expect(loss?.records).toBe(play(id).finding.loss?.records);
    }
  });
  it('[Does not] authentication of any strength, IPsec, TLS, encryption of objects: she is entitled to be there', () => {
    for (const id of ALL)
      expect(
        result(id, [
          'ic-card',
          'otp',
          'biometric',
          'lockout',
          'ipsec-ike',
          'tls',
          'device-auth',
          'connection-policy',
          'zone-firewall',
          'object-encryption',
        ]),
        id,
      ).toBe('succeeded');
  });
});
