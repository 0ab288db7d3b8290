/**
 * Purpose: connection information that devices remember of their partners, and until when.
 *
 * A hash table of holder and partner. When it is half full, what has run out is let go, and only if that does not make room it grows. It is all that is kept of two devices between two
 * tunnels, so that it holds a day of the nation in little memory.
 * Does not model: what the information says. Units: nanoseconds. Determinism: nothing hangs on the order of the table.
 * References: TR D.3 (connection information is downloaded and then used); Knuth, TAOCP 3, 6.4 (open addressing).
 */
import type { TimeNs } from '../kernel/time.ts';
import { slotOf } from './hash.ts';

const FIRST_SLOTS = 4096;
/** An entry: holder and partner in one number, 0 where there is no entry, and when the information runs out. */
const ENTRY = 2;
/** Devices are fewer than this (the queue of events would not hold more either). */
const DEVICES = 2 ** 24;

/**
 * Connection information of all devices.
 * Units: nanoseconds. Errors: none. Source: TR D.3.
 */
export class ConnectionInfo {
  #entries = new Float64Array(FIRST_SLOTS * ENTRY);
  #used = 0;

  /** When the information runs out that a device has of another; 0 when it has none. */
  untilNs(holder: number, partner: number): TimeNs {
    return this.#entries[this.#find(holder * DEVICES + partner + 1, holder, partner) + 1] ?? 0;
  }

  remember(holder: number, partner: number, untilNs: TimeNs, nowNs: TimeNs): void {
    const key = holder * DEVICES + partner + 1;
    let at = this.#find(key, holder, partner);
    if (this.#entries[at] === 0) {
      if (2 * ENTRY * (this.#used + 1) > this.#entries.length) {
        this.#makeRoom(nowNs);
        at = this.#find(key, holder, partner);
      }
      this.#entries[at] = key;
      this.#used++;
    }
    this.#entries[at + 1] = untilNs;
  }

  /** Where the entry of a key stands, or the free one where it would. */
  #find(key: number, holder: number, partner: number): number {
    const entries = this.#entries;
    const slots = entries.length / ENTRY;
    let slot = slotOf(holder, partner, slots);
    while (entries[slot * ENTRY] !== 0 && entries[slot * ENTRY] !== key) slot = (slot + 1) % slots;
    return slot * ENTRY;
  }

  /** Keeps what has not run out; the table doubles when that is more than a quarter of its slots. */
  #makeRoom(nowNs: TimeNs): void {
    const old = this.#entries;
    const kept: number[] = [];
    for (let at = 0; at < old.length; at += ENTRY) if ((old[at + 1] ?? 0) > nowNs) kept.push(at);
    this.#entries = new Float64Array(old.length * (4 * ENTRY * kept.length > old.length ? 2 : 1));
    this.#used = kept.length;
    for (const from of kept) {
      const key = old[from] ?? 0;
      const at = this.#find(key, Math.floor((key - 1) / DEVICES), (key - 1) % DEVICES);
      this.#entries[at] = key;
      this.#entries[at + 1] = old[from + 1] ?? 0;
    }
  }
}
