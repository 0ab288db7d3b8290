/**
 * Purpose: the full proof of the lab's claims by direct replays: every printed line executed, the trees held against random profiles, the plan against every smaller set.
 *
 * Does not model: where the replays run; the caller gives a runner (threads, or this thread in a test). Units: replays, pairs.
 * Determinism: the same scenarios, seed and number of pairs give the same document, whatever the runner.
 * References: design.md section 1, ideas 3 and 4; TR A.5.1.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { ATTACK_DEFINITIONS } from '../../threats/attacks/index.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { proofOf, type LineProof, type Shown } from '../../threats/proof.ts';
import type { CoverageDocument } from './coverage-run.ts';
import type { Explored } from './explore-job.ts';
import type { Job, RunJobs, ShowJob } from './jobs.ts';
import { checkPlan, planJobs, type Extent, type PlanCheck } from './plan-check.ts';
import { mismatches, soundnessJobs, type Mismatch } from './soundness.ts';

/** A printed line with its name. */
export interface Line extends LineProof {
  readonly name: Bilingual;
}

/** Direct replays against trees. */
export interface Soundness {
  readonly pairs: number;
  readonly mismatches: readonly Mismatch[];
}

/** What was proved of one scenario. */
export interface ScenarioProof {
  readonly scenario: string;
  readonly attacks: number;
  readonly controls: number;
  /** Replays of the exploration. */
  readonly replays: number;
  readonly soundness: Soundness;
  readonly plan: PlanCheck;
}

/** `wardlab/proof@1`. */
export interface ProofDocument {
  readonly schema: 'wardlab/proof@1';
  readonly seed: number;
  readonly proven: number;
  readonly of: number;
  readonly lines: readonly Line[];
  readonly scenarios: readonly ScenarioProof[];
  /** Every line is proven, no pair disagrees, no plan breaks its promise or holds an idle control. */
  readonly holds: boolean;
}

/** How much is replayed. */
export interface ProofSettings {
  readonly seed: number;
  /** Random pairs of attack and profile for each scenario. */
  readonly pairs: number;
  readonly plan: Extent;
}

/** Told after each job. */
export type OnJob = (job: Job, done: number, of: number) => void;

/**
 * Shows every printed line, each attack definition in the first scenario that can.
 * Units: replays. Errors: rejects with what a job throws (a bug). Source: TR A.5.1.
 */
export async function proveLines(scenarios: readonly Scenario[], seed: number, runJobs: RunJobs, onJob: OnJob): Promise<readonly Line[]> {
  const jobs = ATTACK_DEFINITIONS.map(({ threat, name }, definition): ShowJob => ({
    kind: 'show',
    attack: `${threat} ${name.en}`,
    definition,
    seed,
  }));
  const shown: Shown[] = [];
  for (const scenario of scenarios) shown.push(...(await runJobs(scenario, jobs, onJob)));
  return linesOf(shown);
}

/**
 * The 32 lines, from what was shown.
 * Units: none. Errors: none. Source: TR A.5.1.
 */
export function linesOf(shown: readonly Shown[]): readonly Line[] {
  return THREATS.map(({ id, name }) => ({ ...proofOf(id, shown), name }));
}

/**
 * Holds an explored scenario against direct replays.
 * Units: replays. Errors: rejects with what a job throws (a bug). Source: design idea 4.
 */
export async function proveScenario(
  scenario: Scenario,
  explored: readonly Explored[],
  coverage: CoverageDocument,
  settings: ProofSettings,
  runJobs: RunJobs,
  onJob: OnJob,
): Promise<ScenarioProof> {
  const pairs = soundnessJobs(scenario, explored, settings.pairs, settings.seed);
  const replayed = await runJobs(scenario, pairs, onJob);
  const sets = planJobs(coverage, settings.seed, settings.plan);
  const plan = checkPlan(coverage, sets, await runJobs(scenario, sets, onJob));
  return {
    scenario: scenario.id,
    attacks: explored.length,
    controls: scenario.controls.length,
    replays: coverage.replays,
    soundness: { pairs: pairs.reduce((sum, { profiles }) => sum + profiles.length, 0), mismatches: mismatches(explored, pairs, replayed) },
    plan,
  };
}

/**
 * The document of a proof.
 * Units: none. Errors: none. Source: own design (an addition to the contract).
 */
export function proofDocument(seed: number, lines: readonly Line[], scenarios: readonly ScenarioProof[]): ProofDocument {
  const proven = lines.filter(({ state }) => state === 'proven').length;
  const sound = scenarios.every(
    ({ soundness, plan }) => soundness.mismatches.length === 0 && plan.broken.length === 0 && plan.idle.length === 0,
  );
  return { schema: 'wardlab/proof@1', seed, proven, of: lines.length, lines, scenarios, holds: sound && proven === lines.length };
}
