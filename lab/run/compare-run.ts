/**
 * Purpose: several networks side by side: for each threat, what comes of it in each network with the controls that this network comes with.
 *
 * An attack counts in a network only if it succeeds there with all controls off (positive control); a threat's outcome is the worst of the attacks that count.
 * Attacks from the network between institutions and attacks from inside an institution are told apart: TR B.4.1 means by a network what lies between the points of connection, and
 * no network can help against who sits on a LAN.
 * Does not model: differences of script; scenarios that are compared should tell the same story. Units: none.
 * Determinism: scenarios in the order given, threats in printed order.
 * References: TR 6.2, B.4 (kinds of networks), Table D.1; design.md section 1, idea 3.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import { OUTCOMES, type Outcome, type Verdict } from '../../threats/coverage/index.ts';
import { verdict } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import { AttackError } from './attack-error.ts';

/** A threat in a network. */
export interface NetworkCell {
  /** With the network's own controls; `not-applicable` where no attack succeeds without any. */
  readonly outcome: Verdict;
  /** Attacks that the scenario offers, those of them that succeed with all controls off, and those that still succeed. */
  readonly attacks: number;
  readonly succeedBare: number;
  readonly succeed: number;
}

/** A threat in a network, by where the attacker sits. */
export interface NetworkCells {
  /** Between the institutions' points of connection, or at a partner. */
  readonly between: NetworkCell;
  /** On a LAN or a host of the institution itself. */
  readonly inside: NetworkCell;
}

/** A compared network. */
export interface ComparedNetwork {
  readonly id: string;
  readonly title: Bilingual;
  readonly sha256: string;
  /** Controls that it comes with. */
  readonly deployed: readonly string[];
}

/** `wardlab/compare@1`. */
export interface Comparison {
  readonly schema: 'wardlab/compare@1';
  readonly seed: number;
  readonly networks: readonly ComparedNetwork[];
  /** Cells in the order of the networks. */
  readonly threats: readonly { readonly id: string; readonly name: Bilingual; readonly cells: readonly NetworkCells[] }[];
}

/** Told after each attack. */
export type OnCompared = (done: number, of: number, attack: string) => void;

/**
 * Replays every attack of every network, bare and with the network's own controls.
 * Units: none. Errors: throws AttackError, naming the attack, on a bug. Source: TR 6.2, B.4, Table D.1.
 */
export function compareRun(scenarios: readonly Scenario[], seed: number, onDone: OnCompared): Comparison {
  const attacks = scenarios.map((scenario) => attacksOf(scenario));
  const all = attacks.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const judged = scenarios.map((scenario, at) =>
    (attacks[at] ?? []).map((attack) => {
      const result = judge(scenario, attack, seed);
      onDone(++done, all, `${scenario.id} ${attack.id}`);
      return { threat: String(attack.definition.threat), inside: isInside(attack), ...result };
    }),
  );
  return {
    schema: 'wardlab/compare@1',
    seed,
    networks: scenarios.map(({ id, title, sha256, deployed = [] }) => ({ id, title, sha256, deployed })),
    threats: THREATS.map(({ id, name }) => ({
      id,
      name,
      cells: judged.map((network) => cellsOf(network.filter(({ threat }) => threat === id))),
    })),
  };
}

interface Judged {
  readonly inside: boolean;
  readonly bare: Outcome;
  readonly deployed: Outcome;
}

/** Vantage points within an institution; a partner, a stolen box and an accident on the way are not. */
function isInside({ vantage: { kind } }: Attack): boolean {
  return kind === 'lan' || kind === 'radio' || kind.startsWith('in-');
}

function judge(scenario: Scenario, attack: Attack, seed: number): Omit<Judged, 'inside'> {
  const on = new Set(scenario.deployed ?? []);
  try {
    const bare = verdict(scenario, attack, { seed, answer: () => false }).outcome;
    return {
      bare,
      deployed: bare !== 'succeeded' || on.size === 0 ? bare : verdict(scenario, attack, { seed, answer: (id) => on.has(id) }).outcome,
    };
  } catch (error) {
    throw new AttackError(attack.id, error);
  }
}

function cellsOf(attacks: readonly Judged[]): NetworkCells {
  return { between: cellOf(attacks.filter(({ inside }) => !inside)), inside: cellOf(attacks.filter(({ inside }) => inside)) };
}

function cellOf(attacks: readonly Judged[]): NetworkCell {
  const proven = attacks.filter(({ bare }) => bare === 'succeeded');
  const worst = OUTCOMES[Math.max(-1, ...proven.map(({ deployed }) => OUTCOMES.indexOf(deployed)))];
  return {
    outcome: worst ?? 'not-applicable',
    attacks: attacks.length,
    succeedBare: proven.length,
    succeed: proven.filter(({ deployed }) => deployed === 'succeeded').length,
  };
}
