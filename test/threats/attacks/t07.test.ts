/** Purpose: guards how T07 topology subversion comes about (threat-cards 3, T07); what the card claims is executed in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';

const LINK = 'T07/lan/core-hospital.sz';

describe('T07 topology subversion', () => {
  it.each(attackIds('T07'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('users notice nothing: the letter arrives (T07 step 5)', () => {
    const scenario = figure3();
    const run = replay(scenario, attackById(scenario, LINK), { seed: 1, answer: profile([]), trace: true });
    expect(
      run.events.some((event) => event.kind === 'accept' && event.fields['op'] === 'store-letter' && event.fields['altered'] === false),
    ).toBe(true);
    expect(run.learned.some((entry) => entry.form === 'plain' && entry.label === 'phi')).toBe(true);
  });
});
