/**
 * Purpose: what the timeline's lanes show: tunnels and sessions as bars, attack steps and stops as marks, packets as a density. Pure.
 *
 * Units: nanoseconds; bins and rows are counted.
 */
import { bin } from 'd3';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import type { EvidenceLine } from '../../threats/evidence/index.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';

export interface Bar {
  readonly fromNs: number;
  readonly toNs: number;
  /** From when on it is drawn full; a tunnel before its first packet is hollow. */
  readonly fullNs: number | undefined;
  readonly row: number;
  readonly hostile: boolean;
  readonly broken: boolean;
  readonly label: string;
  /** The end that reported it. */
  readonly place: string;
}

/** Marks of one lane that fall on the same pixel. */
export interface Pin {
  readonly x: number;
  readonly first: TraceEvent;
  readonly count: number;
  readonly kind: 'attack' | 'harm' | 'stop' | 'drop' | 'alarm';
}

export interface Density {
  readonly x0: number;
  readonly x1: number;
  readonly all: number;
  readonly hostile: number;
}

/** Gives each bar the first row in which nothing overlaps it, or the last row. */
function stack(bars: readonly Omit<Bar, 'row'>[], rows: number): readonly Bar[] {
  const ends: number[] = [];
  return bars.map((bar) => {
    let row = ends.findIndex((end) => end <= bar.fromNs);
    if (row < 0) row = Math.min(ends.length, rows - 1);
    ends[row] = Math.max(ends[row] ?? 0, bar.toNs);
    return { ...bar, row };
  });
}

/**
 * Tunnels from their rise to their end, hollow until the first packet crosses.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function tunnelBars(replay: ReplayAnswer, rows: number): readonly Bar[] {
  const bars = replay.tunnels.map((span) => ({
    fromNs: span.fromNs,
    toNs: span.toNs,
    fullNs: span.crossedNs,
    hostile: span.hostile,
    broken: false,
    label: `${span.a} – ${span.b}`,
    place: span.a,
  }));
  return stack(bars, rows);
}

/**
 * Sessions from their start to their end; one that never ended reaches the horizon.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function sessionBars(replay: ReplayAnswer, horizonNs: number, rows: number): readonly Bar[] {
  const open = new Map<string, { readonly fromNs: number; readonly label: string; readonly place: string }>();
  const bars: Omit<Bar, 'row'>[] = [];
  const close = (run: string, toNs: number, broken: boolean): void => {
    const session = open.get(run);
    open.delete(run);
    if (session !== undefined) bars.push({ ...session, toNs, fullNs: session.fromNs, hostile: false, broken });
  };
  for (const { kind, fields, timeNs, at } of replay.marks) {
    if (kind !== 'session') continue;
    const run = String(fields['run']);
    if (fields['event'] === 'start') open.set(run, { fromNs: timeNs, label: run, place: at });
    else if (fields['event'] === 'end') close(run, timeNs, fields['end'] !== 'finished');
  }
  for (const run of open.keys()) close(run, horizonNs, false);
  return stack(
    bars.sort((a, b) => a.fromNs - b.fromNs),
    rows,
  );
}

/** Marks of the attacker's side; none in a run that ended blocked: what a taken host was rightly granted there did no harm. */
function harmfulMarks(replay: ReplayAnswer): ReadonlySet<number> {
  return new Set(replay.entry.outcome === 'blocked' ? [] : replay.hostileMarks);
}

function pinKind(mark: TraceEvent, hostile: boolean): Pin['kind'] | undefined {
  if (mark.kind === 'attack' || (mark.kind === 'learn' && mark.fields['how'] !== 'own')) return 'attack';
  if (mark.kind === 'infected' || ((mark.kind === 'accept' || mark.kind === 'effect') && hostile)) return 'harm';
  if (mark.kind === 'stop' || mark.kind === 'alarm') return mark.kind;
  return mark.kind === 'drop' ? 'drop' : undefined;
}

/**
 * Marks of the given kinds, those on one pixel as one.
 * Units: `xOf` gives pixels. Errors: none. Source: own design.
 */
export function pinsOf(replay: ReplayAnswer, kinds: readonly Pin['kind'][], xOf: (timeNs: number) => number): readonly Pin[] {
  const hostile = harmfulMarks(replay);
  const pins = new Map<string, Pin>();
  for (const mark of replay.marks) {
    const kind = pinKind(mark, hostile.has(mark.n));
    if (kind === undefined || !kinds.includes(kind)) continue;
    const x = Math.round(xOf(mark.timeNs));
    const key = `${kind} ${x}`;
    const known = pins.get(key);
    pins.set(key, { x, kind, first: known?.first ?? mark, count: (known?.count ?? 0) + 1 });
  }
  return [...pins.values()];
}

/**
 * How many packets start on each stretch of the axis.
 * Units: pixels; packets a bin. Errors: none. Source: own design.
 */
export function densityOf(replay: ReplayAnswer, xOf: (timeNs: number) => number, width: number): readonly Density[] {
  const { frames } = replay;
  const thresholds = Array.from({ length: Math.max(1, Math.floor(width / 3)) }, (_, i) => i * 3);
  const binned = bin<number, number>()
    .value((i) => xOf(frames.startNs[i] ?? 0))
    .domain([0, width])
    .thresholds(thresholds)(Array.from({ length: frames.count }, (_, i) => i));
  return binned.map((one) => ({
    x0: one.x0 ?? 0,
    x1: one.x1 ?? 0,
    all: one.length,
    hostile: one.reduce((sum, i) => sum + (frames.hostile[i] ?? 0), 0),
  }));
}

/**
 * Moments at which the arrow keys stop: evidence, attack, harm, stops of the attacker, sessions, tunnels. Strictly rising.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function stopsOf(replay: ReplayAnswer, evidence: readonly EvidenceLine[]): Float64Array {
  const hostile = harmfulMarks(replay);
  const told = evidence.map((line) => line.timeNs);
  const marked = replay.marks.flatMap((mark) => {
    const kind = pinKind(mark, hostile.has(mark.n));
    return mark.kind === 'session' || (kind !== undefined && kind !== 'drop') ? [mark.timeNs] : [];
  });
  const tunnels = replay.tunnels.flatMap((span) => [span.fromNs, ...(span.crossedNs === undefined ? [] : [span.crossedNs]), span.toNs]);
  return Float64Array.from(new Set([...told, ...marked, ...tunnels])).sort();
}
