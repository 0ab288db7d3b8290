/**
 * Purpose: guards threat card T09 as executed: what stops an exploit inside a permitted protocol, what only shortens its way, and what carries it faithfully.
 * Citations: /threat-cards/ card T09, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withAdversary } from '../support/outcome.ts';

const scenario = figure3();
const STRANGER = 'T09/wan-off/internet';
const PARTNER = 'T09/peer/vendor';
/** Malware and faults that have been known for a year. */
const old = withAdversary(scenario, { malwareAgeNs: 365 * 86_400e9 });

describe('T09', () => {
  it('succeeds bare from both vantage points, and the first packet went through a permitted port', () => {
    for (const id of [STRANGER, PARTNER]) expect(outcome(scenario, id), id).toBe('succeeded');
    expect(run(scenario, STRANGER).finding.because.en).toContain('core-hospital.hsz');
  });

  it('[Stops] not offering the service to that peer: a group that does not agree on the console', () => {
    const groups = scenario.groups.map((group) => (group.id === 'maintenance' ? { ...group, services: ['device-reports'] } : group));
    const result = run({ ...scenario, groups }, PARTNER, ['ipsec-ike', 'connection-policy']);
    expect(result.finding.outcome).toBe('blocked');
    expect(stops(result)).toContain('connection-policy/outside-agreed-services');
  });

  it('[Reduces] patching closes the fault', () => {
    for (const id of [STRANGER, PARTNER]) expect(stops(run(scenario, id, ['patching']))).toEqual(['patching/fault-patched']);
    expect(outcome(scenario, STRANGER, ['patching'])).toBe('blocked');
  });

  it('[Reduces] patching does nothing within the patch lag', () => {
    expect(outcome(withAdversary(scenario, { faultAgeNs: 86_400e9 }), STRANGER, ['patching'])).toBe('succeeded');
  });

  it('[Reduces] the zone firewall leaves fewer pivots: the public zone falls, the inner zones do not', () => {
    const result = run(scenario, STRANGER, ['zone-firewall']);
    expect(result.finding.outcome).toBe('degraded');
    expect(stops(result)).toEqual(['zone-firewall/no-rule-permits']);
  });

  it('[Does not] filtering by ports alone does not stop what comes over the permitted port', () => {
    expect(outcome(scenario, PARTNER, ['zone-firewall'])).toBe('succeeded');
  });

  it('[Does not] TLS and IPsec carry the exploit faithfully', () => {
    for (const id of [STRANGER, PARTNER])
      expect(outcome(scenario, id, ['tls', 'ipsec-ike', 'device-auth', 'connection-policy']), id).toBe('succeeded');
  });

  it('[Does not] user authentication does not help where the flaw is reachable before login', () => {
    expect(outcome(scenario, PARTNER, ['ic-card', 'lockout'])).toBe('succeeded');
  });

  it('[Reduces] a scanner recognises old malware, on the host and at the gateway that reads it', () => {
    expect(outcome(old, STRANGER, ['virus-scan-host'])).toBe('blocked');
    expect(stops(run(old, STRANGER, ['virus-scan-gateway']))).toEqual(['virus-scan-gateway/malware-recognised']);
    expect(outcome(old, STRANGER, ['virus-scan-gateway'])).toBe('blocked');
  });

  it('[Does not] scanners do not know malware that is younger than their signatures', () => {
    expect(outcome(scenario, STRANGER, ['virus-scan-host', 'virus-scan-gateway'])).toBe('succeeded');
  });

  it('[Does not] IPsec between hosts hides the exploit from the gateway scanner (RFC 3631 3.11)', () => {
    const vendorHosts = {
      ...old,
      controls: old.controls.map((c) =>
        c.id === 'ipsec-ike-host-host' ? { ...c, scope: [...c.scope, 'vendor.sz', 'core-hospital.hsz'] } : c,
      ),
    };
    const partnerScan = vendorHosts;
    expect(outcome(partnerScan, PARTNER, ['virus-scan-gateway'])).toBe('blocked');
    expect(outcome(partnerScan, PARTNER, ['virus-scan-gateway', 'ipsec-ike-host-host'])).toBe('succeeded');
  });
});
