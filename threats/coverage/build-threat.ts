/**
 * Purpose: everything that the coverage says about one threat.
 * Does not model: other threats; the plan brings them together.
 * Units: ranks 0..4 inside; outcomes outside.
 * Determinism: controls in the order given; minimal sets by size, then cost, then ids.
 * References: contract.md section 3; design.md section 1, idea 3 (what does not succeed bare is never green).
 */
import { countProfiles } from './counting.ts';
import { cellOf, harmOf } from './effects.ts';
import { firstSets, leastSet } from './least.ts';
import { isRobust, minimalSets } from './minimal-sets.ts';
import { OUTCOMES, outcomeOf, RANK_BLOCKED, rankOf } from './outcomes.ts';
import { attackReason, threatReason } from './reasons.ts';
import { idsAt } from './space.ts';
import type { Space } from './space.ts';
import { attackFunction, isApplicable, threatFunction } from './threat-function.ts';
import { evaluate } from './tree.ts';
import type {
  AttackCoverage,
  AttackInput,
  Cell,
  CoverageControl,
  Harm,
  Outcome,
  Text,
  ThreatCoverage,
  ThreatFindings,
  ThreatInput,
  Verdict,
} from './types.ts';
import { attackVerdict, worseVerdict } from './what-if.ts';

/** A threat's part of the document, and what the plan needs of it. */
export interface BuiltThreat {
  readonly coverage: ThreatCoverage;
  /** Function profile → rank. */
  readonly f: number;
  /** Best rank that any profile reaches. */
  readonly best: number;
}

const BARE: ReadonlySet<string> = new Set();

/**
 * The coverage of one threat.
 * Units: `maxSets` in minimal sets listed.
 * Errors: throws on a tree that asks a control outside the space and on a reason for not applying that the bare run contradicts; DiagramLimitError.
 * Source: contract.md section 3.
 */
export function threatCoverage(space: Space, controls: readonly CoverageControl[], threat: ThreatInput, maxSets: number): BuiltThreat {
  const { diagrams } = space;
  const full = new Set(controls.map(({ id }) => id));
  const f = threatFunction(
    diagrams,
    threat.attacks.map(({ tree }) => tree),
  );
  const harmful = harms(space, controls, threat.attacks, f);
  const attacks = threat.attacks.map((attack) => withOwnHarms(space, controls, attack, attackCoverage(space, attack, full), harmful));
  const applies = threat.attacks.some(({ tree }) => isApplicable(tree));
  const best = bestRank(space, f);
  const coverage: ThreatCoverage = {
    id: threat.id,
    name: threat.name,
    bare: worst(attacks.map(({ bare }) => bare)),
    full: worst(attacks.map((attack) => attack.full)),
    attacks,
    ...(applies ? findings(space, controls, threat, f, best, maxSets) : whyNot(threat, attacks)),
    harmful,
    replays: threat.attacks.reduce((total, { replays }) => total + replays, 0),
  };
  if (applies && threat.notApplicable !== undefined)
    throw new Error(`threat ${threat.id} is said not to apply, but an attack succeeds bare`);
  return { coverage, f, best };
}

/**
 * Best rank that any profile reaches.
 * Units: rank 0..4.
 * Errors: none.
 * Source: contract.md section 3 (`reach`).
 */
export function bestRank(space: Space, f: number): number {
  return space.diagrams.values(f)[0] ?? RANK_BLOCKED;
}

function attackCoverage(space: Space, attack: AttackInput, full: ReadonlySet<string>): AttackCoverage {
  const { id, vantage, tree, replays } = attack;
  const row: AttackCoverage = { id, vantage, bare: attackVerdict(tree, BARE), full: attackVerdict(tree, full), replays, tree };
  if (isApplicable(tree)) {
    if (attack.notApplicable !== undefined) throw new Error(`attack ${id} is said not to apply, but it succeeds bare`);
    return row;
  }
  const reason = attack.notApplicable ?? attackReason(evaluate(tree, BARE).outcome);
  const opened = leastSet(space.diagrams.nodes, attackFunction(space.diagrams, tree), (rank) => rank > RANK_BLOCKED, space.bySize);
  const profile = opened && idsAt(space, opened.levels);
  return {
    ...row,
    notApplicable: reason.en,
    notApplicableText: reason,
    ...(profile && { opened: { profile, outcome: evaluate(tree, new Set(profile)).outcome } }),
  };
}

/** A control may harm one attack while another attack, which it does not touch, already settles the threat's outcome. */
function withOwnHarms(
  space: Space,
  controls: readonly CoverageControl[],
  attack: AttackInput,
  row: AttackCoverage,
  known: readonly Harm[],
): AttackCoverage {
  if (!isApplicable(attack.tree)) return row;
  const others = controls.filter(({ id }) => !known.some(({ control }) => control === id));
  const harmful = harms(space, others, [attack], attackFunction(space.diagrams, attack.tree));
  return harmful.length === 0 ? row : { ...row, harmful };
}

function findings(
  space: Space,
  controls: readonly CoverageControl[],
  threat: ThreatInput,
  f: number,
  best: number,
  maxSets: number,
): ThreatFindings {
  const { diagrams, families } = space;
  const family = minimalSets(diagrams, families, f, best);
  const listed = firstSets(families.nodes, family, space.bySize, maxSets);
  const applicable = threat.attacks.map(({ tree }) => tree).filter(isApplicable);
  const asked = { f, applicable, memberships: families.countByLevel(family) };
  const cells: Record<string, Cell> = {};
  for (const { id } of controls) cells[id] = cellOf(space, asked, id);
  return {
    cells,
    reach: outcomeOf(best),
    minimalSets: listed.map(({ levels }) => idsAt(space, levels)),
    robust: listed.map(({ levels }) => isRobust(diagrams, f, levels, best)),
    minimalSetsMore: Number(families.count(family) - BigInt(listed.length)),
    profiles: profileCounts(space, f),
  };
}

function profileCounts(space: Space, f: number): Readonly<Record<Outcome, string>> {
  const counts = countProfiles(space.diagrams, f);
  const entries = OUTCOMES.map((outcome): [Outcome, string] => [outcome, String(counts.get(rankOf(outcome)) ?? 0n)]);
  return Object.fromEntries(entries) as Record<Outcome, string>;
}

function whyNot(threat: ThreatInput, attacks: readonly AttackCoverage[]): { notApplicable: string; notApplicableText: Text } {
  const given = attacks.flatMap(({ notApplicableText }) => (notApplicableText === undefined ? [] : [notApplicableText]));
  const reason = threat.notApplicable ?? threatReason(given);
  return { notApplicable: reason.en, notApplicableText: reason };
}

/** Harms in verdicts: a threat that does not apply in the witness says so instead of claiming to be blocked. */
function harms(space: Space, controls: readonly CoverageControl[], attacks: readonly AttackInput[], f: number): Harm[] {
  return controls.flatMap(({ id }) => {
    const found = harmOf(space, f, id);
    if (found === undefined) return [];
    const before = worst(attacks.map(({ tree }) => attackVerdict(tree, new Set(found.witness))));
    return [{ ...found, before }];
  });
}

function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce(worseVerdict, 'not-applicable');
}
