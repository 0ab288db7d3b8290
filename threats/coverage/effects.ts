/**
 * Purpose: what each control does to one threat: the cell of the matrix, and the harm with its smallest witness.
 * Does not model: interactions of more than one added control at a time; minimal sets and the plan show those.
 * Units: counts of attacks, sets and profiles; ranks 0..4.
 * Determinism: pure; witnesses are unique (fewest controls, then cheapest, then ids).
 * References: contract.md section 3 (`effect`). Where several words fit, the first in the contract's order is taken:
 *   alone against the bare run, `blocks`: the threat as a whole is blocked; `detects`: attacks get better, all of them to `detected`; `reduces`: attacks
 *   get better in any other way. Else `contributes`: in a minimal set; `harms`: worse in some profile and better in none; `none`: the rest.
 *   "Better" is by rank, so `inconclusive` counts as better than `succeeded`. The counts `better` and `worse` are swings in the sense of Banzhaf 1965.
 */
import { countProfiles } from './counting.ts';
import type { BinaryOp } from './diagram.ts';
import { leastSet } from './least.ts';
import { outcomeOf, RANK_BLOCKED, RANK_SUCCEEDED, rankOf } from './outcomes.ts';
import { idsAt } from './space.ts';
import type { Space } from './space.ts';
import { evaluate } from './tree.ts';
import type { Cell, DecisionTree, Effect, Outcome } from './types.ts';

const GETS_BETTER: BinaryOp = { of: (without, added) => (added < without ? 1 : 0) };
const GETS_WORSE: BinaryOp = { of: (without, added) => (added > without ? 1 : 0) };

/** A threat as the questions of this file need it. */
export interface AskedThreat {
  /** Function profile → rank. */
  readonly f: number;
  /** Trees of the applicable attacks. */
  readonly applicable: readonly DecisionTree[];
  /** Minimal sets that hold each level. */
  readonly memberships: ReadonlyMap<number, bigint>;
}

/** A harm in ranks' words; the caller turns outcomes into verdicts. */
export interface FoundHarm {
  readonly control: string;
  readonly witness: readonly string[];
  readonly before: Outcome;
  readonly after: Outcome;
}

/**
 * The cell of one control and one threat.
 * Units: see `Cell`.
 * Errors: throws on a control outside the space; DiagramLimitError.
 * Source: contract.md section 3.
 */
export function cellOf(space: Space, threat: AskedThreat, control: string): Cell {
  const level = space.diagrams.levelOf(control);
  const minimal = Number(threat.memberships.get(level) ?? 0n);
  const better = swings(space, threat.f, level, GETS_BETTER);
  const worse = swings(space, threat.f, level, GETS_WORSE);
  const alone: ReadonlySet<string> = new Set([control]);
  const improved = threat.applicable.map((tree) => rankOf(evaluate(tree, alone).outcome)).filter((rank) => rank < RANK_SUCCEEDED);
  const blocked = space.diagrams.evaluate(threat.f, alone) === RANK_BLOCKED;
  return {
    effect: improved.length > 0 ? effectAlone(improved, blocked) : effectElse(minimal, better, worse),
    attacks: improved.length,
    of: threat.applicable.length,
    minimalSets: minimal,
    better: String(better),
    worse: String(worse),
  };
}

/**
 * The harm that adding a control does, with the smallest profile that shows it; undefined where no profile gets worse.
 * Units: none.
 * Errors: throws on a control outside the space; DiagramLimitError.
 * Source: own design.
 */
export function harmOf(space: Space, f: number, control: string): FoundHarm | undefined {
  const { diagrams } = space;
  const level = diagrams.levelOf(control);
  const off = diagrams.restrict(f, level, false);
  const on = diagrams.restrict(f, level, true);
  if (off === on) return undefined;
  const found = leastSet(diagrams.nodes, diagrams.apply(GETS_WORSE, off, on), (value) => value === 1, space.bySize);
  if (found === undefined) return undefined;
  const witness = idsAt(space, found.levels);
  const profile = new Set(witness);
  return { control, witness, before: outcomeOf(diagrams.evaluate(off, profile)), after: outcomeOf(diagrams.evaluate(on, profile)) };
}

function effectAlone(improved: readonly number[], blocked: boolean): Effect {
  if (blocked) return 'blocks';
  return improved.every((rank) => outcomeOf(rank) === 'detected') ? 'detects' : 'reduces';
}

function effectElse(minimal: number, better: bigint, worse: bigint): Effect {
  if (minimal > 0) return 'contributes';
  return worse > 0n && better === 0n ? 'harms' : 'none';
}

/** Profiles without the control for which `op` holds between the values without and with it. */
function swings(space: Space, f: number, level: number, op: BinaryOp): bigint {
  const { diagrams } = space;
  const off = diagrams.restrict(f, level, false);
  const on = diagrams.restrict(f, level, true);
  if (off === on) return 0n;
  return (countProfiles(diagrams, diagrams.apply(op, off, on)).get(1) ?? 0n) / 2n;
}
