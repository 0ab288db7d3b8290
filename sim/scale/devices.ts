/**
 * Purpose: what is kept of each device of the nation, one record of numbers for each.
 *
 * A control message needs the delay, rate, region and processor of a device, a tunnel its certificate and its line, all within a fraction of a second: they stand together, whoever they belong to,
 * because each further array would be another trip to memory (columns.ts says what that costs). Only the owner named here writes a field.
 * Does not model: anything; it is the table. Units: nanoseconds, bit/s, octets. Determinism: none of its own.
 * References: own design.
 */
import { CALL_FIELDS } from './centre-calls.ts';
import { Records } from './columns.ts';

/**
 * Institutions: `delayNs` and `rateBps` of the access line, `region` and `kind` (their numbers), `hospital` and `pharmacy` with which it deals most.
 * Negotiation: `busyUntilNs`, when it has done what it has begun. Revocations: `revokedNs`, when its certificate was taken back (0: never); `listNs`, when it fetched its list.
 * Lines: octets that each flow has had since the line was empty (`virtualBytes`) as of `virtualNs`, how many flows cross it, the first of those that it limits, and the timer of the next end.
 * CentreCalls: the question for the revocation list (`listCall` and what follows).
 */
export const DEVICE = {
  delayNs: 0,
  rateBps: 1,
  region: 2,
  kind: 3,
  busyUntilNs: 4,
  revokedNs: 5,
  listNs: 6,
  hospital: 7,
  pharmacy: 8,
  virtualBytes: 9,
  virtualNs: 10,
  crossing: 11,
  firstFlow: 12,
  flowTimer: 13,
  listCall: 14,
} as const;
const FIELDS = 14 + CALL_FIELDS;

/**
 * The records of so many devices.
 * Units: see DEVICE. Errors: none. Source: own design.
 */
export function deviceRecords(devices: number): Records {
  return new Records(FIELDS, devices);
}
