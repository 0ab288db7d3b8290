/**
 * Purpose: initial sequence numbers and ephemeral ports of a host.
 *
 * Does not model: drift of clocks.
 * Units: none. Determinism: streams `tcp/<place>/isn` and `tcp/<place>/port`; lot `isn/<place>`.
 * References: RFC 6528 3 (ISN = M + F); RFC 6056 3.3.1 (simple port randomisation).
 */
import type { Streams, Stream } from '../../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import type { NetContext } from '../context.ts';
import { EPHEMERAL_COUNT, EPHEMERAL_FIRST, ISN_TICK_NS } from './constants.ts';
import { drawSecret, keyedHash, type Secret } from './keyed-hash.ts';
import { seqAdd } from './seq.ts';
import type { FourTuple } from './types.ts';

/**
 * The generator of one host.
 * Units: none. Errors: none. Source: RFC 6528 3.
 */
export class NumberSource {
  readonly #secret: Secret;
  readonly #ports: Stream;

  constructor(streams: Streams, place: string) {
    this.#secret = drawSecret(streams.get(`tcp/${place}/isn`));
    this.#ports = streams.get(`tcp/${place}/port`);
  }

  /** Initial sequence number of a connection opened now. */
  isn(tuple: FourTuple, nowNs: TimeNs): number {
    return seqAdd(keyedHash(this.#secret, tuple, 0, 0), Math.floor(nowNs / ISN_TICK_NS));
  }

  /** A random ephemeral port for which `free` holds, searching upwards from the draw; throws when all 16384 are taken (a bug: no scenario comes near). */
  port(free: (port: number) => boolean): number {
    const start = this.#ports.integer(EPHEMERAL_COUNT);
    for (let step = 0; step < EPHEMERAL_COUNT; step++) {
      const port = EPHEMERAL_FIRST + ((start + step) % EPHEMERAL_COUNT);
      if (free(port)) return port;
    }
    throw new Error('tcp: every ephemeral port towards this peer is in use');
  }
}

/** Steps of old Berkeley stacks: a constant each second, half of it for each connection (RFC 6528 A.1); 128,000 is the constant of 4.4BSD (Stevens, TCP/IP Illustrated 1, 18.2). */
export const LEGACY_ISN = { perSecond: 128_000, perConnection: 64_000 } as const;

/**
 * Numbers of an old stack, which anybody can predict who has seen one; `patching` gives the host the modern ones.
 * Units: none. Errors: none. Source: RFC 6528 A.1; Morris 1985.
 */
export class LegacyNumberSource extends NumberSource {
  readonly #context: NetContext;
  readonly #place: string;
  #connections = 0;

  constructor(context: NetContext, place: string) {
    super(context.streams, place);
    this.#context = context;
    this.#place = place;
  }

  override isn(tuple: FourTuple, nowNs: TimeNs): number {
    if (this.#context.gate.on('patching', this.#place) !== undefined) return super.isn(tuple, nowNs);
    return seqAdd(0, (LEGACY_ISN.perSecond * Math.floor(nowNs / NS_PER_S) + LEGACY_ISN.perConnection * this.#connections++) % 2 ** 32);
  }
}

/**
 * Numbers of an old stack that follow the clock of RFC 793 alone. When the host takes its number is known to others only within a jitter (interrupts, queues, the way there),
 * drawn anew for each connection; `patching` gives the host the modern ones.
 * Units: nanoseconds. Errors: none. Source: RFC 793 3.3 (one step every 4 microseconds); RFC 6528 1; threat card T17.
 */
export class ClockNumberSource extends NumberSource {
  readonly #context: NetContext;
  readonly #place: string;
  readonly #jitterNs: TimeNs;

  constructor(context: NetContext, place: string, jitterNs: TimeNs) {
    super(context.streams, place);
    this.#context = context;
    this.#place = place;
    this.#jitterNs = jitterNs;
  }

  override isn(tuple: FourTuple, nowNs: TimeNs): number {
    if (this.#context.gate.on('patching', this.#place) !== undefined) return super.isn(tuple, nowNs);
    const uncertain = (2 * this.#context.streams.lot(`isn/${this.#place}`).next() - 1) * this.#jitterNs;
    return seqAdd(0, Math.max(0, Math.floor((nowNs + uncertain) / ISN_TICK_NS)) % 2 ** 32);
  }
}
