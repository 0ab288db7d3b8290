/**
 * Purpose: the answers of the inspection: the layers of a packet, what happened where it arrived, the messages of a ladder, the steps of state machines. Data only, for the structured clone.
 *
 * Units: nanoseconds, octets.
 */

export type LayerKind = 'event' | 'link' | 'arp' | 'ip' | 'udp' | 'tcp' | 'esp' | 'ike' | 'tls' | 'l2tp' | 'application';

export interface LayerField {
  /** Key of the field's words, or a name of the model that stands as it is. */
  readonly name: string;
  readonly value: string;
  readonly unit?: 'B' | 's' | 'µs';
  /** A display filter that finds what has the same value. */
  readonly filter?: string;
}

export interface Layer {
  readonly kind: LayerKind;
  /** One line in technical notation. */
  readonly summary: string;
  /** How many protected layers stand around it; 0 = readable on this line. */
  readonly depth: number;
  readonly fields: readonly LayerField[];
}

/** A transition that a machine made. */
export interface MadeStep {
  readonly timeNs: number;
  readonly machine: string;
  readonly at: string;
  readonly key: string;
  readonly about: string;
  readonly event: string;
  readonly from: string;
  readonly to: string;
}

/** An event in one line. */
export interface EventRow {
  readonly event: number;
  readonly timeNs: number;
  readonly at: string;
  readonly kind: string;
  /** Fields in technical notation, the same in all languages. */
  readonly text: string;
}

export interface EventDetail extends EventRow {
  readonly layers: readonly Layer[];
  /** The sentence that the evidence has for the event, and the clause or RFC it rests on. */
  readonly told: { readonly en: string; readonly ja: string; readonly source: string } | undefined;
  readonly reason: string | undefined;
  /** Where and when what follows happened: where a frame arrived, or the event's own place and moment. */
  readonly where: string;
  readonly whenNs: number;
  readonly steps: readonly MadeStep[];
  readonly follows: readonly EventRow[];
}

/** What protects a stretch of a message's way. */
export type Stretch = 'clear' | 'tls' | 'esp';

/** One line of a ladder. */
export interface Rung {
  readonly kind: 'message' | 'lost' | 'refused' | 'note';
  /** Number of the event that is shown for it. */
  readonly event: number;
  readonly startNs: number;
  readonly endNs: number;
  /** Positions among the chosen hosts; a note has one. A message that is lost on its way has as `to` where it was bound for. */
  readonly from: number;
  readonly to: number;
  /** Where it was lost: at the end of the arrow, or before it. */
  readonly short: boolean;
  readonly stretches: readonly Stretch[];
  readonly label: string;
  readonly reason: string;
  readonly hostile: boolean;
}

export interface LadderPage {
  readonly total: number;
  readonly offset: number;
  readonly rungs: readonly Rung[];
}

/** One machine of one place. */
export interface MachineEntry {
  readonly id: number;
  readonly machine: string;
  readonly at: string;
  readonly about: string;
  readonly firstNs: number;
  readonly steps: number;
}

/** A machine with the state that it is in at a moment. */
export interface MachineNow extends MachineEntry {
  readonly state: string;
  /** It has made a transition by then. */
  readonly begun: boolean;
}

/** Machines of one place at a moment: those that moved last come first, and only a few. */
export interface MachinesHere {
  readonly total: number;
  readonly entries: readonly MachineNow[];
}

export interface MachineList {
  readonly total: number;
  readonly entries: readonly MachineEntry[];
}
