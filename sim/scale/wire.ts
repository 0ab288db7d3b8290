/**
 * Purpose: the way of a control message from device to device or to the centre: how long it takes, whether it is lost, and the count of messages and octets.
 *
 * Does not model: waiting behind other packets on a line (lines.ts carries the data apart), order of datagrams. A message of several datagrams is lost when one of them is.
 * Units: nanoseconds, octets. Determinism: one draw a datagram from the stream of the sender's region.
 * References: RFC 7383 2.6 (losing one fragment repeats the whole message).
 */
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { Stream, Streams } from '../kernel/streams.ts';
import { NS_PER_MS, serialisationNs, type TimeNs } from '../kernel/time.ts';
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../net/packet.ts';
import type { Message } from './control-messages.ts';
import type { Institutions } from './institutions.ts';

/** Between the access lines; and the centre's own access line. Own choices: some hundred kilometres of fibre, and 3 ms as in figure-3. */
export const CORE_DELAY_NS = 3 * NS_PER_MS;
export const CENTRE_DELAY_NS = 3 * NS_PER_MS;
export const CENTRE_RATE_BPS = 1e10;

/** Loss of a datagram on one access line. */
export interface LineLoss {
  readonly numerator: number;
  readonly denominator: number;
}

/** One in a thousand; own choice for the best-effort Internet of TR D.7 a. */
export const DEFAULT_LINE_LOSS: LineLoss = { numerator: 1, denominator: 1000 };

/**
 * Sends control messages by posting their arrival.
 * Units: nanoseconds, octets. Errors: none. Source: own design.
 */
export class Wire {
  messages = 0;
  octets = 0;
  lost = 0;
  readonly #kernel: Kernel;
  readonly #network: Institutions;
  readonly #loss: LineLoss;
  /** Delay and rate of each access line, side by side. */
  readonly #lines: Float64Array;
  readonly #streams: readonly Stream[];

  constructor(kernel: Kernel, network: Institutions, streams: Streams, loss: LineLoss) {
    this.#kernel = kernel;
    this.#network = network;
    this.#loss = loss;
    this.#lines = Float64Array.from({ length: 2 * network.devices }, (_, at) =>
      at % 2 === 0 ? (network.delayNs[at / 2] ?? 0) : (network.rateBps[(at - 1) / 2] ?? 1),
    );
    this.#streams = network.regions.map((_, region) => streams.get(`scale/region/${region}/loss`));
  }

  /** From device to device, leaving at `leaveNs`; the arrival runs `handler(a, b)`. */
  send(from: number, to: number, message: Message, leaveNs: TimeNs, handler: number, a: number, b: number): void {
    if (this.#isLost(from, message, 2)) return;
    const way = this.#access(from, message) + CORE_DELAY_NS + this.#access(to, message);
    this.#kernel.post(leaveNs + way, PRIORITY.network, handler, a, b);
  }

  /** Between a device and the centre, in either direction; the centre's line loses nothing. */
  centre(device: number, message: Message, handler: number, a: number, b: number): void {
    if (this.#isLost(device, message, 1)) return;
    const way = this.#access(device, message) + CORE_DELAY_NS + CENTRE_DELAY_NS + serialisationNs(bytesOnLine(message), CENTRE_RATE_BPS);
    this.#kernel.post(this.#kernel.now + way, PRIORITY.network, handler, a, b);
  }

  #access(device: number, message: Message): TimeNs {
    return (this.#lines[2 * device] ?? 0) + serialisationNs(bytesOnLine(message), this.#lines[2 * device + 1] ?? 1);
  }

  #isLost(device: number, message: Message, lines: number): boolean {
    this.messages++;
    this.octets += bytesOnLine(message);
    const { numerator, denominator } = this.#loss;
    if (numerator === 0) return false;
    const stream = this.#streams[this.#network.region[device] ?? 0];
    let lost = false;
    for (let draw = message.datagrams * lines; draw > 0; draw--) if (stream?.chance(numerator, denominator) === true) lost = true;
    if (lost) this.lost++;
    return lost;
  }
}

function bytesOnLine(message: Message): number {
  return message.bytes + message.datagrams * (IPV4_HEADER_BYTES + UDP_HEADER_BYTES);
}
