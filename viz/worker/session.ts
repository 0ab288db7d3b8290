/**
 * Purpose: what a worker can be asked: take a scenario, replay an attack, explore all attacks, and list the events of a replay that it still holds.
 *
 * Plain and synchronous, so that tests run it without a worker. Does not model: anything.
 * Units: nanoseconds. Determinism: the answers depend on the scenario's text and the request alone.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { ReplayWords } from '../../lab/run/replay-entry.ts';
import { untoldReplay, type UntoldReplay } from '../../lab/run/untold-replay.ts';
import type { LoadResult } from '../../scenarios/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import { replay as replayAttack, type Replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { HeldReplay } from '../inspect/held.ts';
import type { Look } from '../inspect/look.ts';
import { notHeld, type InspectAnswers, type InspectRequest } from '../inspect/protocol.ts';
import { paceOf } from '../time/pace.ts';
import type { toldEstimates } from '../../lab/words/compromise.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { planFor } from '../../threats/coverage/index.ts';
import type { CoverageControl, Plan } from '../../threats/coverage/types.ts';
import type { WhatIfTrees } from '../../threats/coverage/what-if.ts';
import { divergenceOf } from '../compare/divergence.ts';
import { excessOf } from './bounds.ts';
import { rowOf } from './event-text.ts';
import { exploreScenario } from './explore.ts';
import { tableOf, type FrameTable } from './frames.ts';
import type { AttackSummary, CoverageProgress, LoadAnswer, PartedAnswer, ReplayAnswer, ReplayCase, TimesOfThreat } from './protocol.ts';
import { controlWords, threatWords } from './telling.ts';
import { tunnelSpans } from './tunnel-spans.ts';

/** Kinds of events that the picture and the timeline show besides frames. */
const MARKED = new Set(['alarm', 'attack', 'learn', 'stop', 'drop', 'accept', 'effect', 'infected', 'session']);

/** Replays whose events are kept for the event list: the two that stand side by side, and a few before them. */
const KEPT = 6;

function summary(attack: Attack): AttackSummary {
  const { id, definition, vantage, aim } = attack;
  return { id, threat: definition.threat, name: definition.name, vantage, flow: aim.flow.id };
}

/** All moments at which something moves or happens. */
function moments(frames: FrameTable, marks: readonly TraceEvent[]): Float64Array {
  const all = new Float64Array(2 * frames.count + marks.length);
  all.set(frames.startNs, 0);
  all.set(frames.arriveNs, frames.count);
  all.set(
    marks.map((mark) => mark.timeNs),
    2 * frames.count,
  );
  return all;
}

function originOf(event: TraceEvent): readonly string[] {
  if (event.kind === 'attack' || event.kind === 'learn') return [event.at];
  const origin = event.fields['origin'];
  return typeof origin === 'string' ? origin.split(' ') : [];
}

/** The replay with a way to run it once more, under the same answers and the same seed. */
function heldReplay(scenario: Scenario, attack: Attack, { entry, replay }: UntoldReplay): HeldReplay {
  const on = new Set(entry.controls);
  const options = { seed: entry.seed, answer: (id: string): boolean => on.has(id), trace: true };
  return new HeldReplay(replay, (probe) => replayAttack(scenario, attack, { ...options, probe }));
}

/**
 * One scenario at a time, and the replays that were last asked for.
 * Units: nanoseconds. Errors: throws on questions before a scenario is loaded or about a replay that is not held (bugs of the caller). Source: own design.
 */
export class Session {
  #scenario: Scenario | undefined;
  readonly #held = new Map<string, HeldReplay>();
  #lookedInto: HeldReplay | undefined;

  load(read: LoadResult): LoadAnswer {
    if (!read.ok) return { ok: false, issues: read.issues };
    const { scenario, warnings } = read;
    const attacks = attacksOf(scenario);
    const excess = excessOf(scenario, attacks.length);
    if (excess !== undefined) return { ok: false, issues: [], excess };
    this.#scenario = scenario;
    this.#held.clear();
    this.#lookedInto = undefined;
    const threats = [...new Set(attacks.map((attack) => attack.definition.threat))].map(threatWords);
    return {
      ok: true,
      loaded: {
        scenario,
        warnings,
        attacks: attacks.map(summary),
        threats,
        controls: scenario.controls.map(({ id }) => controlWords(scenario, id)),
      },
    };
  }

  replay(wanted: ReplayCase): ReplayAnswer {
    const scenario = this.#known();
    const attack = attacksOf(scenario).find(({ id }) => id === wanted.attack);
    if (attack === undefined) throw new Error(`the scenario has no attack ${wanted.attack}`);
    const { seed, profile, single = false } = wanted;
    const done = untoldReplay(scenario, attack, { controls: profile, seed, single });
    const key = `${wanted.attack} ${seed}${single ? ' single' : ''} ${profile.join(' ')}`;
    this.#keep(key, heldReplay(scenario, attack, done));
    return this.#answer(key, wanted, done);
  }

  #answer(key: string, wanted: ReplayCase, { entry, replay, trace }: UntoldReplay): ReplayAnswer {
    const isAttacker = (place: string): boolean => replay.isAttacker(place);
    const frames = tableOf(trace, isAttacker);
    const marks = trace.filter((event) => MARKED.has(event.kind));
    return {
      case: wanted,
      key,
      entry,
      marks,
      hostileMarks: marks.filter((mark) => originOf(mark).some(isAttacker)).map((mark) => mark.n),
      frames,
      tunnels: tunnelSpans(replay.scenario, trace, isAttacker),
      pace: paceOf(moments(frames, marks), replay.scenario.horizonNs),
    };
  }

  /** The evidence of a replay that is held; `tell` puts it in words, and is fetched when it is first asked for. */
  words(key: string, tell: (done: Replay) => ReplayWords): ReplayWords {
    return this.#heldBy(key).words(tell);
  }

  coverage(seed: number, onProgress: (progress: CoverageProgress) => void): CoverageDocument {
    return exploreScenario(this.#known(), seed, onProgress);
  }

  /** Answers a question about a replay that is held; a second look is kept for one replay at a time. */
  inspect<R extends InspectRequest>(request: R, look?: Look): InspectAnswers[R['kind']] {
    const held = this.#heldBy(request.key);
    if (this.#lookedInto !== held) this.#lookedInto?.close();
    this.#lookedInto = held;
    // HeldReplay answers each kind of request with its own kind of answer; the switch there is over all kinds.
    return held.answer(request, look) as InspectAnswers[R['kind']];
  }

  /** The cheapest plan with costs of the reader's own, from trees that are known. */
  plan(controls: readonly CoverageControl[], trees: WhatIfTrees): Plan {
    return planFor(controls, trees);
  }

  /** Times to compromise that the scenario's figures give, by threat; `told` tells them, and is fetched when it is first asked for. */
  times(told: typeof toldEstimates): readonly TimesOfThreat[] {
    const scenario = this.#known();
    return THREATS.map(({ id, name }) => ({ threat: id, name, estimates: told(scenario, id) })).filter(
      ({ estimates }) => estimates.length > 0,
    );
  }

  /** Where two replays that are still held part. */
  part(left: string, right: string): PartedAnswer {
    const found = divergenceOf(this.#heldBy(left).events, this.#heldBy(right).events);
    if (found === undefined) return { differs: false, same: this.#heldBy(left).events.length };
    const { same, cause } = found;
    return {
      differs: true,
      same,
      ...(cause !== undefined && { cause: { control: cause.control, left: rowOf(cause.left), right: rowOf(cause.right) } }),
      ...(found.left !== undefined && { left: rowOf(found.left) }),
      ...(found.right !== undefined && { right: rowOf(found.right) }),
    };
  }

  /** The scenario that is loaded. */
  scenario(): Scenario {
    return this.#known();
  }

  #known(): Scenario {
    if (this.#scenario === undefined) throw new Error('no scenario is loaded');
    return this.#scenario;
  }

  #heldBy(key: string): HeldReplay {
    const held = this.#held.get(key);
    if (held === undefined) throw new Error(notHeld(key));
    return held;
  }

  #keep(key: string, replayed: HeldReplay): void {
    this.#held.delete(key);
    this.#held.set(key, replayed);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= KEPT) return;
      this.#held.delete(oldest);
    }
  }
}
