/**
 * Purpose: what the page and its worker say to each other; data that survives the structured clone, nothing else.
 *
 * Units: nanoseconds; probabilities 0..1.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { Bilingual, Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import type { Capture } from '../../lab/capture/index.ts';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { ReplayWords, UntoldEntry } from '../../lab/run/replay-entry.ts';
import type { Issue, Lang } from '../../scenarios/issue.ts';
import type { LoadResult } from '../../scenarios/load.ts';
import type { ToldEstimate } from '../../lab/words/compromise.ts';
import type { CoverageControl, DecisionTree, Plan, ThreatCoverage } from '../../threats/coverage/types.ts';
import type { WhatIfTrees } from '../../threats/coverage/what-if.ts';
import type { InspectAnswers, InspectRequest } from '../inspect/protocol.ts';
import type { EventRow } from '../inspect/types.ts';
import type { Pace } from '../time/pace.ts';
import type { Excess } from './bounds.ts';
import type { FrameTable } from './frames.ts';
import type { ControlWords, ThreatWords } from './telling.ts';
import type { TunnelSpan } from './tunnel-spans.ts';

export interface AttackSummary {
  readonly id: string;
  readonly threat: string;
  readonly name: Bilingual;
  readonly vantage: VantageSpec;
  /** The flow that it is aimed at. */
  readonly flow: string;
}

/** What the page needs of a scenario that was read without faults. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly warnings: readonly Issue[];
  readonly attacks: readonly AttackSummary[];
  readonly threats: readonly ThreatWords[];
  readonly controls: readonly ControlWords[];
}

/** A scenario without faults, as the loader gives it. */
export type ReadScenario = Extract<LoadResult, { readonly ok: true }>;

export type LoadAnswer =
  | { readonly ok: true; readonly loaded: LoadedScenario }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly excess?: Excess };

/** One attack under one set of controls. */
export interface ReplayCase {
  readonly attack: string;
  /** Controls that are on, in the scenario's order. */
  readonly profile: readonly string[];
  readonly seed: number;
  /** Exactly one run with this seed, where a verdict would take several. */
  readonly single?: boolean;
}

export interface ReplayAnswer {
  readonly case: ReplayCase;
  /** Names the replay in later questions about its events. */
  readonly key: string;
  /** Outcome, questions, trace hash: as on the command line. Its evidence in words is asked for by `words`. */
  readonly entry: UntoldEntry;
  /** Events that the picture and the timeline show besides frames and tunnels. */
  readonly marks: readonly TraceEvent[];
  /** The marks whose sender is the attacker, by event number. */
  readonly hostileMarks: readonly number[];
  readonly frames: FrameTable;
  readonly tunnels: readonly TunnelSpan[];
  readonly pace: Pace;
}

/** How long the ways of trying take that belong to a threat. */
export interface TimesOfThreat {
  readonly threat: string;
  readonly name: Bilingual;
  readonly estimates: readonly ToldEstimate[];
}

/** Where two replays part (compare/divergence.ts); without a side where that run has come to its end. */
export interface PartedAnswer {
  readonly differs: boolean;
  /** Events that both begin with. */
  readonly same: number;
  readonly cause?: { readonly control: string; readonly left: EventRow; readonly right: EventRow };
  readonly left?: EventRow;
  readonly right?: EventRow;
}

/** What the worker says while it explores; a threat comes when its last attack is done. */
export type CoverageProgress =
  | {
      readonly step: 'attack';
      readonly attack: string;
      readonly tree: DecisionTree;
      readonly replays: number;
      readonly done: number;
      readonly of: number;
    }
  | { readonly step: 'threat'; readonly threat: ThreatCoverage }
  // While a report is written: runs that are done.
  | { readonly step: 'run'; readonly done: number; readonly of: number };

export type Request =
  | { readonly kind: 'load'; readonly text: string; readonly file: string }
  | { readonly kind: 'adopt'; readonly read: ReadScenario; readonly file: string }
  | { readonly kind: 'replay'; readonly case: ReplayCase }
  | { readonly kind: 'words'; readonly key: string }
  | { readonly kind: 'coverage'; readonly seed: number }
  | { readonly kind: 'capture'; readonly case: ReplayCase; readonly lang: Lang }
  | { readonly kind: 'report'; readonly coverage: CoverageDocument; readonly seed: number; readonly lang: Lang }
  | { readonly kind: 'plan'; readonly controls: readonly CoverageControl[]; readonly trees: WhatIfTrees }
  | { readonly kind: 'times' }
  | { readonly kind: 'part'; readonly left: string; readonly right: string }
  | InspectRequest;

/** How a scenario is opened: as a file's text, or as the build of the page has read it. */
export type Opening = Extract<Request, { readonly kind: 'load' | 'adopt' }>;

/** What each kind of request is answered with. */
export interface Answers extends InspectAnswers {
  readonly load: LoadAnswer;
  readonly adopt: LoadAnswer;
  readonly replay: ReplayAnswer;
  /** Evidence and what stopped the attacker, of a replay that is held. */
  readonly words: ReplayWords;
  readonly coverage: CoverageDocument;
  readonly report: string;
  readonly capture: Capture;
  readonly part: PartedAnswer;
  readonly plan: Plan;
  readonly times: readonly TimesOfThreat[];
}

export interface ToWorker {
  readonly id: number;
  readonly request: Request;
}

export type FromWorker =
  | { readonly id: number; readonly type: 'answer'; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly type: 'progress'; readonly progress: CoverageProgress }
  | { readonly id: number; readonly type: 'failure'; readonly message: string };
