/** Purpose: guards T18 encryption without a MAC check as a mechanism; what its card says about countermeasures stands in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const FLIP = 'T18/wan-on/internet';

describe('T18 encryption without a MAC check', () => {
  it.each(attackIds('T18'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('the channel is encrypted all the same: he learns nothing (T18 Risk)', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, FLIP), { seed: 1, answer: profile([]) });
    expect(run.learned.filter((entry) => entry.form === 'plain')).toEqual([]);
  });
  it('the object’s own signature stops it too (threat-cards 2.4 rule 1)', () =>
    expect(outcome(FLIP, ['object-signature'])).toBe('blocked'));
});
