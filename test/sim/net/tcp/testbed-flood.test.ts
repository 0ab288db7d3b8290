/**
 * Purpose: the SYN flood of testbed exp4 on Linux 6.18, cell by cell: share of callers served within 3 s and on their first SYN. Backlog + 1 slots, early end of
 * old entries under pressure and the timer wheel make the figures. None was adjusted to a success rate, but two were learned from this experiment: the number of slots, and
 * the tick of 4 ms (from the spread of its SYN times); and the wheel was added after exact timers had given 0.64 instead of 0.81 in the cell 128, 1, 200/s.
 *
 * Tolerance: a measured cell is the mean of 3 runs of 30 s; the model's spread between such runs gives the prediction interval of that mean, at 3.5 standard deviations
 * (32 comparisons), and 0.02 for the rounding of the table to two places and for spreads that are zero in the model.
 */
import { describe, expect, it } from 'vitest';
import { runFlood } from './flood.ts';

const MODEL_RUNS = 12;
const MEASURED_RUNS = 3;

interface Cell {
  readonly backlog: number;
  readonly retries: number;
  readonly perS: number;
  readonly within3s: number;
  readonly first: number;
}

/** Testbed README section 4, tcp_syncookies=0. */
const TABLE: readonly [backlog: number, retries: number, cells: readonly (readonly [perS: number, within3s: number, first: number])[]][] = [
  [
    16,
    5,
    [
      [5, 0.75, 0.33],
      [20, 0.3, 0.11],
      [50, 0.14, 0.05],
      [200, 0.04, 0.01],
    ],
  ],
  [
    128,
    5,
    [
      [5, 1, 1],
      [20, 0.96, 0.72],
      [50, 0.69, 0.33],
      [200, 0.23, 0.08],
    ],
  ],
  [
    16,
    1,
    [
      [5, 1, 0.92],
      [20, 0.68, 0.3],
      [50, 0.39, 0.1],
      [200, 0.11, 0.02],
    ],
  ],
  [
    128,
    1,
    [
      [5, 1, 1],
      [20, 1, 1],
      [50, 1, 0.82],
      [200, 0.81, 0.22],
    ],
  ],
];
const CELLS: readonly Cell[] = TABLE.flatMap(([backlog, retries, cells]) =>
  cells.map(([perS, within3s, first]) => ({ backlog, retries, perS, within3s, first })),
);

function spread(values: readonly number[]): { readonly mean: number; readonly tolerance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, tolerance: 3.5 * Math.sqrt(variance * (1 / MEASURED_RUNS + 1 / values.length)) + 0.02 };
}

function runs(cell: Cell, cookies: boolean) {
  // Warm-up as measured: 12 s for entries that live 3 s, 30 s for the default retries.
  const warmUpS = cell.retries === 1 ? 12 : 30;
  const seeds = Array.from({ length: cookies ? 1 : MODEL_RUNS }, (_, n) => n + 1);
  return seeds.map((seed) =>
    runFlood({
      seed,
      backlog: cell.backlog,
      synAckRetries: cell.retries,
      timerWheel: true,
      floodPerS: cell.perS,
      callsPerS: 4,
      warmUpS,
      measuredS: 30,
      on: cookies ? ['syn-cookies'] : [],
    }),
  );
}

describe('SYN flood as measured on Linux', () => {
  it.each(CELLS)('backlog $backlog, $retries retries, $perS SYN/s', (cell) => {
    const results = runs(cell, false);
    const within = spread(results.map((run) => run.within3s / run.calls));
    const first = spread(results.map((run) => run.firstSyn / run.calls));
    expect(Math.abs(within.mean - cell.within3s), `within 3 s: ${within.mean} against ${cell.within3s}`).toBeLessThan(within.tolerance);
    expect(Math.abs(first.mean - cell.first), `first SYN: ${first.mean} against ${cell.first}`).toBeLessThan(first.tolerance);
    expect(within.tolerance).toBeLessThan(0.25);
  });

  it('serves everybody on the first SYN in every cell with SYN cookies', () => {
    for (const cell of CELLS) {
      for (const run of runs(cell, true)) expect([run.within3s, run.firstSyn]).toEqual([run.calls, run.calls]);
    }
  });

  it('without the two Linux mechanisms the default-retries cells would be far off: 63 s entries serve a twentieth at 50 SYN/s', () => {
    // Erlang B with 129 slots and 3150 erlang; kept here so that nobody simplifies the early end away.
    expect(129 / (50 * 63)).toBeLessThan(0.05);
    const [run] = runs({ backlog: 128, retries: 5, perS: 50, within3s: 0, first: 0 }, false);
    expect((run?.firstSyn ?? 0) / (run?.calls ?? 1)).toBeGreaterThan(0.15);
  });
});
