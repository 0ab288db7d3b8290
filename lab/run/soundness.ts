/**
 * Purpose: holds the explored trees against direct replays: random profiles for every attack, and the outcome that the tree says.
 *
 * Every attack gets equally many pairs, so that a cheap one cannot hide a dear one. The first pair of an attack is its bare run; after that uniformly drawn profiles alternate
 * with profiles that lead to a leaf chosen by coin tosses, the controls off the path being drawn at random, since uniform draws would hit the same few leaves again and again.
 * Does not model: anything. Units: pairs of attack and profile. Determinism: named streams under one fixed seed; the same trees give the same pairs.
 * References: design idea 4 (a comparison over random profiles proves the trees).
 */
import { Streams, type Stream } from '../../sim/kernel/streams.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { evaluate, type DecisionTree, type Outcome } from '../../threats/coverage/index.ts';
import type { Explored } from './explore-job.ts';
import type { OutcomesJob } from './jobs.ts';

/** Any number would do; another one gives other pairs. */
const STREAM_SEED = 20_260_901;

/** Pairs in one job, so that a dear attack keeps no core busy while the other waits. */
const CHUNK = 20;

/** Densities at which controls are drawn: one to five in six. */
const SIXTHS = 6;

/** A direct replay that says something else than the tree. */
export interface Mismatch {
  readonly attack: string;
  readonly controls: readonly string[];
  readonly replayed: Outcome;
  readonly tree: Outcome;
}

/**
 * At least `pairs` pairs, spread evenly over the attacks.
 * Units: pairs. Errors: none; no attacks give no jobs. Source: own design.
 */
export function soundnessJobs(scenario: Scenario, explored: readonly Explored[], pairs: number, seed: number): readonly OutcomesJob[] {
  const streams = new Streams(STREAM_SEED);
  const each = Math.ceil(pairs / explored.length);
  return explored.flatMap(({ attack, tree }) => {
    const draw = streams.get(`soundness/${attack}`);
    const profiles = Array.from({ length: each }, (_, at) => (at === 0 ? [] : drawn(scenario, tree, draw, at % 2 === 0)));
    const jobs: OutcomesJob[] = [];
    for (let from = 0; from < each; from += CHUNK)
      jobs.push({ kind: 'outcomes', attack, seed, profiles: profiles.slice(from, from + CHUNK) });
    return jobs;
  });
}

function drawn(scenario: Scenario, tree: DecisionTree, draw: Stream, towardsLeaf: boolean): readonly string[] {
  const density = 1 + draw.integer(SIXTHS - 1);
  const path = towardsLeaf ? tossed(tree, draw) : new Map<string, boolean>();
  return scenario.controls.map(({ id }) => id).filter((id) => path.get(id) ?? draw.integer(SIXTHS) < density);
}

/** The answers on the way to a leaf, each a toss of a coin. */
function tossed(tree: DecisionTree, draw: Stream): ReadonlyMap<string, boolean> {
  const path = new Map<string, boolean>();
  let at = tree;
  while ('ask' in at) {
    const on = draw.integer(2) === 1;
    path.set(at.ask, on);
    at = on ? at.on : at.off;
  }
  return path;
}

/**
 * The pairs on which replay and tree disagree.
 * Units: none. Errors: throws when a job speaks of an attack that was not explored (a bug). Source: own design.
 */
export function mismatches(
  explored: readonly Explored[],
  jobs: readonly OutcomesJob[],
  outcomes: readonly (readonly Outcome[])[],
): readonly Mismatch[] {
  const trees = new Map(explored.map(({ attack, tree }) => [attack, tree]));
  return jobs.flatMap(({ attack, profiles }, at) => {
    const tree = trees.get(attack);
    if (tree === undefined) throw new Error(`soundness: ${attack} was not explored`);
    return profiles.flatMap((controls, index): readonly Mismatch[] => {
      const replayed = outcomes[at]?.[index];
      if (replayed === undefined) throw new Error(`soundness: ${attack} was not replayed`);
      const said = evaluate(tree, new Set(controls)).outcome;
      return replayed === said ? [] : [{ attack, controls, replayed, tree: said }];
    });
  });
}
