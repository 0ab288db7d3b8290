/**
 * Purpose: the exchanges that run or wait: who wanted what since when, and the flow that carries its octets.
 *
 * Does not model: anything; it is the table. Units: nanoseconds. Determinism: rows are numbered in order of use.
 * References: own design (columns.ts).
 */
import { longer, Rows } from './columns.ts';
import type { Flows } from './lines.ts';

/** What an exchange still waits for before it ends. */
export const PENDING = { transfer: 1, hold: 2 } as const;

/**
 * The table of exchanges.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export class Exchanges implements Flows {
  pair = new Int32Array();
  demand = new Int32Array();
  wantedNs = new Float64Array();
  pending = new Uint8Array();
  /** Next in the list of those that wait for the same tunnel. */
  nextWaiting = new Int32Array();
  /** True (1) when a retry was needed. */
  retried = new Uint8Array();
  mark = new Float64Array();
  next = new Int32Array();
  previous = new Int32Array();
  narrow = new Int32Array();
  wide = new Int32Array();
  readonly rows: Rows;

  constructor() {
    this.rows = new Rows(1024, (capacity) => {
      for (const name of ['pair', 'demand', 'nextWaiting', 'next', 'previous', 'narrow', 'wide'] as const)
        this[name] = longer(this[name], new Int32Array(capacity));
      for (const name of ['wantedNs', 'mark'] as const) this[name] = longer(this[name], new Float64Array(capacity));
      for (const name of ['pending', 'retried'] as const) this[name] = longer(this[name], new Uint8Array(capacity));
    });
  }
}
