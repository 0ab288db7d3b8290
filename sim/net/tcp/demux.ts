/**
 * Purpose: finds what a segment's 4-tuple belongs to: a connection or a half-open entry.
 *
 * Cost: two map look-ups a segment, no string is built.
 * Does not model: anything. Units: none. Determinism: keys are numbers; order is never used.
 * References: RFC 9293 3.3.1 (a connection is its two endpoints).
 */
import type { Endpoint, FourTuple, SegmentTarget } from './types.ts';

/**
 * The table of one host.
 * Units: none. Errors: add throws when the 4-tuple is taken (a bug). Source: own design.
 */
export class Demux {
  readonly #table = new Map<number, Map<number, SegmentTarget>>();

  find(localAddress: number, localPort: number, remoteAddress: number, remotePort: number): SegmentTarget | undefined {
    return this.#table.get(localAddress * 65_536 + localPort)?.get(remoteAddress * 65_536 + remotePort);
  }

  has(tuple: FourTuple): boolean {
    return this.find(tuple.local.address, tuple.local.port, tuple.remote.address, tuple.remote.port) !== undefined;
  }

  add(target: SegmentTarget): void {
    if (this.has(target.tuple)) throw new Error(`tcp: the 4-tuple ${JSON.stringify(target.tuple)} is taken`);
    const key = keyOf(target.tuple.local);
    const peers = this.#table.get(key) ?? new Map<number, SegmentTarget>();
    peers.set(keyOf(target.tuple.remote), target);
    this.#table.set(key, peers);
  }

  remove(target: SegmentTarget): void {
    const key = keyOf(target.tuple.local);
    const peers = this.#table.get(key);
    peers?.delete(keyOf(target.tuple.remote));
    if (peers?.size === 0) this.#table.delete(key);
  }
}

/** 48 bits: exact in a number. */
function keyOf(endpoint: Endpoint): number {
  return endpoint.address * 65_536 + endpoint.port;
}
