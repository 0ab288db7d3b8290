/**
 * Purpose: the attacks that a scenario offers: every definition at every vantage point of its kinds that has something to aim at.
 *
 * Does not model: anything. Units: none. Determinism: definitions in catalogue order, vantage points in scenario order.
 * References: contract 3 (attack ids `T13/lan/core-hospital.sz`).
 */
import type { Scenario } from '../sim/world/scenario.ts';
import { ATTACK_DEFINITIONS } from './attacks/index.ts';
import type { Attack, AttackDefinition } from './types.ts';

/**
 * Lists the attacks of a scenario, in order of threat id.
 * Units: none. Errors: throws when two attacks get the same id (a bug in a definition's variant). Source: contract 3.
 */
export function attacksOf(scenario: Scenario, definitions: readonly AttackDefinition[] = ATTACK_DEFINITIONS): readonly Attack[] {
  const attacks: Attack[] = [];
  for (const definition of definitions) {
    for (const vantage of scenario.vantages) {
      if (!definition.vantages.includes(vantage.kind)) continue;
      const aim = definition.aim(scenario, vantage);
      if (aim === undefined) continue;
      const id = [definition.threat, vantage.kind, vantage.at, ...(definition.variant === '' ? [] : [definition.variant])].join('/');
      if (attacks.some((attack) => attack.id === id)) throw new Error(`attacks: two attacks are called ${id}`);
      attacks.push({ id, definition, vantage, aim });
    }
  }
  return attacks.sort((a, b) => (a.definition.threat < b.definition.threat ? -1 : a.definition.threat > b.definition.threat ? 1 : 0));
}
