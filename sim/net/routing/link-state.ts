/**
 * Purpose: link-state routing among the routers of tunnels that come and go: who says what anew, how far it is flooded, and how often every router computes its paths again.
 *
 * When an adjacency appears or goes, both ends say so in a new router-LSA (not more often than MinLSInterval), every router that hears it passes it on, and computes shortest paths after the
 * delay of RFC 8405. Two routers that meet send each other what they hold.
 * Does not model: areas, designated routers, acknowledgements and losses (flooding is reliable here), Hellos and the dead interval (an end that closes a tunnel says so at once), costs other
 * than 1, ageing. It is an area by itself and moves no packets of the network; process.ts is the exchange on a site's links that T07 and T08 attack.
 * Units: nanoseconds, octets of IP packets, counts. Determinism: event order; routers and their neighbours in numerical order.
 * References: RFC 2328 12.4 and 13 (origination, flooding), 13.1 (newer), 16.1 (shortest paths, link in both directions), App. B (MinLSInterval, MinLSArrival, LSRefreshTime), A.3.5 and A.4.2
 * (octets); RFC 8405 5, 6 (delays before computing); TR D.7 c.
 */
import { PRIORITY, type Kernel } from '../../kernel/kernel.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../kernel/time.ts';
import { IPV4_HEADER_BYTES } from '../packet.ts';

const MIN_LS_INTERVAL_NS = 5 * NS_PER_S;
const MIN_LS_ARRIVAL_NS = NS_PER_S;
const LS_REFRESH_NS = 1800 * NS_PER_S;
/** RFC 8405 6: defaults. */
const SPF = {
  initialNs: 50 * NS_PER_MS,
  shortNs: 200 * NS_PER_MS,
  longNs: 5000 * NS_PER_MS,
  learnNs: 500 * NS_PER_MS,
  holdDownNs: 10 * NS_PER_S,
} as const;

/** OSPF header, number of LSAs; LSA header, flags and number of links, a link. */
const UPDATE_BYTES = IPV4_HEADER_BYTES + 24 + 4;
const LSA_BYTES = 20 + 4;
const LINK_BYTES = 12;

/** What one router says of itself. */
interface RouterLsa {
  readonly origin: number;
  readonly sequence: number;
  readonly links: readonly number[];
}

/** What a router did. */
export interface RoutingLoad {
  originated: number;
  /** Updates that came in, their octets as IP packets, and those among them that were new. */
  received: number;
  octets: number;
  installed: number;
  computations: number;
  /** Links looked at in all computations: what a computation costs grows with it. */
  linksExamined: number;
}

class Router {
  readonly adjacent = new Set<number>();
  readonly held = new Map<number, { readonly lsa: RouterLsa; readonly atNs: TimeNs }>();
  readonly load: RoutingLoad = { originated: 0, received: 0, octets: 0, installed: 0, computations: 0, linksExamined: 0 };
  sequence = 0;
  originatedNs: TimeNs = -MIN_LS_INTERVAL_NS;
  pending = false;
  /** RFC 8405: when the present series of events began and when its last event was; whether a computation is due. */
  seriesNs: TimeNs = -SPF.holdDownNs;
  eventNs: TimeNs = -SPF.holdDownNs;
  due = false;
  /** Hops to each router that can be reached. */
  distances: ReadonlyMap<number, number> = new Map();
}

/**
 * Routers 0 to n - 1 with adjacencies that come and go.
 * Units: nanoseconds. Errors: throws for a router that does not exist (a bug). Source: RFC 2328.
 */
export class LinkStateArea {
  readonly #kernel: Kernel;
  readonly #delayNs: TimeNs;
  readonly #routers: readonly Router[];

  /** `delayNs`: time of an update from neighbour to neighbour. */
  constructor(kernel: Kernel, routers: number, delayNs: TimeNs) {
    this.#kernel = kernel;
    this.#delayNs = delayNs;
    this.#routers = Array.from({ length: routers }, () => new Router());
    for (let router = 0; router < routers; router++) this.#originate(router);
  }

  load(router: number): Readonly<RoutingLoad> {
    return this.#router(router).load;
  }

  /** Hops from a router to another, as it knows them; undefined when it knows no way. */
  distance(from: number, to: number): number | undefined {
    return this.#router(from).distances.get(to);
  }

  /** An adjacency appears or goes; both ends notice at once. */
  setAdjacent(a: number, b: number, up: boolean): void {
    const [left, right] = [this.#router(a), this.#router(b)];
    if (left.adjacent.has(b) === up) return;
    if (up) {
      left.adjacent.add(b);
      right.adjacent.add(a);
      this.#introduce(a, b);
      this.#introduce(b, a);
    } else {
      left.adjacent.delete(b);
      right.adjacent.delete(a);
    }
    this.#originate(a);
    this.#originate(b);
  }

  #router(number: number): Router {
    const router = this.#routers[number];
    if (router === undefined) throw new Error(`link state: no router ${number}`);
    return router;
  }

  /** Sends a new neighbour everything that one holds (RFC 2328 10.6 to 10.9, in one message). */
  #introduce(from: number, to: number): void {
    this.#send(
      from,
      to,
      [...this.#router(from).held.values()].map(({ lsa }) => lsa),
    );
  }

  #originate(number: number): void {
    const router = this.#router(number);
    const { now } = this.#kernel;
    if (router.pending) return;
    const earliestNs = router.originatedNs + MIN_LS_INTERVAL_NS;
    if (now < earliestNs) {
      router.pending = true;
      this.#kernel.at(
        earliestNs,
        () => {
          router.pending = false;
          this.#originate(number);
        },
        PRIORITY.timer,
      );
      return;
    }
    router.originatedNs = now;
    router.load.originated++;
    const lsa: RouterLsa = { origin: number, sequence: ++router.sequence, links: [...router.adjacent].sort((a, b) => a - b) };
    const changed = router.held.get(number)?.lsa.links.join() !== lsa.links.join();
    router.held.set(number, { lsa, atNs: now });
    this.#flood(number, lsa, undefined);
    if (changed) this.#event(number);
    this.#kernel.after(LS_REFRESH_NS, () => this.#refresh(number, lsa.sequence), PRIORITY.timer);
  }

  /** Half an hour without a change: it is said again. */
  #refresh(number: number, sequence: number): void {
    if (this.#router(number).sequence === sequence) this.#originate(number);
  }

  #flood(from: number, lsa: RouterLsa, except: number | undefined): void {
    for (const to of this.#router(from).adjacent) if (to !== except) this.#send(from, to, [lsa]);
  }

  #send(from: number, to: number, lsas: readonly RouterLsa[]): void {
    this.#kernel.after(this.#delayNs, () => this.#receive(from, to, lsas));
  }

  #receive(from: number, to: number, lsas: readonly RouterLsa[]): void {
    const router = this.#router(to);
    if (!router.adjacent.has(from)) return;
    router.load.received++;
    router.load.octets += UPDATE_BYTES + lsas.reduce((sum, { links }) => sum + LSA_BYTES + LINK_BYTES * links.length, 0);
    for (const lsa of lsas) this.#install(to, lsa, from);
  }

  #install(number: number, lsa: RouterLsa, from: number): void {
    const router = this.#router(number);
    const { now } = this.#kernel;
    const held = router.held.get(lsa.origin);
    if (lsa.origin === number || (held !== undefined && held.lsa.sequence >= lsa.sequence)) return;
    if (held !== undefined && now - held.atNs < MIN_LS_ARRIVAL_NS) return;
    router.held.set(lsa.origin, { lsa, atNs: now });
    router.load.installed++;
    this.#flood(number, lsa, from);
    if (held === undefined || held.lsa.links.join() !== lsa.links.join()) this.#event(number);
  }

  /** Something changed: paths are computed after a delay that grows while changes go on. */
  #event(number: number): void {
    const router = this.#router(number);
    const { now } = this.#kernel;
    const quiet = now - router.eventNs >= SPF.holdDownNs;
    if (quiet) router.seriesNs = now;
    router.eventNs = now;
    if (router.due) return;
    router.due = true;
    const delayNs = quiet ? SPF.initialNs : now - router.seriesNs <= SPF.learnNs ? SPF.shortNs : SPF.longNs;
    this.#kernel.after(
      delayNs,
      () => {
        router.due = false;
        this.#compute(number);
      },
      PRIORITY.timer,
    );
  }

  /** Shortest paths by breadth, since every link costs 1; a link counts when both ends name it. */
  #compute(number: number): void {
    const router = this.#router(number);
    router.load.computations++;
    const distances = new Map<number, number>([[number, 0]]);
    const queue = [number];
    for (const at of queue) {
      for (const to of router.held.get(at)?.lsa.links ?? []) {
        router.load.linksExamined++;
        if (distances.has(to) || router.held.get(to)?.lsa.links.includes(at) !== true) continue;
        distances.set(to, (distances.get(at) ?? 0) + 1);
        queue.push(to);
      }
    }
    router.distances = distances;
  }
}
