/**
 * Purpose: IKE fragmentation: how a protected message that is too long for one datagram is cut, and when its pieces are complete again.
 *
 * ```
 * one message:  HDR(28) SK(4)  IV  payloads + pad length, padded  ICV
 * fragment n:   HDR(28) SKF(8) IV  a part of them + pad length, padded  ICV      as many octets as the limit leaves, rounded down to whole blocks
 * ```
 * Every piece carries the whole content symbolically; it counts only once all pieces have come. A lost piece is not asked for: the whole message is sent again.
 * Does not model: path MTU discovery by probing with smaller fragments (RFC 7383 2.5.2), IPv6.
 * Units: octets. Determinism: pure integer arithmetic.
 * References: RFC 7383 2.3 (negotiation), 2.5 (cutting), 2.6 (reassembly, repeats); strongSwan 5.9.8's sizes (testbed, experiment 1a).
 */
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../net/packet.ts';
import { NON_ESP_MARKER_BYTES } from './ike-nat.ts';
import { NATT_PORT, type IkeMessage, type IkePayload } from './ike-payloads.ts';
import { IKE_HEADER_BYTES, PAD_LENGTH_BYTES, payloadsBytes } from './ike-sizes.ts';
import { IKE_SUITES, type IkeSuiteId } from './ike-suites.ts';

/** Generic header, fragment number and total (RFC 7383 2.5). */
const SKF_HEADER_BYTES = 8;

/** What a message is cut by. */
export interface FragmentLimit {
  /** Largest IP packet that the sender makes. */
  readonly packetBytes: number;
  readonly suite: IkeSuiteId;
  /** The sender's own port: on 4500 the non-ESP marker takes room. */
  readonly port: number;
}

/**
 * A protected message as the datagrams that carry it; one that fits stays whole.
 * Units: octets. Errors: throws when the limit leaves no room for content (a bug: profiles are fixed). Source: RFC 7383 2.5.
 */
export function fragmentsOf(message: IkeMessage, payloads: readonly IkePayload[], limit: FragmentLimit): readonly IkeMessage[] {
  const markerBytes = limit.port === NATT_PORT ? NON_ESP_MARKER_BYTES : 0;
  const roomBytes = limit.packetBytes - IPV4_HEADER_BYTES - UDP_HEADER_BYTES - markerBytes;
  if (message.bytes <= roomBytes) return [message];
  const { ivBytes, alignBytes, icvBytes } = IKE_SUITES[limit.suite];
  const frameBytes = IKE_HEADER_BYTES + SKF_HEADER_BYTES + ivBytes + icvBytes;
  const partBytes = Math.floor((roomBytes - frameBytes) / alignBytes) * alignBytes - PAD_LENGTH_BYTES;
  if (partBytes < 1) throw new Error(`ike: fragments of ${limit.packetBytes} octets hold nothing`);
  const plainBytes = payloadsBytes(payloads, limit.suite);
  const total = Math.ceil(plainBytes / partBytes);
  return Array.from({ length: total }, (_, index) => {
    const restBytes = Math.min(partBytes, plainBytes - index * partBytes);
    const bytes = frameBytes + Math.ceil((restBytes + PAD_LENGTH_BYTES) / alignBytes) * alignBytes;
    return { ...message, bytes, fragment: { number: index + 1, total } };
  });
}

/**
 * The pieces of one message that have come so far.
 * Units: none. Errors: none. Source: RFC 7383 2.6.
 */
export class Reassembly {
  #key = '';
  readonly #numbers = new Set<number>();

  /** True when this piece is the last that was missing, and for a whole message; a piece of another message starts anew. */
  complete(message: IkeMessage): boolean {
    const { fragment } = message;
    if (fragment === undefined) return true;
    const key = keyOf(message);
    if (key !== this.#key) this.#numbers.clear();
    this.#key = key;
    this.#numbers.add(fragment.number);
    if (this.#numbers.size < fragment.total) return false;
    this.#key = '';
    this.#numbers.clear();
    return true;
  }

  /** Whether this piece would make the message whole; changes nothing. */
  wouldComplete(message: IkeMessage): boolean {
    const { fragment } = message;
    if (fragment === undefined) return true;
    const known = keyOf(message) === this.#key ? this.#numbers : undefined;
    return (known?.size ?? 0) + (known?.has(fragment.number) === true ? 0 : 1) >= fragment.total;
  }
}

function keyOf({ exchange, messageId, response, fragment }: IkeMessage): string {
  return `${exchange}/${messageId}/${response}/${fragment?.total}`;
}
