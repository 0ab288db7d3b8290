/**
 * Purpose: a scenario and traces made by hand, for tests of the evidence.
 *
 * Does not model: a run; the events are what a run could have emitted. Times count up by one second an event.
 */
import type { TraceEvent, TraceFields } from '../../../sim/kernel/trace.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import type { Outcome } from '../../../threats/coverage/types.ts';
import type { Judged } from '../../../threats/evidence/stops.ts';
import { figure3 } from '../support/figure-3.ts';

export const scenario: Scenario = figure3();

/** At, kind, fields. */
export type Step = readonly [string, string, TraceFields];

/** A trace of these steps. */
export function trace(...steps: readonly Step[]): readonly TraceEvent[] {
  return steps.map(([at, kind, fields], n) => ({ n, timeNs: n * 1_000_000_000, at, kind, fields }));
}

/** A replay with this trace, of an attacker at `attacker/backbone`. */
export function judged(outcome: Outcome, ...steps: readonly Step[]): Judged {
  return {
    scenario,
    events: trace(...steps),
    finding: { outcome, because: { en: 'by hand', ja: '手作り' } },
    isAttacker: (place) => place.startsWith('attacker/'),
  };
}

/** A stop of the attacker. */
export const stop = (control: string, at: string, reason: string, origin = 'attacker/backbone'): Step => [
  at,
  'stop',
  { control, reason, origin },
];
