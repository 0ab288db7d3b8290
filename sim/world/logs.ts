/**
 * Purpose: the logs that the sites themselves keep at the three points of the TR: sender, the institution's access point, and the target.
 *
 * Does not model: transport and storage of logs, tampering, retention; clocks are exact (skew is a parameter of a later stage).
 * Units: nanoseconds. Determinism: records in event order.
 * References: TR A.1 c (who, when, where; at the sender, the access point and the target; joined for an audit); TR 9.5.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';

export type LogPoint = 'sender' | 'access-point' | 'target';

export interface LogRecord {
  readonly atNs: TimeNs;
  readonly point: LogPoint;
  readonly place: string;
  readonly who: string;
  readonly what: string;
  /** What the three records of one access have in common: client address and port, server address and port. */
  readonly join: string;
  /** The transaction, where there is one. */
  readonly txn?: string;
}

/**
 * The logs of all sites.
 * Units: nanoseconds. Errors: none. Source: TR A.1 c.
 */
export class Logs {
  readonly records: LogRecord[] = [];
  readonly #trace: Trace;
  readonly #clock: () => TimeNs;

  constructor(trace: Trace, clock: () => TimeNs) {
    this.#trace = trace;
    this.#clock = clock;
  }

  write(point: LogPoint, place: string, who: string, what: string, join: string, txn?: string): void {
    this.records.push({ atNs: this.#clock(), point, place, who, what, join, ...(txn === undefined ? {} : { txn }) });
    if (this.#trace.on) this.#trace.emit(place, 'log', { point, who, what, join });
  }

  /** The records of one access at all points, in time order. */
  joined(join: string): readonly LogRecord[] {
    return this.records.filter((record) => record.join === join);
  }
}
