/**
 * Purpose: the events of a replay as a list that is read page by page; the page never holds more rows than a reader sees.
 *
 * Units: nanoseconds. Rows rise in event number, and so in time.
 */
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { lastNotAbove } from '../time/pace.ts';
import type { EventFilter, EventPage, EventRow } from './protocol.ts';

const KINDS: Readonly<Record<Exclude<EventFilter, 'all'>, readonly string[]>> = {
  frame: ['frame'],
  refused: ['drop', 'stop'],
  protocol: ['tunnel', 'ike', 'centre', 'tcp', 'arp', 'session'],
  attack: ['attack', 'learn', 'passage', 'infected', 'accept', 'effect'],
  consult: ['consult'],
};

/** Fields that the text says in another way, or that are ground truth for oracles. */
const FRAME_FIELDS = [
  'uid',
  'src',
  'dst',
  'sport',
  'dport',
  'proto',
  'bytes',
  'flags',
  'content',
  'prot',
  'from',
  'to',
  'start',
  'arrive',
  'origin',
  'len',
];

/** Something to say of an event that carries a packet: `TCP SYN 192.0.2.10:53236 → 198.51.100.10:8080, 40 octets`. */
function packetText(event: TraceEvent): string {
  const { fields } = event;
  const text = (name: string): string => (fields[name] === undefined ? '' : String(fields[name]));
  const port = (name: string): string => (fields[name] === undefined ? '' : `:${text(name)}`);
  if (fields['proto'] === 'arp') return `ARP ${text('op')} ${text('ip')} = ${text('mac')}, for ${text('target')}`;
  const head = [text('proto').toUpperCase(), text('flags'), text('content')].filter((part) => part !== '').join(' ');
  return `${head} ${text('src')}${port('sport')} → ${text('dst')}${port('dport')}, ${text('bytes')} B`;
}

/**
 * The fields of an event in technical notation.
 * Units: octets for sizes. Errors: none. Source: own design.
 */
export function eventText(event: TraceEvent): string {
  const { fields } = event;
  const carries = fields['proto'] !== undefined && fields['bytes'] !== undefined;
  const hidden = carries ? FRAME_FIELDS : [];
  const rest = Object.entries(fields).flatMap(([name, value]) => (hidden.includes(name) ? [] : [`${name}=${String(value)}`]));
  const way = event.kind === 'frame' ? [`${String(fields['from'])} ▸ ${String(fields['to'])} [${String(fields['prot'])}]`] : [];
  return [...(carries ? [packetText(event)] : []), ...way, ...rest].join('  ');
}

/**
 * An event as a row of a list.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function rowOf(event: TraceEvent): EventRow {
  return { event: event.n, timeNs: event.timeNs, at: event.at, kind: event.kind, text: eventText(event) };
}

/**
 * One replay's events with their filters.
 * Units: none. Errors: none. Source: own design.
 */
export class EventLog {
  readonly #events: readonly TraceEvent[];
  readonly #chosen = new Map<EventFilter, readonly TraceEvent[]>();

  constructor(events: readonly TraceEvent[]) {
    this.#events = events;
  }

  /** All events of the replay. */
  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  page(filter: EventFilter, offset: number, limit: number): EventPage {
    const chosen = this.#choose(filter);
    return { total: chosen.length, offset, rows: chosen.slice(offset, offset + limit).map(rowOf) };
  }

  /** Position of the last event that is not after a moment. */
  locate(filter: EventFilter, timeNs: number): number {
    return lastNotAbove(
      this.#choose(filter).map((event) => event.timeNs),
      timeNs,
    );
  }

  #choose(filter: EventFilter): readonly TraceEvent[] {
    if (filter === 'all') return this.#events;
    let chosen = this.#chosen.get(filter);
    if (chosen === undefined) {
      chosen = this.#events.filter((event) => KINDS[filter].includes(event.kind));
      this.#chosen.set(filter, chosen);
    }
    return chosen;
  }
}
