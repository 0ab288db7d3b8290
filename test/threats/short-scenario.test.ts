/**
 * Purpose: a scenario that ends before an attack has shown anything gets an answer, not an exception.
 *
 * Guards: oracles that compare times before and during an attack when there are none. Every attack of figure-3 is run with its script cut off early, bare, at three lengths.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { OUTCOMES } from '../../threats/coverage/outcomes.ts';
import { replay } from '../../threats/replay.ts';
import { figure3 } from './support/figure-3.ts';

describe.each([1, 4, 9])('figure-3 cut off after %i s', (seconds) => {
  const scenario = { ...figure3(), horizonNs: seconds * NS_PER_S };
  const attacks = attacksOf(scenario);
  it('lets every attack end with an outcome', () => {
    for (const attack of attacks)
      expect(OUTCOMES, attack.id).toContain(replay(scenario, attack, { seed: 1, answer: () => false }).finding.outcome);
  });
  it('says that a flood without service to compare with is not decided', () => {
    const flood = attacks.find(({ id }) => id === 'T24/wan-off/internet');
    if (flood === undefined) throw new Error('figure-3 lacks its flood');
    expect(replay(scenario, flood, { seed: 1, answer: () => false }).finding.outcome).toBe('inconclusive');
  });
});
