/**
 * Purpose: explores every attack of a scenario, saying after each attack and each threat what is known by then.
 *
 * The work is the command line's own (lab/run), so that page and command line cannot differ. Does not model: anything.
 * Units: replays. Determinism: attacks in the order of the jobs; the same scenario and seed give the same coverage everywhere.
 */
import { coverageOf, exploreJobs, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import { exploreJob, type Explored } from '../../lab/run/explore-job.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { CoverageProgress } from './protocol.ts';

function threatOf(attack: string): string {
  return attack.split('/')[0] ?? attack;
}

/**
 * Explores all attacks of a scenario.
 * Units: replays. Errors: throws what a replay or the explorer throws (a bug of model or attack). Source: design idea 4.
 */
export function exploreScenario(scenario: Scenario, seed: number, onProgress: (progress: CoverageProgress) => void): CoverageDocument {
  const jobs = exploreJobs(scenario, { seed });
  const explored: Explored[] = [];
  for (const [i, job] of jobs.entries()) {
    const result = exploreJob(scenario, job);
    explored.push(result);
    onProgress({ step: 'attack', attack: job.attack, tree: result.tree, replays: result.replays, done: i + 1, of: jobs.length });
    const threat = threatOf(job.attack);
    if (threatOf(jobs[i + 1]?.attack ?? '') === threat) continue;
    const [row] = coverageOf(scenario, { seed, threats: [threat] }, explored).threats;
    if (row !== undefined) onProgress({ step: 'threat', threat: row });
  }
  return coverageOf(scenario, { seed }, explored);
}
