/**
 * Purpose: explores every attack of a scenario and derives its coverage, saying after each attack and each threat what is known by then.
 *
 * Does not model: anything. Units: replays. Determinism: attacks in the order of `attacksOf`; the same scenario and seed give the same coverage as on the command line.
 */
import type { Bilingual, Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { buildCoverage, evaluate, type AttackInput, type Coverage, type CoverageInput, type ThreatInput } from '../../threats/coverage/index.ts';
import { exploreAttack, replay } from '../../threats/replay.ts';
import type { Attack } from '../../threats/types.ts';
import type { CoverageProgress } from './protocol.ts';
import { controlWords, threatWords } from './telling.ts';

const BARE: ReadonlySet<string> = new Set();

/** Why an attack that does not succeed without controls does not: the oracle's own sentence. */
function bareReason(scenario: Scenario, attack: Attack, seed: number): Bilingual {
  return replay(scenario, attack, { seed, answer: () => false }).finding.because;
}

function exploreOne(scenario: Scenario, attack: Attack, seed: number): AttackInput {
  const { tree, replays } = exploreAttack(scenario, attack, seed);
  const found = evaluate(tree, BARE).outcome === 'succeeded' ? {} : { notApplicable: bareReason(scenario, attack, seed) };
  return { id: attack.id, vantage: attack.vantage.kind, tree, replays, ...found };
}

function inputOf(scenario: Scenario, seed: number, threats: readonly ThreatInput[]): CoverageInput {
  const controls = scenario.controls.map(({ id, cost }) => ({ id, cost, name: controlWords(scenario, id).name }));
  return { scenario: { id: scenario.id, title: scenario.title.en, sha256: scenario.sha256 }, seeds: [seed], controls, threats };
}

function threatInput(id: string, attacks: readonly AttackInput[]): ThreatInput {
  const reason = attacks.every((attack) => attack.notApplicable !== undefined) ? attacks[0]?.notApplicable : undefined;
  return { id, name: threatWords(id).name, attacks, ...(reason === undefined ? {} : { notApplicable: reason }) };
}

/**
 * Explores all attacks of a scenario.
 * Units: replays. Errors: throws what a replay or the explorer throws (a bug of model or attack). Source: design idea 4.
 */
export function exploreScenario(scenario: Scenario, seed: number, onProgress: (progress: CoverageProgress) => void): Coverage {
  const attacks = attacksOf(scenario);
  const threats: ThreatInput[] = [];
  let explored: AttackInput[] = [];
  for (const [i, attack] of attacks.entries()) {
    const input = exploreOne(scenario, attack, seed);
    explored.push(input);
    onProgress({ step: 'attack', attack: attack.id, tree: input.tree, replays: input.replays, done: i + 1, of: attacks.length });
    if (attacks[i + 1]?.definition.threat === attack.definition.threat) continue;
    const threat = threatInput(attack.definition.threat, explored);
    threats.push(threat);
    explored = [];
    const [row] = buildCoverage(inputOf(scenario, seed, [threat])).threats;
    if (row !== undefined) onProgress({ step: 'threat', threat: row });
  }
  return buildCoverage(inputOf(scenario, seed, threats));
}
