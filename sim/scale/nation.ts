/**
 * Purpose: a day of on-demand tunnels in a generated region or nation: every control message is an event, data are flows.
 *
 * It puts the parts together, follows a plan (an outage of the centre, a storm of renewals, revocations) and gives what was measured.
 * Does not model: who attacks; several centres; failures of devices and lines. Peculiarities of each part stand in its file.
 * Units: nanoseconds from midnight. Determinism: named streams, one set a region; the same plan and seed give the same result to the bit, in any engine.
 * References: TR D.3-D.7; issue of scale: control plane message by message, data plane as fluid (Kiddle et al., "Hybrid packet/fluid flow network simulation", PADS 2003).
 */
import { Histogram } from '../kernel/histogram.ts';
import { Kernel, PRIORITY } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { RegionArrivals } from './arrivals.ts';
import type { CentreCalls } from './centre-calls.ts';
import { demandOf, type Day } from './demand.ts';
import { Housekeeping, type Storm } from './housekeeping.ts';
import { Institutions } from './institutions.ts';
import { Measures } from './measures.ts';
import { Revocations } from './revocations.ts';
import { ServerPool } from './server-pool.ts';
import { NationTunnels } from './tunnels.ts';
import { DEFAULT_LINE_LOSS, Wire, type LineLoss } from './wire.ts';

const DAY_NS = 86_400 * NS_PER_S;

/** What is to be simulated. */
export interface NationPlan {
  readonly institutions: number;
  readonly seed: number;
  readonly day: Day;
  readonly fromNs: TimeNs;
  readonly untilNs: TimeNs;
  /** Servers of the centre, and requests that may wait for them. */
  readonly servers: number;
  readonly queueLimit: number;
  readonly listIntervalNs: TimeNs;
  /** The centre is away in this time. */
  readonly outage?: { readonly fromNs: TimeNs; readonly untilNs: TimeNs };
  readonly storm?: Storm;
  /** Certificates that are taken back in the course of the day, at times spread evenly. */
  readonly revocations: number;
  readonly loss: LineLoss;
}

/** Own choice: two seconds of work of five servers. A line that is longer than callers are patient (15 s) only holds requests that nobody waits for any more. */
const QUEUE_LIMIT = 5000;

/**
 * A plan with the usual values filled in: a whole ordinary day, two servers, a new list every four hours.
 * Units: nanoseconds. Errors: none. Source: own choices.
 */
export function nationPlan(given: Pick<NationPlan, 'institutions'> & Partial<NationPlan>): NationPlan {
  return {
    seed: 1,
    day: 'ordinary',
    fromNs: 0,
    untilNs: DAY_NS,
    servers: 2,
    queueLimit: QUEUE_LIMIT,
    listIntervalNs: 4 * 3600 * NS_PER_S,
    revocations: 0,
    loss: DEFAULT_LINE_LOSS,
    ...given,
  };
}

/** What the centre did. */
export interface CentreMeasures {
  readonly taken: number;
  readonly lost: number;
  readonly busyNs: TimeNs;
  readonly mostWaiting: number;
  /** From the arrival of a request to the end of its service. */
  readonly sojourn: Histogram;
}

/** What happened around an outage of the centre. */
export interface OutageMeasures {
  /** Tunnels up when it began, those raised while it lasted (from connection information at hand), exchanges that waited when it ended. */
  readonly upBefore: number;
  readonly raisedDuring: number;
  readonly waitingAfter: number;
}

/**
 * A running nation; `run` may be called in pieces.
 * Units: nanoseconds. Errors: throws on a plan that makes no sense (a bug: the command refuses it). Source: TR D.3-D.7.
 */
export class Nation {
  readonly plan: NationPlan;
  readonly network: Institutions;
  readonly measures = new Measures();
  readonly tunnels: NationTunnels;
  readonly housekeeping: Housekeeping;
  readonly revocations: Revocations;
  readonly wire: Wire;
  readonly #kernel = new Kernel();
  readonly #pool: ServerPool;
  readonly #sojourn = new Histogram();
  readonly #outage = { upBefore: 0, raisedBefore: 0, raisedDuring: 0, waitingAfter: 0 };

  constructor(plan: NationPlan) {
    this.plan = plan;
    const kernel = this.#kernel;
    const streams = new Streams(plan.seed);
    this.network = new Institutions(plan.institutions, streams);
    this.wire = new Wire(kernel, this.network, streams, plan.loss);
    this.revocations = new Revocations(this.network.records, () => kernel.now);
    const tasks: CentreCalls[] = [];
    this.#pool = new ServerPool(kernel, {
      servers: plan.servers,
      queueLimit: plan.queueLimit,
      sojourn: this.#sojourn,
      served: (task, id, stamp) => tasks[task]?.served(id, stamp),
    });
    const demands = demandOf(plan.day);
    const shared = { kernel, network: this.network, streams, wire: this.wire, pool: this.#pool, revocations: this.revocations };
    this.tunnels = new NationTunnels({ ...shared, demands, measures: this.measures, task: 0 });
    const { listIntervalNs, storm } = plan;
    const keeping = { ...shared, listIntervalNs, tasks: { list: 1, renewal: 2 }, ...(storm === undefined ? {} : { storm }) };
    this.housekeeping = new Housekeeping(keeping, plan.fromNs, plan.untilNs);
    tasks.push(this.tunnels.calls, this.housekeeping.lists, this.housekeeping.renewals);
    for (const [number, region] of this.network.regions.entries())
      this.#startRegion(new RegionArrivals(this.network, region, demands, streams.get(`scale/region/${number}/demand`)));
    this.#planOutage();
    this.#planRevocations(streams);
  }

  /** Simulated time. */
  get nowNs(): TimeNs {
    return this.#kernel.now;
  }

  /** Events run so far. */
  get events(): number {
    return this.#kernel.processed;
  }

  get centre(): CentreMeasures {
    const { taken, lost, busyNs, mostWaiting } = this.#pool;
    return { taken, lost, busyNs, mostWaiting, sojourn: this.#sojourn };
  }

  get outage(): OutageMeasures {
    const { upBefore, raisedDuring, waitingAfter } = this.#outage;
    return { upBefore, raisedDuring, waitingAfter };
  }

  run(untilNs: TimeNs): void {
    this.#kernel.run(Math.min(untilNs, this.plan.untilNs));
  }

  #startRegion(arrivals: RegionArrivals): void {
    const kernel = this.#kernel;
    const kind = kernel.register(() => {
      arrivals.draw(kernel.now);
      next();
      const { from, to, demand } = arrivals.wish;
      this.tunnels.want(from, to, demand);
    });
    const next = (after = kernel.now): void => {
      const nextNs = arrivals.nextNs(after);
      if (nextNs < this.plan.untilNs) kernel.post(nextNs, PRIORITY.script, kind);
    };
    next(this.plan.fromNs);
  }

  #planOutage(): void {
    const { outage } = this.plan;
    if (outage === undefined) return;
    const kernel = this.#kernel;
    this.measures.watchFromNs = outage.untilNs;
    kernel.at(outage.fromNs, () => {
      this.#outage.upBefore = this.measures.up;
      this.#outage.raisedBefore = this.measures.tunnels;
      this.#pool.setUp(false);
    });
    kernel.at(outage.untilNs, () => {
      this.#outage.raisedDuring = this.measures.tunnels - this.#outage.raisedBefore;
      this.#outage.waitingAfter = this.measures.waiting;
      this.#pool.setUp(true);
    });
  }

  /** Institutions drawn at random; the time between two revocations is always the same. */
  #planRevocations(streams: Streams): void {
    const { revocations, fromNs, untilNs } = this.plan;
    const stream = streams.get('scale/shared/revocations');
    for (let number = 0; number < revocations; number++) {
      const region = this.network.regions[stream.integer(this.network.regions.length)];
      const size = region === undefined ? 1 : region.of.laboratory.first - region.firstDevice;
      const device = (region?.firstDevice ?? 0) + stream.integer(size);
      const atNs = fromNs + Math.floor(((number + 1) * (untilNs - fromNs)) / (revocations + 1));
      this.#kernel.at(atNs, () => this.revocations.revoke(device), PRIORITY.script);
    }
  }
}
