/**
 * Purpose: certificates that were taken back, and who knows it: the centre at once, each device when it has fetched the next revocation list.
 *
 * Does not model: lists in parts, OCSP, a device that refuses to work without a fresh list.
 * Units: nanoseconds. Determinism: event order.
 * References: RFC 5280 5 (revocation lists); TR D.5 (certificates); testbed experiment 1d (without a fresh list a revoked certificate is accepted).
 */
import { Histogram } from '../kernel/histogram.ts';
import type { TimeNs } from '../kernel/time.ts';
import type { Records } from './columns.ts';
import { DEVICE } from './devices.ts';

/**
 * The revocations of a run, and what came of them.
 * Units: nanoseconds. Errors: none. Source: RFC 5280 5.
 */
export class Revocations {
  /** Time from a revocation until a device has it in its list; one observation a device and revocation. */
  readonly knownAfter = new Histogram();
  /** Time from a revocation until a device with the revoked certificate raised a tunnel all the same. */
  readonly raisedAfter = new Histogram();
  /** Time from a revocation until a tunnel that was up then was closed. */
  readonly outlivedBy = new Histogram();
  /** Requests that the centre refused, and set-ups that a partner refused. */
  byCentre = 0;
  byPartner = 0;
  readonly #now: () => TimeNs;
  readonly #devices: Records;
  /** Times of the revocations, in order. */
  readonly #times: number[] = [];

  constructor(devices: Records, now: () => TimeNs) {
    this.#now = now;
    this.#devices = devices;
  }

  get entries(): number {
    return this.#times.length;
  }

  revoke(device: number): void {
    if (this.isRevoked(device)) return;
    this.#devices.set(device, DEVICE.revokedNs, this.#now());
    this.#times.push(this.#now());
  }

  isRevoked(device: number): boolean {
    return this.#revokedNs(device) > 0;
  }

  /** True when `device` finds `peer` in the list that it has. */
  knows(device: number, peer: number): boolean {
    const revokedNs = this.#revokedNs(peer);
    if (revokedNs === 0 || revokedNs > this.#devices.get(device, DEVICE.listNs)) return false;
    this.byPartner++;
    return true;
  }

  /** A device has a new list, as it was at `listNs`. */
  fetched(device: number, listNs: TimeNs): void {
    const before = this.#devices.get(device, DEVICE.listNs);
    for (let at = this.#times.length - 1; at >= 0 && (this.#times[at] ?? 0) > before; at--) {
      if ((this.#times[at] ?? 0) <= listNs) this.knownAfter.add(this.#now() - (this.#times[at] ?? 0));
    }
    this.#devices.set(device, DEVICE.listNs, listNs);
  }

  #revokedNs(device: number): TimeNs {
    return this.#devices.get(device, DEVICE.revokedNs);
  }

  raised(left: number, right: number): void {
    for (const device of [left, right]) if (this.isRevoked(device)) this.raisedAfter.add(this.#now() - this.#revokedNs(device));
  }

  closed(left: number, right: number): void {
    for (const device of [left, right]) if (this.isRevoked(device)) this.outlivedBy.add(this.#now() - this.#revokedNs(device));
  }
}
