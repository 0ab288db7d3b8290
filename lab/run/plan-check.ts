/**
 * Purpose: holds the cheapest plan against direct replays: under the plan every threat ends as promised, and under every set that is one control smaller some attack does better.
 *
 * Does not model: that no other set is cheaper; the diagrams show that (`plan.proof`). Units: replays. Determinism: controls in the plan's order, attacks in the coverage's.
 * References: contract.md section 3 (`plan`).
 */
import { evaluate, OUTCOMES, type Coverage, type Outcome } from '../../threats/coverage/index.ts';
import type { OutcomesJob } from './jobs.ts';

/** A control of the plan, and the attack that does better without it. */
export interface Needed {
  readonly control: string;
  readonly attack: string;
  readonly withIt: Outcome;
  readonly without: Outcome;
}

/** What the replays say of a plan. */
export interface PlanCheck {
  readonly controls: readonly string[];
  readonly cost: number;
  /** Replays made. */
  readonly replays: number;
  /** Threats that end worse under the plan than it says. */
  readonly broken: readonly string[];
  readonly needed: readonly Needed[];
  /** Controls without which nothing got worse. */
  readonly idle: readonly string[];
}

/** Whether each smaller set is tried on every attack, or only on the attack that the trees say does better. */
export type Extent = 'every-attack' | 'telling-attack';

const rank = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);

/**
 * One job an attack: first the plan itself, then smaller sets.
 * Units: replays. Errors: none. Source: own design.
 */
export function planJobs(coverage: Coverage, seed: number, extent: Extent): readonly OutcomesJob[] {
  const { controls } = coverage.plan;
  const smaller = controls.map((control) => controls.filter((id) => id !== control));
  const attacks = coverage.threats.flatMap((threat) => threat.attacks);
  const worsening = (at: number, profile: readonly string[]): number => {
    const tree = attacks[at]?.tree;
    if (tree === undefined) return 0;
    return rank(evaluate(tree, new Set(profile)).outcome) - rank(evaluate(tree, new Set(controls)).outcome);
  };
  const tellingOf = (profile: readonly string[]): number => attacks.findIndex((_, at) => worsening(at, profile) > 0);
  return attacks.map(({ id }, at) => {
    const tried = smaller.filter((profile) => extent === 'every-attack' || tellingOf(profile) === at);
    return { kind: 'outcomes', attack: id, seed, profiles: [controls, ...tried] };
  });
}

/**
 * What the outcomes of `planJobs` show.
 * Units: replays. Errors: throws when an outcome is missing (a bug). Source: own design.
 */
export function checkPlan(coverage: Coverage, jobs: readonly OutcomesJob[], outcomes: readonly (readonly Outcome[])[]): PlanCheck {
  const { controls, cost } = coverage.plan;
  const runs = jobs.flatMap(({ attack, profiles }, at) =>
    profiles.map((profile, index) => {
      const [whole, outcome] = [outcomes[at]?.[0], outcomes[at]?.[index]];
      if (whole === undefined || outcome === undefined) throw new Error(`plan: ${attack} was not replayed`);
      return { attack, missing: controls.find((id) => !profile.includes(id)), whole, outcome };
    }),
  );
  const needed = controls.flatMap((control): readonly Needed[] => {
    const worse = runs.find(({ missing, whole, outcome }) => missing === control && rank(outcome) > rank(whole));
    return worse === undefined ? [] : [{ control, attack: worse.attack, withIt: worse.whole, without: worse.outcome }];
  });
  const underPlan = new Map(runs.filter(({ missing }) => missing === undefined).map(({ attack, outcome }) => [attack, outcome]));
  return {
    controls,
    cost,
    replays: runs.length,
    broken: brokenPromises(coverage, underPlan),
    needed,
    idle: controls.filter((id) => !needed.some(({ control }) => control === id)),
  };
}

/** A threat whose attacks all fail bare promises nothing. */
function brokenPromises(coverage: Coverage, underPlan: ReadonlyMap<string, Outcome>): readonly string[] {
  return coverage.threats
    .filter(({ notApplicable }) => notApplicable === undefined)
    .filter(({ id, attacks }) => {
      const promised = coverage.plan.leaves.find(({ threat }) => threat === id)?.outcome ?? 'blocked';
      return attacks.some(
        ({ id: attack, notApplicable }) => notApplicable === undefined && rank(underPlan.get(attack) ?? 'succeeded') > rank(promised),
      );
    })
    .map(({ id }) => id);
}
