/**
 * Purpose: the figures of `wardlab capacity`: everything that TR D.7 asks an architect to consider, each measured by runs of the simulator.
 *
 * Does not model: what docs/limitations.md lists under capacity. Units: see each part. Determinism: the same scenario and seed give the same figures.
 * References: TR D.7 a-c; contract.md section 2.
 */
import { NS_PER_S } from '../../sim/kernel/time.ts';
import { nationPlan } from '../../sim/scale/nation.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { runNation, type NationFigures } from '../run/nation-run.ts';
import { measureCarriedAddresses, type CarriedRow } from './carried-addresses.ts';
import { measureFirewalls, type FirewallRow } from './firewalls.ts';
import { measureOverhead, type OverheadFigures } from './overhead.ts';
import { tunnelPairs, vpnControls } from './probe-world.ts';
import { measureRealTime, type RealTimeFigures } from './real-time.ts';
import { measureRouting, type RoutingRow } from './routing.ts';
import { measureSetUp, setUpRuns, type SetUpFigures } from './set-up.ts';

/** Institutions and hours of the generated region: the busiest hours of a morning, three secondary medical areas. */
const REGION = { institutions: 2500, fromHour: 9, untilHour: 11 } as const;
const HOUR_NS = 3600 * NS_PER_S;

/** Parts of the work beside the set-up runs, for the progress display. */
const OTHER_PARTS = 6;

/** `wardlab/capacity@1`. */
export interface CapacityFigures {
  readonly schema: 'wardlab/capacity@1';
  readonly scenario: string;
  readonly sha256: string;
  readonly seed: number;
  /** Controls that were on. */
  readonly controls: readonly string[];
  readonly setUp: SetUpFigures;
  readonly overhead: OverheadFigures;
  readonly realTime: RealTimeFigures | null;
  readonly firewalls: readonly FirewallRow[];
  readonly carriedAddresses: readonly CarriedRow[];
  readonly routing: readonly RoutingRow[];
  readonly centreAtScale: NationFigures;
}

/**
 * Measures everything; undefined where no two sites of the scenario can be joined by a tunnel.
 * Units: see CapacityFigures. Errors: none. Source: TR D.7.
 */
export function measureCapacity(
  scenario: Scenario,
  seed: number,
  progress: (done: number, of: number, what: string) => void,
): CapacityFigures | undefined {
  if (tunnelPairs(scenario).length === 0) return undefined;
  const of = setUpRuns(scenario) + OTHER_PARTS;
  let done = 0;
  const step = (what: string): void => progress(++done, of, what);
  const setUp = measureSetUp(scenario, seed, () => step('set-up'));
  step('overhead');
  const overhead = measureOverhead(scenario, seed);
  step('real-time');
  const realTime = measureRealTime(scenario, seed) ?? null;
  step('firewalls');
  const firewalls = measureFirewalls(scenario, seed);
  step('carried-addresses');
  const carriedAddresses = measureCarriedAddresses(scenario, seed);
  step('routing');
  const routing = measureRouting(seed);
  step('centre');
  const plan = nationPlan({
    institutions: REGION.institutions,
    seed,
    servers: 1,
    fromNs: REGION.fromHour * HOUR_NS,
    untilNs: REGION.untilHour * HOUR_NS,
  });
  return {
    schema: 'wardlab/capacity@1',
    scenario: scenario.id,
    sha256: scenario.sha256,
    seed,
    controls: vpnControls(scenario),
    setUp,
    overhead,
    realTime,
    firewalls,
    carriedAddresses,
    routing,
    centreAtScale: runNation(plan, () => undefined),
  };
}
