/**
 * Purpose: where the bars of several networks lie between the sites: each only as long as what hangs on it, so that lines to another bar pass beside it, and a point where carriers meet between their bars.
 *
 * One network has the whole width. Does not model: bars of networks whose devices stand among one another's; their lines then cross. Determinism: pure, in scenario order.
 */
import type { NetworkSpec } from '../../sim/world/scenario.ts';
import type { Point, Spot, Wire } from './plan-types.ts';

const BAR_HEIGHT = 30;
const BAR_PITCH = 64;
/** By how much a bar is longer than the devices at it. */
const BAR_END = 44;
const SHORTEST_ALONE = 400;
const SHORTEST = 200;
/** Room that a letter of a bar's name takes, in Latin and in Japanese script. */
const LETTER = { en: 8, ja: 14 } as const;
/** How near a bar comes to a line that passes it. */
const BESIDE = 26;

/** A device with a line to a network. */
export interface Station extends Point {
  readonly network: string;
}

type Span = readonly [number, number];

/**
 * The height that the bars of so many networks take.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function heightOfBars(count: number): number {
  return (count - 1) * BAR_PITCH + BAR_HEIGHT;
}

const middle = (values: readonly number[]): number => (values.length === 0 ? 0 : (Math.min(...values) + Math.max(...values)) / 2);

function stationsOf(stations: readonly Station[], id: string): readonly Station[] {
  return stations.filter(({ network }) => network === id);
}

/** Where carriers meet: in the middle between them. */
function meetingOf({ connects = [] }: NetworkSpec, stations: readonly Station[]): number {
  return middle(connects.map((id) => middle(stationsOf(stations, id).map(({ x }) => x))));
}

/** Where a network has something hanging on it. */
function heldBy(network: NetworkSpec, networks: readonly NetworkSpec[], stations: readonly Station[]): readonly number[] {
  const meetings = networks.filter(
    ({ id, connects }) => connects?.includes(network.id) === true || (id === network.id && connects !== undefined),
  );
  return [...stationsOf(stations, network.id).map(({ x }) => x), ...meetings.map((one) => meetingOf(one, stations))];
}

/** How many lines pass through another bar when the bars stand in an order, from the top down. */
function crossings(order: readonly NetworkSpec[], stations: readonly Station[]): number {
  const row = (id: string): number => order.findIndex((one) => one.id === id);
  const spans = order.map((network) => heldBy(network, order, stations));
  const through = (x: number, above: number, below: number): number =>
    spans.filter(
      (held, i) => i > above && i < below && held.length > 0 && x >= Math.min(...held) - BESIDE && x <= Math.max(...held) + BESIDE,
    ).length;
  const lines = stations.map(({ x, y, network }) => (y < 0 ? through(x, -1, row(network)) : through(x, row(network), order.length)));
  const met = order.flatMap((one) =>
    (one.connects ?? []).map((id) => through(meetingOf(one, stations), Math.min(row(one.id), row(id)), Math.max(row(one.id), row(id)))),
  );
  return [...lines, ...met].reduce((sum, one) => sum + one, 0);
}

/** So many bars are put into the best order; more keep that of the file, since all orders would be too many to try. */
const MOST_TO_ORDER = 5;

function ordersOf<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list.length < 2 ? [list] : list.flatMap((first, i) => ordersOf(list.filter((_, k) => k !== i)).map((rest) => [first, ...rest]));
}

/** From the top down, so that the fewest lines pass through other bars; among equals the order of the file. */
function inOrder(networks: readonly NetworkSpec[], stations: readonly Station[]): readonly NetworkSpec[] {
  if (networks.length > MOST_TO_ORDER) return networks;
  const tried = ordersOf(networks).map((order) => ({ order, cost: crossings(order, stations) }));
  return tried.reduce((best, one) => (one.cost < best.cost ? one : best)).order;
}

/** Widens a span to a length, to both sides as far as no line is in the way; what one side lacks the other gives. */
function widened([from, to]: Span, length: number, lines: readonly number[]): Span {
  const left = Math.max(-Infinity, ...lines.filter((x) => x < from).map((x) => Math.min(from, x + BESIDE)));
  const right = Math.min(Infinity, ...lines.filter((x) => x > to).map((x) => Math.max(to, x - BESIDE)));
  const missing = Math.max(0, length - (to - from));
  const low = Math.max(left, from - missing / 2);
  const high = Math.min(right, low + length);
  return [Math.max(left, Math.min(low, high - length)), Math.max(to, high)];
}

/**
 * The bars, in the order of the networks.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function layBars(networks: readonly NetworkSpec[], stations: readonly Station[]): readonly Spot[] {
  const order = inOrder(networks, stations);
  const yOf = (id: string): number => (order.findIndex((one) => one.id === id) - (order.length - 1) / 2) * BAR_PITCH;
  const spanOf = (network: NetworkSpec): Span => {
    const xs = (networks.length === 1 ? stations : stationsOf(stations, network.id)).map(({ x }) => x);
    if (networks.length === 1)
      return [Math.min(-SHORTEST_ALONE / 2, ...xs.map((x) => x - BAR_END)), Math.max(SHORTEST_ALONE / 2, ...xs.map((x) => x + BAR_END))];
    const held = heldBy(network, networks, stations);
    // Lines that pass this bar on their way to another one.
    const y = yOf(network.id);
    const passing = stations.filter((one) => one.network !== network.id && (one.y - y) * (yOf(one.network) - y) < 0).map(({ x }) => x);
    const { en, ja } = network.name;
    const length = Math.max(SHORTEST, LETTER.en * en.length, LETTER.ja * ja.length);
    if (held.length === 0) return [-length / 2, length / 2];
    const [first, last] = [Math.min(...held), Math.max(...held)];
    return widened([first, last], Math.max(length, last - first + 2 * BAR_END), passing);
  };
  return networks.map((network): Spot => {
    const [from, to] = spanOf(network);
    return {
      id: network.id,
      kind: 'network',
      name: network.name,
      icon: 'none',
      x: (from + to) / 2,
      y: yOf(network.id),
      width: to - from,
      height: BAR_HEIGHT,
      label: 'inside',
    };
  });
}

const within = (x: number, { x: middleX, width }: Spot): number => Math.min(Math.max(x, middleX - width / 2), middleX + width / 2);

/**
 * The lines from where carriers meet to their bars.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function meetingWires(networks: readonly NetworkSpec[], bars: readonly Spot[], stations: readonly Station[]): readonly Wire[] {
  return networks.flatMap((network) => {
    const point = bars.find(({ id }) => id === network.id);
    const at = meetingOf(network, stations);
    return (network.connects ?? []).flatMap((id): readonly Wire[] => {
      const bar = bars.find((one) => one.id === id);
      if (point === undefined || bar === undefined) return [];
      const [a, b] = [
        { x: within(at, point), y: point.y },
        { x: within(at, bar), y: bar.y },
      ];
      return [{ a: id, b: network.id, kind: 'line', path: [{ x: bar.x, y: bar.y }, b, a, { x: point.x, y: point.y }], drawn: [b, a] }];
    });
  });
}

/**
 * Where an attacker's own station stands at a bar: at its right end, or at its left where a line passes there.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function besideBar(bar: Spot, stations: readonly Station[], distance: number): number {
  const right = bar.x + bar.width / 2 + distance;
  const crossed = stations.some(({ x, network, y }) => network !== bar.id && Math.abs(x - right) < distance && y > bar.y);
  return crossed ? bar.x - bar.width / 2 - distance : right;
}

/** Half of the room that a name below a station takes. */
const NAME = 50;

/**
 * Whether the next bar lies where the name of a station beside another one would stand.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function isAboveBar(bars: readonly Spot[], { x, y }: Point): boolean {
  return bars.some((bar) => bar.y > y && bar.y - y <= BAR_PITCH && Math.abs(bar.x - x) < bar.width / 2 + NAME);
}
