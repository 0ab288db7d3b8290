/**
 * Purpose: runs a nation piece by piece, so that progress can be shown, and turns its counters into the figures that people and programs read.
 *
 * Units: milliseconds in the figures. Determinism: the figures depend on the plan and the seed only.
 * References: TR D.7 a; contract.md section 2 (`capacity`, of the centre at scale).
 */
import { NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { Nation, type NationPlan } from '../../sim/scale/nation.ts';
import { milliseconds, spreadOf, type Spread } from './spread.ts';

/** What came of a run. */
export interface NationFigures {
  readonly institutions: number;
  readonly servers: number;
  readonly exchanges: {
    readonly wanted: number;
    readonly foundTunnelUp: number;
    readonly finished: number;
    readonly refused: number;
    readonly waiting: number;
    readonly lateOver30s: number;
  };
  readonly tunnels: {
    readonly raised: number;
    readonly withoutCentre: number;
    readonly failedAttempts: number;
    readonly rekeys: number;
    readonly mostUp: number;
  };
  readonly setUp: { readonly all: Spread; readonly centre: Spread; readonly ike: Spread; readonly wait: Spread };
  readonly centre: {
    readonly requests: number;
    readonly lost: number;
    readonly mostWaiting: number;
    readonly load: number;
    readonly sojourn: Spread;
  };
  readonly wire: { readonly messages: number; readonly octets: number; readonly lost: number; readonly dataOctets: number };
  readonly renewals: { readonly wanted: number; readonly done: number; readonly time: Spread };
  readonly outage?: {
    readonly upBefore: number;
    readonly raisedDuring: number;
    readonly waitingAfter: number;
    readonly recoveredAfterMs: number;
    readonly waitAfterReturn: Spread;
  };
  readonly revocation?: {
    readonly revoked: number;
    readonly knownAfter: Spread;
    readonly refusedByCentre: number;
    readonly refusedByPartner: number;
    readonly raisedAllTheSame: Spread;
    readonly tunnelsOutlived: Spread;
  };
  readonly events: number;
}

/** Pieces of a run, between which progress is told. */
const PIECE_NS = 900 * NS_PER_S;

/**
 * Runs a plan to its end.
 * Units: see NationFigures. Errors: none. Source: own design.
 */
export function runNation(plan: NationPlan, progress: (done: number, of: number, what: string) => void): NationFigures {
  const nation = new Nation(plan);
  const pieces = Math.ceil((plan.untilNs - plan.fromNs) / PIECE_NS);
  for (let piece = 1; piece <= pieces; piece++) {
    nation.run(Math.min(plan.untilNs, plan.fromNs + piece * PIECE_NS));
    progress(piece, pieces, clock(nation.nowNs));
  }
  return figuresOf(nation);
}

/**
 * A time of the day as `09:45`.
 * Units: nanoseconds from midnight. Errors: none. Source: own design.
 */
export function clock(timeNs: TimeNs): string {
  const minutes = Math.floor(timeNs / (60 * NS_PER_S));
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function figuresOf(nation: Nation): NationFigures {
  const { plan, measures, wire, centre, housekeeping } = nation;
  return {
    institutions: plan.institutions,
    servers: plan.servers,
    exchanges: {
      wanted: measures.wanted,
      foundTunnelUp: measures.joined,
      finished: measures.finished,
      refused: measures.refused,
      waiting: measures.waiting,
      lateOver30s: measures.late,
    },
    tunnels: {
      raised: measures.tunnels,
      withoutCentre: measures.cached,
      failedAttempts: measures.failed,
      rekeys: measures.rekeys,
      mostUp: measures.mostUp,
    },
    setUp: {
      all: spreadOf(measures.setUp),
      centre: spreadOf(measures.centre),
      ike: spreadOf(measures.ike),
      wait: spreadOf(measures.wait),
    },
    centre: {
      requests: centre.taken,
      lost: centre.lost,
      mostWaiting: centre.mostWaiting,
      load: centre.busyNs / plan.servers / (plan.untilNs - plan.fromNs),
      sojourn: spreadOf(centre.sojourn),
    },
    wire: { messages: wire.messages, octets: wire.octets, lost: wire.lost, dataOctets: measures.octets },
    renewals: { wanted: housekeeping.wantedRenewals, done: housekeeping.renewed.count, time: spreadOf(housekeeping.renewed) },
    ...outageOf(nation),
    ...revocationOf(nation),
    events: nation.events,
  };
}

function outageOf({ plan, outage, measures }: Nation): Pick<NationFigures, 'outage'> {
  if (plan.outage === undefined) return {};
  const recoveredAfterMs = Math.max(0, milliseconds(measures.recoveredNs - plan.outage.untilNs));
  return { outage: { ...outage, recoveredAfterMs, waitAfterReturn: spreadOf(measures.waitLater) } };
}

function revocationOf({ plan, revocations }: Nation): Pick<NationFigures, 'revocation'> {
  if (plan.revocations === 0) return {};
  return {
    revocation: {
      revoked: revocations.entries,
      knownAfter: spreadOf(revocations.knownAfter),
      refusedByCentre: revocations.byCentre,
      refusedByPartner: revocations.byPartner,
      raisedAllTheSame: spreadOf(revocations.raisedAfter),
      tunnelsOutlived: spreadOf(revocations.outlivedBy),
    },
  };
}
