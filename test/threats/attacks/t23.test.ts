/** Purpose: guards T23 retransmission caused by automatic calling as a mechanism; what its card says about countermeasures stands in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { strayTriggers } from '../../../threats/attacks/t23-triggers.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import { ASK_FIRST, FIVE_REDIALS, TRIGGER_LIST } from '../claims/variants-t17-t24.ts';
import { attackById, figure3, profile } from '../support/figure-3.ts';
import { attackIds, outcome } from '../support/claims.ts';
import { run, stops } from '../support/outcome.ts';

const CUT = 'T23/wan-on/internet';

describe('T23 retransmission caused by automatic calling', () => {
  it.each(attackIds('T23'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('only cuts: both effects come from the genuine client (T23 Wins when)', () => {
    const scenario = figure3();
    const { events } = replay(scenario, attackById(scenario, CUT), { seed: 1, answer: profile(['ipsec-ike']), trace: true });
    const effects = events.filter((event) => event.kind === 'effect');
    expect(effects).toHaveLength(2);
    for (const effect of effects) expect(effect.fields['origin']).toBe('clinic-a.sz.reception-pc');
  });
  it('each redial whose confirmation is cut is one effect more', () =>
    expect(run(FIVE_REDIALS.apply(figure3()), CUT).finding.loss).toEqual({ records: 5 }));
  it('a program that asks first learns that its order has arrived, and orders once', () => {
    const { events } = run(ASK_FIRST.apply(figure3()), CUT);
    expect(events.filter((event) => event.kind === 'effect')).toHaveLength(1);
    expect(
      events.some((event) => event.kind === 'session' && event.fields['end'] === 'finished' && event.fields['complete'] === true),
    ).toBe(true);
  });
  it('(b) stray packets raise a tunnel to each partner, twice; a list of triggers says why not', () => {
    const play = (scenario: ReturnType<typeof figure3>, controls: readonly string[]) => {
      const attack = attacksOf(scenario, [strayTriggers]).find(({ id }) => id === 'T23/in-sz/core-hospital.sz/triggers');
      if (attack === undefined) throw new Error('no attack');
      return replay(scenario, attack, { seed: 1, answer: profile(controls), trace: true });
    };
    expect(play(figure3(), []).finding.outcome).toBe('blocked');
    // Four partners, twice; of the first four packets one is lost, because three may wait for an address (RFC 1122 2.3.2.2).
    expect(play(figure3(), ['ipsec-ike']).finding.loss).toEqual({ records: 7 });
    expect(stops(play(TRIGGER_LIST.apply(figure3()), ['ipsec-ike', 'connection-policy']))).toEqual(['connection-policy/not-a-trigger']);
  });
});
