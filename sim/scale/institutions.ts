/**
 * Purpose: the institutions of a generated region or nation: how many of each kind, in which region, on which access line, and with whom they usually deal.
 *
 * A region is a secondary medical area. It has institutions in the nation's proportions and one laboratory; a claims gateway and a maintenance vendor serve as many
 * institutions as a prefecture has. Devices are numbered: regions one after the other, gateways and vendors last; what is known of each stands in its record.
 * Does not model: geography, sizes of single institutions, differences between regions, institutions of other kinds (nursing care, insurers).
 * Units: nanoseconds, bit/s. Determinism: each region draws from a stream of its own, so a region looks the same in a nation of any size with regions of the same size.
 * References: MHLW Survey of Medical Institutions 2023 and Report on Public Health Administration FY 2023 (Japan Statistical Yearbook 75, tables 24-12, 24-13); TR 9.1-9.3 (who takes part).
 */
import { NS_PER_MS, type TimeNs } from '../kernel/time.ts';
import type { Streams } from '../kernel/streams.ts';
import type { Records } from './columns.ts';
import { DEVICE, deviceRecords } from './devices.ts';

export const KINDS = ['hospital', 'clinic', 'dental', 'pharmacy', 'laboratory', 'claims', 'vendor'] as const;

export type Kind = (typeof KINDS)[number];

/** Institutions of Japan: hospitals, clinics and dental clinics on 1 October 2023, pharmacies at the end of fiscal year 2023. */
export const NATION = { hospital: 8122, clinic: 104_894, dental: 66_818, pharmacy: 62_828 } as const;

const NATION_TOTAL = NATION.hospital + NATION.clinic + NATION.dental + NATION.pharmacy;
/** Secondary medical areas (7th medical care plans, as of 2020), and prefectures. */
const NATION_REGIONS = 335;
const NATION_PREFECTURES = 47;

/** Access lines; own choice after the classes sold in Japan (fibre of 100 Mbit/s and 1 Gbit/s). */
const RATE_BPS: Readonly<Record<Kind, number>> = {
  hospital: 1e9,
  clinic: 1e8,
  dental: 1e8,
  pharmacy: 1e8,
  laboratory: 1e9,
  claims: 1e10,
  vendor: 1e9,
};

/** One-way delay of an access line is drawn from this range; own choice around the 5 to 8 ms of the shipped scenarios. */
const ACCESS_DELAY_NS = { least: 2 * NS_PER_MS, most: 15 * NS_PER_MS } as const;

export interface Region {
  readonly firstDevice: number;
  /** Devices of each kind stand together: first number and how many. */
  readonly of: Readonly<Record<Kind, { readonly first: number; readonly count: number }>>;
}

/**
 * A generated network of institutions.
 * Units: nanoseconds, bit/s. Errors: throws on fewer than 4 institutions (a bug: the command refuses them). Source: see the file's references.
 */
export class Institutions {
  readonly regions: readonly Region[];
  readonly devices: number;
  readonly institutions: number;
  readonly records: Records;

  constructor(institutions: number, streams: Streams) {
    if (!(Number.isSafeInteger(institutions) && institutions >= 4)) throw new Error(`institutions: ${institutions} are too few`);
    this.institutions = institutions;
    const sizes = regionSizes(institutions);
    const prefectures = Math.max(1, Math.round((institutions * NATION_PREFECTURES) / NATION_TOTAL));
    this.devices = institutions + sizes.length + 2 * prefectures;
    this.records = deviceRecords(this.devices);
    const shared = institutions + sizes.length;
    const regions: Region[] = [];
    let first = 0;
    for (const [number, size] of sizes.entries()) {
      const prefecture = Math.floor((number * prefectures) / sizes.length);
      regions.push(this.#fill(number, first, size, { claims: shared + prefecture, vendor: shared + prefectures + prefecture }, streams));
      first += size + 1;
    }
    this.regions = regions;
    const stream = streams.get('scale/shared/build');
    for (let device = shared; device < this.devices; device++)
      this.#place(device, device < shared + prefectures ? 'claims' : 'vendor', 0, drawDelay(stream.next()));
  }

  kindOf(device: number): Kind {
    return KINDS[this.records.get(device, DEVICE.kind)] ?? 'clinic';
  }

  #fill(
    number: number,
    first: number,
    size: number,
    shared: { readonly claims: number; readonly vendor: number },
    streams: Streams,
  ): Region {
    const counts = countsOf(size);
    const of: Partial<Record<Kind, { first: number; count: number }>> = {
      claims: { first: shared.claims, count: 1 },
      vendor: { first: shared.vendor, count: 1 },
    };
    let next = first;
    for (const kind of ['hospital', 'clinic', 'dental', 'pharmacy', 'laboratory'] as const) {
      of[kind] = { first: next, count: counts[kind] };
      next += counts[kind];
    }
    const region: Region = { firstDevice: first, of: of as Region['of'] };
    const stream = streams.get(`scale/region/${number}/build`);
    for (let device = first; device < next; device++) {
      const kind = (['hospital', 'clinic', 'dental', 'pharmacy', 'laboratory'] as const).find(
        (one) => device < region.of[one].first + region.of[one].count,
      );
      this.#place(device, kind ?? 'clinic', number, drawDelay(stream.next()));
      this.records.set(device, DEVICE.hospital, region.of.hospital.first + stream.integer(counts.hospital));
      this.records.set(device, DEVICE.pharmacy, region.of.pharmacy.first + stream.integer(counts.pharmacy));
    }
    return region;
  }

  #place(device: number, kind: Kind, region: number, delayNs: TimeNs): void {
    this.records.set(device, DEVICE.kind, KINDS.indexOf(kind));
    this.records.set(device, DEVICE.region, region);
    this.records.set(device, DEVICE.delayNs, delayNs);
    this.records.set(device, DEVICE.rateBps, RATE_BPS[kind]);
  }
}

/** Regions of equal size, as close to the nation's as the number of institutions allows. */
function regionSizes(institutions: number): number[] {
  const regions = Math.min(Math.floor(institutions / 4), Math.max(1, Math.round((institutions * NATION_REGIONS) / NATION_TOTAL)));
  const least = Math.floor(institutions / regions);
  return Array.from({ length: regions }, (_, number) => least + (number < institutions % regions ? 1 : 0));
}

function countsOf(size: number): Record<'hospital' | 'clinic' | 'dental' | 'pharmacy' | 'laboratory', number> {
  const share = (count: number): number => Math.max(1, Math.round((size * count) / NATION_TOTAL));
  const [hospital, dental, pharmacy] = [share(NATION.hospital), share(NATION.dental), share(NATION.pharmacy)];
  return { hospital, clinic: size - hospital - dental - pharmacy, dental, pharmacy, laboratory: 1 };
}

function drawDelay(uniform: number): TimeNs {
  return ACCESS_DELAY_NS.least + Math.floor(uniform * (ACCESS_DELAY_NS.most - ACCESS_DELAY_NS.least));
}
