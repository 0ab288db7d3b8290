/**
 * Purpose: everything that `buildCoverage` derives, derived again by replaying all 2^n profiles and looking. Slow on purpose, and without any idea of
 * the room under test; the definitions are those of contract.md section 3.
 */
import { OUTCOMES } from '../../../threats/coverage/outcomes.ts';
import type { Cell, CoverageInput, Effect, Outcome, RunWith, Verdict } from '../../../threats/coverage/types.ts';
import { idOf, idsOf, least, masks, observe, sizeOf, sorted } from './helpers.ts';

/** Ranks of a run by mask. */
function ranks(run: RunWith, n: number): number[] {
  return masks(n).map((mask) => OUTCOMES.indexOf(observe(run, mask, n).outcome));
}

/** A threat by mask: the worst attack, where an attack that fails bare counts only as far as it does better than bare. */
export interface BruteThreat {
  readonly attacks: number[][];
  readonly applicable: number[][];
  readonly worst: number[];
  readonly verdicts: Verdict[];
}

export function bruteThreat(runs: readonly RunWith[], n: number): BruteThreat {
  const attacks = runs.map((run) => ranks(run, n));
  const applicable = attacks.filter((attack) => attack[0] === 4);
  const says = (attack: number[], mask: number): number | undefined => {
    const [bare, here] = [attack[0] as number, attack[mask] as number];
    return bare === 4 || here > bare ? here : undefined;
  };
  const said = masks(n).map((mask) => attacks.map((attack) => says(attack, mask)).filter((rank) => rank !== undefined));
  return {
    attacks,
    applicable,
    worst: said.map((list) => Math.max(0, ...list)),
    verdicts: said.map((list) => (list.length === 0 ? 'not-applicable' : (OUTCOMES[Math.max(...list)] as Outcome))),
  };
}

/** Masks of the minimal sets that reach the best rank, in the contract's order. */
export function bruteMinimal(worst: readonly number[], n: number, costs: readonly number[]): number[] {
  const best = Math.min(...worst);
  const reaching = masks(n).filter((mask) => worst[mask] === best);
  const minimal = reaching.filter((mask) => !reaching.some((other) => other !== mask && (other & mask) === other));
  return sorted(minimal, n, (mask) => [sizeOf(mask), tenthsOf(mask, costs)]);
}

export const isRobustBrute = (worst: readonly number[], n: number, mask: number): boolean =>
  masks(n).every((other) => (other & mask) !== mask || worst[other] === worst[mask]);

export function bruteCell(threat: BruteThreat, n: number, minimal: readonly number[], bit: number): Cell {
  const alone = 1 << bit;
  const without = masks(n).filter((mask) => (mask & alone) === 0);
  const at = (mask: number): number => threat.worst[mask] as number;
  const better = without.filter((mask) => at(mask | alone) < at(mask)).length;
  const worse = without.filter((mask) => at(mask | alone) > at(mask)).length;
  const improved = threat.applicable.map((attack) => attack[alone] as number).filter((rank) => rank < 4);
  const member = minimal.filter((mask) => mask & alone).length;
  const effect = (): Effect => {
    if (improved.length > 0 && at(alone) === 0) return 'blocks';
    if (improved.length > 0) return improved.some((rank) => rank !== 1) ? 'reduces' : 'detects';
    if (member > 0) return 'contributes';
    return worse > 0 && better === 0 ? 'harms' : 'none';
  };
  return {
    effect: effect(),
    attacks: improved.length,
    of: threat.applicable.length,
    minimalSets: member,
    better: `${better}`,
    worse: `${worse}`,
  };
}

export function bruteHarmful(threat: BruteThreat, n: number, costs: readonly number[]): unknown[] {
  return costs.flatMap((_, bit) => {
    const alone = 1 << bit;
    const worse = masks(n).filter(
      (mask) => (mask & alone) === 0 && (threat.worst[mask | alone] as number) > (threat.worst[mask] as number),
    );
    const witness = least(worse, n, (mask) => [sizeOf(mask), tenthsOf(mask, costs)]);
    if (witness === undefined) return [];
    return [{ control: idOf(bit), witness: idsOf(witness, n), before: threat.verdicts[witness], after: threat.verdicts[witness | alone] }];
  });
}

/** The plan and what its proof states. */
export function brutePlan(input: CoverageInput, threats: readonly BruteThreat[]) {
  const n = input.controls.length;
  const costs = input.controls.map(({ cost }) => cost);
  const loss = (mask: number): number => threats.reduce((sum, { worst }) => sum + (worst[mask] as number) - Math.min(...worst), 0);
  const losses = masks(n).map(loss);
  const ranksLost = Math.min(...losses);
  const good = masks(n).filter((mask) => losses[mask] === ranksLost);
  const keys = (mask: number): number[] => [tenthsOf(mask, costs), sizeOf(mask)];
  const plan = least(good, n, keys) as number;
  const bits = costs.map((_, bit) => bit).filter((bit) => plan & (1 << bit));
  const without = bits
    .map((bit) => ({
      bit,
      mask: least(
        good.filter((mask) => (mask & (1 << bit)) === 0),
        n,
        keys,
      ),
    }))
    .map(({ bit, mask }) => ({ control: idOf(bit), cost: mask === undefined ? null : tenthsOf(mask, costs) / 10 }))
    .sort((a, b) => (a.control < b.control ? -1 : 1));
  const second = least(
    good.filter((mask) => (mask & plan) !== plan),
    n,
    keys,
  );
  return {
    controls: idsOf(plan, n),
    cost: tenthsOf(plan, costs) / 10,
    leaves: threats.flatMap(({ worst, verdicts }, t) =>
      ['blocked', 'not-applicable'].includes(verdicts[plan] as string)
        ? []
        : [{ threat: `T${t}`, best: OUTCOMES[Math.min(...worst)], outcome: verdicts[plan] }],
    ),
    ranksLost,
    equalProfiles: `${good.length}`,
    without,
    secondBest: second === undefined ? undefined : { controls: idsOf(second, n), cost: tenthsOf(second, costs) / 10 },
  };
}

/** Costs are drawn in tenths, so this is exact. */
function tenthsOf(mask: number, costs: readonly number[]): number {
  return costs.reduce((sum, cost, bit) => (mask & (1 << bit) ? sum + Math.round(cost * 10) : sum), 0);
}
