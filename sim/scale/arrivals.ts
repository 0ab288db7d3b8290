/**
 * Purpose: when and between whom exchanges arise in one region: a Poisson process whose rate follows the hours of the day.
 *
 * The sum of the independent processes of all institutions is again a Poisson process, so a region needs one pending event and one stream: the next time comes from the
 * integrated rate, then the kind of exchange in proportion to its rate, then the institution, then the partner.
 * Does not model: dependence between exchanges. Units: nanoseconds. Determinism: four draws at most an exchange, from the region's own stream.
 * References: Çinlar, Introduction to Stochastic Processes, 4.7 (a process with a rate of time by inversion of the integrated rate); 4.4 (superposition).
 */
import { naturalLog } from '../kernel/chance.ts';
import type { Stream } from '../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import type { Records } from './columns.ts';
import type { Demand } from './demand.ts';
import { DEVICE } from './devices.ts';
import type { Institutions, Kind, Region } from './institutions.ts';

const HOUR_NS = 3600 * NS_PER_S;
const DAY_HOURS = 24;
/** Seven of ten exchanges go to the usual partner; own choice. */
const USUAL = { numerator: 7, denominator: 10 } as const;

/** An exchange that somebody wants; `demand` is its number in the list. */
export interface Wish {
  from: number;
  to: number;
  demand: number;
}

/**
 * The exchanges of a region.
 * Units: nanoseconds. Errors: none. Source: Çinlar 4.4, 4.7.
 */
export class RegionArrivals {
  readonly #devices: Records;
  readonly #region: Region;
  readonly #demands: readonly Demand[];
  readonly #stream: Stream;
  /** Exchanges an hour of each kind, hour after hour, and the sum of each hour. */
  readonly #rates: Float64Array;
  readonly #sums: Float64Array;
  /** The last exchange; one object, filled anew each time. */
  readonly wish: Wish = { from: 0, to: 0, demand: 0 };

  constructor(network: Institutions, region: Region, demands: readonly Demand[], stream: Stream) {
    this.#devices = network.records;
    this.#region = region;
    this.#demands = demands;
    this.#stream = stream;
    const weight = demands.map(({ hours }) => hours.reduce((sum, one) => sum + one, 0));
    const kinds = demands.length;
    this.#rates = new Float64Array(DAY_HOURS * kinds);
    this.#sums = new Float64Array(DAY_HOURS);
    for (let hour = 0; hour < DAY_HOURS; hour++) {
      for (const [at, demand] of demands.entries()) {
        const rate = (region.of[demand.of].count * demand.perDay * (demand.hours[hour] ?? 0)) / (weight[at] ?? 1);
        this.#rates[hour * kinds + at] = rate;
        this.#sums[hour] = (this.#sums[hour] ?? 0) + rate;
      }
    }
  }

  /** Time of the exchange after `nowNs`; Infinity when the day holds none. */
  nextNs(nowNs: TimeNs): TimeNs {
    let left = -naturalLog(1 - this.#stream.next());
    let at = nowNs;
    for (;;) {
      const hour = Math.floor(at / HOUR_NS);
      if (hour >= DAY_HOURS) return Infinity;
      const rate = this.#sums[hour] ?? 0;
      const endNs = (hour + 1) * HOUR_NS;
      const inside = (rate * (endNs - at)) / HOUR_NS;
      if (inside > left) return Math.min(endNs - 1, Math.floor(at + (left * HOUR_NS) / rate));
      left -= inside;
      at = endNs;
    }
  }

  /** Draws who wants what, into `wish`. */
  draw(nowNs: TimeNs): void {
    const hour = Math.floor(nowNs / HOUR_NS);
    const first = hour * this.#demands.length;
    let rest = this.#stream.next() * (this.#sums[hour] ?? 0);
    let at = 0;
    while (at < this.#demands.length - 1 && rest >= (this.#rates[first + at] ?? 0)) rest -= this.#rates[first + at++] ?? 0;
    const demand = this.#demands[at];
    if (demand === undefined) throw new Error('arrivals: no kind of exchange');
    const { first: firstDevice, count } = this.#region.of[demand.of];
    const one = firstDevice + this.#stream.integer(count);
    const other = this.#partnerOf(one, demand.partner);
    this.wish.demand = at;
    this.wish.from = demand.from === 'of' ? one : other;
    this.wish.to = demand.from === 'of' ? other : one;
  }

  #partnerOf(one: number, kind: Kind): number {
    const { first, count } = this.#region.of[kind];
    if (count === 1) return first;
    const devices = this.#devices;
    const usual =
      kind === 'hospital' ? devices.get(one, DEVICE.hospital) : kind === 'pharmacy' ? devices.get(one, DEVICE.pharmacy) : undefined;
    if (usual !== undefined && usual !== one && this.#stream.chance(USUAL.numerator, USUAL.denominator)) return usual;
    const drawn = first + this.#stream.integer(count);
    if (drawn !== one) return drawn;
    return drawn + 1 < first + count ? drawn + 1 : first;
  }
}
