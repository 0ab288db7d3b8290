/**
 * Purpose: the way of a control message from device to device or to the centre: how long it takes, whether it is lost, and the count of messages and octets.
 *
 * Does not model: waiting behind other packets on a line (lines.ts carries the data apart), order of datagrams. A message of several datagrams is lost when one of them is.
 * Units: nanoseconds, octets. Determinism: one draw a lost datagram, from the stream of the sender's region.
 * References: Law, Simulation Modeling and Analysis, 8.4.5 (geometric by inversion); RFC 7383 2.6 (losing one fragment repeats the whole message).
 */
import { naturalLog } from '../kernel/chance.ts';
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { Stream, Streams } from '../kernel/streams.ts';
import { NS_PER_MS, serialisationNs, type TimeNs } from '../kernel/time.ts';
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../net/packet.ts';
import type { Records } from './columns.ts';
import type { Message } from './control-messages.ts';
import { DEVICE } from './devices.ts';
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
  readonly #devices: Records;
  readonly #loss: LineLoss;
  readonly #streams: readonly Stream[];
  /** By region: datagrams on access lines up to and with the next that is lost. */
  readonly #untilLoss: Float64Array;

  constructor(kernel: Kernel, network: Institutions, streams: Streams, loss: LineLoss) {
    this.#kernel = kernel;
    this.#devices = network.records;
    this.#loss = loss;
    this.#streams = network.regions.map((_, region) => streams.get(`scale/region/${region}/loss`));
    this.#untilLoss = Float64Array.from(this.#streams, (stream) => trialsUntil(loss, stream));
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
    return this.#devices.get(device, DEVICE.delayNs) + serialisationNs(bytesOnLine(message), this.#devices.get(device, DEVICE.rateBps));
  }

  #isLost(device: number, message: Message, lines: number): boolean {
    this.messages++;
    this.octets += bytesOnLine(message);
    const region = this.#devices.get(device, DEVICE.region);
    let left = (this.#untilLoss[region] ?? Infinity) - message.datagrams * lines;
    const lost = left <= 0;
    while (left <= 0) left += trialsUntil(this.#loss, this.#streams[region]);
    this.#untilLoss[region] = left;
    if (lost) this.lost++;
    return lost;
  }
}

function bytesOnLine(message: Message): number {
  return message.bytes + message.datagrams * (IPV4_HEADER_BYTES + UDP_HEADER_BYTES);
}

/** Trials up to and with the first success: one geometric draw in place of a draw for each datagram, of which a tunnel has some twenty. */
function trialsUntil({ numerator, denominator }: LineLoss, stream: Stream | undefined): number {
  if (numerator === 0 || stream === undefined) return Infinity;
  if (numerator >= denominator) return 1;
  return 1 + Math.floor(naturalLog(1 - stream.next()) / naturalLog(1 - numerator / denominator));
}
