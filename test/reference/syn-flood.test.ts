/**
 * Purpose: `probe syn-flood` against Linux, every cell of the measurement: callers served within 3 s and on their first SYN, with and without SYN cookies, and with the reserve
 * of tcp_max_syn_backlog.
 *
 * Arithmetic: none of the figures is fitted. Backlog + 1 slots, the early end of old entries under pressure and the timer wheel make them.
 * Why this bound: 0.06, or where that is narrower than the measurement can tell, three standard errors of the measured mean, from the spread of its own runs and the number of
 * calls in them (128, 5 retries, 50/s: 0.69 ± 0.033; 20/s on the first SYN: 0.72 ± 0.045). Over the 50 figures a true model leaves three standard errors once in 8 changes.
 * These two cells lie furthest from the model (0.62 and 0.66). It is chance of 30 s, not a mechanism: what the kernel counted over the whole runs of the same cells, which tells more, agrees within 3 %
 * (flood answered 1010 against 1007, callers' SYNs refused 515 against 505; at 20/s 1066 against 1059, and 136 against 131), and so does the number of SYN-ACKs a source got.
 */
import { describe, expect, it } from 'vitest';
import { warmUpS } from '../../lab/probe/syn-flood.ts';
import { FLOOD_COUNTERS as counters, FLOOD_ROWS as rows, measuredShare as measured, modelOf as model, runOf } from './syn-flood.ts';

const BOUND = 0.06;

describe('SYN flood as measured on Linux', () => {
  it.each(rows)('cookies %i, backlog %i, %i retries, %i SYN/s, tcp_max_syn_backlog %i, unproven %s', (...row) => {
    const figures = model(row);
    const [, backlog, , , reserve, , runs] = row;
    for (const [which, share] of [
      [1, figures.successWithin3s],
      [2, figures.successOnFirstSyn],
    ] as const) {
      const seen = measured(runs, which);
      expect(Math.abs(share - seen.share), `${share} against ${seen.share} ± ${seen.error}`).toBeLessThan(Math.max(BOUND, 3 * seen.error));
    }
    expect(figures.halfOpenMax).toBeLessThanOrEqual(reserve === 0 ? backlog + 1 : reserve - reserve / 4 + 2);
  });

  it('most figures lie within 0.06 by themselves, and the mean deviation is none', () => {
    const deviations = rows
      .filter(([cookies]) => cookies === 0)
      .flatMap((row) => {
        const figures = model(row);
        return [figures.successWithin3s - measured(row[6], 1).share, figures.successOnFirstSyn - measured(row[6], 2).share];
      });
    expect(deviations.filter((each) => Math.abs(each) > BOUND).length).toBeLessThanOrEqual(4);
    expect(Math.abs(deviations.reduce((sum, each) => sum + each, 0) / deviations.length)).toBeLessThan(0.01);
  });
});

describe('what the kernel counted over the whole runs', () => {
  it.each(counters)('backlog %i, %i retries, %i SYN/s, warm-up %i s', (backlog, retries, perS, warmUp, runs) => {
    const row = rows.find((each) => each[0] === 0 && each[1] === backlog && each[2] === retries && each[3] === perS && each[4] === 0);
    if (row === undefined) throw new Error('no such cell');
    // The testbed warmed up for a shorter time in the fastest floods.
    const figures = warmUp === warmUpS(retries) ? model(row) : runOf(row, { warmUpS: warmUp, runs: 6 });
    const own = figures.runs.map(({ whole }) => [whole.flood, whole.answered, whole.callerSynsRefused] as const);
    for (const column of [0, 1, 2] as const) {
      const [here, there] = [own.map((run) => run[column]), runs.map((run) => run[column])];
      const mean = (all: readonly number[]): number => all.reduce((sum, each) => sum + each, 0) / all.length;
      const variance = here.reduce((sum, each) => sum + (each - mean(here)) ** 2, 0) / (here.length - 1);
      const error = Math.sqrt(variance * (1 / here.length + 1 / there.length));
      // 48 comparisons: a true model leaves 3.5 standard errors once in 50 changes.
      expect(Math.abs(mean(here) - mean(there)), `${mean(here)} against ${mean(there)}, ± ${error}`).toBeLessThanOrEqual(
        Math.max(3.5 * error, 1),
      );
    }
  });
});

describe('a figure that is not on the shelf', () => {
  it('follows the settings: fewer repeats, a larger backlog and a slower flood each serve more', () => {
    const served = (backlog: number, retries: number, perS: number): number =>
      model([0, backlog, retries, perS, 0, false, []]).successOnFirstSyn;
    const middle = served(64, 3, 40);
    expect(served(64, 1, 40)).toBeGreaterThan(middle + 0.05);
    expect(served(128, 3, 40)).toBeGreaterThan(middle + 0.05);
    expect(served(64, 3, 10)).toBeGreaterThan(middle + 0.05);
  });
});
