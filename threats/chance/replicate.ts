/**
 * Purpose: replication of a random run over seeds until its verdict is clear: a sequential stopping rule on the Wilson interval of the attacker's success.
 *
 * Rule: run with base seed, base seed + 1, …; after each run compare the interval of P(succeeded) with the threshold. Wholly above: the verdict is `succeeded`. Wholly below:
 * the verdict is the worst of the other outcomes that came up in at least the threshold's share of the runs, else the commonest of them. Still across the threshold after the
 * last run: `inconclusive`. Looking after every run makes the coverage of the interval smaller than its nominal 95 %; the smallest number of runs bounds that, and the interval
 * that is reported is the plain one.
 * Does not model: correction for repeated looks.
 * Units: probabilities 0..1, runs. Determinism: seeds count up from the base; the number of runs depends on their results alone.
 * References: A. Wald, Sequential Analysis (1947), for the idea; A. M. Law, Simulation Modeling and Analysis, ch. 9 (sequential procedures).
 */
import { OUTCOMES, rankOf } from '../coverage/outcomes.ts';
import type { Outcome } from '../coverage/types.ts';
import { wilson, Z_95, type Interval } from './wilson.ts';

export interface ReplicationRule {
  /** An attack that succeeds more often than this is not stopped. */
  readonly threshold: number;
  readonly least: number;
  readonly most: number;
  readonly z: number;
}

/** One success in ten is not "stopped" (own choice). With no success in sight the rule needs 35 runs, with nothing but success the least number. */
export const DEFAULT_RULE: ReplicationRule = { threshold: 0.1, least: 3, most: 200, z: Z_95 };

export interface Replication {
  readonly outcome: Outcome;
  /** Share of runs in which the attack succeeded. */
  readonly probability: number;
  readonly interval: Interval;
  readonly runs: number;
  readonly counts: Readonly<Record<Outcome, number>>;
}

/**
 * Replicates a run until its verdict is clear.
 * Units: runs. Errors: throws on a rule that cannot end (a bug). Source: own design, see above.
 */
export function replicate(run: (seed: number) => Outcome, baseSeed: number, rule: ReplicationRule = DEFAULT_RULE): Replication {
  if (!(rule.least >= 1 && rule.most >= rule.least && rule.threshold > 0 && rule.threshold < 1))
    throw new Error('replicate: the rule has no sense');
  const counts: Record<Outcome, number> = { blocked: 0, detected: 0, degraded: 0, inconclusive: 0, succeeded: 0 };
  for (let runs = 1; ; runs++) {
    counts[run(baseSeed + runs - 1)]++;
    const interval = wilson(counts.succeeded, runs, rule.z);
    const result = (outcome: Outcome): Replication => ({ outcome, probability: counts.succeeded / runs, interval, runs, counts });
    if (runs >= rule.least) {
      if (interval.low > rule.threshold) return result('succeeded');
      if (interval.high < rule.threshold) return result(worstOfTheOthers(counts, runs, rule.threshold));
    }
    if (runs >= rule.most) return result('inconclusive');
  }
}

function worstOfTheOthers(counts: Readonly<Record<Outcome, number>>, runs: number, threshold: number): Outcome {
  const others = OUTCOMES.filter((outcome) => outcome !== 'succeeded' && counts[outcome] > 0);
  const frequent = others.filter((outcome) => counts[outcome] >= threshold * runs);
  const worst = [...frequent].sort((a, b) => rankOf(b) - rankOf(a))[0];
  const commonest = [...others].sort((a, b) => counts[b] - counts[a] || rankOf(b) - rankOf(a))[0];
  return worst ?? commonest ?? 'inconclusive';
}
