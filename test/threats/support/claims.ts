/**
 * Purpose: the outcome of one attack of figure-3 under a set of controls, for tests that execute what a threat card claims.
 * Does not model: anything. Units: none. References: threat-cards 3.
 */
import type { Outcome } from '../../../threats/coverage/types.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { replay } from '../../../threats/replay.ts';
import { attackById, figure3, profile } from './figure-3.ts';

const scenario = figure3();
const controlIds: readonly string[] = scenario.controls.map(({ id }) => id);

/** Ids of a threat's attacks. */
export function attackIds(threat: string): readonly string[] {
  return attacksOf(scenario)
    .filter((attack) => attack.definition.threat === threat)
    .map(({ id }) => id);
}

/** Outcome of an attack; throws when a control is not offered, so that a claim cannot hold by a misspelt name. */
export function outcome(attack: string, controls: readonly string[]): Outcome {
  const unknown = controls.filter((id) => !controlIds.includes(id));
  if (unknown.length > 0) throw new Error(`not offered: ${unknown.join(', ')}`);
  return replay(scenario, attackById(scenario, attack), { seed: 1, answer: profile(controls) }).finding.outcome;
}
