/**
 * Purpose: the exploration of one attack over all profiles, as a job.
 *
 * Apart from the other kinds of work (jobs.ts), so that the visualizer explores without having fetched the words of the evidence.
 * Does not model: where it runs. Units: replays. Determinism: a result depends on the job and the scenario only.
 * References: design.md section 1, ideas 3 and 4.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { evaluate, type DecisionTree } from '../../threats/coverage/index.ts';
import { exploreAttack, replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { behavioursOf, definitionsOf, NO_PLUGINS, type Plugins } from '../plugin/plugins.ts';

/** Explore an attack over all profiles. */
export interface ExploreJob {
  readonly kind: 'explore';
  readonly attack: string;
  readonly seed: number;
}

/** An explored attack. */
export interface Explored {
  readonly attack: string;
  readonly vantage: string;
  readonly tree: DecisionTree;
  readonly replays: number;
  /** The oracle's sentence of the bare run, where that does not succeed. */
  readonly notApplicable?: Bilingual;
}

/**
 * Does the job here and now.
 * Units: replays. Errors: throws when the scenario has no such attack, and what a replay throws (bugs both). Source: own design.
 */
export function exploreJob(scenario: Scenario, job: ExploreJob, plugins: Plugins = NO_PLUGINS): Explored {
  const attack = attacksOf(scenario, definitionsOf(plugins)).find(({ id }) => id === job.attack);
  if (attack === undefined) throw new Error(`jobs: scenario ${scenario.id} has no attack ${job.attack}`);
  return exploreOne(scenario, attack, job.seed, behavioursOf(plugins));
}

/**
 * Explores one attack over all profiles.
 * Units: replays. Errors: throws what a replay throws (a bug). Source: design ideas 3 and 4.
 */
export function exploreOne(scenario: Scenario, attack: Attack, seed: number, plugged: ReturnType<typeof behavioursOf> = []): Explored {
  const { tree, replays } = exploreAttack(scenario, attack, seed, plugged);
  const explored = { attack: attack.id, vantage: attack.vantage.kind, tree, replays };
  if (evaluate(tree, new Set()).outcome === 'succeeded') return explored;
  return { ...explored, notApplicable: replay(scenario, attack, { seed, answer: () => false, plugged }).finding.because };
}
