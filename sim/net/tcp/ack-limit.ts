/**
 * Purpose: how often a socket answers segments that may be forged: so many ACKs in any period.
 *
 * Does not model: a limit shared by all sockets of a host (RFC 5961 leaves the scope open; Linux had one until its side channel was found, CVE-2016-5696).
 * Units: nanoseconds. Determinism: pure counting.
 * References: RFC 5961 7 (example: 10 in 5 s); Linux tcp_invalid_ratelimit (ip-sysctl), measured in testbed exp6 as one in 0.5 s.
 */
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';

/** At most `count` ACKs in any `perNs`. */
export interface AckLimitSpec {
  readonly count: number;
  readonly perNs: TimeNs;
}

/** Linux tcp_invalid_ratelimit, default 500 ms; the mean of the example of RFC 5961 7. */
export const LINUX_ACK_LIMIT: AckLimitSpec = { count: 1, perNs: NS_PER_S / 2 };

/**
 * The limiter of one socket.
 * Units: nanoseconds. Errors: none. Source: RFC 5961 7.
 */
export class AckLimit {
  readonly #spec: AckLimitSpec;
  /** Times of the latest ACKs, oldest first; never more than `count`. */
  readonly #sentNs: TimeNs[] = [];

  constructor(spec: AckLimitSpec = LINUX_ACK_LIMIT) {
    this.#spec = spec;
  }

  /** True when one more ACK may go out now; it is then counted. */
  allow(nowNs: TimeNs): boolean {
    if (this.#sentNs.length >= this.#spec.count) {
      const [oldest] = this.#sentNs;
      if (oldest === undefined || nowNs < oldest + this.#spec.perNs) return false;
      this.#sentNs.shift();
    }
    this.#sentNs.push(nowNs);
    return true;
  }
}
