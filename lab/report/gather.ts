/**
 * Purpose: finds out which runs a report needs, and has them made.
 *
 * Does not model: where they are made. Units: replays. Determinism: the same coverage gives the same list.
 * References: see `model.ts`.
 */
import { evaluate } from '../../threats/coverage/index.ts';
import { rankOf } from '../../threats/coverage/outcomes.ts';
import type { AttackCoverage, ThreatCoverage } from '../../threats/coverage/types.ts';
import type { Covered } from '../run/coverage-run.ts';
import type { ReplayJob, RunJobs } from '../run/jobs.ts';
import { relevantControls, runKey, stoppingSet, type ReportData } from './model.ts';

/** Two profiles that one control tells apart, and the attack that shows the difference. */
export interface Comparison {
  readonly attack: AttackCoverage;
  readonly without: readonly string[];
  readonly added: readonly string[];
}

/**
 * What shows that a control contributes: the first minimal set that holds it, with it and without it.
 * Units: none. Errors: none; undefined where no minimal set holds it. Source: own design.
 */
export function contribution(threat: ThreatCoverage, control: string): Comparison | undefined {
  const set = threat.minimalSets?.find((ids) => ids.includes(control));
  if (set === undefined) return undefined;
  return telling(
    threat,
    set.filter((id) => id !== control),
    control,
  );
}

/**
 * What shows that a control harms: its smallest witness, without it and with it.
 * Units: none. Errors: none; undefined where it never harms. Source: own design.
 */
export function harmShown(threat: ThreatCoverage, control: string): Comparison | undefined {
  const harm = threat.harmful.find((one) => one.control === control);
  return harm === undefined ? undefined : telling(threat, harm.witness, control);
}

/** The attack whose outcome changes most when the control is added. */
function telling(threat: ThreatCoverage, without: readonly string[], control: string): Comparison | undefined {
  const added = [...without, control];
  const change = ({ tree }: AttackCoverage): number => Math.abs(rank(tree, without) - rank(tree, added));
  const [attack] = [...threat.attacks].sort((a, b) => change(b) - change(a));
  return attack === undefined ? undefined : { attack, without, added };
}

function rank(tree: AttackCoverage['tree'], profile: readonly string[]): number {
  return rankOf(evaluate(tree, new Set(profile)).outcome);
}

/**
 * One job for each run that the report shows.
 * Units: replays. Errors: none. Source: own design.
 */
export function reportJobs({ coverage }: Covered, seed: number): ReadonlyMap<string, ReplayJob> {
  const jobs = new Map<string, ReplayJob>();
  const need = (attack: AttackCoverage, profile: readonly string[]): void => {
    const key = runKey(attack, profile);
    if (!jobs.has(key)) jobs.set(key, { kind: 'replay', attack: attack.id, seed, controls: relevantControls(attack.tree, profile) });
  };
  for (const threat of coverage.threats) {
    for (const attack of threat.attacks) {
      need(attack, []);
      need(attack, stoppingSet(threat) ?? []);
      for (const { id } of coverage.controls) need(attack, [id]);
    }
    for (const { id } of coverage.controls) {
      for (const shown of [contribution(threat, id), harmShown(threat, id)]) {
        if (shown === undefined) continue;
        need(shown.attack, shown.without);
        need(shown.attack, shown.added);
      }
    }
  }
  return jobs;
}

/**
 * Makes the runs of a scenario's part of the report.
 * Units: replays. Errors: rejects with what a job throws (a bug). Source: own design.
 */
export async function gather(
  covered: Covered,
  seed: number,
  prefix: string,
  runJobs: RunJobs,
  onDone: (job: ReplayJob, done: number, of: number) => void,
): Promise<ReportData> {
  const jobs = reportJobs(covered, seed);
  const entries = await runJobs(covered.scenario, [...jobs.values()], onDone, covered.plugins);
  const runs = new Map(
    [...jobs.keys()].flatMap((key, at) => {
      const entry = entries[at];
      return entry === undefined ? [] : [[key, entry] as const];
    }),
  );
  return { ...covered, seed, prefix, runs };
}
