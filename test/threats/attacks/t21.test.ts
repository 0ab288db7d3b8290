/**
 * Purpose: guards threat card T21 as executed: rewriting and destruction at rest.
 * Citations: card T21, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withAdversary, withHost } from '../support/outcome.ts';

const scenario = figure3();
const REWRITE = 'T21/in-sz/core-hospital.sz/rewrite';
const DESTROY = 'T21/in-sz/core-hospital.sz/destroy';
const PARTNER = 'T21/peer/vendor/rewrite';
const ALL = [REWRITE, DESTROY, PARTNER, 'T21/peer/vendor/destroy'];

describe('T21', () => {
  it('succeeds bare from a server of the secure zone and from a partner', () => {
    for (const id of ALL) expect(outcome(scenario, id), id).toBe('succeeded');
  });

  it('[Stops] write access lists, but not against malware on a host that is on the list', () => {
    for (const id of [REWRITE, PARTNER])
      expect(stops(run(scenario, id, ['access-lists'])), id).toEqual(['access-lists/not-on-access-list']);
    for (const id of [REWRITE, PARTNER]) expect(outcome(scenario, id, ['access-lists']), id).toBe('blocked');
    expect(outcome(scenario, DESTROY, ['access-lists'])).toBe('succeeded');
  });

  it('[Stops] an off-line copy bounds the loss to the interval', () => {
    const { finding } = run(scenario, DESTROY, ['redundancy-backup-offline']);
    expect(finding.outcome).toBe('degraded');
    expect(finding.loss?.seconds).toBeLessThan(60);
  });

  it('[Stops] not with a copy that is older than the bearable loss', () => {
    const strict = withHost(scenario, 'core-hospital.hsz.ehr-server', {
      store: { checkEveryNs: 30e9, backupEveryNs: 86_400e9, rpoNs: 1e9 },
    });
    expect(outcome(strict, DESTROY, ['redundancy-backup-offline'])).toBe('succeeded');
  });

  it('a copy does not help against rewriting that nobody notices', () => {
    expect(outcome(scenario, REWRITE, ['redundancy-backup-offline'])).toBe('succeeded');
  });

  it('[Reduces] the zone firewall removes the way to the share', () => {
    for (const id of ALL) expect(outcome(scenario, id, ['zone-firewall']), id).toBe('blocked');
  });

  it('[Reduces] patching and a scanner that knows the malware keep it from an inner host', () => {
    expect(outcome(scenario, DESTROY, ['patching'])).toBe('blocked');
    expect(outcome(withAdversary(scenario, { malwareAgeNs: 365 * 86_400e9 }), DESTROY, ['virus-scan-host'])).toBe('blocked');
  });

  it('[Detects] signatures compared off the host show rewriting, the register of stamps shows what is missing', () => {
    const rewritten = run(scenario, REWRITE, ['object-signature']);
    expect(rewritten.finding).toMatchObject({ outcome: 'degraded', detectedNs: 30e9 });
    expect(stops(rewritten)).toEqual(['object-signature/stored-object-altered']);
    expect(outcome(scenario, REWRITE, ['object-signature', 'redundancy-backup-offline'])).toBe('detected');
    expect(outcome(scenario, DESTROY, ['timestamping', 'redundancy-backup-offline'])).toBe('detected');
  });

  it('[Detects] noticing a destruction does not bring anything back', () => {
    expect(outcome(scenario, DESTROY, ['timestamping'])).toBe('succeeded');
  });

  it('[Does not] ESP and TLS', () => {
    for (const id of ALL) expect(outcome(scenario, id, ['ipsec-ike', 'device-auth', 'tls']), id).toBe('succeeded');
  });

  it('[Does not] online mirroring: the mirror copies the damage', () => {
    for (const id of ALL) expect(outcome(scenario, id, ['redundancy-site']), id).toBe('succeeded');
  });

  it('[Does not] disk encryption on a running system', () => {
    const everywhere = {
      ...scenario,
      controls: scenario.controls.map((c) => (c.id === 'disk-encryption' ? { ...c, scope: ['core-hospital'] } : c)),
    };
    for (const id of ALL) expect(outcome(everywhere, id, ['disk-encryption']), id).toBe('succeeded');
  });
});
