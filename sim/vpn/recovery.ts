/**
 * Purpose: how long after the last fault a wanted tunnel may take to be up again, from the timers of the devices.
 *
 * At worst a device believes in an SA whose other end is gone (it finds out by its liveness check), or asks an address at which nobody is any more (it finds out by its last
 * retransmission); before that the centre may have been silent, and after it a "no" may still be remembered. From then on nothing fails.
 * Does not model: losses after the fault (a line that goes on losing packets is a fault). Units: nanoseconds. Determinism: pure integer arithmetic.
 * References: RFC 7296 2.4 (retransmission, liveness); TR D.3, D.4 (on demand).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { IkeTimers } from './ike-settings.ts';
import { retransmissionSpanNs, type RetransmitPlan } from './retransmitter.ts';

export interface RecoveryParts {
  readonly timers: IkeTimers;
  readonly centre: RetransmitPlan;
  /** How long a "no" of the centre is remembered. */
  readonly refusalLifetimeNs: TimeNs;
  /** Between any two of device, peer and centre, the centre's work included. */
  readonly roundTripNs: TimeNs;
  /** Time between two packets that want the tunnel. */
  readonly demandNs: TimeNs;
}

/**
 * The bound. Two looks of the liveness check may pass before it asks; the question, IKE's two exchanges and the packet itself are four round trips.
 * Units: nanoseconds. Errors: none. Source: see above; own arithmetic.
 */
export function recoveryBoundNs({ timers, centre, refusalLifetimeNs, roundTripNs, demandNs }: RecoveryParts): TimeNs {
  const deadSaNs = 2 * timers.livenessNs + retransmissionSpanNs(timers);
  const silentCentreNs = retransmissionSpanNs(centre) + refusalLifetimeNs;
  return deadSaNs + silentCentreNs + 4 * roundTripNs + 2 * demandNs;
}
