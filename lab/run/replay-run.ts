/**
 * Purpose: what came of an attack under one profile, as the entry that `wardlab/replay@1`, the report and the evidence of a cell show.
 *
 * The entry has the outcome that the coverage's rule gives, so that it equals the leaf of the tree; where chance had a part, that takes several runs, and the evidence is that of
 * the first run with this outcome. Asked for one seed, it is exactly one run.
 * Does not model: anything.
 * Units: nanoseconds; probabilities 0..1. Determinism: the same scenario, attack, controls and seed give the same entry.
 * References: contract.md section 3 (`replay --json`).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { WireLog } from '../../sim/net/tap.ts';
import type { Knowledge } from '../../sim/world/ledger.ts';
import type { ControlBehaviour } from '../../sim/world/plugin-control.ts';
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import type { Outcome } from '../../threats/coverage/types.ts';
import { evidenceOf, stoppedBy, stops, type EvidenceLine, type StoppedBy } from '../../threats/evidence/index.ts';
import type { Interval } from '../../threats/chance/index.ts';
import { isCertain, replay, traceHash, verdict, type Replay, type Settled } from '../../threats/replay.ts';
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
  /** In which that probability lies (95 %); absent where one run settles it. */
  readonly interval?: Interval;
  readonly runs: number;
  /** Of the run that the evidence and the trace are of. */
  readonly seed: number;
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
  /** Base seed: the first of the runs. */
  readonly seed: number;
  /** Exactly one run, with this very seed. */
  readonly single?: boolean;
  /** Listen on all wires, for a capture. */
  readonly listen?: boolean;
  /** Controls that plug-ins bring. */
  readonly plugged?: readonly ControlBehaviour[];
}

/** A replay with everything that can be told of it. */
export interface TracedReplay {
  readonly entry: ReplayEntry;
  readonly replay: Replay;
  readonly trace: readonly TraceEvent[];
  /** What was on the wires; absent where nobody listened. */
  readonly wire?: WireLog;
}

/**
 * Replays an attack with its trace on; as often as its chance needs, unless it is asked for a single run.
 * Units: see `ReplayEntry`. Errors: throws on a bug in model or attack. Source: contract 3.
 */
export function tracedReplay(scenario: Scenario, attack: Attack, settings: ReplaySettings): TracedReplay {
  const { controls, seed, single = false, plugged = [], listen = false } = settings;
  const on = new Set(controls);
  const options = { seed, answer: (id: string) => on.has(id), plugged };
  const run = (each: number): { readonly done: Replay; readonly wire: WireLog | undefined } => {
    const wire = listen ? new WireLog() : undefined;
    const done = replay(scenario, attack, { ...options, seed: each, trace: true, ...(wire === undefined ? {} : { tap: wire }) });
    return { done, wire };
  };
  const first = run(seed);
  const settled = single || isCertain(first.done) ? undefined : verdict(scenario, attack, options);
  const { done, wire } = settled === undefined || settled.shownBy === seed ? first : run(settled.shownBy);
  return { entry: entryOf(done, controls, settled), replay: done, trace: done.events, ...(wire === undefined ? {} : { wire }) };
}

/**
 * Replays an attack and keeps the entry only, so that a long trace can be forgotten.
 * Units: see `ReplayEntry`. Errors: as `tracedReplay`. Source: contract 3.
 */
export function replayEntry(scenario: Scenario, attack: Attack, settings: ReplaySettings): ReplayEntry {
  return tracedReplay(scenario, attack, settings).entry;
}

function entryOf(done: Replay, controls: readonly string[], settled: Settled | undefined): ReplayEntry {
  const { attack, finding } = done;
  const outcome = settled?.outcome ?? finding.outcome;
  const stopped = stoppedBy(done);
  return {
    attack: attack.id,
    threat: attack.definition.threat,
    name: attack.definition.name,
    vantage: attack.vantage.kind,
    outcome,
    because: finding.because,
    probability: settled?.probability ?? (outcome === 'succeeded' ? 1 : 0),
    ...(settled?.interval !== undefined && { interval: settled.interval }),
    runs: settled?.runs ?? 1,
    seed: done.seed,
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
