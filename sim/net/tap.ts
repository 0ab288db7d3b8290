/**
 * Purpose: what was on the wires of a run, written down for a capture: every packet and frame that reached the far end of a line, or the switch of a LAN, and which suite an ESP key is used with.
 *
 * A tap only listens. Nothing in the model reads it back, and without one nothing is kept.
 * Does not model: a capture's own losses. What is lost on the way is not in it, as with any analyser that stands at the receiving end.
 * Units: nanoseconds (arrival of the last bit). Determinism: event order.
 * References: IEEE 802.1Q 8.6 (a mirrored port sees what enters the switch); RFC 4301 4.4.2.1 (what an SA is made of).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Frame } from './ethernet.ts';
import type { Packet } from './packet.ts';

/** One thing on a wire. A LAN carries frames, a line bare packets. */
export interface OnWire {
  /** Place of the line or segment. */
  readonly medium: string;
  readonly from: string;
  readonly to: string;
  readonly item: { readonly kind: 'frame'; readonly frame: Frame } | { readonly kind: 'packet'; readonly packet: Packet };
  readonly arriveNs: TimeNs;
  /** Number of its `frame` event in the trace. */
  readonly event: number;
}

/** Whoever listens on all wires. */
export interface WireTap {
  heard(what: OnWire): void;
  /** An ESP key is in use with this suite from now on. */
  espKey(keyId: string, suite: string): void;
}

/**
 * A tap that keeps everything.
 * Units: see OnWire. Errors: none. Source: own design.
 */
export class WireLog implements WireTap {
  readonly items: OnWire[] = [];
  readonly suites = new Map<string, string>();

  heard(what: OnWire): void {
    this.items.push(what);
  }

  espKey(keyId: string, suite: string): void {
    this.suites.set(keyId, suite);
  }
}
