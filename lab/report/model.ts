/**
 * Purpose: what a report is written from: a coverage, and the replays that its cells and stories rest on.
 *
 * Two profiles that differ only in controls that an attack never asks for give the same run (design idea 4). Each run is therefore made once, under the controls
 * that are on and asked, and found again for every profile that leads to it.
 * Does not model: HTML. Units: see `ReplayEntry`. Determinism: runs in the order in which they are first needed.
 * References: design.md section 1, ideas 3 and 4.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import type { AttackCoverage, DecisionTree, ThreatCoverage } from '../../threats/coverage/types.ts';
import type { Plugins } from '../plugin/plugins.ts';
import type { CoverageDocument } from '../run/coverage-run.ts';
import type { ReplayEntry } from '../run/replay-entry.ts';

/** A scenario's part of a report. */
export interface ReportData {
  readonly scenario: Scenario;
  readonly coverage: CoverageDocument;
  readonly plugins: Plugins;
  readonly seed: number;
  /** Begins every id of this part of the page. */
  readonly prefix: string;
  readonly runs: ReadonlyMap<string, ReplayEntry>;
}

/**
 * The controls of a profile that the attack comes to ask for, in the order asked.
 * Units: none. Errors: none. Source: design idea 4.
 */
export function relevantControls(tree: DecisionTree, profile: Iterable<string>): string[] {
  const on = new Set(profile);
  const asked: string[] = [];
  let at = tree;
  while ('ask' in at) {
    if (on.has(at.ask)) asked.push(at.ask);
    at = on.has(at.ask) ? at.on : at.off;
  }
  return asked;
}

/**
 * The name under which a run is kept.
 * Units: none. Errors: none. Source: own design.
 */
export function runKey(attack: AttackCoverage, profile: Iterable<string>): string {
  return [attack.id, ...relevantControls(attack.tree, profile).sort()].join(' ');
}

/**
 * The run of an attack under a profile.
 * Units: see `ReplayEntry`. Errors: throws when it was not gathered (a bug). Source: own design.
 */
export function runOf(data: ReportData, attack: AttackCoverage, profile: Iterable<string>): ReplayEntry {
  const key = runKey(attack, profile);
  const run = data.runs.get(key);
  if (run === undefined) throw new Error(`report: the run "${key}" was not gathered`);
  return run;
}

/**
 * The set whose runs show how a threat is stopped: its first minimal set; undefined where nothing helps or nothing applies.
 * Units: none. Errors: none. Source: own design.
 */
export function stoppingSet(threat: ThreatCoverage): readonly string[] | undefined {
  return threat.reach === undefined || threat.reach === 'succeeded' ? undefined : threat.minimalSets?.[0];
}
