/**
 * Purpose: guards T20 from its first infection on: where the worm gets to, and that the size of the group bounds it; what its card says about countermeasures stands in test/threats/claims.
 */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withHost } from '../support/outcome.ts';

const scenario = figure3();
const [MAIL, WEB] = ['T20/wan-off/internet/mail', 'T20/wan-off/internet/web'] as const;
const BOOKING = 'core-hospital.sz.booking-server';

const without = (member: string, from: Scenario = scenario): Scenario => ({
  ...from,
  groups: from.groups.map((group) =>
    group.id === 'regional-care' ? { ...group, members: group.members.filter((m) => m !== member) } : group,
  ),
});
/** Hosts that the oracle names. */
const taken = (in_: Scenario): readonly string[] => (run(in_, MAIL).finding.because.en.match(/[\w-]+\.[\w-]+\.[\w-]+/g) ?? []).toSorted();

describe('T20 from the first infection', () => {
  it('succeeds bare by both ways, at every member of the group', () => {
    expect([outcome(scenario, MAIL), outcome(scenario, WEB)]).toEqual(['succeeded', 'succeeded']);
    expect(taken(scenario)).toEqual(['clinic-a.sz.doctor-pc', 'clinic-a.sz.reception-pc', 'clinic-b.sz.doctor-pc']);
  });

  it('a smaller group leaves fewer hosts, and one without clinics none', () => {
    expect(taken(without('clinic-b'))).toEqual(['clinic-a.sz.doctor-pc', 'clinic-a.sz.reception-pc']);
    expect(taken(without('clinic-a'))).toEqual(['clinic-b.sz.doctor-pc']);
    expect(attacksOf(without('core-hospital')).map(({ id }) => id)).not.toContain(MAIL);
  });

  it('a host of a second zone is a milestone as well; the zone firewall keeps the worm in the first', () => {
    const second = withHost(without('core-hospital'), BOOKING, { vulnerable: ['worm-smb'] });
    expect(taken(second)).toEqual([BOOKING]);
    expect(outcome(second, MAIL, ['zone-firewall'])).toBe('blocked');
    expect(stops(run(second, MAIL, ['zone-firewall']))).toEqual(['zone-firewall/no-rule-permits']);
  });
});
