/**
 * Purpose: the security association database: the two directions of a child SA and where inbound ones are found by SPI.
 *
 * Does not model: manual keys, multicast SAs, path MTU of an SA.
 * Cost: one Map entry an SA pair; a pair without traffic is a few hundred octets.
 * Units: octets, packets. Determinism: SPIs come from the named stream `sad/<place>`.
 * References: RFC 4301 4.1, 4.4.2 (SAD); RFC 4303 2.1 (SPI values 1-255 are reserved, 0 is never sent).
 */
import type { Stream } from '../kernel/streams.ts';
import { AntiReplayWindow, DEFAULT_WINDOW_PACKETS } from './anti-replay.ts';
import { ESP_SUITES, type EspMode, type EspSuiteId } from './esp-size.ts';

const LOWEST_SPI = 256;

/** What both directions of an SA have. */
export interface SaParameters {
  readonly spi: number;
  readonly keyId: string;
  readonly suite: EspSuiteId;
  readonly mode: EspMode;
  /** The control under which the SA was made; names what stops a packet here. */
  readonly control: string | undefined;
}

export interface OutboundSa extends SaParameters {
  /** Sequence number of the last packet sent. */
  sequence: number;
  bytes: number;
}

export interface InboundSa extends SaParameters {
  /** Absent where anti-replay is switched off, and for a suite without integrity, under which it may not be enabled (RFC 4303 3.4.3). */
  readonly window: AntiReplayWindow | undefined;
  packets: number;
  bytes: number;
  readonly refused: { replay: number; integrity: number };
}

/** The two SAs of a child SA as one end has them. */
export interface SaPair {
  readonly inbound: InboundSa;
  readonly outbound: OutboundSa;
}

/**
 * A fresh outbound SA.
 * Units: none. Errors: none. Source: RFC 4303 3.3.3 (the first packet carries 1).
 */
export function outboundSa(parameters: SaParameters): OutboundSa {
  return { ...parameters, sequence: 0, bytes: 0 };
}

/**
 * A fresh inbound SA; a window of 0 means no anti-replay.
 * Units: window in packets. Errors: as AntiReplayWindow. Source: RFC 4303 3.4.3.
 */
export function inboundSa(parameters: SaParameters, windowPackets: number = DEFAULT_WINDOW_PACKETS): InboundSa {
  const guarded = windowPackets > 0 && ESP_SUITES[parameters.suite].icvBytes > 0;
  return {
    ...parameters,
    window: guarded ? new AntiReplayWindow(windowPackets) : undefined,
    packets: 0,
    bytes: 0,
    refused: { replay: 0, integrity: 0 },
  };
}

/**
 * The inbound SAs of a node, found by SPI; `P` is what the owner keeps of a pair.
 * Units: none. Errors: none. Source: RFC 4301 4.4.2.
 */
export class Sad<P extends SaPair> {
  readonly #pairs = new Map<number, P>();
  readonly #reserved = new Set<number>();
  readonly #stream: () => Stream;

  constructor(stream: () => Stream) {
    this.#stream = stream;
  }

  get size(): number {
    return this.#pairs.size;
  }

  /** SPIs set aside for SAs in the making. */
  get reserved(): number {
    return this.#reserved.size;
  }

  /** A free SPI for an SA in the making; `add` or `release` it. */
  reserve(): number {
    for (;;) {
      const spi = LOWEST_SPI + this.#stream().integer(2 ** 32 - LOWEST_SPI);
      if (this.#pairs.has(spi) || this.#reserved.has(spi)) continue;
      this.#reserved.add(spi);
      return spi;
    }
  }

  release(spi: number): void {
    this.#reserved.delete(spi);
  }

  /** Installs a pair under the SPI of its inbound SA; throws when that is taken (a bug: SPIs are reserved first). */
  add(pair: P): void {
    const { spi } = pair.inbound;
    if (this.#pairs.has(spi)) throw new Error(`SAD: SPI ${spi} is taken`);
    this.#reserved.delete(spi);
    this.#pairs.set(spi, pair);
  }

  find(spi: number): P | undefined {
    return this.#pairs.get(spi);
  }

  remove(pair: P): void {
    this.#pairs.delete(pair.inbound.spi);
  }
}
