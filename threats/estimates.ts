/**
 * Purpose: what an estimate of a time to compromise is, and the pieces that all of them are made of.
 *
 * Does not model: anything itself. Units: seconds, tries per second. Determinism: IEEE arithmetic only.
 * References: threat card T04 (|S| / (2 R)).
 */
import type { Bilingual, Scenario } from '../sim/world/scenario.ts';
import type { ThreatId } from './types.ts';

/** A figure that an estimate rests on. */
export interface Constant {
  readonly name: Bilingual;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

export interface Estimate {
  readonly threat: ThreatId;
  /** What is tried: the id of a user, a key, a flow, a device; or a kind of secret in words. */
  readonly target: string;
  /** The words in both languages, where `target` is no id. */
  readonly targetName?: Bilingual;
  readonly way: Bilingual;
  /** The condition under which the estimate holds; empty = bare. */
  readonly under: string;
  readonly meanSeconds?: number;
  /** That there is such a time at all, where the scenario leaves it to chance; `meanSeconds` is then the mean over the cases in which there is. */
  readonly probability?: number;
  readonly constants: readonly Constant[];
}

/**
 * Mean time to find one of `space` equally likely values.
 * Units: seconds. Errors: none. Source: threat card T04: |S| / (2 R).
 */
export function meanSearchSeconds(space: number, triesPerS: number): number {
  return space / (2 * triesPerS);
}

/**
 * A figure of the scenario's adversary, with the source that the scenario gives.
 * Units: as given. Errors: none. Source: contract 4 (every figure with its source).
 */
export function figure(
  scenario: Scenario,
  key: 'offlineGuessesPerS' | 'onlineGuessesPerS' | 'rstPerS' | 'dictionaryWords',
  name: Bilingual,
  unit: string,
): Constant {
  return { name, value: scenario.adversary[key], unit, source: scenario.adversary.sources[key] ?? '' };
}
