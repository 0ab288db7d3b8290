/** Purpose: guards T17 sequence-number guessing as a mechanism; what its card says about countermeasures stands in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { guessingWith } from '../../../threats/attacks/t17-sequence-guess.ts';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const BLIND = 'T17/wan-off/internet';

describe('T17 TCP sequence-number guessing', () => {
  it.each(attackIds('T17'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('a trusted host that was not silenced resets the false connection before the guess comes', () => {
    const scenario = figure3();
    const attack = { ...attackById(scenario, BLIND), definition: guessingWith(false) };
    const run = replay(scenario, attack, { seed: 1, answer: profile([]), trace: true });
    expect(run.finding.outcome).toBe('blocked');
    expect(run.events.some((event) => event.kind === 'tcp' && event.fields['event'] === 'half-open-reset')).toBe(true);
  });
  it('a good legacy number is worth nothing to a host with fresh ones: the same guess fails on 2^-32', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, BLIND), { seed: 2, answer: profile(['patching']), trace: true });
    expect(run.events.filter((event) => event.kind === 'attack' && event.fields['step'] === 'acknowledging-blind')).toHaveLength(4);
    expect(run.finding.outcome).toBe('blocked');
  });
});
