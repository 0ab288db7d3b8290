/**
 * Purpose: where two runs part is found in their traces: at the first event that one has and the other has not, after the question that was answered differently.
 */
import { describe, expect, it } from 'vitest';
import { replayWords } from '../../lab/run/replay-run.ts';
import type { TraceEvent, TraceFields } from '../../sim/kernel/trace.ts';
import type { EvidenceLine } from '../../threats/evidence/index.ts';
import { look } from '../../viz/inspect/look.ts';
import { divergenceOf, toldApart } from '../../viz/compare/divergence.ts';
import { pairOf } from '../../viz/compare/pair.ts';
import { setsOf } from '../../viz/compare/sets.ts';
import { momentAt, playbackMs, shownAt } from '../../viz/time/pace.ts';
import { openSession } from './support/session.ts';

/** A trace from `kind@place timeNs` with fields. */
function trace(...events: readonly (readonly [string, string, number, TraceFields?])[]): readonly TraceEvent[] {
  return events.map(([kind, at, timeNs, fields = {}], n) => ({ n, timeNs, at, kind, fields }));
}

const asked = (control: string, on: boolean, timeNs: number): readonly [string, string, number, TraceFields] => [
  'consult',
  'gate',
  timeNs,
  { control, on },
];

describe('the divergence of two traces', () => {
  it('is the first event that differs, with the last question before it that was answered differently', () => {
    const left = trace(
      ['session', 'pc', 1],
      asked('a', false, 1),
      asked('b', false, 2),
      ['frame', 'line', 2, { bytes: 40 }],
      ['drop', 'fw', 3],
    );
    const right = trace(
      ['session', 'pc', 1],
      asked('a', true, 1),
      asked('b', true, 2),
      ['tunnel', 'fw', 2],
      ['frame', 'line', 4, { bytes: 90 }],
    );
    const found = divergenceOf(left, right);
    expect(found).toMatchObject({ same: 1, cause: { control: 'b', left: { n: 2 }, right: { n: 2 } }, left: { n: 3 }, right: { n: 3 } });
  });

  it('does not name a question that both answered alike, nor one that only one of them asked', () => {
    const left = trace(asked('a', true, 1), asked('c', false, 1), ['frame', 'line', 2]);
    const right = trace(asked('a', true, 1), ['frame', 'line', 2], ['drop', 'fw', 3]);
    expect(divergenceOf(left, right)).toMatchObject({ same: 1, cause: undefined, left: undefined, right: { kind: 'drop' } });
  });

  it('is none where a question was answered differently and nothing came of it', () => {
    const left = trace(asked('a', false, 1), ['frame', 'line', 2, { bytes: 40 }]);
    const right = trace(asked('a', true, 1), ['frame', 'line', 2, { bytes: 40 }]);
    expect(divergenceOf(left, right)).toBeUndefined();
  });

  it('sees another time, place, kind or field, and a field more', () => {
    const base = trace(['frame', 'line', 2, { bytes: 40 }]);
    for (const other of [
      trace(['frame', 'line', 3, { bytes: 40 }]),
      trace(['frame', 'lan', 2, { bytes: 40 }]),
      trace(['drop', 'line', 2, { bytes: 40 }]),
      trace(['frame', 'line', 2, { bytes: 41 }]),
      trace(['frame', 'line', 2, { bytes: 40, proto: 'udp' }]),
      trace(),
    ])
      expect(divergenceOf(base, other)).toMatchObject({ same: 0 });
    expect(divergenceOf(base, base)).toBeUndefined();
  });
});

describe('two replays of figure-3', () => {
  const { session, loaded, replay } = openSession();
  const left = replay('T01/wan-on/internet', []);
  const right = replay('T01/wan-on/internet', ['ipsec-ike']);

  it('part where the tunnel is asked for, and tell it', () => {
    const parted = session.part(left.key, right.key);
    expect(parted).toMatchObject({ differs: true, cause: { control: 'ipsec-ike' }, left: { kind: 'frame' }, right: { kind: 'tunnel' } });
    // Everything before is the same in both, as the event lists show it.
    const rows = (key: string): readonly string[] =>
      session
        .inspect({ kind: 'page', key, filter: '', offset: 0, limit: parted.left?.event ?? 0 }, look)
        .rows.filter(({ kind }) => kind !== 'consult')
        .map(({ text, at, timeNs }) => `${timeNs} ${at} ${text}`);
    expect(rows(left.key)).toHaveLength(parted.same);
    expect(rows(left.key)).toEqual(rows(right.key).slice(0, parted.same));
    const words = ({ key }: { readonly key: string }): readonly EvidenceLine[] => session.words(key, replayWords).evidence;
    const told = toldApart(words(left), words(right));
    expect(told.left?.what).toMatch(/^learn\//);
    expect(told.right?.what).toMatch(/^tunnel\//);
  });

  it('do not part over a control that has no part in the attack', () => {
    const other = replay('T01/wan-on/internet', ['otp']);
    expect(session.part(left.key, other.key)).toMatchObject({ differs: false });
  });

  it('share one clock: a place on the screen is one moment in both, and no moment of either is lost', () => {
    const pair = pairOf(left, right, loaded.scenario.horizonNs);
    expect(pair.left.pace).toBe(pair.right.pace);
    const both = new Set(pair.pace.timesNs);
    for (const side of [left, right]) expect([...side.pace.timesNs].filter((timeNs) => !both.has(timeNs))).toEqual([]);
    const middle = playbackMs(pair.pace) / 2;
    expect(shownAt(pair.pace, momentAt(pair.pace, middle))).toBeCloseTo(middle, 3);
  });
});

describe('the sets to choose from', () => {
  it('are in scenario order, each once', () => {
    const sets = setsOf({ offered: ['a', 'b', 'c'], current: ['c', 'a'], switches: ['a', 'c'], plan: ['b'], deployed: [] });
    expect(sets).toEqual([
      { kind: 'none', controls: [] },
      { kind: 'switches', controls: ['a', 'c'] },
      { kind: 'plan', controls: ['b'] },
      { kind: 'all', controls: ['a', 'b', 'c'] },
    ]);
  });
});
