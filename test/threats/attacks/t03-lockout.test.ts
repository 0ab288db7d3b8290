/**
 * Purpose: guards that lockout turned against users is found, not assumed (threat card T03, Sweep).
 * Why figure-1: its patient logs in after somebody has had time to guess; in figure-3 the receptionist is already at work.
 */
import { expect, it } from 'vitest';
import { coverageRun } from '../../../lab/run/coverage-run.ts';
import { loadShipped } from '../../../lab/run/load.ts';

it('a card alone keeps the guesser out; adding lockout shuts the patient out as well', () => {
  const loaded = loadShipped('figure-1');
  if (!loaded.ok) throw new Error('figure-1 does not load');
  const coverage = coverageRun(loaded.scenario, { seed: 1, threats: ['T03'] });
  const stranger = coverage.threats.flatMap(({ attacks }) => attacks).find(({ id }) => id === 'T03/wan-off/internet');
  const harms = [...(coverage.threats[0]?.harmful ?? []), ...(stranger?.harmful ?? [])].filter(({ control }) => control === 'lockout');
  expect(harms.map(({ before, after }) => `${before} ${after}`)).toContain('blocked degraded');
});
