/**
 * Purpose: guards threat card T14 as executed: what an auditor can prove from the records that exist.
 * Citations: card T14, field in brackets.
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

  it('[Stops] three points, one clock, records that cannot be edited, and a card for each person', () => {
    const result = run(scenario, DENIAL, COMPLETE);
    expect(result.finding.outcome).toBe('blocked');
    expect(stops(result)).toEqual(['three-point-logging/record-kept', 'timestamping/records-sealed', 'ic-card/person-proven']);
  });

  it('[Stops] none of the three may be missing', () => {
    for (const left of COMPLETE)
      expect(
        outcome(
          scenario,
          DENIAL,
          COMPLETE.filter((control) => control !== left),
        ),
        left,
      ).toBe('succeeded');
  });

  it('[Numbers] clocks that disagree by more than the tolerance break the join', () => {
    const slow = (ns: number) => withHost(scenario, 'clinic-a.sz.reception-pc', { clockErrorNs: -ns });
    expect(outcome(slow(0.9e9), DENIAL, COMPLETE)).toBe('blocked');
    expect(outcome(slow(1.1e9), DENIAL, COMPLETE)).toBe('succeeded');
  });

  it('[Does not] an account shared by a ward names nobody; one person’s account does', () => {
    const own = {
      ...scenario,
      sites: scenario.sites.map((site) => ({ ...site, users: site.users.map(({ sharedBy: _shared, ...user }) => user) })),
    };
    expect(outcome(scenario, DENIAL, ['three-point-logging', 'timestamping'])).toBe('succeeded');
    expect(outcome(own, DENIAL, ['three-point-logging', 'timestamping'])).toBe('blocked');
  });

  it('[Does not] ESP, TLS and encryption: either end could have made the MAC', () => {
    const channel = ['ipsec-ike', 'tls', 'object-encryption', 'device-auth'];
    for (const id of [DENIAL, ERASED, CONTENT]) expect(outcome(scenario, id, channel), id).toBe('succeeded');
  });

  it('an erased record is seen from the other two, and proven all the same where records are sealed', () => {
    expect(outcome(scenario, ERASED, ['three-point-logging'])).toBe('detected');
    expect(outcome(scenario, ERASED, ['three-point-logging', 'timestamping'])).toBe('blocked');
  });

  it('[Stops] for content: the author’s signature together with a time stamp', () => {
    expect(outcome(scenario, CONTENT, ['object-signature'])).toBe('succeeded');
    expect(outcome(scenario, CONTENT, ['timestamping'])).toBe('succeeded');
    expect(outcome(scenario, CONTENT, ['object-signature', 'timestamping'])).toBe('blocked');
  });

  it('[Reduces] device certificates name the machine, not the person', () => {
    expect(outcome(scenario, DENIAL, ['three-point-logging', 'timestamping', 'ipsec-ike', 'device-auth'])).toBe('succeeded');
  });
});

describe('T14 and end-to-end encryption', () => {
  it('host-to-host ESP hides the connection from the access point, so that its record no longer joins: harmful', () => {
    const result = run(scenario, DENIAL, [...COMPLETE, 'ipsec-ike-host-host']);
    expect(result.finding.outcome).toBe('succeeded');
    expect(result.finding.because.en).toContain('access point');
  });
});
