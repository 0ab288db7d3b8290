/**
 * Purpose: the shapes of the display filter: fields, faults, tests on events.
 *
 * Units: time in nanoseconds inside, in seconds where a reader writes a bare number; places in a text as offsets in UTF-16 units.
 */
import type { TraceEvent, TraceValue } from '../../sim/kernel/trace.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

/** How the values of a field are written and compared. A `sign` is there or not, such as a protocol's name. */
export type FieldType = 'text' | 'number' | 'time' | 'address' | 'flag' | 'sign';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly about: Bilingual;
  /** All values that an event has under this name; none = the event lacks it. */
  read(event: TraceEvent): readonly TraceValue[];
}

/** Where a filter cannot be understood, and why. */
export interface FilterFault {
  readonly from: number;
  readonly to: number;
  readonly message: Bilingual;
}

export type EventTest = (event: TraceEvent) => boolean;

export type ParsedFilter = { readonly ok: true; readonly test: EventTest } | { readonly ok: false; readonly fault: FilterFault };

/** What may stand at a place of the text. */
export type Expected =
  | { readonly what: 'field' }
  | { readonly what: 'operator'; readonly field: Field }
  | { readonly what: 'value'; readonly field: Field }
  | { readonly what: 'set'; readonly field: Field }
  | { readonly what: 'more'; readonly field: Field }
  | { readonly what: 'joint'; readonly depth: number };

/** Names and values that occur in one trace, the most frequent values first. */
export type Vocabulary = ReadonlyMap<string, readonly string[]>;
