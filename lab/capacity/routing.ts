/**
 * Purpose: what link-state routing through tunnels costs every router when users raise and drop tunnels as they like: updates, octets and computations of paths in an hour, with and without.
 *
 * Sites keep an adjacency to a hub; now and then one raises a tunnel to another for a minute, and the routing protocol takes it for a new link. The figures do not depend on the scenario.
 * Does not model: Hellos, which would keep every tunnel from ever being idle (10 s against 30 s); what else sim/net/routing/link-state.ts leaves out.
 * Units: counts and octets per router and hour. Determinism: times and partners from a named stream.
 * References: TR D.7 c (dynamic routing); RFC 2328; RFC 8405.
 */
import { exponential } from '../../sim/kernel/chance.ts';
import { Kernel } from '../../sim/kernel/kernel.ts';
import { Streams } from '../../sim/kernel/streams.ts';
import { NS_PER_MS, NS_PER_S, type TimeNs } from '../../sim/kernel/time.ts';
import { LinkStateArea } from '../../sim/net/routing/link-state.ts';

/** Own choices: tunnels that a site raises in an hour, how long one stands, and the way between neighbours. */
const RAISED_PER_HOUR = 4;
const UP_NS = 60 * NS_PER_S;
const DELAY_NS = 20 * NS_PER_MS;
const SITES = [10, 30, 60] as const;
const HOUR_NS = 3600 * NS_PER_S;
/** The area comes together before it is measured. */
const WARM_UP_NS = 60 * NS_PER_S;

/** Means over all routers. */
export interface RoutingRow {
  readonly sites: number;
  readonly toggles: number;
  readonly updatesPerHour: number;
  readonly octetsPerHour: number;
  readonly computationsPerHour: number;
  readonly linksExaminedPerHour: number;
}

/**
 * Areas of growing size, each without and with tunnels that come and go.
 * Units: see RoutingRow. Errors: none. Source: TR D.7 c.
 */
export function measureRouting(seed: number): readonly RoutingRow[] {
  return SITES.flatMap((sites) => [false, true].map((toggling) => measure(sites, toggling, seed)));
}

function measure(sites: number, toggling: boolean, seed: number): RoutingRow {
  const kernel = new Kernel();
  const area = new LinkStateArea(kernel, sites, DELAY_NS);
  for (let site = 1; site < sites; site++) area.setAdjacent(0, site, true);
  kernel.run(WARM_UP_NS);
  const before = totals(area, sites);
  const toggles = toggling ? planToggles(kernel, area, sites, seed) : 0;
  kernel.run(WARM_UP_NS + HOUR_NS);
  const after = totals(area, sites);
  const [updates = 0, octets = 0, computations = 0, links = 0] = after.map(
    (value, at) => Math.round((10 * (value - (before[at] ?? 0))) / sites) / 10,
  );
  return { sites, toggles, updatesPerHour: updates, octetsPerHour: octets, computationsPerHour: computations, linksExaminedPerHour: links };
}

/** Each site but the hub raises tunnels at random times to others; a tunnel that is up already is used and no change. Gives how often a tunnel came or went. */
function planToggles(kernel: Kernel, area: LinkStateArea, sites: number, seed: number): number {
  const stream = new Streams(seed).get(`capacity/routing/${sites}`);
  const upUntilNs = new Map<string, TimeNs>();
  let toggles = 0;
  const meanNs = HOUR_NS / (RAISED_PER_HOUR * (sites - 1));
  for (
    let atNs = WARM_UP_NS + Math.floor(exponential(stream, meanNs));
    atNs + UP_NS < WARM_UP_NS + HOUR_NS;
    atNs += 1 + Math.floor(exponential(stream, meanNs))
  ) {
    const from = 1 + stream.integer(sites - 1);
    const other = 1 + stream.integer(sites - 2);
    const to = other < from ? other : other + 1;
    const key = [from, to].sort((a, b) => a - b).join('-');
    if ((upUntilNs.get(key) ?? 0) >= atNs) continue;
    upUntilNs.set(key, atNs + UP_NS);
    toggles += 2;
    kernel.at(atNs, () => area.setAdjacent(from, to, true));
    kernel.at(atNs + UP_NS, () => area.setAdjacent(from, to, false));
  }
  return toggles;
}

function totals(area: LinkStateArea, sites: number): readonly number[] {
  const loads = Array.from({ length: sites }, (_, site) => area.load(site));
  const sum = (of: (load: (typeof loads)[number]) => number): number => loads.reduce((all, load) => all + of(load), 0);
  return [
    sum(({ received }) => received),
    sum(({ octets }) => octets),
    sum(({ computations }) => computations),
    sum(({ linksExamined }) => linksExamined),
  ];
}
