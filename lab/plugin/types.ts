/**
 * Purpose: what a plug-in is: threats, attacks and controls of a user's own, in the types of our own ones.
 *
 * An attack is an `AttackDefinition`, as in `threats/attacks`: it acts through `Hands` and its oracle judges a `WorldView`; neither has a way to the control switch.
 * A control is a rule for packets in the verbs of `sim/net/rules.ts`; the lab asks its switch when the rule would do something (`sim/world/plugin-control.ts`).
 * Does not model: services, protocols or vantage points of one's own; controls inside applications.
 * Units: see the types. Determinism: a plug-in must keep the rules of `threats/` (no clock, no chance but `hands.draw` and `post.draw`); `wardlab plugin check` tests it.
 * References: docs/plugins.md.
 */
import type { ControlBehaviour } from '../../sim/world/plugin-control.ts';
import type { Bilingual, PluginControlWords } from '../../sim/world/scenario.ts';
import type { StrideLetter } from '../../threats/catalogue/types.ts';
import type { AttackDefinition } from '../../threats/types.ts';

/** A threat that is no line of the TR. */
export interface PluginThreat {
  /** `X01` to `X99`. */
  readonly id: `X${string}`;
  readonly name: Bilingual;
  /** One sentence. */
  readonly description: Bilingual;
  /** Where it comes from: clauses, RFC sections, reports. */
  readonly sources: readonly string[];
  readonly stride?: readonly StrideLetter[];
  /** MITRE ATT&CK (Enterprise) technique ids. */
  readonly attack?: readonly string[];
}

/** An attack: on a threat of the plug-in, or on one of the TR's lines as a further variant. */
export type PluginAttack = Omit<AttackDefinition, 'brought'>;

/** A control: its words and its behaviour. */
export interface PluginControl extends ControlBehaviour, PluginControlWords {}

/** The default export of a plug-in's file. */
export interface Plugin {
  readonly threats?: readonly PluginThreat[];
  readonly attacks?: readonly PluginAttack[];
  readonly controls?: readonly PluginControl[];
}

/**
 * Gives a plug-in back as it is; a call of it has the compiler check the type at the place where it is written.
 * Units: none. Errors: none; `wardlab` checks the shape when it loads the file. Source: own design.
 */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}
