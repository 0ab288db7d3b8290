/**
 * Purpose: runs the flows of which a scenario says whether they can be done under given controls, without an attacker, and says what came of them.
 *
 * A countermeasure that keeps out the attacker and the doctor alike is none; and some work is only possible with one (a protocol that carries addresses, through the tunnel). What a flow needs of others
 * (a letter must be stored before it is fetched) runs with it.
 * Does not model: flows without a session of their own (records and conferences by UDP); the loader refuses expectations about them.
 * Units: none. Determinism: one seed; the scenario's order.
 * References: contract 4 (`expect-flows`); TR D.7 c.
 */
import type { FlowExpectSpec, Scenario } from '../../sim/world/scenario.ts';
import { buildWorld } from '../../sim/world/world.ts';
import { profileOf } from './profile.ts';

/** Every run of the flow was completed, or none, or some. */
export type FlowOutcome = 'completes' | 'fails' | 'partly';

/** One expectation about a flow and what came of it. */
export interface FlowExpectation {
  readonly flow: string;
  readonly controls: FlowExpectSpec['controls'];
  readonly expected: FlowExpectSpec['outcome'];
  readonly found: FlowOutcome;
  readonly holds: boolean;
}

/**
 * Runs every flow that a scenario expects something of.
 * Units: none. Errors: throws on a flow or control that the loader would have refused (a bug). Source: contract 4.
 */
export function checkFlowExpectations(scenario: Scenario, seed: number): readonly FlowExpectation[] {
  return (scenario.expectFlows ?? []).map(({ flow, controls, outcome }) => {
    const profile = profileOf(scenario, controls);
    if (!profile.ok) throw new Error(`expectations: scenario ${scenario.id} offers no control ${profile.unknown}`);
    const found = runFlow(scenario, flow, profile.controls, seed);
    return { flow, controls, expected: outcome, found, holds: found === outcome };
  });
}

/**
 * What comes of a flow under a set of controls.
 * Units: none. Errors: throws on an unknown flow (a bug). Source: own design.
 */
export function runFlow(scenario: Scenario, id: string, controls: readonly string[], seed: number): FlowOutcome {
  const flow = scenario.flows.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`expectations: scenario ${scenario.id} has no flow ${id}`);
  const before = scenario.flows.filter(
    ({ operation, asset }) => operation === 'store-letter' && asset !== undefined && asset === flow.asset,
  );
  const on = new Set(controls);
  const stage = [...new Set([...before.map((each) => each.id), id])];
  const world = buildWorld(scenario, { seed, answer: (control) => on.has(control), trace: false, stage });
  world.run();
  const sessions = world.parts.facts.sessions.filter((session) => session.flow === id);
  const complete = sessions.filter((session) => session.complete).length;
  if (complete === 0) return 'fails';
  return complete === sessions.length ? 'completes' : 'partly';
}
