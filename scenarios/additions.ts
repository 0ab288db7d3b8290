/**
 * Purpose: what plug-ins add to the words that a scenario file may use: mechanisms of controls, and threats to expect something of.
 *
 * Does not model: what they do; a file names them, the rooms that run it know the rest.
 * Units: none. Determinism: pure data.
 * References: contract 4 (controls offered, `expect`).
 */
import type { PluginMechanism } from '../sim/world/mechanisms.ts';
import type { PluginControlWords } from '../sim/world/scenario.ts';

/** Names that loaded plug-ins bring. */
export interface Additions {
  readonly controls: readonly { readonly mechanism: PluginMechanism; readonly words: PluginControlWords }[];
  /** `X01` and the like. */
  readonly threats: readonly string[];
}

export const NO_ADDITIONS: Additions = { controls: [], threats: [] };

/** How a plug-in's mechanism is called: `x-` and an id. */
export const PLUGIN_MECHANISM = /^x-[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** How a plug-in's threat is called. */
export const PLUGIN_THREAT = /^X\d{2}$/;

/**
 * True for the name of a plug-in's mechanism, loaded or not.
 * Units: none. Errors: none. Source: own design.
 */
export function isPluginMechanism(word: string): word is PluginMechanism {
  return PLUGIN_MECHANISM.test(word);
}
