/**
 * Purpose: the expectations that shipped scenarios state hold, as replayed.
 *
 * Guards: an outcome that a scenario promises and the simulator no longer gives; an expectation about an attack that does not exist. figure-3 is held by its explored trees
 * (test/threats/figure-3.test.ts).
 */
import { describe, expect, it } from 'vitest';
import { loadScenario, shippedIds } from '../../scenarios/index.ts';
import { checkFlowExpectations } from '../../lab/run/flow-expectations.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { OUTCOMES } from '../../threats/coverage/index.ts';
import { verdict } from '../../threats/replay.ts';
import { shipped } from './files.ts';

for (const id of shippedIds.filter((each) => each !== 'figure-3')) {
  const loaded = loadScenario(shipped(id), `${id}.yaml`);
  if (!loaded.ok) throw new Error(`${id} does not load`);
  const { scenario } = loaded;
  const attacks = attacksOf(scenario);
  describe(id, () => {
    it('expects something', () => expect(scenario.expect.length).toBeGreaterThanOrEqual(4));
    it.each(scenario.expect.map((each) => [`${each.threat} with ${String(each.controls)}: ${each.outcome}`, each] as const))(
      '%s',
      (_title, { threat, controls, outcome }) => {
        const all = scenario.controls.map((control) => control.id);
        const on = new Set(controls === 'none' ? [] : controls === 'all' ? all : controls);
        const concerned = attacks.filter((attack) => attack.id === threat || attack.definition.threat === threat);
        expect(concerned.length, 'attacks that it speaks of').toBeGreaterThan(0);
        const outcomes = concerned.map((attack) => verdict(scenario, attack, { seed: 1, answer: (control) => on.has(control) }).outcome);
        expect(OUTCOMES[Math.max(...outcomes.map((each) => OUTCOMES.indexOf(each)))]).toBe(outcome);
      },
    );
    it.each((scenario.expectFlows ?? []).map((each) => [`${each.flow} with ${String(each.controls)}: ${each.outcome}`, each] as const))(
      'flow %s',
      (_title, wanted) => {
        expect(checkFlowExpectations({ ...scenario, expectFlows: [wanted] }, 1).map(({ found }) => found)).toEqual([wanted.outcome]);
      },
    );
  });
}
