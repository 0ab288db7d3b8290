/**
 * Purpose: one replay as the entry that `wardlab/replay@1`, the report and the evidence of a cell show.
 *
 * Does not model: replication; every attack of this stage is settled by one run, so `runs` is 1 and `probability` 0 or 1.
 * Units: nanoseconds; probabilities 0..1. Determinism: the same scenario, attack, controls and seed give the same entry.
 * References: contract.md section 3 (`replay --json`).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Knowledge } from '../../sim/world/ledger.ts';
import type { ControlBehaviour } from '../../sim/world/plugin-control.ts';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import type { Outcome } from '../../threats/coverage/types.ts';
import { evidenceOf, stoppedBy, stops, type EvidenceLine, type StoppedBy } from '../../threats/evidence/index.ts';
import { replay, traceHash, type Replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';

/** One replay, as a document holds it. */
export interface ReplayEntry {
  readonly attack: string;
  readonly threat: string;
  readonly name: Bilingual;
  readonly vantage: string;
  readonly outcome: Outcome;
  /** The oracle's sentence. */
  readonly because: Bilingual;
  /** That the attacker succeeds. */
  readonly probability: number;
  readonly runs: number;
  readonly controls: readonly string[];
  /** The control that stopped the attacker last; absent where he succeeded or where nothing that was asked stopped him. */
  readonly stoppedBy?: StoppedBy;
  /** Everything that stopped him on the way, one entry for each control, place and reason. */
  readonly stops: readonly StoppedBy[];
  /** Controls that the run asked for, with the answers, in order. */
  readonly consulted: Readonly<Record<string, boolean>>;
  readonly learned: readonly Knowledge[];
  readonly evidence: readonly EvidenceLine[];
  readonly events: number;
  readonly traceHash: string;
}

/** What a replay is run with. */
export interface ReplaySettings {
  /** Controls that are on. */
  readonly controls: readonly string[];
  readonly seed: number;
  /** Controls that plug-ins bring. */
  readonly plugged?: readonly ControlBehaviour[];
}

/** A replay with everything that can be told of it. */
export interface TracedReplay {
  readonly entry: ReplayEntry;
  readonly replay: Replay;
  readonly trace: readonly TraceEvent[];
}

/**
 * Replays an attack with its trace on.
 * Units: see `ReplayEntry`. Errors: throws on a bug in model or attack. Source: contract 3.
 */
export function tracedReplay(scenario: Scenario, attack: Attack, { controls, seed, plugged = [] }: ReplaySettings): TracedReplay {
  const on = new Set(controls);
  const done = replay(scenario, attack, { seed, answer: (id) => on.has(id), trace: true, plugged });
  return { entry: entryOf(done, controls), replay: done, trace: done.events };
}

/**
 * Replays an attack and keeps the entry only, so that a long trace can be forgotten.
 * Units: see `ReplayEntry`. Errors: as `tracedReplay`. Source: contract 3.
 */
export function replayEntry(scenario: Scenario, attack: Attack, settings: ReplaySettings): ReplayEntry {
  return tracedReplay(scenario, attack, settings).entry;
}

function entryOf(done: Replay, controls: readonly string[]): ReplayEntry {
  const { attack, finding } = done;
  const stopped = stoppedBy(done);
  return {
    attack: attack.id,
    threat: attack.definition.threat,
    name: attack.definition.name,
    vantage: attack.vantage.kind,
    outcome: finding.outcome,
    because: finding.because,
    probability: finding.outcome === 'succeeded' ? 1 : 0,
    runs: 1,
    controls,
    ...(stopped !== undefined && { stoppedBy: stopped }),
    stops: stops(done),
    consulted: Object.fromEntries(done.consulted),
    learned: done.learned,
    evidence: evidenceOf(done),
    events: done.events.length,
    traceHash: traceHash(done),
  };
}
