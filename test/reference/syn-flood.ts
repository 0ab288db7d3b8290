/**
 * Purpose: the cells of the SYN-flood measurement, their shares with standard errors, and the model's figures for the same settings.
 */
import { probeSynFlood, type SynFloodFigures, type SynFloodSpec } from '../../lab/probe/syn-flood.ts';
import { reference, type Reference } from './read.ts';

type Run = readonly [calls: number, within3s: number, firstSyn: number];
export type FloodRow = readonly [
  cookies: 0 | 1 | 2,
  backlog: number,
  retries: number,
  perS: number,
  maxSynBacklog: number,
  unproven: boolean,
  runs: readonly Run[],
];

type Counted = readonly [flood: number, answered: number, callerSynsRefused: number];
type CounterRow = readonly [backlog: number, retries: number, perS: number, warmUpS: number, runs: readonly Counted[]];

type Looked = readonly [seconds: number, free: number];
type QueueRow = readonly [backlog: number, retries: number, perS: number, runs: readonly Looked[]];
interface Witnesses {
  readonly counters: readonly CounterRow[];
  readonly queue: readonly QueueRow[];
}

const file = reference<Reference<FloodRow> & Witnesses>('syn-flood.json');
/** Callers; what the kernel counted in the same runs; how often its queue had a slot free. */
export const { rows: FLOOD_ROWS, counters: FLOOD_COUNTERS, queue: FLOOD_QUEUE } = file;

/** The cell with these settings, without cookies and reserve. */
export function floodRow(backlog: number, retries: number, perS: number): FloodRow {
  const row = FLOOD_ROWS.find((each) => each[0] === 0 && each[1] === backlog && each[2] === retries && each[3] === perS && each[4] === 0);
  if (row === undefined) throw new Error(`no cell ${backlog}, ${retries}, ${perS}`);
  return row;
}

/** Share over all runs, and its standard error: the larger of the spread of the runs and of counting so many. */
export function measuredShare(runs: readonly (Run | Looked)[], which: 1 | 2): { readonly share: number; readonly error: number } {
  const calls = runs.reduce((sum, run) => sum + run[0], 0);
  const share = runs.reduce((sum, run) => sum + (run[which] ?? 0), 0) / calls;
  const spread = runs.reduce((sum, run) => sum + ((run[which] ?? 0) / run[0] - share) ** 2, 0) / Math.max(1, runs.length - 1);
  return { share, error: Math.sqrt(Math.max(spread / runs.length, (share * (1 - share)) / calls)) };
}

const known = new Map<string, SynFloodFigures>();

function once(name: string, row: FloodRow, make: () => SynFloodFigures): SynFloodFigures {
  const key = `${name} ${JSON.stringify(row.slice(0, 6))}`;
  const figures = known.get(key) ?? make();
  known.set(key, figures);
  return figures;
}

/** A cell as measured, four times as long: twelve floods. With cookies nobody is refused, whatever the draw. Run once. */
export function modelOf(row: FloodRow): SynFloodFigures {
  return once('model', row, () => runOf(row, { runs: row[0] > 0 ? 1 : 12 }));
}

/** What `probe syn-flood` says of a cell: as many floods as its own error of 0.005 takes. Seconds; run once. */
export function expectationOf(row: FloodRow): SynFloodFigures {
  return once('expectation', row, () => probeSynFlood({ ...specOf(row), runs: 3 }));
}

/** A cell, or a change of it. */
export function runOf(row: FloodRow, other: Partial<SynFloodSpec> = {}): SynFloodFigures {
  return probeSynFlood({ ...specOf(row), runs: 12, repeats: 1, ...other });
}

function specOf([cookies, backlog, synAckRetries, floodPerS, maxSynBacklog, unproven]: FloodRow): Omit<SynFloodSpec, 'runs'> {
  const reserve = maxSynBacklog === 0 ? {} : { maxSynBacklog };
  return { backlog, synAckRetries, cookies, floodPerS, callsPerS: 4, unproven, measuredS: 30, seed: 1, ...reserve };
}

/**
 * Mean square of the deviations of all cells without cookies, each in standard errors of so many measured runs; 1 for a true model. How far runs of 30 s spread is known from the model's
 * own: three measured ones tell it badly. Cells in which every run comes out alike (all are served) say nothing.
 */
export function meanSquareDeviation(
  modelled: (row: FloodRow) => SynFloodFigures,
  which: 1 | 2,
): { readonly mean: number; readonly cells: number } {
  const squares = FLOOD_ROWS.filter(([cookies]) => cookies === 0).flatMap((row) => {
    const { successWithin3s, successOnFirstSyn, standardError, floods } = modelled(row);
    const [share, error] = which === 1 ? [successWithin3s, standardError.within3s] : [successOnFirstSyn, standardError.firstSyn];
    const variance = error ** 2 * (floods / row[6].length + 1);
    return variance === 0 ? [] : [(share - measuredShare(row[6], which).share) ** 2 / variance];
  });
  return { mean: squares.reduce((sum, each) => sum + each, 0) / squares.length, cells: squares.length };
}
