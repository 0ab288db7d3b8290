/**
 * Purpose: the run that is shown as a capture that an analyser opens, written by the command line's own module (lab/capture).
 *
 * Units: none. Determinism: the same scenario and case give the same octets.
 */
import { captureOf, type Capture } from '../../lab/capture/index.ts';
import type { Lang } from '../../scenarios/issue.ts';
import { WireLog } from '../../sim/net/tap.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay } from '../../threats/replay.ts';
import type { ReplayCase } from './protocol.ts';

/**
 * Replays a case once, with this very seed, and captures it.
 * Units: none. Errors: throws on an attack that the scenario does not have, and on a packet whose length is not the model's (bugs). Source: lab/capture.
 */
export function writeCapture(scenario: Scenario, { attack: id, profile, seed }: ReplayCase, lang: Lang): Capture {
  const attack = attacksOf(scenario).find((one) => one.id === id);
  if (attack === undefined) throw new Error(`the scenario has no attack ${id}`);
  const wire = new WireLog();
  const done = replay(scenario, attack, { seed, answer: (control) => profile.includes(control), trace: true, tap: wire });
  const run = { name: id, seed, horizonNs: scenario.horizonNs, wire, trace: done.events };
  const about = `SIMULATION by wardlab; keys are derived from the seed. ${scenario.id} ${id} seed ${seed}: ${done.finding.outcome}`;
  return captureOf([run], { lang, about });
}
