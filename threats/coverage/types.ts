/**
 * Purpose: the words of the coverage room: what a run returns, what a decision tree is, and the shape of `wardlab/coverage@1`.
 * Does not model: anything; types only, so that the browser can import them for nothing.
 * Units: probabilities 0..1; costs in the scenario's own unit (non-negative); counts of profiles as decimal strings, because 2^n soon leaves `number`.
 * Determinism: none needed.
 * References: design.md section 4 (words); contract.md section 3 (JSON). Fields that the contract does not name are additions and are marked so.
 */

/** What came of one attack, best for the defender first; the rank of an outcome is its place here, 0 to 4. */
export type Outcome = 'blocked' | 'detected' | 'degraded' | 'inconclusive' | 'succeeded';

/** An outcome, or the statement that there is nothing to defeat because the attack does not succeed bare. */
export type Verdict = Outcome | 'not-applicable';

/** A text that a person reads, in both languages. */
export interface Text {
  readonly en: string;
  readonly ja: string;
}

/** Result of one replay as far as the explorer is concerned; `probability` (0..1) is that of the attacker's success. */
export interface RunResult {
  readonly outcome: Outcome;
  readonly probability: number;
  readonly interval?: DecisionLeaf['interval'];
  readonly [extra: string]: unknown;
}

/** One replay: the run asks `answer(control)` whenever a behaviour depends on that control. The same answers must give the same run. */
export type RunWith = (answer: (controlId: string) => boolean) => RunResult;

/** End of a path of consultations. */
export interface DecisionLeaf {
  readonly outcome: Outcome;
  readonly probability: number;
  /** Addition: of the probability, for attacks that are replicated over seeds, with the number of runs. */
  readonly interval?: { readonly low: number; readonly high: number; readonly runs: number };
}

/** A consultation and what follows from either answer. */
export interface DecisionBranch {
  readonly ask: string;
  readonly on: DecisionTree;
  readonly off: DecisionTree;
}

/** The exact function profile → outcome of one attack, as it was explored. */
export type DecisionTree = DecisionBranch | DecisionLeaf;

/** A control as the scenario offers it. */
export interface CoverageControl {
  readonly id: string;
  readonly name: Text;
  readonly cost: number;
}

/** One explored attack, as handed to `buildCoverage`. */
export interface AttackInput {
  readonly id: string;
  readonly vantage: string;
  readonly tree: DecisionTree;
  readonly replays: number;
  /** Why the bare run does not succeed; only for attacks whose bare run does not. */
  readonly notApplicable?: Text;
}

/** One threat with its explored attacks, as handed to `buildCoverage`. */
export interface ThreatInput {
  readonly id: string;
  readonly name: Text;
  readonly attacks: readonly AttackInput[];
  /** Why no attack applies; only for threats none of whose attacks succeeds bare. */
  readonly notApplicable?: Text;
}

/** Everything that `buildCoverage` needs. */
export interface CoverageInput {
  readonly scenario: { readonly id: string; readonly title: string; readonly sha256: string };
  readonly seeds: readonly number[];
  readonly controls: readonly CoverageControl[];
  readonly threats: readonly ThreatInput[];
}

/** What one control does to one threat; `effects.ts` has the rule. */
export type Effect = 'blocks' | 'reduces' | 'detects' | 'contributes' | 'harms' | 'none';

/** One cell of the threat × control matrix. */
export interface Cell {
  readonly effect: Effect;
  /** Attacks that the control alone improves against the bare run. */
  readonly attacks: number;
  /** Applicable attacks of the threat. */
  readonly of: number;
  /** Minimal sets that hold the control (exact up to 56 controls, see `families.ts`). */
  readonly minimalSets: number;
  /** Addition: profiles without the control that get better by adding it, of the 2^(n-1). */
  readonly better: string;
  /** Addition: profiles without the control that get worse by adding it, of the 2^(n-1). */
  readonly worse: string;
}

/** A control whose addition makes the threat's outcome worse somewhere, with the smallest profile that shows it. */
export interface Harm {
  readonly control: string;
  readonly witness: readonly string[];
  readonly before: Verdict;
  readonly after: Verdict;
}

/** One attack in the coverage. */
export interface AttackCoverage {
  readonly id: string;
  readonly vantage: string;
  readonly bare: Verdict;
  readonly full: Verdict;
  readonly replays: number;
  readonly tree: DecisionTree;
  /** English reason, as the contract has it; the pair stands in `notApplicableText`. */
  readonly notApplicable?: string;
  readonly notApplicableText?: Text;
  /** Addition: an attack that fails bare but gains when controls are added, with the smallest such profile. */
  readonly opened?: { readonly profile: readonly string[]; readonly outcome: Outcome };
  /** Addition: controls that make this attack's outcome worse somewhere, where the threat's other attacks hide it. */
  readonly harmful?: readonly Harm[];
}

/** What is derived for a threat with at least one applicable attack. */
export interface ThreatFindings {
  readonly cells: Readonly<Record<string, Cell>>;
  /** Best outcome that any profile reaches. */
  readonly reach: Outcome;
  readonly minimalSets: readonly (readonly string[])[];
  /** Addition: for each listed minimal set, whether every superset reaches the best outcome too. */
  readonly robust: readonly boolean[];
  /** Addition: minimal sets that exist and are not listed. */
  readonly minimalSetsMore: number;
  /** Addition: how many of the 2^n profiles end in each outcome. */
  readonly profiles: Readonly<Record<Outcome, string>>;
}

/** One threat in the coverage; `notApplicable` and the findings exclude each other. */
export interface ThreatCoverage extends Partial<ThreatFindings> {
  readonly id: string;
  readonly name: Text;
  readonly bare: Verdict;
  readonly full: Verdict;
  readonly attacks: readonly AttackCoverage[];
  readonly harmful: readonly Harm[];
  readonly replays: number;
  readonly notApplicable?: string;
  readonly notApplicableText?: Text;
}

/** What is left open under the plan. */
export interface PlanLeaf {
  readonly threat: string;
  /** Best outcome that any profile reaches for this threat. */
  readonly best: Outcome;
  /** Addition: outcome under the plan; worse than `best` only where the threats' bests exclude each other. */
  readonly outcome: Outcome;
}

/** What a reader needs to check that no cheaper plan exists; `plan.ts` says how. */
export interface PlanProof {
  readonly method: Text;
  /** Nodes of the combined diagrams that the shortest path was taken over. */
  readonly diagramNodes: number;
  readonly profilesCovered: string;
  /** Independent groups of threats, each with a combined diagram of its own. */
  readonly components: number;
  /** Sum over the threats of ranks between the best outcome and the outcome under the plan. */
  readonly ranksLost: number;
  /** Profiles that lose no more ranks than the plan. */
  readonly equalProfiles: string;
  /** For each control of the plan: cost of the cheapest equally good set without it, or null where none exists. */
  readonly without: readonly { readonly control: string; readonly cost: number | null }[];
  /** Cheapest equally good set that lacks at least one control of the plan. */
  readonly secondBest?: { readonly controls: readonly string[]; readonly cost: number };
}

/** The cheapest set of controls under which every threat reaches its best outcome. */
export interface Plan {
  readonly controls: readonly string[];
  readonly cost: number;
  readonly leaves: readonly PlanLeaf[];
  readonly proof: PlanProof;
}

/** The document `wardlab/coverage@1`. */
export interface Coverage {
  readonly schema: 'wardlab/coverage@1';
  readonly scenario: { readonly id: string; readonly title: string; readonly sha256: string };
  readonly seeds: readonly number[];
  readonly controls: readonly CoverageControl[];
  readonly threats: readonly ThreatCoverage[];
  readonly plan: Plan;
  readonly replays: number;
  readonly exhaustiveReplays: string;
}
