/**
 * Purpose: the events of a replay as a list that is read page by page; the page never holds more rows than a reader sees.
 *
 * Units: nanoseconds. Rows rise in event number, and so in time.
 */
import { parseFilter, vocabularyOf, type Vocabulary } from '../../lab/filter/index.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { lastNotAbove } from '../time/pace.ts';
import { rowOf } from './event-text.ts';
import type { EventPage } from '../inspect/protocol.ts';

/** Filters whose results are kept. */
const KEPT = 4;

/** The events that a filter lets pass, as numbers and times. */
interface Chosen {
  readonly events: readonly TraceEvent[];
  readonly timesNs: Float64Array;
  readonly numbers: Float64Array;
}

/**
 * One replay's events with their filters.
 * Units: none. Errors: throws on a filter with a fault (the page asks only for good ones). Source: own design.
 */
export class EventLog {
  readonly events: readonly TraceEvent[];
  readonly #chosen = new Map<string, Chosen>();
  #vocabulary: Vocabulary | undefined;

  constructor(events: readonly TraceEvent[]) {
    this.events = events;
  }

  page(filter: string, offset: number, limit: number): EventPage {
    const { events } = this.#choose(filter);
    return { total: events.length, offset, rows: events.slice(offset, offset + limit).map(rowOf) };
  }

  /** Position of the last event that is not after a moment. */
  locate(filter: string, timeNs: number): number {
    return lastNotAbove(this.#choose(filter).timesNs, timeNs);
  }

  /** Position of an event; -1 if the filter holds it back. */
  position(filter: string, event: number): number {
    const { numbers } = this.#choose(filter);
    const at = lastNotAbove(numbers, event);
    return numbers[at] === event ? at : -1;
  }

  /** Names and values for completion. */
  get vocabulary(): Vocabulary {
    this.#vocabulary ??= vocabularyOf(this.events);
    return this.#vocabulary;
  }

  #choose(filter: string): Chosen {
    const known = this.#chosen.get(filter);
    if (known !== undefined) return known;
    const parsed = parseFilter(filter);
    if (!parsed.ok) throw new Error(`the filter "${filter}" was asked for although ${parsed.fault.message.en}`);
    const events = this.events.filter(parsed.test);
    const chosen = {
      events,
      timesNs: Float64Array.from(events, ({ timeNs }) => timeNs),
      numbers: Float64Array.from(events, ({ n }) => n),
    };
    this.#chosen.set(filter, chosen);
    for (const oldest of this.#chosen.keys()) {
      if (this.#chosen.size <= KEPT) break;
      this.#chosen.delete(oldest);
    }
    return chosen;
  }
}
