/**
 * Purpose: the expectations of figure-3, replayed directly, without exploring anything.
 *
 * Guards: what the shipped scenario says about its threats holds in the runs themselves. Its titles begin with the threat, so that a part can be run alone.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../threats/attacks-of.ts';
import { rankOf } from '../../threats/coverage/index.ts';
import { verdict } from '../../threats/replay.ts';
import { figure3, profile } from './support/figure-3.ts';

const scenario = figure3();
const attacks = attacksOf(scenario);

describe('expectations of figure-3', () => {
  it.each(
    scenario.expect.map((wanted) => [`${wanted.threat} with ${JSON.stringify(wanted.controls)}: ${wanted.outcome}`, wanted] as const),
  )('%s', (_title, { threat, controls, outcome }) => {
    const on = controls === 'none' ? [] : controls === 'all' ? scenario.controls.map(({ id }) => id) : controls;
    const concerned = attacks.filter(({ id, definition }) => id === threat || definition.threat === threat);
    const found = concerned.map((attack) => verdict(scenario, attack, { seed: 1, answer: profile(on) }).outcome);
    expect(found.length).toBeGreaterThan(0);
    expect([...found].sort((a, b) => rankOf(b) - rankOf(a))[0]).toBe(outcome);
  });
});
