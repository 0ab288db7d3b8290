/**
 * Purpose: what is counted during a day of the nation.
 *
 * Does not model: anything. Units: nanoseconds, octets, counts. Determinism: event order.
 * References: TR D.7 a (time until IPsec stands, at most 30 s).
 */
import { Histogram } from '../kernel/histogram.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';

/** What TR D.7 a promises for a connection. */
export const SET_UP_LIMIT_NS = 30 * NS_PER_S;

/**
 * The counters of a run.
 * Units: see the names. Errors: none. Source: own design.
 */
export class Measures {
  /** Exchanges: wanted, found a tunnel up, finished, refused; waiting at the moment. */
  wanted = 0;
  joined = 0;
  finished = 0;
  refused = 0;
  waiting = 0;
  /** Attempts that failed and were tried again later; attempts that needed no question to the centre. */
  failed = 0;
  cached = 0;
  rekeys = 0;
  octets = 0;
  tunnels = 0;
  up = 0;
  mostUp = 0;
  mostUpNs: TimeNs = 0;
  /** From the first packet to the tunnel, over attempts that succeeded; its parts: centre (only attempts that asked), IKE. */
  readonly setUp = new Histogram();
  readonly centre = new Histogram();
  readonly ike = new Histogram();
  /** From the wish to its tunnel, retries included, over exchanges that found no tunnel up. */
  readonly wait = new Histogram();
  /** The same over exchanges that were wanted from `watchFromNs` on. */
  readonly waitLater = new Histogram();
  /** Exchanges that waited longer than TR D.7 a promises. */
  late = 0;
  watchFromNs: TimeNs = Infinity;
  /** Exchanges from before `watchFromNs` that still wait then, and when the last of them got its tunnel. */
  recoveredNs: TimeNs = 0;

  raised(nowNs: TimeNs, startedNs: TimeNs, informedNs: TimeNs): void {
    this.tunnels++;
    this.setUp.add(nowNs - startedNs);
    if (informedNs > startedNs) this.centre.add(informedNs - startedNs);
    this.ike.add(nowNs - informedNs);
    this.up++;
    if (this.up > this.mostUp) {
      this.mostUp = this.up;
      this.mostUpNs = nowNs;
    }
  }

  tunnelDown(): void {
    this.up--;
  }

  carried(nowNs: TimeNs, wantedNs: TimeNs): void {
    this.wait.add(nowNs - wantedNs);
    if (nowNs - wantedNs > SET_UP_LIMIT_NS) this.late++;
    if (wantedNs >= this.watchFromNs) this.waitLater.add(nowNs - wantedNs);
    else if (nowNs > this.watchFromNs) this.recoveredNs = nowNs;
  }
}
