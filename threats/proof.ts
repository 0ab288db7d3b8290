/**
 * Purpose: the proof of a printed line: every attack that realises it is run with all controls off, and each way of attacking must have a control that makes it end better.
 *
 * A line is `proven` when each of its attack definitions has, in one of the given scenarios, attacks which all succeed bare, and a set of offered controls under which one of
 * them ends better. Everything else is `not-proven`, with what is lacking. Both runs are made here; nothing is read from a table.
 * Does not model: which controls are best, which the coverage says. The search tries controls that a run has asked for, smallest sets first: a control that is not asked changes nothing.
 * Units: replays. Determinism: scenarios, attacks and controls in the order given and asked.
 * References: design idea 3 (positive control); TR A.5.1 (32 printed lines).
 */
import type { Bilingual, Scenario } from '../sim/world/scenario.ts';
import { attacksOf } from './attacks-of.ts';
import { rankOf } from './coverage/outcomes.ts';
import type { Outcome } from './coverage/types.ts';
import { verdict } from './replay.ts';
import type { Attack, AttackDefinition, ThreatId } from './types.ts';

/** What keeps a definition from being shown: it finds nothing to aim at, a bare run fails, or nothing helps against it. */
export type Lack = 'no-aim' | 'bare-run-fails' | 'nothing-improves';

/** An attack with every control off. */
export interface BareRun {
  readonly attack: string;
  readonly outcome: Outcome;
}

/** A set of controls under which an attack ends better than bare. No smaller set that was tried does. */
export interface Improvement {
  readonly attack: string;
  readonly controls: readonly string[];
  readonly outcome: Outcome;
}

/** What one definition shows in one scenario. */
export interface Shown {
  readonly threat: ThreatId;
  /** Of the definition; tells apart the definitions of a threat. */
  readonly name: Bilingual;
  readonly scenario: string;
  readonly bare: readonly BareRun[];
  readonly improvement?: Improvement;
  readonly lacks?: Lack;
}

/** One printed line. */
export interface LineProof {
  readonly threat: ThreatId;
  readonly state: 'proven' | 'not-proven';
  /** One entry for each definition: the first scenario that shows it, else the last that was tried. */
  readonly attacks: readonly Shown[];
}

/** Larger sets are not tried; the largest that any line needs today holds three. */
const MOST_CONTROLS = 4;

/** Sets tried for one attack. An attack that asks for a dozen controls has a few hundred sets of up to three. */
const MOST_TRIES = 400;

/**
 * Runs the attacks of one definition in one scenario and looks for controls that help.
 * Units: none. Errors: throws what a replay throws (a bug). Source: design idea 3.
 */
export function show(scenario: Scenario, definition: AttackDefinition, seed: number): Shown {
  const { threat, name } = definition;
  const attacks = attacksOf(scenario, [definition]);
  const runs = attacks.map((attack) => ({ attack, ...run(scenario, attack, [], seed) }));
  const bare = runs.map(({ attack, outcome }) => ({ attack: attack.id, outcome }));
  const shown = { threat, name, scenario: scenario.id, bare };
  if (attacks.length === 0) return { ...shown, lacks: 'no-aim' };
  if (bare.some(({ outcome }) => outcome !== 'succeeded')) return { ...shown, lacks: 'bare-run-fails' };
  const improvement = improve(scenario, runs, seed);
  return improvement === undefined ? { ...shown, lacks: 'nothing-improves' } : { ...shown, improvement };
}

/**
 * The proof of a line from what its definitions show, in the order of the scenarios.
 * Units: none. Errors: none; a line without any attack is not proven. Source: own design.
 */
export function proofOf(threat: ThreatId, shown: readonly Shown[]): LineProof {
  const own = shown.filter((one) => one.threat === threat);
  const names = [...new Set(own.map(({ name }) => name.en))];
  const attacks = names.map((name) => best(own.filter((one) => one.name.en === name)));
  const proven = attacks.length > 0 && attacks.every(({ lacks }) => lacks === undefined);
  return { threat, state: proven ? 'proven' : 'not-proven', attacks };
}

/** How far a definition came: nothing to aim at, a failing bare run, nothing that improves, all shown. */
const STEPS: readonly (Lack | undefined)[] = ['no-aim', 'bare-run-fails', 'nothing-improves', undefined];

/** The first of those that came furthest. */
function best(tried: readonly Shown[]): Shown {
  return tried.reduce((before, one) => (STEPS.indexOf(one.lacks) > STEPS.indexOf(before.lacks) ? one : before));
}

interface Run {
  readonly outcome: Outcome;
  /** Controls that the run asked for, in the order asked. */
  readonly asked: readonly string[];
}

function run(scenario: Scenario, attack: Attack, controls: readonly string[], seed: number): Run {
  const asked = new Set<string>();
  const answer = (id: string): boolean => {
    asked.add(id);
    return controls.includes(id);
  };
  const { outcome } = verdict(scenario, attack, { seed, answer });
  return { outcome, asked: [...asked] };
}

/** Breadth first over the attacks and over sets of controls, each set made larger by what its run asked for. */
function improve(scenario: Scenario, bare: readonly (Run & { readonly attack: Attack })[], seed: number): Improvement | undefined {
  let frontier = bare.map((one) => ({ ...one, controls: [] as readonly string[] }));
  const tried = new Set<string>();
  for (let size = 1; size <= MOST_CONTROLS; size++) {
    const next: typeof frontier = [];
    for (const { attack, asked, controls, outcome: before } of frontier) {
      for (const id of asked.filter((one) => !controls.includes(one))) {
        const wider = [...controls, id];
        const key = `${attack.id} ${[...wider].sort().join(' ')}`;
        if (tried.has(key)) continue;
        if (tried.size >= MOST_TRIES) return undefined;
        tried.add(key);
        const found = run(scenario, attack, wider, seed);
        if (rankOf(found.outcome) < rankOf(before)) return { attack: attack.id, controls: wider, outcome: found.outcome };
        next.push({ attack, controls: wider, ...found });
      }
    }
    frontier = next;
  }
  return undefined;
}
