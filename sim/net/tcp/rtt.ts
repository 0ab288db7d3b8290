/**
 * Purpose: the retransmission timeout, from round-trip samples.
 *
 * Does not model: clock granularity (the simulated clock is exact), timestamps; one segment is timed at a time.
 * Units: nanoseconds. Determinism: integer arithmetic, quotients rounded down.
 * References: RFC 6298 2 (computation), 3 (Karn: no samples of retransmitted segments, the caller sees to that), 5.5 (back-off).
 */
import type { TimeNs } from '../../kernel/time.ts';
import { RTO_INITIAL_NS, RTO_MAX_NS, RTO_MIN_NS } from './constants.ts';

/**
 * Estimator of one connection.
 * Units: nanoseconds. Errors: none. Source: RFC 6298.
 */
export class RttEstimator {
  rtoNs: TimeNs = RTO_INITIAL_NS;
  #smoothedNs: TimeNs | undefined;
  #variationNs: TimeNs = 0;

  sample(roundTripNs: TimeNs): void {
    if (this.#smoothedNs === undefined) {
      this.#smoothedNs = roundTripNs;
      this.#variationNs = Math.floor(roundTripNs / 2);
    } else {
      this.#variationNs = Math.floor((3 * this.#variationNs + Math.abs(this.#smoothedNs - roundTripNs)) / 4);
      this.#smoothedNs = Math.floor((7 * this.#smoothedNs + roundTripNs) / 8);
    }
    this.rtoNs = Math.min(Math.max(this.#smoothedNs + 4 * this.#variationNs, RTO_MIN_NS), RTO_MAX_NS);
  }

  backOff(): void {
    this.rtoNs = Math.min(this.rtoNs * 2, RTO_MAX_NS);
  }
}
