/**
 * Purpose: where the states and arrows of a machine's declaration stand in a chart: rows by distance from the initial state, each row ordered by its neighbours. Pure.
 *
 * Does not model: the fewest possible crossings; our machines have at most a dozen states. Units: pixels of the drawing.
 * Determinism: the same declaration gives the same chart.
 * References: Sugiyama, Tagawa, Toda 1981 (layers, barycentres); only their outline is used.
 */
import { transitionsOf, type Declaration } from './machines.ts';

const BOX_W = 108;
const BOX_H = 28;
const COLUMN = 134;
const ROW = 74;
const MARGIN = 26;
const SWEEPS = 6;
/** Side step of an arrow that has company, and of one that passes other rows. */
const BEND = 44;
/** How far an arrow that passes other rows swings out, for the first row and for each more. */
const LONG_BEND = 78;
const ROW_BEND = 34;
/** Room for such arrows at the sides. */
const SIDE = 76;

export interface StateBox {
  readonly state: string;
  /** Centre. */
  readonly x: number;
  readonly y: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Events that take this way, in the order of the declaration. */
  readonly events: readonly string[];
  /** An SVG path; it ends where the tip's point is. */
  readonly path: string;
  readonly tip: { readonly x: number; readonly y: number; readonly angle: number };
  readonly label: { readonly x: number; readonly y: number };
}

export interface Chart {
  readonly width: number;
  readonly height: number;
  readonly boxW: number;
  readonly boxH: number;
  readonly boxes: readonly StateBox[];
  readonly arrows: readonly Arrow[];
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
}

function linksOf(declaration: Declaration): readonly Link[] {
  const links = new Map<string, { readonly from: string; readonly to: string; readonly events: string[] }>();
  for (const { from, to, event } of transitionsOf(declaration)) {
    const key = `${from} ${to}`;
    const known = links.get(key);
    if (known === undefined) links.set(key, { from, to, events: [event] });
    else known.events.push(event);
  }
  return [...links.values()];
}

/** Steps from the initial state; a state that nothing leads to stands in the first row. */
function ranksOf(declaration: Declaration, links: readonly Link[]): ReadonlyMap<string, number> {
  const ranks = new Map([[declaration.initial, 0]]);
  let edge = [declaration.initial];
  for (let rank = 1; edge.length > 0; rank++) {
    const next = links.filter(({ from, to }) => edge.includes(from) && !ranks.has(to)).map(({ to }) => to);
    edge = [...new Set(next)];
    for (const state of edge) ranks.set(state, rank);
  }
  for (const state of Object.keys(declaration.states)) if (!ranks.has(state)) ranks.set(state, 0);
  return ranks;
}

/** Rows of states, ordered so that neighbours stand near each other. */
function rowsOf(declaration: Declaration, links: readonly Link[]): readonly (readonly string[])[] {
  const ranks = ranksOf(declaration, links);
  const rows: string[][] = [];
  for (const state of Object.keys(declaration.states)) (rows[ranks.get(state) ?? 0] ??= []).push(state);
  const place = new Map<string, number>();
  const settle = (): void => {
    for (const row of rows) for (const [i, state] of row.entries()) place.set(state, i - (row.length - 1) / 2);
  };
  settle();
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of rows) {
      const weight = new Map(
        row.map((state) => {
          const near = links
            .flatMap(({ from, to }) => (from === state ? [to] : to === state ? [from] : []))
            .filter((other) =>
              down ? (ranks.get(other) ?? 0) < (ranks.get(state) ?? 0) : (ranks.get(other) ?? 0) > (ranks.get(state) ?? 0),
            );
          const own = place.get(state) ?? 0;
          return [state, near.length === 0 ? own : near.reduce((sum, other) => sum + (place.get(other) ?? 0), 0) / near.length];
        }),
      );
      row.sort((a, b) => (weight.get(a) ?? 0) - (weight.get(b) ?? 0));
    }
    settle();
  }
  return rows;
}

/** Where the way from a centre to a point leaves the box. */
function edgeOf(box: StateBox, x: number, y: number): { readonly x: number; readonly y: number } {
  const [dx, dy] = [x - box.x, y - box.y];
  const share = Math.min(dx === 0 ? Infinity : BOX_W / 2 / Math.abs(dx), dy === 0 ? Infinity : BOX_H / 2 / Math.abs(dy));
  return share === Infinity ? { x: box.x, y: box.y } : { x: box.x + dx * share, y: box.y + dy * share };
}

function loop(link: Link, box: StateBox): Arrow {
  const x = box.x + BOX_W / 2;
  const path = `M${x} ${box.y - 7}C${x + 26} ${box.y - 22} ${x + 26} ${box.y + 22} ${x} ${box.y + 7}`;
  return { ...link, path, tip: { x, y: box.y + 7, angle: 150 }, label: { x: x + 22, y: box.y - 16 } };
}

function arrow(link: Link, from: StateBox, to: StateBox, bend: number): Arrow {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const control = { x: (from.x + to.x) / 2 - (dy / length) * bend, y: (from.y + to.y) / 2 + (dx / length) * bend };
  const start = edgeOf(from, control.x, control.y);
  const end = edgeOf(to, control.x, control.y);
  const angle = (Math.atan2(end.y - control.y, end.x - control.x) * 180) / Math.PI;
  // A quadratic curve passes half-way between its chord and its control point.
  const label = { x: (start.x + end.x) / 4 + control.x / 2, y: (start.y + end.y) / 4 + control.y / 2 };
  const text = (value: number): string => value.toFixed(1);
  return {
    ...link,
    path: `M${text(start.x)} ${text(start.y)}Q${text(control.x)} ${text(control.y)} ${text(end.x)} ${text(end.y)}`,
    tip: { x: end.x, y: end.y, angle },
    label,
  };
}

/** The bend of an arrow that passes rows or columns: away from the middle, and the farther the longer it is; undefined for neighbours. */
function outward(from: StateBox, to: StateBox, width: number): number | undefined {
  const rows = Math.round(Math.abs(to.y - from.y) / ROW);
  if (rows === 0) return Math.abs(to.x - from.x) > COLUMN ? Math.sign(to.x - from.x) * BEND * 2 : undefined;
  if (rows === 1) return undefined;
  const side = from.x + to.x >= width ? 1 : -1;
  return side * Math.sign(from.y - to.y) * (LONG_BEND + ROW_BEND * (rows - 2));
}

/**
 * The chart of a declaration.
 * Units: pixels of the drawing. Errors: throws on a transition to a state that is not declared (a bug). Source: Sugiyama et al. 1981, in outline.
 */
export function chartOf(declaration: Declaration): Chart {
  const links = linksOf(declaration);
  const rows = rowsOf(declaration, links);
  const widest = Math.max(...rows.map((row) => row.length));
  const width = widest * COLUMN + 2 * MARGIN + 2 * SIDE;
  const boxes = new Map<string, StateBox>();
  for (const [rank, row] of rows.entries())
    for (const [i, state] of row.entries())
      boxes.set(state, { state, x: width / 2 + (i - (row.length - 1) / 2) * COLUMN, y: MARGIN + BOX_H / 2 + rank * ROW });
  const arrows = links.map((link) => {
    const [from, to] = [boxes.get(link.from), boxes.get(link.to)];
    if (from === undefined || to === undefined) throw new Error(`machine ${declaration.id}: ${link.from} to ${link.to} is not declared`);
    if (from === to) return loop(link, from);
    const company = links.some((other) => other.from === link.to && other.to === link.from);
    return arrow(link, from, to, outward(from, to, width) ?? (company ? BEND : 0));
  });
  return { width, height: rows.length * ROW - (ROW - BOX_H) + 2 * MARGIN, boxW: BOX_W, boxH: BOX_H, boxes: [...boxes.values()], arrows };
}
