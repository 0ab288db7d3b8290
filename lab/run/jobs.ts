/**
 * Purpose: the two kinds of work that the lab does for one attack, as data, so that they can run here or in a worker with the same result.
 *
 * Does not model: where they run. Units: see the results. Determinism: a result depends on the job and the scenario only.
 * References: design.md section 1, ideas 3 to 5.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { evaluate, type DecisionTree } from '../../threats/coverage/index.ts';
import { exploreAttack, replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { AttackError } from './attack-error.ts';
import { replayEntry, type ReplayEntry } from './replay-run.ts';

/** Explore an attack over all profiles. */
export interface ExploreJob {
  readonly kind: 'explore';
  readonly attack: string;
  readonly seed: number;
}

/** Replay an attack under one profile, with evidence. */
export interface ReplayJob {
  readonly kind: 'replay';
  readonly attack: string;
  readonly seed: number;
  readonly controls: readonly string[];
}

/** Work for one attack. */
export type Job = ExploreJob | ReplayJob;

/** An explored attack. */
export interface Explored {
  readonly attack: string;
  readonly vantage: string;
  readonly tree: DecisionTree;
  readonly replays: number;
  /** The oracle's sentence of the bare run, where that does not succeed. */
  readonly notApplicable?: Bilingual;
}

/** What a job of each kind gives. */
export type ResultOf<J extends Job> = J extends ExploreJob ? Explored : ReplayEntry;

/** Runs jobs over a scenario; results come in the order of the jobs, `onDone` is called as they finish. */
export type RunJobs = <J extends Job>(
  scenario: Scenario,
  jobs: readonly J[],
  onDone: (job: J, done: number, of: number) => void,
) => Promise<readonly ResultOf<J>[]>;

/**
 * Does one job here and now.
 * Units: see the results. Errors: throws when the scenario has no such attack, and what a replay throws (bugs both). Source: own design.
 */
export function runJob<J extends Job>(scenario: Scenario, job: J): ResultOf<J> {
  const attack = attacksOf(scenario).find(({ id }) => id === job.attack);
  if (attack === undefined) throw new Error(`jobs: scenario ${scenario.id} has no attack ${job.attack}`);
  const result = job.kind === 'explore' ? exploreOne(scenario, attack, job.seed) : replayEntry(scenario, attack, job);
  // The compiler does not narrow J by the job's kind; the line above gives each kind its own result.
  return result as ResultOf<J>;
}

/**
 * Does jobs one after the other in this thread.
 * Units: none. Errors: rejects with AttackError, naming the attack, on what a job throws. Source: own design.
 */
export const runHere: RunJobs = async (scenario, jobs, onDone) =>
  jobs.map((job, at) => {
    const result = named(scenario, job);
    onDone(job, at + 1, jobs.length);
    return result;
  });

function named<J extends Job>(scenario: Scenario, job: J): ResultOf<J> {
  try {
    return runJob(scenario, job);
  } catch (error) {
    throw new AttackError(job.attack, error);
  }
}

function exploreOne(scenario: Scenario, attack: Attack, seed: number): Explored {
  const { tree, replays } = exploreAttack(scenario, attack, seed);
  const explored = { attack: attack.id, vantage: attack.vantage.kind, tree, replays };
  if (evaluate(tree, new Set()).outcome === 'succeeded') return explored;
  return { ...explored, notApplicable: replay(scenario, attack, { seed, answer: () => false }).finding.because };
}
