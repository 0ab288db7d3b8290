/**
 * Purpose: the display filter for events: what it lets pass, what it says of a text that it cannot read, what it offers while one types.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { completeFilter, parseFilter, vocabularyOf } from '../../lab/filter/index.ts';
import { FIELD_NAMES } from '../../lab/filter/fields.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { TraceEvent, TraceFields } from '../../sim/kernel/trace.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { replay } from '../../threats/replay.ts';
import { fc } from '../browser/support/fuzz.ts';

function event(n: number, timeNs: number, at: string, kind: string, fields: TraceFields = {}): TraceEvent {
  return { n, timeNs, at, kind, fields };
}

const SYN = { proto: 'tcp', src: '192.0.2.10', dst: '198.51.100.10', sport: 53_236, dport: 8080, flags: 'SYN', bytes: 40, prot: 'clear' };
const EVENTS: readonly TraceEvent[] = [
  event(0, 0, 'clinic.sz', 'frame', { ...SYN, from: 'clinic.sz.pc', to: 'clinic.sz', start: 0, arrive: 6_000 }),
  event(1, 2_500_000_000, 'internet', 'frame', {
    proto: 'esp',
    src: '203.0.113.2',
    dst: '203.0.113.6',
    spi: 77,
    bytes: 120,
    prot: 'esp',
    from: 'clinic.vpn',
    to: 'internet',
  }),
  event(2, 2_600_000_000, 'hospital.vpn', 'stop', { control: 'ipsec-ike', reason: 'unreadable', origin: 'attacker/stranger' }),
  event(3, 3_000_000_000, 'hospital.vpn', 'drop', { ...SYN, reason: 'queue-full' }),
  event(4, 3_000_000_001, 'clinic.sz.pc', 'session', { event: 'end', complete: true }),
  event(5, 4_000_000_000, 'attacker/internet', 'attack', { step: 'listening' }),
];

function passing(text: string, events = EVENTS): readonly number[] {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.fault.message.en}`);
  return events.filter(parsed.test).map(({ n }) => n);
}

function faultOf(text: string): string {
  const parsed = parseFilter(text);
  if (parsed.ok) return 'no fault';
  const { from, to, message } = parsed.fault;
  expect(message.ja).toMatch(/[ぁ-ん一-龠]/);
  return `${from}-${to} ${message.en}`;
}

describe('the display filter', () => {
  it.each([
    ['', [0, 1, 2, 3, 4, 5]],
    ['kind == frame', [0, 1]],
    ['kind eq FRAME', [0, 1]],
    ['kind != frame', [2, 3, 4, 5]],
    ['esp', [1]],
    ['tcp and not kind == drop', [0]],
    ['tcp && !(kind == drop)', [0]],
    ['spi', [1]],
    ['spi == 0x4d', [1]],
    ['src == 192.0.2.0/24', [0, 3]],
    ['ip.addr == 198.51.100.10', [0, 3]],
    ['addr != 198.51.100.10', [1]],
    ['tcp.port in {80, 8080}', [0, 3]],
    ['port in {8000..8100 1}', [0, 3]],
    ['port not in {8080}', []],
    ['time >= 2.6', [2, 3, 4, 5]],
    ['time in {2600ms..3s}', [2, 3]],
    ['time == 3.000000001', [4]],
    ['duration < 10us', [0]],
    ['node contains "clinic"', [0, 1, 4]],
    ['host == clinic.sz.pc', [0, 4]],
    ['link == internet', [1]],
    ['protection == esp or reason == unreadable', [1, 2]],
    ['reason contains full or reason == unreadable and kind == drop', [3]],
    ['(reason contains full or reason == unreadable) and kind == stop', [2]],
    ['complete == true', [4]],
    ['event == end', [4]],
    ['threat.step == listening', [5]],
    ["origin contains 'attacker/'", [2]],
    ['number <= 1', [0, 1]],
    ['field.step', [5]],
  ])('%s', (text, wanted) => expect(passing(text)).toEqual(wanted));

  it.each([
    ['kindd == frame', '0-5 there is no field "kindd"; did you mean kind?'],
    ['kind = frame', '5-6 equality is written == (two signs)'],
    ['kind ==', '7-7 a value for kind is missing here'],
    ['kind == frame esp', '14-17 expected "and" or "or" before "esp"'],
    ['(kind == frame', '0-1 this bracket is not closed'],
    ['kind == frame)', '13-14 this bracket closes nothing'],
    ['kind in frame', '8-13 expected a set such as {a, b}'],
    ['kind in {frame', '8-9 this set is not closed'],
    ['kind in {}', '8-10 the set is empty'],
    ['kind < frame', '5-6 kind has no order; use ==, !=, contains or in'],
    ['port == http', '8-12 port is compared with a number, not "http"'],
    ['src == 300.1.1.1', '7-16 an address is written like 198.51.100.10 or 198.51.100.0/24, not "300.1.1.1"'],
    ['time > soon', '7-11 a time is written like 2.5, 2.5s, 300ms or 40us, not "soon"'],
    ['esp == 1', '4-6 esp stands alone: it is there or not'],
    ['complete == maybe', '12-17 complete is true or false, not "maybe"'],
    ['at == "clinic', '6-13 the quote is not closed'],
    ['tcp &', '4-5 & is written twice: &&'],
    ['and tcp', '0-3 expected a field, not "and"'],
    ['tcp and', '7-7 a field is missing here, such as kind or src'],
    [`${'('.repeat(60)}tcp`, '50-51 too many brackets inside each other'],
    ['x'.repeat(5_000), '4000-5000 the filter is too long'],
  ])('says what is wrong with %s', (text, wanted) => expect(faultOf(text)).toBe(wanted));

  it('never breaks on what people type, and points inside the text', () => {
    const scraps = fc.constantFrom(
      ...'kind == != in { } ( ) , frame "a b" 1..2 not and or tcp time < 2ms \' \\ 日本 ! & src 10.0.0.1/8 '.split(' '),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(scraps).map((words) => words.join(' ')),
        ),
        (text) => {
          const parsed = parseFilter(text);
          if (parsed.ok) expect(EVENTS.filter(parsed.test).length).toBeLessThanOrEqual(EVENTS.length);
          else expect(0 <= parsed.fault.from && parsed.fault.from <= parsed.fault.to && parsed.fault.to <= text.length).toBe(true);
          completeFilter(text, text.length, new Map());
        },
      ),
      { numRuns: 500 },
    );
  });

  it('joins as logic does, whatever the nesting', () => {
    const leaf = fc.constantFrom('tcp', 'esp', 'kind == drop', 'time > 2.6', 'reason');
    const { tree } = fc.letrec<{ tree: readonly [string, (n: number) => boolean] }>((tie) => {
      const simple = leaf.map((text) => [text, (n: number) => passing(text).includes(n)] as const);
      return {
        tree: fc.oneof(
          { depthSize: 'small' },
          simple,
          tie('tree').map(([text, holds]) => [`not (${text})`, (n: number) => !holds(n)] as const),
          fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => [`(${a[0]}) and (${b[0]})`, (n: number) => a[1](n) && b[1](n)] as const),
          fc.tuple(tie('tree'), tie('tree')).map(([a, b]) => [`(${a[0]}) || (${b[0]})`, (n: number) => a[1](n) || b[1](n)] as const),
        ),
      };
    });
    fc.assert(
      fc.property(tree, ([text, holds]) => {
        expect(passing(text)).toEqual(EVENTS.map(({ n }) => n).filter(holds));
      }),
      { numRuns: 100 },
    );
  });

  it('knows every field of the traces of a shipped scenario', () => {
    const read = loadScenario(readFileSync(new URL('../../scenarios/figure-2.yaml', import.meta.url), 'utf8'), 'figure-2.yaml');
    if (!read.ok) throw new Error('figure-2 has faults');
    const unknown = new Set<string>();
    for (const attack of attacksOf(read.scenario))
      for (const { fields } of replay(read.scenario, attack, { seed: 1, answer: () => true, trace: true }).events)
        for (const name of Object.keys(fields)) if (!FIELD_NAMES.includes(name)) unknown.add(name);
    expect([...unknown]).toEqual([]);
  });
});

describe('completion', () => {
  const vocabulary = vocabularyOf(EVENTS);
  const offered = (text: string): readonly string[] => completeFilter(text, text.length, vocabulary).options.map(({ insert }) => insert);

  it('offers fields, operators, values of the trace and joints, each where it may stand', () => {
    expect(offered('').slice(0, 3)).toEqual(['time', 'number', 'kind']);
    expect(offered('prot')).toEqual(expect.arrayContaining(['protocol', 'protection']));
    expect(offered('kind ')).toEqual(['==', '!=', 'contains', 'in {', 'and', 'or']);
    expect(offered('time ')).toContain('>=');
    expect(offered('kind == ')).toEqual(['frame', 'stop', 'drop', 'session', 'attack']);
    expect(offered('kind == s')).toEqual(['stop', 'session']);
    expect(offered('port in {')).toEqual(['53236', '8080']);
    expect(offered('port in {8080, 53236 ')[0]).toBe('}');
    expect(offered('tcp ')).toEqual(['and', 'or']);
    expect(offered('(tcp ')).toContain(')');
    expect(offered('tcp and ')).toContain('kind');
    expect(offered('complete == ')).toEqual(['true', 'false']);
    expect(offered('"open ')).toEqual([]);
  });

  it('says which stretch a completion replaces', () => {
    expect(completeFilter('kind == fr and tcp', 10, vocabulary)).toMatchObject({ from: 8, to: 10, options: [{ insert: 'frame' }] });
  });
});
