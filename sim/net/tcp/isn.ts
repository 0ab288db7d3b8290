/**
 * Purpose: initial sequence numbers and ephemeral ports of a host.
 *
 * Does not model: old hosts with predictable numbers (threat T17 on legacy consoles needs another source than this).
 * Units: none. Determinism: streams `tcp/<place>/isn` and `tcp/<place>/port`.
 * References: RFC 6528 3 (ISN = M + F); RFC 6056 3.3.1 (simple port randomisation).
 */
import type { Streams, Stream } from '../../kernel/streams.ts';
import type { TimeNs } from '../../kernel/time.ts';
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
