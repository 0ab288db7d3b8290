/**
 * Purpose: the shipped scenario and its attacks for tests of the threats room.
 * Does not model: anything. Units: none. References: TR 9.3.
 */
import { readFileSync } from 'node:fs';
import { loadScenario } from '../../../scenarios/load.ts';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { attacksOf } from '../../../threats/attacks-of.ts';
import type { Attack } from '../../../threats/types.ts';

const FILE = 'scenarios/figure-3.yaml';

export function figure3(): Scenario {
  const loaded = loadScenario(readFileSync(FILE, 'utf8'), FILE);
  if (!loaded.ok) throw new Error(`${FILE} does not load: ${JSON.stringify(loaded.issues)}`);
  return loaded.scenario;
}

export function attackById(scenario: Scenario, id: string): Attack {
  const attack = attacksOf(scenario).find((a) => a.id === id);
  if (attack === undefined) throw new Error(`no attack ${id}`);
  return attack;
}

/** Answers of a profile. */
export function profile(controls: Iterable<string>): (id: string) => boolean {
  const on = new Set(controls);
  return (id) => on.has(id);
}
