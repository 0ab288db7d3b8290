/**
 * Purpose: what every device does besides its exchanges: it fetches the revocation list again and again, and renews its service certificate.
 *
 * Each region keeps the times of its devices in order, so that it needs one pending event for lists and one for renewals.
 * Does not model: device certificates (first tier), which outlive the day; renewal by hand.
 * Units: nanoseconds. Determinism: times are drawn from the region's own stream when the network is made.
 * References: RFC 5280 5.1.2.5 (the period is the issuer's choice); TR D.5, D.8 (service certificates are downloaded).
 */
import { Histogram } from '../kernel/histogram.ts';
import { PRIORITY, type Kernel } from '../kernel/kernel.ts';
import type { Stream, Streams } from '../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { CALL_FIELDS, CentreCalls } from './centre-calls.ts';
import { Records } from './columns.ts';
import { MESSAGES, revocationList, SERVICE_NS } from './control-messages.ts';
import { DEVICE } from './devices.ts';
import type { Institutions } from './institutions.ts';
import type { Revocations } from './revocations.ts';
import type { ServerPool } from './server-pool.ts';
import { RETRY_NS } from './tunnels.ts';
import type { Wire } from './wire.ts';

/** Service certificates are valid for a year; own choice. On an ordinary day one device in so many renews. */
const RENEWAL_DAYS = 365;
const DAY_NS = 86_400 * NS_PER_S;

/** All devices renew: from when, and over how long they spread themselves. */
export interface Storm {
  readonly atNs: TimeNs;
  readonly spreadNs: TimeNs;
}

export interface HousekeepingParts {
  readonly kernel: Kernel;
  readonly network: Institutions;
  readonly streams: Streams;
  readonly wire: Wire;
  readonly pool: ServerPool;
  readonly revocations: Revocations;
  readonly listIntervalNs: TimeNs;
  readonly storm?: Storm;
  readonly tasks: { readonly list: number; readonly renewal: number };
}

/** Devices of a region with the time of each, in order of time. */
interface Calendar {
  readonly devices: Int32Array;
  readonly timesNs: Float64Array;
}

/**
 * Lists and certificates of all devices.
 * Units: nanoseconds. Errors: none. Source: RFC 5280 5.1.2.5; TR D.5.
 */
export class Housekeeping {
  readonly lists: CentreCalls;
  readonly renewals: CentreCalls;
  /** From the moment at which a device wants its new certificate to when it has it. */
  readonly renewed = new Histogram();
  lastRenewedNs: TimeNs = 0;
  wantedRenewals = 0;
  readonly #parts: HousekeepingParts;
  readonly #wantedNs: Float64Array;
  readonly #retries: Stream;
  readonly #retryList: number;
  readonly #retryRenewal: number;

  constructor(parts: HousekeepingParts, fromNs: TimeNs, untilNs: TimeNs) {
    const { kernel, network, wire, pool, revocations, streams } = parts;
    this.#parts = parts;
    this.#wantedNs = new Float64Array(network.devices);
    this.#retries = streams.get('scale/shared/housekeeping');
    const device = (caller: number): number => caller;
    this.lists = new CentreCalls(kernel, pool, wire, {
      task: parts.tasks.list,
      serviceNs: SERVICE_NS.list,
      request: MESSAGES.listRequest,
      callers: network.records,
      firstField: DEVICE.listCall,
      answer: () => revocationList(revocations.entries),
      device,
      answered: (caller) => revocations.fetched(caller, kernel.now),
      gaveUp: (caller) => this.#later(this.#retryList, caller),
    });
    this.renewals = new CentreCalls(kernel, pool, wire, {
      task: parts.tasks.renewal,
      serviceNs: SERVICE_NS.renewal,
      request: MESSAGES.renewalRequest,
      callers: new Records(CALL_FIELDS, network.devices),
      firstField: 0,
      answer: () => MESSAGES.renewalAnswer,
      device,
      answered: (caller) => this.#renewed(caller),
      gaveUp: (caller) => this.#later(this.#retryRenewal, caller),
    });
    this.#retryList = kernel.register((caller) => this.lists.ask(caller));
    this.#retryRenewal = kernel.register((caller) => this.renewals.ask(caller));
    for (const [number, region] of network.regions.entries()) {
      const last = network.regions[number + 1]?.firstDevice ?? network.devices;
      const stream = streams.get(`scale/region/${number}/housekeeping`);
      this.#follow(fetching(region.firstDevice, last, stream, parts.listIntervalNs), parts.listIntervalNs, fromNs, untilNs, this.lists);
      this.#followRenewals(renewing(region.firstDevice, last, stream, parts.storm), fromNs);
    }
  }

  /** One pending event walks along the calendar, round after round. */
  #follow(calendar: Calendar, intervalNs: TimeNs, fromNs: TimeNs, untilNs: TimeNs, calls: CentreCalls): void {
    const { kernel } = this.#parts;
    const { devices, timesNs } = calendar;
    let at = 0;
    let roundNs = Math.floor(fromNs / intervalNs) * intervalNs;
    const due = (): TimeNs => roundNs + (timesNs[at] ?? 0);
    const next = (): void => {
      if (++at < devices.length) return;
      at = 0;
      roundNs += intervalNs;
    };
    while (due() < fromNs) next();
    const kind = kernel.register(() => {
      calls.ask(devices[at] ?? 0);
      next();
      if (due() < untilNs) kernel.post(due(), PRIORITY.timer, kind);
    });
    if (due() < untilNs) kernel.post(due(), PRIORITY.timer, kind);
  }

  #followRenewals({ devices, timesNs }: Calendar, fromNs: TimeNs): void {
    const { kernel } = this.#parts;
    let at = timesNs.findIndex((time) => time >= fromNs);
    if (at < 0) return;
    const kind = kernel.register(() => {
      const device = devices[at++] ?? 0;
      this.#wantedNs[device] = kernel.now;
      this.wantedRenewals++;
      this.renewals.ask(device);
      if (at < devices.length) kernel.post(timesNs[at] ?? 0, PRIORITY.timer, kind);
    });
    kernel.post(timesNs[at] ?? 0, PRIORITY.timer, kind);
  }

  #renewed(device: number): void {
    const { now } = this.#parts.kernel;
    this.renewed.add(now - (this.#wantedNs[device] ?? 0));
    this.lastRenewedNs = now;
  }

  #later(kind: number, device: number): void {
    const { kernel } = this.#parts;
    kernel.post(kernel.now + RETRY_NS + Math.floor(this.#retries.next() * RETRY_NS), PRIORITY.timer, kind, device);
  }
}

/** Each device has its own moment in the interval. */
function fetching(first: number, last: number, stream: Stream, intervalNs: TimeNs): Calendar {
  return calendarOf(
    Array.from({ length: last - first }, (_, at) => ({ device: first + at, timeNs: Math.floor(stream.next() * intervalNs) })),
  );
}

/** On an ordinary day a few devices at any time; in a storm all of them in the time that they spread over. */
function renewing(first: number, last: number, stream: Stream, storm: Storm | undefined): Calendar {
  const entries: { device: number; timeNs: TimeNs }[] = [];
  for (let device = first; device < last; device++) {
    if (storm !== undefined) entries.push({ device, timeNs: storm.atNs + Math.floor(stream.next() * storm.spreadNs) });
    else if (stream.chance(1, RENEWAL_DAYS)) entries.push({ device, timeNs: Math.floor(stream.next() * DAY_NS) });
  }
  return calendarOf(entries);
}

function calendarOf(entries: { device: number; timeNs: TimeNs }[]): Calendar {
  entries.sort((a, b) => a.timeNs - b.timeNs || a.device - b.device);
  return { devices: Int32Array.from(entries, ({ device }) => device), timesNs: Float64Array.from(entries, ({ timeNs }) => timeNs) };
}
