/**
 * Purpose: the canonical form of a trace and its hash, against node:crypto and JSON.parse.
 *
 * Guards: a hash that depends on the order in which a field was written, on the runtime's number formatting, or on whether somebody looked at the trace.
 * Arithmetic: SHA-256 over the lines, each with its line feed, UTF-8. Why this bound: equality.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Kernel } from '../../../sim/kernel/kernel.ts';
import { canonicalLine, hashEvents, Trace, type TraceEvent, type TraceFields } from '../../../sim/kernel/trace.ts';

const event = (fields: TraceFields, more: Partial<TraceEvent> = {}): TraceEvent => ({
  n: 3,
  timeNs: 12,
  at: 'a.sz.pc',
  kind: 'frame',
  fields,
  ...more,
});

function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

const fieldNames = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((name) => name !== '__proto__');
const values = fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.string({ unit: 'grapheme', maxLength: 12 }));

describe('a canonical line', () => {
  it('is this text', () => {
    const line = canonicalLine(event({ to: 'r1', bytes: 60, Ack: true, from: '"医療"\n' }));
    expect(line).toBe('{"at":"a.sz.pc","f":{"Ack":true,"bytes":60,"from":"\\"医療\\"\\n","to":"r1"},"kind":"frame","n":3,"t":12}');
  });

  it('sorts keys by code unit, not by number or locale', () => {
    const line = canonicalLine(event({ é: 1, b: 2, B: 3, '10': 4, '9': 5, a: 6 }));
    expect(line).toContain('"f":{"10":4,"9":5,"B":3,"a":6,"b":2,"é":1}');
  });

  it('is JSON of the event with sorted keys, whatever the fields, in whatever order they were written', () => {
    fc.assert(
      fc.property(fc.dictionary(fieldNames, values), fc.string(), (fields, at) => {
        const line = canonicalLine(event(fields, { at }));
        const parsed = JSON.parse(line) as unknown;
        expect(parsed).toEqual({ at, f: { ...fields }, kind: 'frame', n: 3, t: 12 });
        expect(canonicalLine(event(Object.fromEntries(Object.entries(fields).reverse()), { at }))).toBe(line);
      }),
    );
  });

  it.each([0.5, NaN, Infinity, -Infinity, 2 ** 53])('refuses the number %d, which is no exact integer, and names the field', (delay) => {
    expect(() => canonicalLine(event({ bytes: 1, delay }))).toThrow(/trace event 3 frame: field delay is not an integer/);
    expect(() => hashEvents([event({ delay })])).toThrow('field delay');
  });
});

describe('the hash', () => {
  const lines = fc.array(
    fc.record({
      n: fc.nat(),
      timeNs: fc.maxSafeNat(),
      at: fc.string(),
      kind: fc.string({ unit: 'grapheme' }),
      fields: fc.dictionary(fieldNames, values),
    }),
    { maxLength: 8 },
  );

  it('is SHA-256 over the lines, as node:crypto computes it', () => {
    fc.assert(
      fc.property(lines, (events) => {
        expect(hashEvents(events)).toBe(sha256(events.map((one) => `${canonicalLine(one)}\n`).join('')));
      }),
    );
    expect(hashEvents([])).toBe('sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('changes with every part of an event and with the order of events', () => {
    const a = event({ x: 1 });
    const variants = [
      [a],
      [{ ...a, n: 4 }],
      [{ ...a, timeNs: 13 }],
      [{ ...a, at: 'b' }],
      [{ ...a, kind: 'drop' }],
      [event({ x: 2 })],
      [event({ x: '1' })],
      [event({ y: 1 })],
      [a, a],
      [a, event({})],
      [event({}), a],
    ];
    expect(new Set(variants.map(hashEvents)).size).toBe(variants.length);
  });
});

describe('a trace', () => {
  it('numbers its events and takes their time from the clock', () => {
    const kernel = new Kernel();
    const trace = new Trace(true, () => kernel.now);
    const numbers: number[] = [];
    kernel.at(5, () => numbers.push(trace.emit('a', 'frame', { bytes: 1 })));
    kernel.at(9, () => numbers.push(trace.emit('b', 'drop')));
    kernel.run(10);
    expect(numbers).toEqual([0, 1]);
    expect(trace.events).toEqual([
      { n: 0, timeNs: 5, at: 'a', kind: 'frame', fields: { bytes: 1 } },
      { n: 1, timeNs: 9, at: 'b', kind: 'drop', fields: {} },
    ]);
    expect(trace.hash()).toBe(hashEvents(trace.events));
  });

  it('that is off keeps nothing and answers -1', () => {
    const trace = new Trace(false, () => {
      throw new Error('nobody needs the time');
    });
    expect(trace.emit('a', 'frame', { bytes: 0.5 })).toBe(-1);
    expect(trace.events).toEqual([]);
  });
});
