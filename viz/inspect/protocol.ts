/**
 * Purpose: what the page asks its worker about a replay that it holds, and what it is answered. Part of worker/protocol.ts.
 *
 * Units: nanoseconds. Every request names the replay by its key.
 */
import type { Vocabulary } from '../../lab/filter/index.ts';
import type { EventDetail, LadderPage, EventRow, MachineList, MachinesHere, MadeStep } from './types.ts';

/** Rows of the list of events. */
export interface EventPage {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly EventRow[];
}

/**
 * What the worker says when it is asked about a replay that it has forgotten.
 * Units: none. Errors: none. Source: own design.
 */
export function notHeld(key: string): string {
  return `the events of the replay "${key}" are no longer held`;
}

/** Filters are texts of lab/filter; the empty one lets all events pass. */
export type InspectRequest =
  | { readonly kind: 'page'; readonly key: string; readonly filter: string; readonly offset: number; readonly limit: number }
  | { readonly kind: 'locate'; readonly key: string; readonly filter: string; readonly timeNs: number }
  | { readonly kind: 'position'; readonly key: string; readonly filter: string; readonly event: number }
  | { readonly kind: 'vocabulary'; readonly key: string }
  | { readonly kind: 'detail'; readonly key: string; readonly event: number }
  | { readonly kind: 'talkers'; readonly key: string }
  | { readonly kind: 'ladder'; readonly key: string; readonly hosts: readonly string[]; readonly offset: number; readonly limit: number }
  | { readonly kind: 'ladder-at'; readonly key: string; readonly hosts: readonly string[]; readonly timeNs: number }
  | { readonly kind: 'ladder-row'; readonly key: string; readonly hosts: readonly string[]; readonly event: number }
  | { readonly kind: 'here'; readonly key: string; readonly place: string; readonly timeNs: number }
  | { readonly kind: 'machines'; readonly key: string; readonly place: string | undefined }
  | { readonly kind: 'steps'; readonly key: string; readonly machine: number };

/** What each kind of request is answered with. */
export interface InspectAnswers {
  readonly page: EventPage;
  /** Position in the list. */
  readonly locate: number;
  readonly position: number;
  readonly vocabulary: Vocabulary;
  readonly detail: EventDetail;
  /** Hosts that speak, in the order of a first message's way; the ones that say most first in `first`. */
  readonly talkers: Talkers;
  readonly ladder: LadderPage;
  readonly 'ladder-at': number;
  readonly 'ladder-row': number;
  readonly here: MachinesHere;
  readonly machines: MachineList;
  readonly steps: readonly MadeStep[];
}

export interface Talkers {
  readonly hosts: readonly string[];
  /** A first choice for the ladder. */
  readonly first: readonly string[];
}
