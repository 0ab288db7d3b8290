/**
 * Purpose: what came of an attack under one profile, without the words of its evidence: the outcome, what was asked and learned, and the run itself.
 *
 * The outcome is the one that the coverage's rule gives, so that it equals the leaf of the tree; where chance had a part, that takes several runs, and the run is the first with
 * this outcome. Asked for one seed, it is exactly one run. The words (replay-run.ts) weigh more than all of this, so the visualizer fetches them when somebody reads.
 * Does not model: anything.
 * Units: nanoseconds; probabilities 0..1. Determinism: the same scenario, attack, controls and seed give the same entry.
 * References: contract.md section 3 (`replay --json`).
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { WireLog } from '../../sim/net/tap.ts';
import type { ControlBehaviour } from '../../sim/world/plugin-control.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { isCertain, replay, traceHash, verdict, type Replay, type Settled } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import type { UntoldEntry } from './replay-entry.ts';

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

/** A replay with its run. */
export interface UntoldReplay {
  readonly entry: UntoldEntry;
  readonly replay: Replay;
  readonly trace: readonly TraceEvent[];
  /** What was on the wires; absent where nobody listened. */
  readonly wire?: WireLog;
}

/**
 * Replays an attack with its trace on; as often as its chance needs, unless it is asked for a single run.
 * Units: see `UntoldEntry`. Errors: throws on a bug in model or attack. Source: contract 3.
 */
export function untoldReplay(scenario: Scenario, attack: Attack, settings: ReplaySettings): UntoldReplay {
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

function entryOf(done: Replay, controls: readonly string[], settled: Settled | undefined): UntoldEntry {
  const { attack, finding } = done;
  const outcome = settled?.outcome ?? finding.outcome;
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
    consulted: Object.fromEntries(done.consulted),
    learned: done.learned,
    events: done.events.length,
    traceHash: traceHash(done),
  };
}
