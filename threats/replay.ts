/**
 * Purpose: one replay: one attack in one world under one profile and one seed, judged by its oracle.
 *
 * Does not model: anything itself. Units: nanoseconds. Determinism: the same attack, answers and seed give the same result and, with the trace on, the same trace hash.
 * References: design idea 1 and 4; contract 3 (`wardlab/replay@1`).
 */
import type { TraceEvent } from '../sim/kernel/trace.ts';
import { hashEvents } from '../sim/kernel/trace.ts';
import type { Probe } from '../sim/net/probe.ts';
import type { WireTap } from '../sim/net/tap.ts';
import { intrude } from '../sim/world/hands.ts';
import type { Knowledge } from '../sim/world/ledger.ts';
import type { ControlBehaviour } from '../sim/world/plugin-control.ts';
import type { Scenario } from '../sim/world/scenario.ts';
import { buildWorld } from '../sim/world/world.ts';
import { replicate, type Interval } from './chance/index.ts';
import { explore, type Exploration } from './coverage/index.ts';
import type { Outcome, RunResult } from './coverage/types.ts';
import type { Attack, Finding } from './types.ts';

export interface ReplayOptions {
  readonly seed: number;
  readonly answer: (controlId: string) => boolean;
  readonly trace?: boolean;
  readonly permuteTies?: boolean;
  /** Hears what is on the wires; only with the trace on. */
  readonly tap?: WireTap;
  /** An onlooker, for pictures; the run is the same without it. */
  readonly probe?: Probe;
  /** Controls that plug-ins bring. */
  readonly plugged?: readonly ControlBehaviour[];
}

export interface Replay {
  readonly attack: Attack;
  readonly seed: number;
  readonly finding: Finding;
  /** Questions asked with their answers, in order. */
  readonly consulted: ReadonlyMap<string, boolean>;
  /** What he came to know of others; keys of his own making are left out. */
  readonly learned: readonly Knowledge[];
  /** Whether the trace was on. A traced run in which nothing happens has no events either. */
  readonly traced: boolean;
  readonly events: readonly TraceEvent[];
  /** What the scenario leaves to chance and this run drew, in order. */
  readonly lots: readonly string[];
  /** Kernel events processed. */
  readonly steps: number;
  readonly scenario: Scenario;
  /** True for places under the attacker's control. */
  isAttacker(place: string): boolean;
}

/** Events of a replay in which a plug-in takes part, before it counts as endless. Ours need up to half a million (a flood, a sweep). */
const MOST_PLUGGED_EVENTS = 10_000_000;

/**
 * Runs an attack once.
 * Units: nanoseconds. Errors: throws on a bug in model or attack; the caller says how to replay it. Source: design idea 1.
 */
export function replay(scenario: Scenario, attack: Attack, options: ReplayOptions): Replay {
  const { plugged = [] } = options;
  const isPlugged = plugged.length > 0 || attack.definition.brought !== undefined;
  const world = buildWorld(scenario, {
    seed: options.seed,
    answer: options.answer,
    trace: options.trace ?? false,
    permuteTies: options.permuteTies ?? false,
    plugged,
    ...(options.tap === undefined ? {} : { tap: options.tap }),
    probe: options.probe,
    ...(isPlugged ? { mostEvents: MOST_PLUGGED_EVENTS } : {}),
    stage: [...(attack.aim.flowIdle === true ? [] : [attack.aim.flow.id]), ...attack.aim.also],
  });
  const { hands, view } = intrude(world, attack.vantage);
  attack.definition.act(hands, attack.aim);
  world.run();
  const finding = attack.definition.judge(view, attack.aim);
  return {
    attack,
    seed: options.seed,
    finding,
    consulted: world.controls.consulted,
    learned: hands.ledger.entries.filter((entry) => entry.how !== 'own' || entry.from !== hands.place),
    traced: options.trace ?? false,
    events: world.parts.context.trace.events,
    lots: world.parts.context.streams.lots,
    steps: world.parts.context.kernel.processed,
    scenario,
    isAttacker: (place) => view.isAttacker(place),
  };
}

/**
 * Hash of a replay's trace.
 * Units: none. Errors: throws when the replay ran without trace (a bug). Source: FIPS 180-4 over RFC 8785 lines.
 */
export function traceHash(result: Replay): string {
  if (!result.traced) throw new Error(`replay of ${result.attack.id} ran without trace`);
  return hashEvents(result.events);
}

/** More than any attack should need: a few hundred are normal (issue of the economy of consultation). */
const MAX_REPLAYS = 20_000;

/** The verdict of an attack under one profile, by the rule that the coverage uses. */
export interface Verdict extends Pick<Finding, 'outcome' | 'detectedNs' | 'loss'> {
  /** Share of runs in which the attacker succeeded. */
  readonly probability: number;
  /** Of that share; only where chance is replicated. */
  readonly interval?: Interval;
  readonly runs: number;
}

/** A verdict with a run that shows it. */
export interface Settled extends Verdict {
  /** Seed of the first run that had this outcome; the base seed where none had (inconclusive). */
  readonly shownBy: number;
}

/**
 * True when further runs would tell the same: the run drew no lot, so the scenario leaves nothing to chance on its way, and the attack does not hang on chance by itself.
 * Units: none. Errors: none. Source: own design.
 */
export function isCertain({ attack, lots }: Pick<Replay, 'attack' | 'lots'>): boolean {
  return lots.length === 0 && attack.definition.chance !== true;
}

/**
 * What comes of an attack under one profile: one run, or as many as chance needs where that run drew a lot or the attack says that it always hangs on chance.
 * Units: nanoseconds; probability 0..1. Errors: as `replay`. Source: design idea 1; contract 3 (`replay` without a seed).
 */
export function verdict(scenario: Scenario, attack: Attack, options: Pick<ReplayOptions, 'seed' | 'answer' | 'plugged'>): Settled {
  const { seed } = options;
  const done = replay(scenario, attack, options);
  const first = done.finding;
  const { detectedNs, loss } = first;
  const measured = { ...(detectedNs === undefined ? {} : { detectedNs }), ...(loss === undefined ? {} : { loss }) };
  if (isCertain(done))
    return { ...measured, outcome: first.outcome, probability: first.outcome === 'succeeded' ? 1 : 0, runs: 1, shownBy: seed };
  const shown = new Map<Outcome, number>();
  const run = (each: number): Outcome => {
    const { outcome } = each === seed ? first : replay(scenario, attack, { ...options, seed: each }).finding;
    if (!shown.has(outcome)) shown.set(outcome, each);
    return outcome;
  };
  const { outcome, probability, interval, runs } = replicate(run, seed);
  return { ...measured, outcome, probability, interval, runs, shownBy: shown.get(outcome) ?? seed };
}

/**
 * Explores an attack over all profiles.
 * Units: none. Errors: throws when replays of the same answers differ, or past 20,000 replays. Source: design idea 4.
 */
export function exploreAttack(scenario: Scenario, attack: Attack, seed: number, plugged: readonly ControlBehaviour[] = []): Exploration {
  return explore((answer) => resultOf(verdict(scenario, attack, { seed, answer, plugged })), { maxReplays: MAX_REPLAYS });
}

/** The runs of all seeds share the answers; a question that any of them asks belongs to the path. */
function resultOf({ outcome, probability, interval, runs }: Verdict): RunResult {
  return { outcome, probability, ...(interval === undefined ? {} : { interval: { ...interval, runs } }) };
}
