/**
 * Purpose: which mechanisms raise which alarm, so that an alarm can name the controls behind it.
 *
 * Does not model: anything; data. Units: none. Determinism: fixed order. References: TR A.1 c; sim/world/watch.ts, where the alarms are raised.
 */
import type { Mechanism } from '../../sim/world/mechanisms.ts';

/** By kind of alarm; every one of its mechanisms is needed. */
const ALARMS: Readonly<Record<string, readonly Mechanism[]>> = {
  rate: ['access-monitoring-and-cutoff'],
  'unusual-place': ['access-monitoring-and-cutoff'],
  'against-rules': ['access-monitoring-and-cutoff'],
  'address-conflict': ['address-conflict-alarm'],
  'check-silent': ['access-monitoring-and-cutoff'],
  'books-differ': ['three-point-logging'],
  review: ['three-point-logging', 'timestamping'],
};

/**
 * The mechanisms behind an alarm, the leading one first; none for an unknown alarm.
 * Units: none. Errors: none. Source: TR A.1 c.
 */
export function mechanismsOfAlarm(kind: string): readonly Mechanism[] {
  return ALARMS[kind] ?? [];
}
