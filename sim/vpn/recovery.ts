/**
 * Purpose: the liveness invariant of on-demand tunnels: how long after the last fault a wanted tunnel may take to be up again, from the timers of the devices, and which are late.
 *
 * At worst a device believes in an SA whose other end is gone (it finds out by its liveness check), or asks an address at which nobody is any more (it finds out by its last
 * retransmission); before that the centre may have been silent, and after it a "no" may still be remembered. From then on nothing fails.
 * A tunnel is wanted while packets are offered for it. That a device believes in a tunnel whose packets nobody receives is not seen here; who sends and counts what arrives sees it.
 * Does not model: losses after the fault (a line that goes on losing packets is a fault). Units: nanoseconds. Determinism: pure integer arithmetic.
 * References: RFC 7296 2.4 (retransmission, liveness); TR D.3, D.4 (on demand).
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
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

/** A destination that packets were offered for since a time, and none has gone out. */
export interface Unmet {
  readonly address: Ipv4;
  readonly sinceNs: TimeNs;
  /** When the last one was offered. */
  lastNs: TimeNs;
}

/**
 * The wants that are overdue at a moment, long after the last fault: still wanted lately, and unmet for longer than the bound.
 * Units: nanoseconds. Errors: none. Source: own design (safety and liveness, as in recoveryBoundNs).
 */
export function overdue(
  unmet: readonly Unmet[],
  {
    healedNs,
    nowNs,
    boundNs,
    demandNs,
  }: { readonly healedNs: TimeNs; readonly nowNs: TimeNs; readonly boundNs: TimeNs; readonly demandNs: TimeNs },
): readonly Unmet[] {
  return unmet.filter((want) => nowNs - want.lastNs <= 2 * demandNs && nowNs - Math.max(want.sinceNs, healedNs) > boundNs);
}
