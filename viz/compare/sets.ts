/**
 * Purpose: the sets of controls that a reader may put on either side: none, the one under examination, the switches, the plan, what is deployed, all.
 *
 * Units: none. Determinism: scenario order; a set that equals an earlier one is left out.
 */

export type SetKind = 'none' | 'case' | 'switches' | 'plan' | 'deployed' | 'all';

export interface ControlSet {
  readonly kind: SetKind;
  readonly controls: readonly string[];
}

/** Where the sets come from; absent ones are not offered. */
export interface SetSources {
  /** The scenario's controls, in its order. */
  readonly offered: readonly string[];
  readonly current: readonly string[];
  readonly switches: readonly string[];
  readonly plan: readonly string[] | undefined;
  readonly deployed: readonly string[];
}

/**
 * A set's name in a list of choices.
 * Units: none. Errors: none. Source: own design.
 */
export function keyOf(controls: readonly string[]): string {
  return [...controls].sort().join(' ');
}

/**
 * The sets to choose from. The current one is always among them.
 * Units: none. Errors: none. Source: own design.
 */
export function setsOf({ offered, current, switches, plan, deployed }: SetSources): readonly ControlSet[] {
  const inOrder = (controls: readonly string[]): readonly string[] => offered.filter((id) => controls.includes(id));
  const all: readonly ControlSet[] = [
    { kind: 'none', controls: [] },
    { kind: 'switches', controls: inOrder(switches) },
    { kind: 'plan', controls: inOrder(plan ?? []) },
    { kind: 'deployed', controls: inOrder(deployed) },
    { kind: 'all', controls: offered },
    { kind: 'case', controls: inOrder(current) },
  ];
  return all.filter((set, i) => all.findIndex((other) => keyOf(other.controls) === keyOf(set.controls)) === i);
}
