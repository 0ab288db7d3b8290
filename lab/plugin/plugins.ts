/**
 * Purpose: the plug-ins of a run, joined with what the lab has itself.
 *
 * Does not model: where they come from. Units: none. Determinism: ours first, then the plug-ins in the order in which they were named.
 * References: docs/plugins.md.
 */
import type { Additions } from '../../scenarios/index.ts';
import type { ControlBehaviour } from '../../sim/world/plugin-control.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { ATTACK_DEFINITIONS } from '../../threats/attacks/index.ts';
import { THREATS } from '../../threats/catalogue/index.ts';
import type { AttackDefinition } from '../../threats/types.ts';
import { faultsOf, type Taken } from './shape.ts';
import { guardedAttack, guardedControl } from './guard.ts';
import type { PluginFault } from './faults.ts';
import type { Plugin, PluginControl, PluginThreat } from './types.ts';

/** A plug-in's file, made into one piece of JavaScript; threads are given this, so that all run the same. */
export interface PluginCode {
  /** As the user named it. */
  readonly file: string;
  readonly code: string;
}

/** All plug-ins of a run. */
export interface Plugins {
  readonly codes: readonly PluginCode[];
  readonly threats: readonly PluginThreat[];
  readonly attacks: readonly AttackDefinition[];
  readonly controls: readonly { readonly file: string; readonly words: PluginControl; readonly behaviour: ControlBehaviour }[];
}

export const NO_PLUGINS: Plugins = { codes: [], threats: [], attacks: [], controls: [] };

/**
 * Adds a plug-in, given the default export of its file.
 * Units: none. Errors: faults of its shape, and names that are taken, are returned. Source: own design.
 */
export function withPlugin(
  before: Plugins,
  { file, code }: PluginCode,
  value: unknown,
): Plugins | { readonly faults: readonly PluginFault[] } {
  const taken: Taken = {
    threats: before.threats.map(({ id }) => id),
    attacks: [...ATTACK_DEFINITIONS, ...before.attacks],
    mechanisms: before.controls.map(({ words }) => words.mechanism),
  };
  const faults = faultsOf(value, taken);
  if (faults.length > 0) return { faults };
  // `faultsOf` has looked at every part that is used.
  const { threats = [], attacks = [], controls = [] } = value as Plugin;
  const all = [...before.threats, ...threats];
  return {
    codes: [...before.codes, { file, code }],
    threats: all,
    attacks: [
      ...before.attacks,
      ...attacks.map((attack) => {
        const threat = all.find(({ id }) => id === attack.threat);
        return guardedAttack(attack, { plugin: file, ...(threat === undefined ? {} : { threat }) });
      }),
    ],
    controls: [...before.controls, ...controls.map((control) => ({ file, words: control, behaviour: guardedControl(control, file) }))],
  };
}

/**
 * Every attack that can be run.
 * Units: none. Errors: none. Source: own design.
 */
export function definitionsOf({ attacks }: Plugins): readonly AttackDefinition[] {
  return attacks.length === 0 ? ATTACK_DEFINITIONS : [...ATTACK_DEFINITIONS, ...attacks];
}

/**
 * Behaviours of the controls that plug-ins bring.
 * Units: none. Errors: none. Source: own design.
 */
export function behavioursOf({ controls }: Plugins): readonly ControlBehaviour[] {
  return controls.map(({ behaviour }) => behaviour);
}

/** What is told of a threat, whoever brings it. */
export interface ToldThreat {
  readonly id: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly sources: readonly string[];
  /** The TR's line; absent where a plug-in brings the threat. */
  readonly printed?: string;
}

/**
 * A threat by its id.
 * Units: none. Errors: undefined for an id that nobody brings. Source: TR A.5.1.
 */
export function toldThreat(plugins: Plugins, id: string): ToldThreat | undefined {
  const line = THREATS.find((entry) => entry.id === id);
  if (line === undefined) return plugins.threats.find((threat) => threat.id === id);
  const { name, description, clauses, rfcs, printed } = line;
  return { id, name, description, sources: [...clauses, ...rfcs], printed };
}

/**
 * Ids of all threats: the TR's lines, then those of plug-ins.
 * Units: none. Errors: none. Source: TR A.5.1.
 */
export function threatIds({ threats }: Plugins): readonly string[] {
  return [...THREATS.map(({ id }) => String(id)), ...threats.map(({ id }) => id)];
}

/**
 * The names that scenario files may use besides ours.
 * Units: none. Errors: none. Source: contract 4.
 */
export function additionsOf({ threats, controls }: Plugins): Additions {
  return {
    controls: controls.map(({ words: { mechanism, name, where, does, source, reasons } }) => ({
      mechanism,
      words: { name, where, does, source, reasons },
    })),
    threats: threats.map(({ id }) => id),
  };
}
