/**
 * Purpose: what a threat in this lab is: attacks that act through Hands, and an oracle that judges from the world alone.
 *
 * Does not model: anything itself. A definition knows nothing of controls: no import leads to the switch, which a boundary rule checks.
 * Units: nanoseconds. Determinism: definitions are pure; randomness comes from the hands' stream.
 * References: design idea 1; threat-cards 2.1 and 2.2.
 */
import type { Hands } from '../sim/world/attacker.ts';
import type { Bilingual, FlowSpec, Scenario, VantageKind, VantageSpec } from '../sim/world/scenario.ts';
import type { WorldView } from '../sim/world/view.ts';
import type { Outcome } from './coverage/types.ts';

/** `T01` … `T32`, in the order in which the TR prints them; `X01` … are threats that plug-ins bring. */
export type ThreatId = `T${string}` | `X${string}`;

/** What an attack is aimed at in a given scenario, and the flows that are on stage while it runs. */
export interface Aim {
  readonly flow: FlowSpec;
  /** Flows of the script that run besides the one under attack because it depends on them, and devices whose download of connection information belongs to it. */
  readonly also: readonly string[];
  /** The flow only says what the attack is about and does not run (a disk is read, an exploit needs nobody's session). */
  readonly flowIdle?: boolean;
}

export interface Finding {
  readonly outcome: Outcome;
  /** What the oracle saw, for the report. */
  readonly because: Bilingual;
  /** When an alarm told of it. */
  readonly detectedNs?: number;
  /** What was lost until it was cut off or put right. */
  readonly loss?: Loss;
}

export interface Loss {
  readonly records?: number;
  readonly bytes?: number;
  readonly seconds?: number;
}

/** What stands beside an attack that a plug-in brings. */
export interface Brought {
  /** The plug-in's file, as the user named it. */
  readonly plugin: string;
  /** The words of its threat, where that is no line of the TR. */
  readonly threat?: { readonly name: Bilingual; readonly description: Bilingual };
}

export interface AttackDefinition {
  readonly threat: ThreatId;
  /** Tells apart attacks of one threat from one vantage; empty for the only one. */
  readonly variant: string;
  readonly name: Bilingual;
  readonly vantages: readonly VantageKind[];
  /** Its outcome depends on chance: it is replicated over seeds (threats/chance). */
  readonly chance?: boolean;
  /** A sentence for each step that it notes, for attacks of plug-ins; those of ours stand in `threats/evidence/words`. */
  readonly steps?: Readonly<Record<string, Bilingual>>;
  /** Absent for attacks of this lab. */
  readonly brought?: Brought;
  /** What to aim at from this vantage in this scenario; undefined when it offers nothing. */
  aim(scenario: Scenario, vantage: VantageSpec): Aim | undefined;
  act(hands: Hands, aim: Aim): void;
  judge(view: WorldView, aim: Aim): Finding;
}

/** One attack of a scenario: a definition at a vantage point with its aim. */
export interface Attack {
  readonly id: string;
  readonly definition: AttackDefinition;
  readonly vantage: VantageSpec;
  readonly aim: Aim;
}
