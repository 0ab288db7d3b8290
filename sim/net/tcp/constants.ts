/**
 * Purpose: every number of the TCP model, each with its source.
 *
 * Does not model: per-host tuning beyond TcpProfile.
 * Units: octets and nanoseconds, in the names. Determinism: constants.
 * References: RFC 9293, 6298, 5681, 6928, 5961, 6528, 6056, 4987, 1122; Linux tcp(7) and net/ipv4 (named where used); testbed exp4, exp6.
 */
import { NS_PER_S, NS_PER_US } from '../../kernel/time.ts';

/**
 * Largest data of a segment. 1360 + 40 octets of headers = 1400; with ESP in tunnel mode and UDP encapsulation the worst suite of the testbed makes 1476 of it
 * (testbed README section 2, AES-256-CBC with SHA-256), so that the outer packet stays below 1500 and nothing is ever fragmented.
 */
export const MSS_BYTES = 1360;

/** RFC 6928 2: min(10 MSS, max(2 MSS, 14600)). */
export const INITIAL_WINDOW_BYTES = Math.min(10 * MSS_BYTES, Math.max(2 * MSS_BYTES, 14_600));
/** RFC 5681 3.2: the third duplicate ACK is taken for a loss. */
export const DUPLICATE_ACKS = 3;

/** RFC 6298 2.1, 2.4, 2.5, 5.7. */
export const RTO_INITIAL_NS = NS_PER_S;
export const RTO_MIN_NS = NS_PER_S;
export const RTO_MAX_NS = 60 * NS_PER_S;
export const RTO_AFTER_SYN_LOSS_NS = 3 * NS_PER_S;
/** R2 of RFC 1122 4.2.3.5, its smallest permitted value for data: at the first timeout after this long without progress the connection is given up. */
export const GIVE_UP_NS = 100 * NS_PER_S;

/** Linux tcp_syn_retries (tcp(7)): SYN at 0, 1, 3, 7, 15, 31, 63 s, given up at 127 s. */
export const SYN_RETRIES = 6;
/** First wait for the ACK of a SYN or a SYN-ACK; doubles (RFC 6298 2.1, 5.5). */
export const SYN_WAIT_NS = NS_PER_S;

/** A listener holds backlog + 1 half-open entries: measured on Linux 6.18 (testbed README section 4; 17 of 16, 129 of 128). */
export const SLOTS_BEYOND_BACKLOG = 1;
/** The last quarter of tcp_max_syn_backlog is reserved (Linux tcp_conn_request); measured: 97 entries of 128 (testbed exp4, variants). */
export const RESERVED_SHARE = 4;
/** With more than half of the backlog (at least 8) in use, old entries live shorter, but at least this many SYN-ACK retransmissions (Linux reqsk_timer_handler). */
export const PRUNED_RETRIES_MIN = 2;
export const PRUNE_BACKLOG_MIN = 8;

/** `rate-limiting`: half-open entries of one /24 above a quarter of the backlog are refused. Own choice; RFC 4987 3.1 names filtering, no figure. */
export const RATE_LIMIT_DIVISOR = 4;
export const RATE_LIMIT_PREFIX_ADDRESSES = 256;

/** Linux TCP_TIMEWAIT_LEN; RFC 9293 3.4.2 would have 4 min. */
export const TIME_WAIT_NS = 60 * NS_PER_S;

/** RFC 6056 2.1 (dynamic ports), RFC 6528 3 (M ticks every 4 µs). */
export const EPHEMERAL_FIRST = 49_152;
export const EPHEMERAL_COUNT = 16_384;
export const ISN_TICK_NS = 4 * NS_PER_US;

/** RFC 4987 appendix A: a counter of 64 s in 5 bits; a cookie holds in its own interval and the next. */
export const COOKIE_TICK_NS = 64 * NS_PER_S;
export const COOKIE_TICKS = 2;
/** A connection made from a cookie has lost the window scale option (RFC 4987 3.6). */
export const UNSCALED_WINDOW_BYTES = 65_535;
