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

const file = reference<Reference<FloodRow> & { readonly counters: readonly CounterRow[] }>('syn-flood.json');
export const { rows: FLOOD_ROWS, counters: FLOOD_COUNTERS } = file;

/** Share over all runs, and its standard error: the larger of the spread of the runs and of counting so many calls. */
export function measuredShare(runs: readonly Run[], which: 1 | 2): { readonly share: number; readonly error: number } {
  const calls = runs.reduce((sum, run) => sum + run[0], 0);
  const share = runs.reduce((sum, run) => sum + run[which], 0) / calls;
  const spread = runs.reduce((sum, run) => sum + (run[which] / run[0] - share) ** 2, 0) / Math.max(1, runs.length - 1);
  return { share, error: Math.sqrt(Math.max(spread / runs.length, (share * (1 - share)) / calls)) };
}

const known = new Map<string, SynFloodFigures>();

/** Each cell is run once. */
export function modelOf(row: FloodRow): SynFloodFigures {
  const key = JSON.stringify(row);
  const figures = known.get(key) ?? runOf(row);
  known.set(key, figures);
  return figures;
}

/** A cell, or a change of it. */
export function runOf(
  [cookies, backlog, synAckRetries, floodPerS, maxSynBacklog, unproven]: FloodRow,
  other: Partial<SynFloodSpec> = {},
): SynFloodFigures {
  return probeSynFlood({
    backlog,
    synAckRetries,
    cookies,
    floodPerS,
    callsPerS: 4,
    unproven,
    measuredS: 30,
    // With cookies nobody is refused, whatever the draw.
    runs: cookies > 0 ? 1 : 12,
    repeats: 1,
    seed: 1,
    ...(maxSynBacklog === 0 ? {} : { maxSynBacklog }),
    ...other,
  });
}
