/**
 * Purpose: the cheapest set of controls under which every threat reaches its best outcome, with a proof that a reader can check.
 * Does not model: budgets, phases, or costs that depend on other controls.
 * Units: costs in the scenario's unit; losses in ranks between a threat's best outcome and its outcome.
 * Determinism: the order of plans is total: fewest ranks lost, then cheapest, then fewest controls, then ids.
 * References: shortest path over a decision diagram, Knuth, TAOCP 4A, 7.1.4; own design otherwise.
 *
 * Each threat has a loss: its rank minus its best rank, a function of the profile. Threats that share no control cannot disturb each other, so they fall
 * into components, and each component has one combined diagram: the sum of its losses, cut off at a cap. The cap starts at 0 (then the diagram says
 * "nothing is lost" or "something is") and doubles until the least loss lies under it; only contradictory bests need more than the first round.
 * A combined diagram is exact for every profile, and one pass over it gives the shortest path. It can be exponential in the controls
 * of its component at worst; past the bound of the space DiagramLimitError says so, and no plan is guessed.
 */
import { componentsOf } from './components.ts';
import { countProfiles } from './counting.ts';
import type { BinaryOp, Diagrams } from './diagram.ts';
import { leastSet } from './least.ts';
import type { LeastSet } from './least.ts';
import { DiagramLimitError } from './node-store.ts';
import { idsAt } from './space.ts';
import type { Space } from './space.ts';
import type { PlanProof, Text } from './types.ts';

const EXCESS: BinaryOp = { of: (rank, best) => Math.max(0, rank - best) };
const AT_MOST: BinaryOp = { of: (loss, limit) => Math.min(loss, limit) };

/** A threat as the plan needs it: its function and the best rank it reaches. */
export interface PlanThreat {
  readonly id: string;
  readonly f: number;
  readonly best: number;
}

/** The plan without its leaves, which need outcomes and are added in `build.ts`. */
export interface FoundPlan {
  readonly controls: readonly string[];
  readonly cost: number;
  readonly proof: PlanProof;
}

/** One component, solved. */
interface Solved {
  readonly combined: number;
  readonly loss: number;
  readonly least: LeastSet;
}

const METHOD: Text = {
  en:
    'Exact: the losses of all threats are summed in decision diagrams that cover every profile (one for each group of threats that share controls), ' +
    'and the plan is the shortest path through them. To check: replay the plan; then, for each of its controls, ' +
    '"without" says what the cheapest equally good set without that control costs (null: there is none).',
  ja:
    '厳密解。全脅威の損失を、全プロファイルを網羅する決定図（対策を共有する脅威の群ごとに一つ）で合算し、その最短経路を計画とする。' +
    '検証方法：計画の対策だけを有効にして再実行する。また、計画に含まれる各対策について、それを使わずに同等の結果を得る最安の組合せの費用を' +
    '「without」に示す（null は、そのような組合せが存在しないことを表す）。',
};

/**
 * The cheapest plan.
 * Units: see the file header.
 * Errors: DiagramLimitError, naming the threats concerned, where a combined diagram outgrows the space.
 * Source: own design.
 */
export function cheapestPlan(space: Space, threats: readonly PlanThreat[]): FoundPlan {
  const { diagrams } = space;
  const losses = threats
    .map(({ id, f, best }) => ({ id, f: diagrams.apply(EXCESS, f, diagrams.constant(best)) }))
    .filter(({ f }) => diagrams.valueOf(f) === undefined);
  const solved = componentsOf(losses, ({ f }) => diagrams.support(f)).map((group) => solve(space, group));
  const controls = idsAt(
    space,
    solved.flatMap(({ least }) => least.levels),
  );
  const scaled = sum(solved.map(({ least }) => least.first));
  const ranksLost = sum(solved.map(({ loss }) => loss));
  const chosen = new Set(controls);
  const lost = sum(losses.map(({ f }) => diagrams.evaluate(f, chosen)));
  if (lost !== ranksLost) throw new Error(`plan: the diagrams promise ${ranksLost} ranks lost, the plan loses ${lost}`);
  const { without, secondBest } = alternatives(space, solved, controls, scaled);
  const proof: PlanProof = {
    method: METHOD,
    diagramNodes: sum(solved.map(({ combined }) => diagrams.nodeCount(combined))),
    profilesCovered: `2^${diagrams.order.length}`,
    components: solved.length,
    ranksLost,
    equalProfiles: String(equalProfiles(diagrams, solved)),
    without,
    ...(secondBest && { secondBest }),
  };
  return { controls, cost: scaled / space.costScale, proof };
}

/** Combines a component under a growing cap and takes the shortest path to its least loss. */
function solve(space: Space, group: readonly { readonly id: string; readonly f: number }[]): Solved {
  const { diagrams } = space;
  for (let cap = 0; ; cap = Math.max(1, 2 * cap)) {
    const combined = combine(space, group, cap);
    const [loss = cap + 1] = diagrams.values(combined);
    if (loss > cap) continue;
    const least = leastSet(diagrams.nodes, combined, (value) => value === loss, space.byCost);
    if (least === undefined) throw new Error('plan: a reduced diagram has a terminal that no path reaches');
    return { combined, loss, least };
  }
}

/** Sum of the losses, cut off at cap + 1. Functions low in the order are added first, so that intermediate diagrams stay small. */
function combine(space: Space, group: readonly { readonly id: string; readonly f: number }[], cap: number): number {
  const { diagrams } = space;
  const limit = cap + 1;
  const capped: BinaryOp = { of: (x, y) => Math.min(x + y, limit), absorbing: limit, neutral: 0 };
  const bottomUp = [...group].sort((a, b) => diagrams.nodes.levelOf(b.f) - diagrams.nodes.levelOf(a.f));
  try {
    const cut = (f: number): number => diagrams.apply(AT_MOST, f, diagrams.constant(limit));
    return bottomUp.reduce((total, { f }) => diagrams.apply(capped, total, cut(f)), diagrams.constant(0));
  } catch (error) {
    if (!(error instanceof DiagramLimitError)) throw error;
    const ids = group.map(({ id }) => id).join(', ');
    throw new DiagramLimitError(`no cheapest plan: combining ${group.length} threats (${ids}): ${error.message}`);
  }
}

/** For each control of the plan the cheapest equally good set without it; the cheapest of all of them is the second best. */
function alternatives(
  space: Space,
  solved: readonly Solved[],
  controls: readonly string[],
  scaled: number,
): Pick<PlanProof, 'without' | 'secondBest'> {
  const { diagrams, byCost, costScale } = space;
  const found = controls.map((control) => {
    const level = diagrams.levelOf(control);
    const own = solved.find(({ least }) => least.levels.includes(level)) as Solved;
    const forbidden = { ...byCost, first: byCost.first.with(level, Infinity) };
    const least = leastSet(diagrams.nodes, own.combined, (value) => value === own.loss, forbidden);
    const others = solved.flatMap((one) => (one === own ? [] : one.least.levels));
    return { control, ids: least && idsAt(space, [...others, ...least.levels]), scaled: least && scaled - own.least.first + least.first };
  });
  const without = found.map((one) => ({ control: one.control, cost: one.scaled === undefined ? null : one.scaled / costScale }));
  const [second] = found
    .flatMap(({ ids, scaled: cost }) => (ids === undefined || cost === undefined ? [] : [{ ids, cost }]))
    .sort((a, b) => a.cost - b.cost || a.ids.length - b.ids.length || compareLists(a.ids, b.ids));
  return second === undefined ? { without } : { without, secondBest: { controls: second.ids, cost: second.cost / costScale } };
}

/** Profiles of the whole space that lose as little as the plan: the components' own counts multiply. */
function equalProfiles(diagrams: Diagrams, solved: readonly Solved[]): bigint {
  const all = BigInt(diagrams.order.length);
  let count = 1n << all;
  for (const { combined, loss } of solved) count = (count * (countProfiles(diagrams, combined).get(loss) as bigint)) >> all;
  return count;
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((id, index) => id !== b[index]);
  return at < 0 ? 0 : (a[at] as string) < (b[at] as string) ? -1 : 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
