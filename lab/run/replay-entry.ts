/**
 * Purpose: a replay as a document holds it (`wardlab/replay@1`): what came of it, and the words of its evidence.
 *
 * Does not model: anything. Units: nanoseconds; probabilities 0..1. References: contract.md section 3 (`replay --json`).
 */
import type { Knowledge } from '../../sim/world/ledger.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { Interval } from '../../threats/chance/index.ts';
import type { Outcome } from '../../threats/coverage/types.ts';
import type { EvidenceLine, StoppedBy } from '../../threats/evidence/index.ts';

/** One replay without the words of its evidence. */
export interface UntoldEntry {
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
  /** Controls that the run asked for, with the answers, in order. */
  readonly consulted: Readonly<Record<string, boolean>>;
  readonly learned: readonly Knowledge[];
  readonly events: number;
  readonly traceHash: string;
}

/** What a replay's events say, in words. */
export interface ReplayWords {
  /** The control that stopped the attacker last; absent where he succeeded or where nothing that was asked stopped him. */
  readonly stoppedBy?: StoppedBy;
  /** Everything that stopped him on the way, one entry for each control, place and reason. */
  readonly stops: readonly StoppedBy[];
  readonly evidence: readonly EvidenceLine[];
}

/** One replay, as a document holds it. */
export interface ReplayEntry extends UntoldEntry, ReplayWords {}

/**
 * The entry of a document, its parts in the order of the contract.
 * Units: see `UntoldEntry`. Errors: none. Source: contract 3.
 */
export function toldEntry(untold: UntoldEntry, { stoppedBy: stopped, stops: met, evidence }: ReplayWords): ReplayEntry {
  const { consulted, learned, events, traceHash, ...head } = untold;
  return { ...head, ...(stopped !== undefined && { stoppedBy: stopped }), stops: met, consulted, learned, evidence, events, traceHash };
}
