/**
 * Purpose: guards T09 as executed: the way of an exploit inside a permitted protocol, and what each obstacle says. What stops it and what does not is executed as claims
 * (test/threats/claims/t09-t16.ts).
 */
import { describe, expect, it } from 'vitest';
import type { UsageSpec } from '../../../sim/world/scenario.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withAdversary } from '../support/outcome.ts';

const scenario = figure3();
const STRANGER = 'T09/wan-off/internet';
const PARTNER = 'T09/peer/vendor';
const MAIL = 'T09/wan-off/internet/mail';
/** Malware and faults that have been known for a year. */
const old = withAdversary(scenario, { malwareAgeNs: 365 * 86_400e9 });

describe('T09', () => {
  it('succeeds bare from every vantage point; a stranger comes as far as the inner zone', () => {
    for (const id of [STRANGER, PARTNER, 'T09/in-dmz/core-hospital.dmz', 'T09/in-sz/core-hospital.sz'])
      expect(outcome(scenario, id), id).toBe('succeeded');
    expect(run(scenario, STRANGER).finding.because.en).toContain('core-hospital.hsz');
  });

  it('a group that does not agree on the console: the tunnel refuses the service', () => {
    const groups = scenario.groups.map((group) => (group.id === 'maintenance' ? { ...group, services: ['device-reports'] } : group));
    expect(stops(run({ ...scenario, groups }, PARTNER, ['ipsec-ike', 'connection-policy']))).toContain(
      'connection-policy/outside-agreed-services',
    );
  });

  it('each obstacle names its reason', () => {
    expect(stops(run(scenario, STRANGER, ['patching']))).toEqual(['patching/fault-patched']);
    expect(stops(run(scenario, STRANGER, ['zone-firewall']))).toEqual(['zone-firewall/no-rule-permits']);
    expect(stops(run(old, STRANGER, ['virus-scan-gateway']))).toEqual(['virus-scan-gateway/malware-recognised']);
  });

  it('by mail: the malware calls home in vain behind a list of sites, and while another service is in use', () => {
    expect(outcome(scenario, MAIL)).toBe('succeeded');
    for (const [control, reason] of [
      ['url-whitelist', 'rule-of-use-site'],
      ['service-exclusivity', 'rule-of-use-simultaneous'],
    ] as const) {
      const played = run(scenario, MAIL, [control]);
      expect(played.finding.outcome).toBe('degraded');
      expect(stops(played)).toEqual([`${control}/${reason}`]);
      // Each of its three calls is refused.
      expect(played.events.filter(({ kind }) => kind === 'stop')).toHaveLength(3);
    }
  });

  it('by mail: the file is refused for its type, and known malware for what it is', () => {
    expect(stops(run(scenario, MAIL, ['mail-screening']))).toEqual(['mail-screening/attachment-type']);
    const everyType = (usage: UsageSpec): UsageSpec => ({ ...usage, attachments: ['macro-document'] });
    const services = old.services.map((service) =>
      service.usage === undefined ? service : { ...service, usage: everyType(service.usage) },
    );
    expect(stops(run({ ...old, services }, MAIL, ['mail-screening']))).toEqual(['mail-screening/malware-recognised']);
  });

  it('by mail and web: an application proxy takes out what is active', () => {
    const services = scenario.services.map((service) =>
      service.usage === undefined ? service : { ...service, usage: { ...service.usage, removesActive: true } },
    );
    for (const id of [MAIL, 'T09/wan-off/internet/web']) {
      const played = run({ ...scenario, services }, id);
      expect(played.finding.outcome, id).toBe('blocked');
      expect(played.events.map(({ kind }) => kind)).toContain('active-removed');
    }
  });

  it('by mail and web: an open fault and a follower of lures are needed', () => {
    for (const id of [MAIL, 'T09/wan-off/internet/web']) {
      expect(outcome(withAdversary(scenario, { luresFollowed: { numerator: 0, denominator: 1 } }), id), id).toBe('blocked');
      expect(stops(run(scenario, id, ['patching'])), id).toEqual(['patching/fault-patched']);
    }
  });

  it('behind the zone firewall only the public zone falls', () => {
    const { finding } = run(scenario, STRANGER, ['zone-firewall']);
    expect(finding.outcome).toBe('degraded');
    expect(finding.because.en).toContain('core-hospital.dmz.portal-server');
  });
});
