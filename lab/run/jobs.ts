/**
 * Purpose: the kinds of work that the lab does for one attack, as data, so that they can run here or in a worker with the same result.
 *
 * Does not model: where they run. Units: see the results. Determinism: a result depends on the job and the scenario only.
 * References: design.md section 1, ideas 3 to 5.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import { EventLimitError } from '../../sim/kernel/kernel.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { ATTACK_DEFINITIONS } from '../../threats/attacks/index.ts';
import type { Outcome } from '../../threats/coverage/index.ts';
import { show, type Shown } from '../../threats/proof.ts';
import { verdict } from '../../threats/replay.ts';
import { PluginError, threw } from '../plugin/faults.ts';
import { behavioursOf, definitionsOf, NO_PLUGINS, type Plugins } from '../plugin/plugins.ts';
import { AttackError } from './attack-error.ts';
import { exploreJob, type ExploreJob, type Explored } from './explore-job.ts';
import type { ReplayEntry } from './replay-entry.ts';
import { replayEntry } from './replay-run.ts';

/** Replay an attack under one profile, with evidence. */
export interface ReplayJob {
  readonly kind: 'replay';
  readonly attack: string;
  readonly seed: number;
  readonly controls: readonly string[];
}

/** Ask directly what comes of an attack under each of several profiles, without a tree. */
export interface OutcomesJob {
  readonly kind: 'outcomes';
  readonly attack: string;
  readonly seed: number;
  readonly profiles: readonly (readonly string[])[];
}

/** Show that one attack definition succeeds bare and that something helps against it. */
export interface ShowJob {
  readonly kind: 'show';
  /** For people: which definition it is. */
  readonly attack: string;
  /** Its place in the list of definitions. */
  readonly definition: number;
  readonly seed: number;
}

/** Work for one attack, or for one definition of attacks. */
export type Job = ExploreJob | ReplayJob | OutcomesJob | ShowJob;

/** What a job of each kind gives. */
export type ResultOf<J extends Job> = J extends ExploreJob
  ? Explored
  : J extends ReplayJob
    ? ReplayEntry
    : J extends OutcomesJob
      ? readonly Outcome[]
      : Shown;

/** Runs jobs over a scenario; results come in the order of the jobs, `onDone` is called as they finish. */
export type RunJobs = <J extends Job>(
  scenario: Scenario,
  jobs: readonly J[],
  onDone: (job: J, done: number, of: number) => void,
  plugins?: Plugins,
) => Promise<readonly ResultOf<J>[]>;

/**
 * Does one job here and now.
 * Units: see the results. Errors: throws when the scenario has no such attack, and what a replay throws (bugs both). Source: own design.
 */
export function runJob<J extends Job>(scenario: Scenario, job: J, plugins: Plugins = NO_PLUGINS): ResultOf<J> {
  // The compiler does not narrow J by the job's kind; `resultOf` gives each kind its own result.
  return resultOf(scenario, job, plugins) as ResultOf<J>;
}

function resultOf(scenario: Scenario, job: Job, plugins: Plugins): ResultOf<Job> {
  if (job.kind === 'show') {
    const definition = ATTACK_DEFINITIONS[job.definition];
    if (definition === undefined) throw new Error(`jobs: there is no attack definition ${job.definition}`);
    return show(scenario, definition, job.seed);
  }
  if (job.kind === 'explore') return exploreJob(scenario, job, plugins);
  const attack = attacksOf(scenario, definitionsOf(plugins)).find(({ id }) => id === job.attack);
  if (attack === undefined) throw new Error(`jobs: scenario ${scenario.id} has no attack ${job.attack}`);
  const plugged = behavioursOf(plugins);
  if (job.kind === 'replay') return replayEntry(scenario, attack, { ...job, plugged });
  return job.profiles.map((profile) => {
    const on = new Set(profile);
    return verdict(scenario, attack, { seed: job.seed, answer: (id) => on.has(id), plugged }).outcome;
  });
}

/**
 * Does jobs one after the other in this thread.
 * Units: none. Errors: rejects as `runNamed`. Source: own design.
 */
export const runHere: RunJobs = async (scenario, jobs, onDone, plugins = NO_PLUGINS) =>
  jobs.map((job, at) => {
    const result = runNamed(scenario, job, plugins);
    onDone(job, at + 1, jobs.length);
    return result;
  });

/**
 * As `runJob`, and says whose fault it is when something throws.
 * Units: see the results. Errors: throws PluginError where a plug-in is at fault, else AttackError, naming the attack (a bug). Source: own design.
 */
export function runNamed<J extends Job>(scenario: Scenario, job: J, plugins: Plugins): ResultOf<J> {
  try {
    return runJob(scenario, job, plugins);
  } catch (error) {
    throw blamed(error, job.attack, plugins);
  }
}

/**
 * The error for what a replay threw: a plug-in's own errors as they are; anything else in an attack of a plug-in is the plug-in's, and so is an endless run when it brings
 * controls; the rest is a bug of ours.
 * Units: none. Errors: none. Source: own design.
 */
export function blamed(error: unknown, attackId: string, plugins: Plugins): PluginError | AttackError {
  if (error instanceof PluginError) return error;
  const [threat, , , variant] = attackId.split('/');
  const own = plugins.attacks.find((definition) => definition.threat === threat && definition.variant === (variant ?? ''));
  if (own?.brought !== undefined) return new PluginError(own.brought.plugin, `attack ${attackId}`, threw('it', error));
  const [control] = plugins.controls;
  if (error instanceof EventLimitError && control !== undefined)
    return new PluginError(control.file, `control ${control.words.mechanism}`, threw('a replay with it', error));
  return new AttackError(attackId, error);
}
