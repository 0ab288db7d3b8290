/**
 * Purpose: one direction of a line: serialisation, propagation, a drop-tail queue and random loss.
 *
 * The transmitter is a FIFO (two of them share a queue once a second line is added), so a packet's departure is known when it arrives: one kernel event a packet (its arrival at the far end).
 * Does not model: half-duplex collision, active queue management.
 * Units: octets, bit/s, nanoseconds. Determinism: loss draws from the named stream of this direction, one draw a packet, only when loss is configured.
 * References: drop-tail as in ns-3's DropTailQueue (limit counts waiting packets); RFC 2309 1.
 */
import type { Stream } from '../kernel/streams.ts';
import { serialisationNs, type TimeNs } from '../kernel/time.ts';
import { PRIORITY } from '../kernel/kernel.ts';
import { BitErrors, type BitErrorSpec, type Fate } from './bit-errors.ts';
import type { NetContext } from './context.ts';

export interface ChannelSpec {
  readonly rateBps: number;
  readonly delayNs: number;
  readonly queuePackets: number;
  /** Octets that the line protocol puts around each packet; absent: none. */
  readonly framingBytes?: number;
  readonly loss: { readonly numerator: number; readonly denominator: number };
  /** Bits that the line flips; absent = none. */
  readonly errors?: BitErrorSpec;
}

/** When the item starts on the wire and when its last bit reaches the far end; or why it never will. */
export type Transmission =
  | { readonly sent: true; readonly startNs: TimeNs; readonly arriveNs: TimeNs }
  | { readonly sent: false; readonly reason: 'queue-full' | 'line-loss' | 'line-down' };

/**
 * One direction of a line; `name` keys its random stream.
 * Units: see ChannelSpec. Errors: none; what is not sent comes back with its reason. Source: own design; drop-tail after RFC 2309 1.
 */
export class Channel {
  readonly #context: NetContext;
  readonly #spec: ChannelSpec;
  readonly #loss: Stream | undefined;
  readonly #name: string;
  #errors: BitErrors | undefined;
  /** When each of the lines that carry this direction is free again: one, or two once a second line shares the load. */
  readonly #freeAtNs: TimeNs[] = [0];
  /** Told of the first packet that finds the queue full. */
  onFull: (() => void) | undefined;
  /** Start times of queued packets that have not begun transmission; a prefix is outdated. */
  readonly #starts: TimeNs[] = [];
  #head = 0;
  up = true;

  constructor(context: NetContext, spec: ChannelSpec, name: string) {
    this.#context = context;
    this.#spec = spec;
    this.#name = name;
    if (spec.errors !== undefined) this.disturb(spec.errors);
    this.#loss = spec.loss.numerator > 0 ? context.streams.get(`line/${name}/loss`) : undefined;
  }

  /** From now on the line flips bits. */
  disturb(errors: BitErrorSpec): void {
    this.#errors = new BitErrors(errors, this.#context.streams.get(`line/${this.#name}/errors`));
  }

  /** What the line's errors make of the next packet. */
  fateOf(sizeBytes: number): Fate {
    return this.#errors?.fateOf(sizeBytes) ?? 'sound';
  }

  /** A second line of the same rate and delay shares the load from now on; each packet takes the line that is free first. */
  addLine(): void {
    this.#freeAtNs[1] ??= this.#context.kernel.now;
  }

  /** Packets waiting behind the one in transmission. */
  get waiting(): number {
    const now = this.#context.kernel.now;
    while (this.#head < this.#starts.length && (this.#starts[this.#head] ?? 0) <= now) this.#head++;
    if (this.#head > 1024) this.#head -= this.#starts.splice(0, this.#head).length;
    return this.#starts.length - this.#head;
  }

  /** Sends `sizeBytes`; `arrive` runs at the far end unless the item is lost. */
  send(sizeBytes: number, arrive: () => void): Transmission {
    if (!this.up) return { sent: false, reason: 'line-down' };
    const { kernel } = this.#context;
    const line = this.#freeAtNs.length > 1 && (this.#freeAtNs[1] ?? 0) < (this.#freeAtNs[0] ?? 0) ? 1 : 0;
    const startNs = Math.max(kernel.now, this.#freeAtNs[line] ?? 0);
    if (startNs > kernel.now) {
      if (this.waiting >= this.#spec.queuePackets) return this.#full();
      this.#starts.push(startNs);
    }
    const freeAtNs = startNs + serialisationNs(sizeBytes, this.#spec.rateBps);
    this.#freeAtNs[line] = freeAtNs;
    if (this.#loss?.chance(this.#spec.loss.numerator, this.#spec.loss.denominator)) return { sent: false, reason: 'line-loss' };
    const arriveNs = freeAtNs + this.#spec.delayNs;
    kernel.at(arriveNs, arrive, PRIORITY.network);
    return { sent: true, startNs, arriveNs };
  }

  #full(): Transmission {
    const tell = this.onFull;
    this.onFull = undefined;
    tell?.();
    return { sent: false, reason: 'queue-full' };
  }
}
