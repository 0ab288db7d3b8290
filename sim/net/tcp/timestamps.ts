/**
 * Purpose: the timestamp option of one connection: what we send, what the peer sent last, and which segments are too old (PAWS).
 *
 * In use between two hosts whose profiles both have it. A segment without the option is let through, as Linux does (RFC 7323 3.2 would drop it; testbed exp6: delivered).
 * Does not model: round-trip measurement from echoes (rtt.ts times segments itself), the 24 days after which a stored timestamp expires.
 * Units: ticks of 1 ms, modulo 2^32. Determinism: the offset of a connection is its initial sequence number, so that no draw is added.
 * References: RFC 7323 3.2, 4.3 (TS.Recent), 5.3 (PAWS); Linux tcp_validate_incoming (a RST is not tested); testbed exp6.
 */
import { NS_PER_MS, type TimeNs } from '../../kernel/time.ts';
import { TCP_FLAG, type TcpSegment } from '../packet.ts';
import { seqAdd, seqDelta } from './seq.ts';

/** One tick back is let through (Linux TCP_PAWS_WINDOW). */
const PAWS_SLACK_TICKS = 1;

/**
 * Timestamps of one end of a connection.
 * Units: milliseconds. Errors: none. Source: RFC 7323.
 */
export class Timestamps {
  readonly #offset: number;
  /** TS.Recent of RFC 7323 4.3; undefined until the peer has sent one. */
  #recent: number | undefined;

  constructor(offset: number) {
    this.#offset = offset;
  }

  /** TSval of a segment that leaves now. */
  value(nowNs: TimeNs): number {
    return seqAdd(this.#offset, Math.floor(nowNs / NS_PER_MS) % 2 ** 32);
  }

  get recent(): number | undefined {
    return this.#recent;
  }

  /** PAWS: the segment carries a timestamp older than the newest one in order. A RST is never too old. */
  tooOld(segment: TcpSegment): boolean {
    const { timestamp, flags } = segment;
    if (timestamp === undefined || this.#recent === undefined || (flags & TCP_FLAG.RST) !== 0) return false;
    return seqDelta(timestamp, this.#recent) < -PAWS_SLACK_TICKS;
  }

  /** Notes the timestamp of a segment that covers the next octet expected (`ahead` of RCV.NXT: at or before it). */
  note(segment: TcpSegment, ahead: number): void {
    if (segment.timestamp === undefined || ahead > 0) return;
    if (this.#recent === undefined || seqDelta(segment.timestamp, this.#recent) >= 0) this.#recent = segment.timestamp;
  }
}
