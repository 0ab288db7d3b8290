/**
 * Purpose: the display filter for trace events, as packet analysers have one: `kind == frame and not esp and port in {80, 443}`.
 *
 * Portable: no DOM, no Node; the browser lab evaluates it in its worker.
 * Does not model: see parser.ts. Units: time in seconds where a reader writes a bare number. Determinism: pure.
 * References: wireshark-filter(4) (habits of users: names, operators, membership, green and red).
 */
import type { TraceEvent, TraceValue } from '../../sim/kernel/trace.ts';
import { Fault } from './fault.ts';
import { GATHERED } from './fields.ts';
import { tokensOf } from './lexer.ts';
import { FilterParser } from './parser.ts';
import { TRACE_FIELDS } from './trace-fields.ts';
import type { ParsedFilter, Vocabulary } from './types.ts';

export { completeFilter, type Completions } from './complete.ts';
export type { FilterFault, Vocabulary } from './types.ts';

/** Longer texts are no filters that somebody typed. */
const LONGEST = 4_000;
/** Traces up to this length are looked through whole. */
const WHOLE = 40_000;
const BULK = new Set(['frame', 'drop', 'tcp']);
/** Values of one field that are offered. */
const MOST_VALUES = 60;

/**
 * Reads a filter; an empty one lets everything pass.
 * Units: offsets in UTF-16 units. Errors: a fault with its place, in English and Japanese. Source: own design.
 */
export function parseFilter(text: string): ParsedFilter {
  if (text.length > LONGEST)
    return { ok: false, fault: { from: LONGEST, to: text.length, message: { en: 'the filter is too long', ja: 'フィルタが長すぎます' } } };
  if (text.trim() === '') return { ok: true, test: () => true };
  try {
    return { ok: true, test: new FilterParser(tokensOf(text)).read() };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

/** Fields of the trace whose values are offered; sequence numbers and the like say nothing. */
const OFFERED = new Set(
  Object.entries(TRACE_FIELDS).flatMap(([name, [type]]) => (type === 'text' || name === 'sport' || name === 'dport' ? [name] : [])),
);
const GATHERED_OFFERED = GATHERED.filter(({ name, type }) => type === 'text' || type === 'address' || name === 'port');

/**
 * The values that the fields have in a trace, the most frequent first, for completion. Of a long trace the kinds that come by the thousand are sampled evenly.
 * Units: none. Errors: none; cost is one pass over the trace. Source: own design.
 */
export function vocabularyOf(events: readonly TraceEvent[]): Vocabulary {
  const counts = new Map<string, Map<string, number>>();
  const count = (name: string, value: TraceValue): void => {
    if (value === '') return;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, new Map([[String(value), 1]]));
    else known.set(String(value), (known.get(String(value)) ?? 0) + 1);
  };
  const stride = Math.max(1, Math.ceil(events.length / WHOLE));
  for (const [i, event] of events.entries()) {
    if (i % stride !== 0 && BULK.has(event.kind)) continue;
    for (const field of GATHERED_OFFERED) for (const value of field.read(event)) count(field.name, value);
    for (const name in event.fields) if (OFFERED.has(name)) count(name, event.fields[name] ?? '');
  }
  const addresses = counts.get('addr');
  const most = (known: ReadonlyMap<string, number>): readonly string[] =>
    [...known]
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_VALUES)
      .map(([value]) => value);
  const named = [...counts].map(([name, known]) => [name, most(known)] as const);
  return new Map([
    ...named,
    ...(addresses === undefined ? [] : ['src', 'dst', 'ip', 'target'].map((name) => [name, most(addresses)] as const)),
  ]);
}
