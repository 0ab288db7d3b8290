/**
 * Purpose: how a probability that was found by replication is told.
 *
 * Units: probabilities 0..1 in, per cent out. Determinism: pure.
 * References: threats/chance (Wilson interval, 95 %).
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { Interval } from '../../threats/chance/index.ts';

/** What is told. */
export interface Chance {
  readonly probability: number;
  readonly interval: Interval;
  readonly runs: number;
  /** Of the run that the evidence is of. */
  readonly seed: number;
}

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;

/**
 * The sentence.
 * Units: per cent. Errors: none. Source: own design.
 */
export function chanceText({ probability, interval, runs, seed }: Chance): Bilingual {
  const range = `${percent(interval.low)}–${percent(interval.high)}`;
  return {
    en: `the attacker succeeded in ${percent(probability)} of ${runs} runs (95 % interval ${range}); what follows is the run with seed ${seed}`,
    ja: `${runs} 回中 ${percent(probability)} で攻撃が成立（95 % 区間 ${range}）。以下は種 ${seed} の実行`,
  };
}
