/**
 * Purpose: where everything of a scenario stands in the network picture, computed from the scenario alone, so that a reload shows the same picture.
 *
 * The networks are bars across the middle. The site with most hosts stands above them, the others below (or on both sides, where they are many), each with its edge towards the
 * bars. The centre hangs at the left end, an attacker's own line at the right end.
 * Does not model: geography. Determinism: pure, in scenario order.
 */
import type { Scenario } from '../../sim/world/scenario.ts';
import { besideBar, heightOfBars, isAboveBar, layBars, meetingWires, type Station } from './bars.ts';
import type { Box, NetworkPlan, Point, Slot, Spot, Wire } from './plan-types.ts';
import { planSite, type SitePlan } from './site-plan.ts';

const SITE_GAP = 64;
const SITE_TO_BAR = 96;
/** From the end of a bar to what stands there. */
const BAR_TO_STATION = 56;
/** A row of sites is as wide as a bar gets before the next row begins. */
const WIDEST_ROW = 2_400;

interface Placed {
  readonly plan: SitePlan;
  readonly left: number;
  /** Moves a local point into the picture. */
  readonly at: (point: Point) => Point;
  readonly above: boolean;
}

/** Splits the sites into those above and those below the networks. */
function sides(plans: readonly SitePlan[]): { readonly above: readonly SitePlan[]; readonly below: readonly SitePlan[] } {
  const widest = plans.reduce<SitePlan | undefined>(
    (best, plan) => (best === undefined || plan.width > best.width ? plan : best),
    undefined,
  );
  if (widest === undefined) return { above: [], below: [] };
  const above = [widest];
  const below = plans.filter((plan) => plan !== widest);
  const width = (row: readonly SitePlan[]): number => row.reduce((sum, plan) => sum + plan.width + SITE_GAP, 0);
  for (
    let last = below.at(-1);
    last !== undefined && below.length > 1 && width(above) + last.width + SITE_GAP < width(below);
    last = below.at(-1)
  ) {
    below.pop();
    above.push(last);
  }
  return { above, below };
}

/** Rows of sites, nearest to the bars first. */
function rowsOf(plans: readonly SitePlan[]): readonly (readonly SitePlan[])[] {
  const rows: SitePlan[][] = [];
  let room = 0;
  for (const plan of plans) {
    const row = rows.at(-1);
    if (row === undefined || room < plan.width) {
      rows.push([plan]);
      room = WIDEST_ROW - plan.width - SITE_GAP;
    } else {
      row.push(plan);
      room -= plan.width + SITE_GAP;
    }
  }
  return rows;
}

function placeRows(plans: readonly SitePlan[], above: boolean, barsHeight: number): readonly Placed[] {
  let distance = barsHeight / 2 + SITE_TO_BAR;
  return rowsOf(plans).flatMap((row) => {
    const width = row.reduce((sum, plan) => sum + plan.width, 0) + (row.length - 1) * SITE_GAP;
    const edge = distance;
    distance += Math.max(...row.map((plan) => plan.depth)) + 2 * SITE_TO_BAR;
    let left = -width / 2;
    return row.map((plan): Placed => {
      const mine = left;
      left += plan.width + SITE_GAP;
      return { plan, left: mine, above, at: ({ x, y }) => ({ x: mine + x, y: (above ? -1 : 1) * (edge + plan.depth - y) }) };
    });
  });
}

function moved(placed: Placed, spot: Spot): Spot {
  const flip = { above: 'below', below: 'above', right: 'right', inside: 'inside' } as const;
  return { ...spot, ...placed.at(spot), label: placed.above ? spot.label : flip[spot.label] };
}

function movedWire(placed: Placed, wire: Wire): Wire {
  return { ...wire, path: wire.path.map(placed.at), drawn: [placed.at(wire.drawn[0]), placed.at(wire.drawn[1])] };
}

/** From a station straight to the bar, then along it to its middle. */
function lineTo(bar: Spot, station: Point & { readonly id: string }): Wire {
  const left = bar.x - bar.width / 2;
  const foot: Point = { x: Math.min(Math.max(station.x, left), left + bar.width), y: bar.y };
  return {
    a: station.id,
    b: bar.id,
    kind: 'line',
    path: [{ x: station.x, y: station.y }, foot, { x: bar.x, y: bar.y }],
    drawn: [{ x: station.x, y: station.y }, foot],
  };
}

function networkSlots(scenario: Scenario, bars: readonly Spot[], stations: readonly Station[]): readonly Slot[] {
  return scenario.vantages.flatMap((vantage): readonly Slot[] => {
    if (vantage.kind === 'lan' || vantage.kind === 'radio' || vantage.address === undefined) return [];
    const bar = bars.find(({ id }) => id === vantage.at) ?? bars[0];
    if (bar === undefined) return [];
    // The second box of a peer acts under a place of its own.
    const id = vantage.kind === 'peer' ? `attacker/${vantage.id}/box` : `attacker/${vantage.id}`;
    const x = besideBar(bar, stations, BAR_TO_STATION);
    const spot: Spot = {
      id,
      kind: 'attacker',
      name: vantage.name,
      icon: 'attacker',
      x,
      y: bar.y,
      width: 40,
      height: 34,
      label: isAboveBar(bars, { x, y: bar.y }) ? 'above' : 'below',
    };
    return [{ vantage: vantage.id, spot, wire: lineTo(bar, spot) }];
  });
}

/**
 * The picture of a scenario.
 * Units: see plan-types. Errors: throws on a scenario that the loader refuses. Source: own design.
 */
export function planNetwork(scenario: Scenario): NetworkPlan {
  const { above, below } = sides(scenario.sites.map((site) => planSite(scenario, site)));
  const barsHeight = heightOfBars(scenario.networks.length);
  const placed = [...placeRows(above, true, barsHeight), ...placeRows(below, false, barsHeight)];
  const edges = placed.flatMap((one) => one.plan.edge.map((spot) => moved(one, spot)));
  const stations = edges.flatMap((spot): readonly Station[] => {
    const [site, device] = spot.id.split('.');
    const ports = scenario.sites.find(({ id }) => id === site)?.devices.find(({ id }) => id === device)?.ports ?? [];
    return scenario.networks
      .filter(({ id }) => ports.some((port) => port.joins === id))
      .map(({ id }) => ({ x: spot.x, y: spot.y, network: id }));
  });
  const bars = layBars(scenario.networks, stations);
  const spots: Spot[] = [...placed.flatMap((one) => one.plan.spots.map((spot) => moved(one, spot))), ...bars];
  const wires: Wire[] = placed.flatMap((one) => one.plan.wires.map((wire) => movedWire(one, wire)));
  wires.push(...meetingWires(scenario.networks, bars, stations));
  for (const site of scenario.sites) {
    for (const device of site.devices) {
      const spot = spots.find(({ id }) => id === `${site.id}.${device.id}`);
      for (const bar of bars) if (spot !== undefined && device.ports.some((port) => port.joins === bar.id)) wires.push(lineTo(bar, spot));
    }
  }
  const { centre } = scenario;
  const home = bars.find(({ id }) => id === centre?.network);
  if (centre !== undefined && home !== undefined) {
    const spot: Spot = {
      id: centre.id,
      kind: 'centre',
      name: centre.name,
      icon: 'centre',
      x: home.x - home.width / 2 - BAR_TO_STATION,
      y: home.y,
      width: 44,
      height: 36,
      label: 'below',
    };
    spots.push(spot);
    wires.push(lineTo(home, spot));
  }
  const boxes: Box[] = placed.flatMap((one) => one.plan.boxes.map((box): Box => ({ ...box, label: one.above ? 'above' : 'below' })));
  const slots = [
    ...placed.flatMap((one) =>
      one.plan.slots.map((slot): Slot => ({ ...slot, spot: moved(one, slot.spot), wire: movedWire(one, slot.wire) })),
    ),
    ...networkSlots(scenario, bars, stations),
  ];
  return { boxes, spots, wires, slots };
}
