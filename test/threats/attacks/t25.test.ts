/** Guards: T25 distributed denial of service, bare and as its threat card claims (threat-cards 3, T25). */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const FLOOD = 'T25/wan-off/internet';

/** The scenario with other bots. */
function withBots(scenario: Scenario, bots: { readonly count: number; readonly forged: number }): Scenario {
  return { ...scenario, adversary: { ...scenario.adversary, bots: { count: bots.count, rateBps: 200_000, forgedShare: { numerator: bots.forged, denominator: 10 } } } };
}

describe('T25 distributed denial of service', () => {
  it.each(attackIds('T25'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Reduces: upstream rate-limiting (T25 Reduces)', () => expect(outcome(FLOOD, ['rate-limiting-upstream'])).toBe('blocked'));
  it('Reduces: ingress-filtering removes the forged part, and only that (T25 Reduces)', () => {
    expect(outcome(FLOOD, ['ingress-filtering'])).toBe('blocked');
    const honest = withBots(figure3(), { count: 40, forged: 0 });
    expect(replay(honest, attackById(honest, FLOOD), { seed: 1, answer: profile(['ingress-filtering']) }).finding.outcome).toBe('succeeded');
  });
  it('Stops: nothing at the victim once the line is full (T25 Stops)', () => {
    const atVictim = ['syn-cookies', 'rate-limiting', 'zone-firewall', 'tcp-rfc5961', 'ike-cookies', 'patching', 'tcp-ao'];
    expect(outcome(FLOOD, atVictim)).toBe('succeeded');
  });
  it('Does not: syn-cookies, encryption, authentication (T25 Does not)', () => {
    for (const controls of [['syn-cookies'], ['tls'], ['ipsec-ike', 'device-auth', 'connection-policy']]) expect(outcome(FLOOD, controls), controls.join()).toBe('succeeded');
  });
  it('bots whose sum stays below the line are no attack, and are not aimed (a below C)', () => {
    const few = withBots(figure3(), { count: 19, forged: 6 });
    expect(attacksOf(few).map(({ id }) => id)).not.toContain(FLOOD);
  });
});
