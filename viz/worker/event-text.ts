/**
 * Purpose: an event as a row of a list.
 *
 * Units: octets, nanoseconds.
 */
import { eventText } from '../../lab/words/event-text.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { EventRow } from '../inspect/types.ts';

/**
 * An event as a row of a list.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function rowOf(event: TraceEvent): EventRow {
  return { event: event.n, timeNs: event.timeNs, at: event.at, kind: event.kind, text: eventText(event) };
}
