/**
 * Purpose: the structured trace of a run, its canonical text form, and the hash over it.
 *
 * An event has a number (its position), a time, a place, a kind and flat fields. The canonical form is one JSON line an event with sorted keys; the hash is SHA-256 over
 * these lines, so that it is the same on every machine and runtime. When off, `emit` must not be called: callers guard with `if (trace.on)`, which costs one property read.
 * Does not model: filtering or display. Units: time in integer nanoseconds.
 * Determinism: fields may only hold strings, integers and booleans; no floats, no objects, no unordered lists.
 * References: RFC 8785 (key sorting as in JSON canonicalisation); FIPS 180-4 (SHA-256, by @noble/hashes).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { TimeNs } from './time.ts';

export type TraceValue = string | number | boolean;
export type TraceFields = Readonly<Record<string, TraceValue>>;

export interface TraceEvent {
  readonly n: number;
  readonly timeNs: TimeNs;
  readonly at: string;
  readonly kind: string;
  readonly fields: TraceFields;
}

/**
 * A trace; `clock` gives the time that each event gets.
 * Units: nanoseconds. Errors: hash throws on a field that is no integer (a bug). Source: own design; canonical form after RFC 8785.
 */
export class Trace {
  readonly on: boolean;
  readonly events: TraceEvent[] = [];
  readonly #clock: () => TimeNs;

  constructor(on: boolean, clock: () => TimeNs) {
    this.on = on;
    this.#clock = clock;
  }

  /** Appends an event and returns its number; -1 when the trace is off. */
  emit(at: string, kind: string, fields: TraceFields = {}): number {
    if (!this.on) return -1;
    const n = this.events.length;
    this.events.push({ n, timeNs: this.#clock(), at, kind, fields });
    return n;
  }

  /** `sha256:` and the hexadecimal digest of the canonical form. */
  hash(): string {
    return hashEvents(this.events);
  }
}

/**
 * One event as its canonical line.
 * Units: time in nanoseconds. Errors: throws on a number that is no integer (a bug: it would not be portable). Source: RFC 8785.
 */
export function canonicalLine(event: TraceEvent): string {
  const fields = Object.keys(event.fields).sort();
  const parts = fields.map((key) => `${JSON.stringify(key)}:${canonicalValue(event, key)}`);
  return `{"at":${JSON.stringify(event.at)},"f":{${parts.join(',')}},"kind":${JSON.stringify(event.kind)},"n":${event.n},"t":${event.timeNs}}`;
}

function canonicalValue(event: TraceEvent, key: string): string {
  const value = event.fields[key];
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new Error(`trace event ${event.n} ${event.kind}: field ${key} is not an integer (${value})`);
  return JSON.stringify(value);
}

/**
 * Hash over the canonical lines of a list of events.
 * Units: none. Errors: as canonicalLine. Source: FIPS 180-4.
 */
export function hashEvents(events: readonly TraceEvent[]): string {
  const hash = sha256.create();
  for (const event of events) hash.update(utf8ToBytes(`${canonicalLine(event)}\n`));
  return `sha256:${bytesToHex(hash.digest())}`;
}
