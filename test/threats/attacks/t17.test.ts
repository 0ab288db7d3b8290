/** Purpose: guards T17 sequence-number guessing, bare and as its threat card claims (threat-cards 3, T17). */
import { describe, expect, it } from 'vitest';
import { guessingWith } from '../../../threats/attacks/t17-sequence-guess.ts';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const BLIND = 'T17/wan-off/internet';

describe('T17 TCP sequence-number guessing', () => {
  it.each(attackIds('T17'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops: ipsec-ike, since without an SA nothing is delivered (T17 Stops)', () => expect(outcome(BLIND, ['ipsec-ike'])).toBe('blocked'));
  it('Stops: the numbers of RFC 6528, which come with a patched stack (T17 Stops)', () =>
    expect(outcome(BLIND, ['patching'])).toBe('blocked'));
  it('Stops: removing trust in addresses, here by cards that sign each order (T17 Stops)', () =>
    expect(outcome(BLIND, ['ic-card'])).toBe('blocked'));
  it('Reduces: zone-firewall and ingress-filtering drop outside packets with inside sources (T17 Reduces)', () => {
    expect(outcome(BLIND, ['zone-firewall'])).toBe('blocked');
    expect(outcome(BLIND, ['ingress-filtering'])).toBe('blocked');
  });
  it('Reduces: a trusted host that can answer resets the false connection (T17 Reduces)', () => {
    const scenario = figure3();
    const attack = { ...attackById(scenario, BLIND), definition: guessingWith(false) };
    const run = replay(scenario, attack, { seed: 1, answer: profile([]), trace: true });
    expect(run.finding.outcome).toBe('blocked');
    expect(run.events.some((event) => event.kind === 'tcp' && event.fields['event'] === 'half-open-reset')).toBe(true);
  });
  it('Does not: lockout, virus scanners, TLS on other ports (T17 Does not)', () =>
    expect(outcome(BLIND, ['lockout', 'virus-scan-host', 'tls'])).toBe('succeeded'));
  it('a good legacy number is worth nothing to a host with fresh ones: the same guess fails on 2^-32', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, BLIND), { seed: 2, answer: profile(['patching']), trace: true });
    expect(run.events.filter((event) => event.kind === 'attack' && event.fields['step'] === 'acknowledging-blind')).toHaveLength(4);
    expect(run.finding.outcome).toBe('blocked');
  });
});
