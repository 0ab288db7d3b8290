/**
 * Purpose: what institutions want of each other on a working day: kinds of exchanges, how many, when in the day, how large and how long.
 *
 * Visits per institution are official figures; which share of visits leads to an exchange over the VPN is our own choice, stated for each kind, since no statistic counts it.
 * Does not model: the week, weather, epidemics; that one exchange leads to another.
 * Units: exchanges per institution and day; octets; nanoseconds. Determinism: constants.
 * References: MHLW Patient Survey 2020 (outpatients on the survey day: hospitals 1,472,500, clinics 4,332,800, dental clinics 1,332,100); TR 5.1 a-f (services), 9.1 (prescriptions),
 * 9.2 (maintenance), 9.3 (letters, booking), 9.4 (images, conference); clause D.4 (connections follow the patient's visit).
 */
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { NATION, type Kind } from './institutions.ts';

/** Outpatients of an institution on a day. */
const VISITS = { hospital: 1_472_500 / NATION.hospital, clinic: 4_332_800 / NATION.clinic, dental: 1_332_100 / NATION.dental } as const;

/** Weight of each hour of the day; only the shape matters. Own choices: consultation 9 to 12 and 15 to 19, results towards evening, claims after closing time. */
const PROFILES = {
  visits: [0, 0, 0, 0, 0, 0, 0, 1, 6, 14, 15, 13, 6, 4, 7, 10, 11, 9, 3, 1, 0, 0, 0, 0],
  evening: [1, 1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 4, 6, 9, 14, 16, 12, 6, 3, 2, 1, 1],
  claims: [1, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 3, 4, 5, 7, 12, 18, 16, 9, 4, 2, 1],
  office: [0, 0, 0, 0, 0, 0, 0, 0, 4, 12, 14, 12, 6, 12, 14, 13, 9, 4, 0, 0, 0, 0, 0, 0],
} as const;

export interface Demand {
  readonly id: string;
  /** Whose number the rate is counted by. */
  readonly of: Kind;
  readonly partner: Kind;
  /** Who begins: the institution that is counted, or the partner (a laboratory sends, nobody asks it). */
  readonly from: 'of' | 'partner';
  readonly perDay: number;
  readonly hours: readonly number[];
  readonly sizeBytes: number;
  /** How long somebody works in the connection after the octets have come. */
  readonly holdNs: TimeNs;
}

const minutes = (count: number): TimeNs => count * 60 * NS_PER_S;

/** Claims go out once a month. A tenth of the month's days is a claims day: own choice (they are due by the tenth of the month), a third of the institutions on the busiest. */
const CLAIMS_SHARE = { ordinary: 1 / 30, peak: 1 / 3 } as const;

export type Day = keyof typeof CLAIMS_SHARE;

/**
 * The demand of a day.
 * Units: see Demand. Errors: none. Source: see the file's references; shares and sizes are our own choices.
 */
export function demandOf(day: Day): readonly Demand[] {
  const share = CLAIMS_SHARE[day];
  const claims = { partner: 'claims', from: 'of', perDay: share, hours: PROFILES.claims, sizeBytes: 4_000_000, holdNs: 0 } as const;
  const visits = { from: 'of', hours: PROFILES.visits } as const;
  return [
    // One visit in six ends with a prescription that goes to a pharmacy over the VPN.
    { ...visits, id: 'prescription', of: 'clinic', partner: 'pharmacy', perDay: VISITS.clinic / 6, sizeBytes: 4000, holdNs: 0 },
    { ...visits, id: 'prescription', of: 'hospital', partner: 'pharmacy', perDay: VISITS.hospital / 6, sizeBytes: 4000, holdNs: 0 },
    // One in twenty visits to a clinic, one in forty to a dental clinic, ends with a letter. 10 kB as in figure-3.
    { ...visits, id: 'referral', of: 'clinic', partner: 'hospital', perDay: VISITS.clinic / 20, sizeBytes: 10_000, holdNs: 0 },
    { ...visits, id: 'referral', of: 'dental', partner: 'hospital', perDay: VISITS.dental / 40, sizeBytes: 10_000, holdNs: 0 },
    // A computed tomography of 200 slices of 512 x 512 pixels of 2 octets, losslessly compressed to two fifths.
    {
      ...visits,
      id: 'image',
      of: 'clinic',
      partner: 'hospital',
      perDay: VISITS.clinic / 40,
      sizeBytes: (200 * 512 * 512 * 2 * 2) / 5,
      holdNs: minutes(5),
    },
    { ...visits, id: 'booking', of: 'clinic', partner: 'hospital', perDay: VISITS.clinic / 40, sizeBytes: 100_000, holdNs: minutes(2) },
    { ...visits, id: 'history', of: 'pharmacy', partner: 'hospital', perDay: 3, sizeBytes: 50_000, holdNs: minutes(1) },
    {
      id: 'results',
      of: 'clinic',
      partner: 'laboratory',
      from: 'partner',
      perDay: 1,
      hours: PROFILES.evening,
      sizeBytes: 30_000,
      holdNs: 0,
    },
    {
      id: 'results',
      of: 'hospital',
      partner: 'laboratory',
      from: 'partner',
      perDay: 4,
      hours: PROFILES.evening,
      sizeBytes: 500_000,
      holdNs: 0,
    },
    { ...claims, id: 'claims', of: 'hospital' },
    { ...claims, id: 'claims', of: 'clinic' },
    { ...claims, id: 'claims', of: 'dental' },
    { ...claims, id: 'claims', of: 'pharmacy' },
    {
      id: 'maintenance',
      of: 'hospital',
      partner: 'vendor',
      from: 'partner',
      perDay: 1,
      hours: PROFILES.office,
      sizeBytes: 5_000_000,
      holdNs: minutes(20),
    },
    // An hour, so that associations are renewed on the way; the octets of the pictures are sent at the beginning.
    {
      id: 'conference',
      of: 'hospital',
      partner: 'hospital',
      from: 'of',
      perDay: 0.5,
      hours: PROFILES.office,
      sizeBytes: 450_000_000,
      holdNs: minutes(65),
    },
  ];
}
