/**
 * Purpose: when an unanswered SYN is repeated and when its sender gives up.
 *
 * Does not model: ICMP errors that end the attempt early.
 * Units: nanoseconds. Determinism: pure.
 * References: RFC 6298 5.5 (doubling); Linux tcp_syn_retries, tcp_syn_linear_timeouts (Documentation/networking/ip-sysctl); RFC 1122 4.2.3.5.
 */
import type { TimeNs } from '../../kernel/time.ts';
import { SYN_RETRIES, SYN_WAIT_NS } from './constants.ts';

/**
 * Wait after the SYN number `sent` (1 = the first), or undefined when that was the last and its wait is over. With `linear` = 0: 1, 2, 4 … 64 s.
 * Units: nanoseconds. Errors: none. Source: RFC 6298 5.5; Linux ip-sysctl.
 */
export function synWaitNs(sent: number, linear: number): TimeNs | undefined {
  if (sent > 1 + SYN_RETRIES + linear) return undefined;
  return SYN_WAIT_NS * 2 ** Math.max(0, sent - 1 - linear);
}
