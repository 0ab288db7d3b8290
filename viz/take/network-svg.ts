/**
 * Purpose: the network picture as SVG, drawn from the plan that the page draws from: for the thumbnails of the gallery, and with names, as a file.
 *
 * Units: model coordinates. Determinism: pure.
 */
import type { Lang } from '../../scenarios/issue.ts';
import { around, boxRects, rectOf, type Rect } from '../network/boxes.ts';
import { iconDrawing } from '../network/icons.ts';
import type { Box, NetworkPlan, Spot, Wire } from '../network/plan-types.ts';
import type { Scene } from '../network/still.ts';
import { linesOf } from './lines.ts';
import { element, type Svg } from './svg.ts';

const ICON = 24;
const LINE = 1.2;
/** As in scene-style.ts. */
const TYPE = { site: 14, zone: 11, network: 13, other: 12 } as const;
const ROOM_EM = { host: 6.5, device: 8, centre: 8, attacker: 9, segment: 20, network: 40 } as const;

function label(
  lines: readonly string[],
  at: { readonly x: number; readonly y: number },
  size: number,
  more: Readonly<Record<string, string>>,
): Svg {
  const spans = lines.map((line, i) => element('tspan', { x: at.x, dy: i === 0 ? 0 : size * 1.15 }, line));
  return element('text', { x: at.x, y: at.y, 'font-size': size, ...more }, spans);
}

function boxName(box: Box, lang: Lang): string {
  return box.kind === 'zone' ? `${box.sort.toUpperCase()} · ${box.name[lang]}` : box.name[lang];
}

function drawBox(box: Box, { rects, colours, lang }: Scene): readonly Svg[] {
  const rect = rects.get(box.id);
  if (rect === undefined) return [];
  const site = box.kind === 'site';
  const zone = box.sort === 'hsz' || box.sort === 'dmz' ? colours[`zone-${box.sort}`] : colours['zone-sz'];
  const shape = element('rect', {
    ...rect,
    rx: 6,
    fill: site ? colours.surface : zone,
    stroke: site ? colours['strong-line'] : colours.line,
    'stroke-dasharray': site ? undefined : '5 3',
  });
  if (lang === undefined) return [shape];
  const size = TYPE[box.kind];
  const lines = linesOf(boxName(box, lang), lang, Math.max(rect.width, box.room) / size);
  const y = box.label === 'above' ? rect.y - 5 - (lines.length - 1) * size * 1.15 : rect.y + rect.height + size + 3;
  const look = { 'text-anchor': 'middle', fill: site ? colours.text : colours.quiet, 'font-weight': site ? '600' : '400' };
  return [shape, label(lines, { x: rect.x + rect.width / 2, y }, size, look)];
}

function drawWire(wire: Wire, { colours }: Scene, attacker: boolean): Svg {
  const [a, b] = wire.drawn;
  return element('line', {
    x1: a.x,
    y1: a.y,
    x2: b.x,
    y2: b.y,
    stroke: attacker ? colours.attacker : colours['strong-line'],
    'stroke-width': wire.kind === 'line' ? 2.2 : 1.4,
    'stroke-dasharray': attacker ? '6 4' : undefined,
  });
}

function borderOf(spot: Spot, { colours, taken }: Scene): string {
  if (taken.has(spot.id) || spot.kind === 'attacker') return colours.attacker;
  return spot.kind === 'device' ? colours.accent : colours['strong-line'];
}

function spotLabel(spot: Spot, scene: Scene, lang: Lang): readonly Svg[] {
  if (spot.kind === 'segment') return [];
  const { colours } = scene;
  const size = spot.kind === 'network' ? TYPE.network : TYPE.other;
  const lines = linesOf(spot.name[lang], lang, ROOM_EM[spot.kind]);
  const rest = (lines.length - 1) * size * 1.15;
  const fill = spot.kind === 'attacker' ? colours.attacker : colours.text;
  const places = {
    above: { x: spot.x, y: spot.y - spot.height / 2 - 5 - rest, anchor: 'middle' },
    below: { x: spot.x, y: spot.y + spot.height / 2 + size + 3, anchor: 'middle' },
    right: { x: spot.x + spot.width / 2 + 6, y: spot.y + size * 0.35 - rest / 2, anchor: 'start' },
    inside: { x: spot.x, y: spot.y + size * 0.35, anchor: 'middle' },
  } as const;
  const { anchor, ...at } = places[spot.label];
  return [label(lines, at, size, { 'text-anchor': anchor, fill, 'font-weight': spot.kind === 'network' ? '600' : '400' })];
}

function drawSpot(spot: Spot, scene: Scene): readonly Svg[] {
  const { colours, lang } = scene;
  const bar = spot.kind === 'segment' || spot.kind === 'network';
  const hub = scene.hubs.has(spot.id);
  const fill = spot.kind === 'segment' && !hub ? colours['strong-line'] : spot.kind === 'network' ? colours.line : colours.surface;
  const ink = spot.kind === 'attacker' ? colours.attacker : spot.kind === 'host' ? colours.text : colours.accent;
  const shape = element('rect', {
    ...rectOf(spot),
    rx: 5,
    fill,
    stroke: borderOf(spot, scene),
    'stroke-width': hub ? 2 : bar ? LINE : LINE * 1.3,
    'stroke-dasharray': hub ? '5 3' : undefined,
  });
  // The drawings are ours (network/icons.ts), not the scenario's.
  const icon: Svg = { svg: iconDrawing(spot.icon) };
  const place = `translate(${spot.x - ICON / 2} ${spot.y - ICON / 2})`;
  const drawn = element('g', { transform: place, fill: 'none', stroke: ink, 'stroke-width': 1.7, 'stroke-linecap': 'round' }, [icon]);
  return [shape, ...(spot.icon === 'none' ? [] : [drawn]), ...(lang === undefined ? [] : spotLabel(spot, scene, lang))];
}

/**
 * The scene as pieces of SVG, sites first and what stands in them upon them.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function sceneSvg(scene: Scene): readonly Svg[] {
  const { plan } = scene;
  const stations = plan.slots.filter(({ spot }) => scene.taken.has(spot.id));
  const bySize = [...plan.boxes].sort((a, b) => Number(a.kind === 'zone') - Number(b.kind === 'zone'));
  return [
    ...bySize.flatMap((box) => drawBox(box, scene)),
    ...plan.wires.map((wire) => drawWire(wire, scene, false)),
    ...stations.map(({ wire }) => drawWire(wire, scene, true)),
    ...plan.spots.flatMap((spot) => drawSpot(spot, scene)),
    ...stations.flatMap(({ spot }) => drawSpot(spot, scene)),
  ];
}

/**
 * The rectangle that a plan takes, without names.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function extentOf(plan: NetworkPlan, padding: number): Rect {
  return around([...boxRects(plan).values(), ...plan.spots.map(rectOf)], padding);
}
