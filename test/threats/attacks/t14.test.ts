/**
 * Purpose: guards T14 as executed: what an auditor can prove from the records that exist, step by step. What stops a denial and what does not is executed as claims
 * (test/threats/claims/t09-t16.ts).
 */
import { describe, expect, it } from 'vitest';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withHost } from '../support/outcome.ts';

const scenario = figure3();
const DENIAL = 'T14/none/clinic-a.sz';
const ERASED = 'T14/none/clinic-a.sz.reception-pc/erased';
const CONTENT = 'T14/none/clinic-a.sz.doctor-pc/content';
const COMPLETE = ['three-point-logging', 'timestamping', 'ic-card'];

describe('T14', () => {
  it('succeeds bare: the target’s record alone proves nothing', () => {
    for (const id of [DENIAL, ERASED, CONTENT]) expect(outcome(scenario, id), id).toBe('succeeded');
    expect(run(scenario, DENIAL).finding.because.en).toContain('no record at the sender');
  });

  it('a complete proof, in the order of the auditor’s steps', () => {
    const result = run(scenario, DENIAL, COMPLETE);
    expect(result.finding.outcome).toBe('blocked');
    expect(stops(result)).toEqual(['three-point-logging/record-kept', 'timestamping/records-sealed', 'ic-card/person-proven']);
  });

  it('records that nobody sealed prove nothing, since whoever keeps them could have written them', () => {
    const result = run(scenario, DENIAL, ['three-point-logging', 'ic-card']);
    expect(result.finding.outcome).toBe('succeeded');
    expect(stops(result)).toEqual(['three-point-logging/record-kept']);
  });

  it('clocks that disagree by more than the tolerance break the join', () => {
    const slow = (ns: number) => withHost(scenario, 'clinic-a.sz.reception-pc', { clockErrorNs: -ns });
    expect(outcome(slow(0.9e9), DENIAL, COMPLETE)).toBe('blocked');
    expect(outcome(slow(1.1e9), DENIAL, COMPLETE)).toBe('succeeded');
  });

  it('an account of one person needs no card', () => {
    const own = {
      ...scenario,
      sites: scenario.sites.map((site) => ({ ...site, users: site.users.map(({ sharedBy: _shared, ...user }) => user) })),
    };
    expect(outcome(own, DENIAL, ['three-point-logging', 'timestamping'])).toBe('blocked');
  });

  it('an erased record is seen from the other two at the audit, and proven all the same where records are sealed', () => {
    const { outcome: seen, detectedNs } = run(scenario, ERASED, ['three-point-logging']).finding;
    expect(seen).toBe('detected');
    expect(detectedNs).toBe(scenario.horizonNs - 1e9);
    expect(outcome(scenario, ERASED, ['three-point-logging', 'timestamping'])).toBe('blocked');
  });
});

describe('T14 and end-to-end encryption', () => {
  it('host-to-host ESP hides the connection from the access point, so that its record no longer joins: harmful', () => {
    const result = run(scenario, DENIAL, [...COMPLETE, 'ipsec-ike-host-host']);
    expect(result.finding.outcome).toBe('succeeded');
    expect(result.finding.because.en).toContain('access point');
  });
});
