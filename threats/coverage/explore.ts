/**
 * Purpose: turn a run that asks about controls into the exact decision tree of its consultations, with one replay a distinct path.
 * Does not model: what a control does; it only answers.
 * Units: replays.
 * Determinism: depth first, OFF before ON, so the bare run comes first and the order depends on nothing but the runs themselves. Every replay is
 *   checked against the questions recorded before; a run that asks something else under the same answers is a bug and stops the exploration.
 * References: Kim, Marinov, Khurshid, Batory, Souto, Barros, d'Amorim, "SPLat: lightweight dynamic analysis for reducing combinatorics in testing
 *   configurable systems", ESEC/FSE 2013 (record what is consulted, flip the last answer, run again).
 */
import { rankOf } from './outcomes.ts';
import type { DecisionLeaf, DecisionTree, RunResult, RunWith } from './types.ts';

/** Bounds and listeners of an exploration. */
export interface ExploreOptions {
  /** Replays after which the exploration gives up; a positive integer. */
  readonly maxReplays: number;
  /** Called after each replay with the controls that it found on and off, in the order asked. */
  readonly onReplay?: (answers: readonly Answer[], result: RunResult) => void;
}

/** One consultation and its answer. */
export interface Answer {
  readonly ask: string;
  readonly on: boolean;
}

/** The tree and what it cost. */
export interface Exploration {
  readonly tree: DecisionTree;
  readonly replays: number;
}

/** A consultation on the current path; `off` holds the finished subtree once the answer has been flipped to ON. */
interface Step {
  readonly ask: string;
  readonly off: DecisionTree | undefined;
}

/**
 * Walks the decision tree of consultations. A control that is asked twice in a run gets the same answer and is recorded once.
 * Units: none.
 * Errors: throws when a replay diverges from the recorded questions, when the replays exceed `maxReplays`, and when a run returns an unknown outcome
 *   or a probability outside 0..1 (all of them bugs in the run, or an attack that asks far too much).
 * Source: SPLat, ESEC/FSE 2013.
 */
export function explore(run: RunWith, options: ExploreOptions): Exploration {
  const { maxReplays } = options;
  if (!Number.isInteger(maxReplays) || maxReplays < 1) throw new Error(`explore: maxReplays must be a positive integer, not ${maxReplays}`);
  const path: Step[] = [];
  for (let replays = 1; ; replays++) {
    if (replays > maxReplays) throw new Error(`explore: more than ${maxReplays} replays needed; next would be ${describe(path)}`);
    const result = replay(run, path);
    options.onReplay?.(path.map(answerOf), result);
    const tree = retreat(path, {
      outcome: result.outcome,
      probability: result.probability,
      ...(result.interval === undefined ? {} : { interval: result.interval }),
    });
    if (tree !== undefined) return { tree, replays };
  }
}

/** One replay under the answers of `path`; appends the questions that are new, answered OFF. */
function replay(run: RunWith, path: Step[]): RunResult {
  const recorded = path.length;
  const answers = new Map<string, boolean>();
  let divergence: string | undefined;
  const result = run((ask) => {
    const known = answers.get(ask);
    if (known !== undefined) return known;
    const at = answers.size;
    const step = path[at];
    if (at < recorded && step !== undefined && step.ask !== ask) {
      divergence ??= `asked "${ask}" where an earlier replay asked "${step.ask}", after ${describe(path.slice(0, at))}`;
    }
    if (divergence === undefined && step === undefined) path.push({ ask, off: undefined });
    const on = at < recorded && step?.off !== undefined;
    answers.set(ask, on);
    return on;
  });
  if (divergence === undefined && answers.size < recorded) {
    divergence = `ended after ${answers.size} of ${recorded} recorded questions, under ${describe(path)}`;
  }
  if (divergence !== undefined) throw new Error(`explore: replay diverged, the run is not deterministic: it ${divergence}`);
  checkResult(result, path);
  return result;
}

/** Closes finished branches from the end of the path and flips the last untried answer; returns the whole tree when none is left. */
function retreat(path: Step[], leaf: DecisionLeaf): DecisionTree | undefined {
  let done: DecisionTree = leaf;
  for (let last = path.pop(); last !== undefined; last = path.pop()) {
    if (last.off === undefined) {
      path.push({ ask: last.ask, off: done });
      return undefined;
    }
    done = { ask: last.ask, on: done, off: last.off };
  }
  return done;
}

function checkResult(result: RunResult, path: readonly Step[]): void {
  rankOf(result.outcome);
  if (!(result.probability >= 0 && result.probability <= 1)) {
    throw new Error(`explore: probability ${result.probability} is not within 0..1, under ${describe(path)}`);
  }
}

function answerOf(step: Step): Answer {
  return { ask: step.ask, on: step.off !== undefined };
}

function describe(path: readonly Step[]): string {
  return `[${path
    .map(answerOf)
    .map(({ ask, on }) => `${ask}=${on ? 'on' : 'off'}`)
    .join(', ')}]`;
}
