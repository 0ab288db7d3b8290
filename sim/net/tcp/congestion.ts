/**
 * Purpose: the congestion window: slow start, congestion avoidance, fast recovery, and its collapse after a timeout.
 *
 * Does not model: SACK, CUBIC, pacing, ECN, limited transmit. Linux's default differs in growth (CUBIC), not in what a lost packet costs to first order.
 * Units: octets. Determinism: integer arithmetic.
 * References: RFC 5681 3.1, 3.2, 4.1; RFC 6928 2 (initial window of ten segments); RFC 6582 3.2 (partial acknowledgements).
 */
import { INITIAL_WINDOW_BYTES, MSS_BYTES } from './constants.ts';

/**
 * Congestion state of one connection.
 * Units: octets. Errors: none. Source: RFC 5681, RFC 6582.
 */
export class Congestion {
  windowBytes = INITIAL_WINDOW_BYTES;
  /** Arbitrarily high at first (RFC 5681 3.1). */
  #thresholdBytes = Number.MAX_SAFE_INTEGER;

  /** The SYN or SYN-ACK had to be repeated: start with one segment (RFC 5681 3.1). */
  synLost(): void {
    this.windowBytes = MSS_BYTES;
  }

  /** An ACK of new data outside recovery. */
  acknowledged(octets: number): void {
    if (this.windowBytes < this.#thresholdBytes) this.windowBytes += Math.min(octets, MSS_BYTES);
    else this.windowBytes += Math.max(1, Math.floor((MSS_BYTES * MSS_BYTES) / this.windowBytes));
  }

  enterRecovery(flightBytes: number): void {
    this.#halve(flightBytes);
    this.windowBytes = this.#thresholdBytes + 3 * MSS_BYTES;
  }

  /** A further duplicate ACK in recovery: one more segment has left the network. */
  inflate(): void {
    this.windowBytes += MSS_BYTES;
  }

  partialAck(octets: number): void {
    this.windowBytes = Math.max(MSS_BYTES, this.windowBytes - octets) + (octets >= MSS_BYTES ? MSS_BYTES : 0);
  }

  leaveRecovery(flightBytes: number): void {
    this.windowBytes = Math.min(this.#thresholdBytes, Math.max(flightBytes, MSS_BYTES) + MSS_BYTES);
  }

  /** A retransmission timeout; `first` is false when the same octets had timed out before. */
  timedOut(flightBytes: number, first: boolean): void {
    if (first) this.#halve(flightBytes);
    this.windowBytes = MSS_BYTES;
  }

  /** Nothing was sent for longer than the RTO (RFC 5681 4.1). */
  restartAfterIdle(): void {
    this.windowBytes = Math.min(this.windowBytes, INITIAL_WINDOW_BYTES);
  }

  #halve(flightBytes: number): void {
    this.#thresholdBytes = Math.max(Math.floor(flightBytes / 2), 2 * MSS_BYTES);
  }
}
