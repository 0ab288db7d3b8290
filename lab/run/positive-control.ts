/**
 * Purpose: the positive control of a replay: what comes of the same attack, with the same seeds, when every control is off.
 *
 * A failure says something about the controls only if the attack succeeds without them; where it does not, the coverage calls it not applicable.
 * Does not model: anything. Units: none. Determinism: as `untoldReplay`.
 * References: design idea 3.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import type { Outcome } from '../../threats/coverage/types.ts';
import { replay, verdict } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import type { UntoldEntry } from './replay-entry.ts';
import type { ReplaySettings } from './untold-replay.ts';

/**
 * Outcome with every control off, by the rule by which the replay itself was made; a replay that is bare is its own.
 * Units: none. Errors: throws on a bug in model or attack. Source: design idea 3.
 */
export function bareOutcome(
  scenario: Scenario,
  attack: Attack,
  { outcome }: Pick<UntoldEntry, 'outcome'>,
  { controls, seed, single = false, plugged = [] }: ReplaySettings,
): Outcome {
  if (controls.length === 0) return outcome;
  const options = { seed, answer: () => false, plugged };
  return single ? replay(scenario, attack, options).finding.outcome : verdict(scenario, attack, options).outcome;
}

/**
 * Whether a failure of the attack shows anything: he succeeds where nobody defends.
 * Units: none. Errors: none. Source: design idea 3.
 */
export function isShown({ outcome, bare }: { readonly outcome: Outcome; readonly bare: Outcome }): boolean {
  return bare === 'succeeded' || outcome === 'succeeded' || outcome === 'inconclusive';
}
