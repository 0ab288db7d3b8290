/**
 * Purpose: the types that users of TCP see: profile of a host, endpoints, events of a connection.
 *
 * Does not model: anything itself.
 * Units: octets, nanoseconds. Determinism: none needed. References: RFC 9293 3.9.1 (user calls and what they signal).
 */
import type { TimeNs } from '../../kernel/time.ts';
import type { Ipv4 } from '../address.ts';
import type { IpNode } from '../node.ts';
import type { Content, Packet, TcpSegment } from '../packet.ts';
import type { Arrival } from '../rules.ts';
import type { AckLimitSpec } from './ack-limit.ts';
import type { TimerTable } from './timer.ts';

/** How a host's TCP is set up; structurally that of sim/world/scenario.ts. */
export interface TcpProfile {
  /** Half-open connections a listener holds before it drops or sends cookies (plus SLOTS_BEYOND_BACKLOG). */
  readonly backlog: number;
  /** SYN-ACK retransmissions before a half-open entry is removed. */
  readonly synAckRetries: number;
  /** Receive window announced, octets. */
  readonly windowBytes: number;
  /** An old stack: initial numbers that can be predicted, and a full queue that swallows every segment to its port (isn.ts, listener.ts). */
  readonly legacy?: boolean;
  /** Source addresses whose SYNs are dropped. */
  readonly blocked?: readonly Ipv4[];
  /** A full backlog gives up its oldest entry for a new one (RFC 4987 3.4). */
  readonly recycleOldest?: boolean;
  /** Of an old stack: numbers follow the clock of RFC 793, read at a moment that is uncertain by this much either way (a lot); absent: Berkeley's steps. */
  readonly isnJitterNs?: number;
  /** Timers of SYNs and SYN-ACKs run on Linux's wheel (timer-wheel.ts), with all hosts in phase as in the testbed, where both ends share a kernel; absent: exact waits. */
  readonly timerWheel?: boolean;
  /** Timestamp option in use (timestamps.ts); absent: not sent. Peers must agree. */
  readonly timestamps?: boolean;
  /** How many challenge ACKs and answers to unacceptable segments a socket sends; absent: Linux's one in 0.5 s. */
  readonly ackLimit?: AckLimitSpec;
  /** Linux tcp_max_syn_backlog: without SYN cookies its last quarter is kept for peers that completed a connection before; absent: no such reserve. */
  readonly maxSynBacklog?: number;
  /** Linux tcp_no_metrics_save: no peer is ever remembered as proven. */
  readonly forgetsPeers?: boolean;
  /** Linux tcp_syncookies=2: where SYN cookies are on, every SYN is answered with one, not only those that find the backlog full. */
  readonly cookiesAlways?: boolean;
}

export interface Endpoint {
  readonly address: Ipv4;
  readonly port: number;
}

/** Both ends of a connection as its own host sees them. */
export interface FourTuple {
  readonly local: Endpoint;
  readonly remote: Endpoint;
}

/** `syn`: an in-window SYN under the rules of RFC 793. `refused`: a RST answered our SYN. `aborted`: by our own application. */
export type CloseReason = 'fin' | 'rst' | 'syn' | 'timeout' | 'refused' | 'aborted';

export interface TcpClose {
  readonly reason: CloseReason;
  /** Place that really sent the packet that closed the connection, or our own place; undefined after a timeout. Ground truth for oracles, never read by the protocol. */
  readonly closedBy: string | undefined;
}

export interface Delivery {
  /** Places that really sent the packets whose octets make up the message, in stream order. Ground truth for oracles. */
  readonly deliveredBy: readonly string[];
  /** Octets of it were changed by a line, unnoticed. */
  readonly damaged: boolean;
  /** How the packet that completed the message came in. */
  readonly arrival: Arrival;
}

/** The stream stopped making sense: octets of one message are followed by something else. */
export interface Garble {
  /** Place that really sent the octets that did not fit. Ground truth for oracles. */
  readonly origin: string;
  readonly arrival: Arrival;
}

/** What an application hears of its connection; every part is optional. */
export interface TcpEvents {
  onOpen?(): void;
  onMessage?(content: Content, delivery: Delivery): void;
  /** Once a connection; nothing is delivered after it. */
  onGarbled?(garble: Garble): void;
  /** A FIN came, really sent from `origin` (ground truth). Absent: the connection closes its own side too, as request-and-answer programs do; present: the application must. */
  onPeerClose?(origin: string): void;
  /** Once a connection: no more events follow. */
  onClose?(close: TcpClose): void;
}

export interface ConnectOptions {
  readonly dst: Ipv4;
  readonly dstPort: number;
  readonly src?: Ipv4;
  /** Absent: an ephemeral port (RFC 6056). */
  readonly srcPort?: number;
  /** Gives up after this long without an answer; absent: after the last SYN retry (127 s). */
  readonly patienceNs?: TimeNs;
  /** So many SYN retries come 1 s apart before the wait doubles; 0 (default) is RFC 6298, Linux since 6.5 has 4 (tcp_syn_linear_timeouts). */
  readonly synLinearTimeouts?: number;
}

/** Whatever the demultiplexer may hand a segment to. */
export interface SegmentTarget {
  readonly tuple: FourTuple;
  receive(packet: Packet, segment: TcpSegment, arrival: Arrival): void;
}

/** What connections and half-open entries need of their host. */
export interface TcpHost {
  readonly node: IpNode;
  readonly profile: TcpProfile;
  readonly timers: TimerTable;
  /** When a handshake timer started now fires. */
  handshakeDeadlineNs(waitNs: TimeNs): TimeNs;
  forget(target: SegmentTarget): void;
}
