/**
 * Purpose: shows on standard error how far a long command is: a bar where a person watches, else one line every ten seconds.
 *
 * Units: milliseconds, steps. Determinism: none; it reads the clock and touches no result.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { Terminal } from './terminal.ts';

const LINE_EVERY_MS = 10_000;
const BAR_COLUMNS = 24;
/** Return to the first column and clear the line. */
const WIPE = '\r\u001b[2K';

/** A running display. */
export interface Progress {
  step(done: number, of: number, what: string): void;
  /** Takes the bar away. */
  end(): void;
}

/**
 * Starts a display.
 * Units: none. Errors: none. Source: contract 2 (progress on standard error).
 */
export function startProgress(terminal: Terminal, title: Bilingual): Progress {
  let state = { done: 0, of: 0, what: '' };
  const counted = (): string => `${terminal.say(title)} ${state.done}/${state.of}`;
  if (process.stderr.isTTY) {
    return {
      step: (done, of, what) => {
        state = { done, of, what };
        const full = Math.round((done / of) * BAR_COLUMNS);
        process.stderr.write(`${WIPE}${counted()} [${'#'.repeat(full)}${'.'.repeat(BAR_COLUMNS - full)}] ${what}`);
      },
      end: () => void process.stderr.write(WIPE),
    };
  }
  const timer = setInterval(() => state.of > 0 && terminal.note(`${counted()} ${state.what}`), LINE_EVERY_MS);
  timer.unref();
  return {
    step: (done, of, what) => {
      state = { done, of, what };
    },
    end: () => clearInterval(timer),
  };
}

/**
 * Starts a stopwatch; the function gives the seconds since, with one decimal.
 * Units: seconds as text. Errors: none. Source: own design.
 */
export function startClock(): () => string {
  const startMs = performance.now();
  return () => ((performance.now() - startMs) / 1000).toFixed(1);
}
