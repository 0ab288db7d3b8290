/**
 * Purpose: guards threat card T10 as executed on figure-3: an insider passes every channel measure; watching bounds the loss, roles and keys shrink it.
 * Citations: threat-cards 3, card T10, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { play, refusals, result, shipped, withUser } from '../support/credentials.ts';

const NURSE = 'T10/in-hsz/core-hospital.hsz';
const SENDER = 'T10/in-hsz/core-hospital.hsz/transfer';
const WATCH = 'access-monitoring-and-cutoff';
const CHANNEL = [
  'ipsec-ike',
  'ipsec-ike-host-host',
  'tls',
  'device-auth',
  'connection-policy',
  'ingress-filtering',
  'relay-blocking',
  'zone-firewall',
  'dynamic-arp-inspection',
];
const records = (controls: readonly string[] = [], scenario = shipped): number =>
  play(NURSE, controls, scenario).finding.loss?.records ?? 0;

describe('T10 insider', () => {
  it('succeeds bare: every record of the service beyond the two that she needs', () => {
    expect(result(NURSE)).toBe('succeeded');
    expect(records()).toBe(12 + 40 - 2);
  });
  it('[Stops] nothing fully: with every control on, records still get out', () => {
    const finding = play(
      NURSE,
      shipped.controls.map(({ id }) => id),
    ).finding;
    expect(finding.outcome).toBe('detected');
    expect(finding.loss?.records).toBeGreaterThan(0);
  });

  it('[Reduces] access-monitoring-and-cutoff bounds the loss: rate × (t_cut − t_0)', () => {
    const { outcome, detectedNs = 0, loss } = play(NURSE, [WATCH]).finding;
    expect(outcome).toBe('detected');
    const beginS = 8;
    const bound = (shipped.adversary.copiesPerS ?? 0) * (detectedNs / 1e9 + (shipped.monitoring?.responseNs ?? 0) / 1e9 - beginS) + 1;
    expect(loss?.records).toBeLessThanOrEqual(bound);
    expect(loss?.records).toBeLessThan(records());
    expect(loss?.bytes).toBe((loss?.records ?? 0) * 8000);
  });
  it('[Sweep] low and slow: below the threshold nobody notices', () => {
    const slow = { ...shipped, adversary: { ...shipped.adversary, copiesPerS: 0.7 } };
    expect(play(NURSE, [WATCH], slow).finding.detectedNs).toBeUndefined();
  });
  it('[Reduces] least privilege: the role shrinks what is within reach', () => {
    expect(records(['access-lists'])).toBe(12 - 2);
    expect(result(NURSE, ['access-lists'])).toBe('degraded');
  });
  it('[Sweep] role breadth: with a role that covers everything, access lists are worth nothing', () => {
    const broad = withUser('watanabe', {
      duties: [
        { asset: 'ward-charts', needed: 2 },
        { asset: 'psychiatry-charts', needed: 0 },
      ],
    });
    expect(result(NURSE, ['access-lists'], broad)).toBe('succeeded');
  });
  it('[Reduces] object-encryption with keys that the role lacks', () => {
    expect(records(['object-encryption'])).toBe(12 - 2);
    expect(result(NURSE, ['object-encryption'])).toBe('degraded');
  });
  it('[Reduces] training-ledger: a trained user gives way less often', () => {
    expect(result(NURSE, ['training-ledger'])).toBe('degraded');
    expect(records(['training-ledger'])).toBeLessThan(records());
  });

  it('[Reduces] zone-firewall: nothing gets out of the inner zone over the network; a memory stick does not pass it', () => {
    expect(result(SENDER)).toBe('succeeded');
    expect(refusals(play(SENDER, ['zone-firewall']))).toEqual(['zone-firewall/no-rule-permits']);
    expect(result(SENDER, ['zone-firewall'])).toBe('blocked');
    expect(result(NURSE, ['zone-firewall'])).toBe('succeeded');
  });
  it('beyond the card: training does not deter who is bent on harm', () => expect(result(SENDER, ['training-ledger'])).toBe('succeeded'));

  it('[Detects] three-point-logging plus timestamping, after the fact: all is lost by then', () => {
    const { outcome, detectedNs = 0, loss } = play(NURSE, ['three-point-logging', 'timestamping']).finding;
    expect(outcome).toBe('detected');
    expect(detectedNs).toBeGreaterThan(8e9 + (shipped.monitoring?.reviewNs ?? 0));
    expect(loss?.records).toBe(records());
    for (const one of ['three-point-logging', 'timestamping']) expect(result(NURSE, [one]), one).toBe('succeeded');
  });

  it.each(CHANNEL)('[Does not] %s recognises her as legitimate', (control) => expect(result(NURSE, [control])).toBe('succeeded'));
  it('[Does not] all channel measures together, but for the firewall on the way of the sender', () => {
    expect(
      result(
        SENDER,
        CHANNEL.filter((control) => control !== 'zone-firewall'),
      ),
    ).toBe('succeeded');
    expect(result(NURSE, CHANNEL)).toBe('succeeded');
    expect(records(CHANNEL)).toBe(records());
  });
  it('[Does not] authentication of any strength: it is her own account', () =>
    expect(result(NURSE, ['ic-card', 'otp', 'biometric', 'lockout'])).toBe('succeeded'));
});
