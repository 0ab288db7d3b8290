/**
 * Purpose: what came of an attack under one profile, as the entry that `wardlab/replay@1`, the report and the evidence of a cell show: the run (untold-replay.ts) with its evidence in words.
 *
 * Does not model: anything.
 * Units: nanoseconds. Determinism: the same scenario, attack, controls and seed give the same entry.
 * References: contract.md section 3 (`replay --json`).
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import { evidenceOf, stoppedBy, stops } from '../../threats/evidence/index.ts';
import type { Replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { toldEntry, type ReplayEntry, type ReplayWords } from './replay-entry.ts';
import { untoldReplay, type ReplaySettings, type UntoldReplay } from './untold-replay.ts';

/** A replay with everything that can be told of it. */
export interface TracedReplay extends UntoldReplay {
  readonly entry: ReplayEntry;
}

/**
 * Replays an attack with its trace on; as often as its chance needs, unless it is asked for a single run.
 * Units: see `UntoldEntry`. Errors: throws on a bug in model or attack. Source: contract 3.
 */
export function tracedReplay(scenario: Scenario, attack: Attack, settings: ReplaySettings): TracedReplay {
  const done = untoldReplay(scenario, attack, settings);
  return { ...done, entry: toldEntry(done.entry, replayWords(done.replay)) };
}

/**
 * Replays an attack and keeps the entry only, so that a long trace can be forgotten.
 * Units: see `UntoldEntry`. Errors: as `tracedReplay`. Source: contract 3.
 */
export function replayEntry(scenario: Scenario, attack: Attack, settings: ReplaySettings): ReplayEntry {
  return tracedReplay(scenario, attack, settings).entry;
}

/**
 * What the events of a replay say.
 * Units: nanoseconds. Errors: none; a replay without trace has no evidence. Source: contract 3.
 */
export function replayWords(done: Replay): ReplayWords {
  const stopped = stoppedBy(done);
  return { ...(stopped !== undefined && { stoppedBy: stopped }), stops: stops(done), evidence: evidenceOf(done) };
}
