/**
 * Purpose: paints one moment of a replay onto a canvas: packets by protection (colour and shape), tunnels, marks with their words.
 *
 * Units: model coordinates; the caller has set the canvas's transform.
 */
import type { Rect } from './boxes.ts';
import type { Flash, MomentView, Tube } from './moment.ts';
import { paintDots } from './paint-dots.ts';
import type { Pen } from './pen.ts';
import type { Point, Spot } from './plan-types.ts';
import { pointAt } from './routes.ts';
import type { Colours } from './theme.ts';

export interface PaintOptions {
  readonly colours: Colours;
  /** Screen pixels a model unit. */
  readonly zoom: number;
  /** Stills instead of motion: dots rest at the middle of their line, marks do not fade. */
  readonly calm: boolean;
  readonly spot: (id: string) => Spot | undefined;
  /** What a mark says; undefined for a mark without words. */
  readonly words: (flash: Flash) => string | undefined;
  readonly tubeWords: (tube: Tube) => string;
  /** What is seen of the picture: words stay within it. */
  readonly seen: Rect;
}

const TUBE_WIDTH = 13;
const LABEL_PX = 12;

function trace(context: Pen, points: readonly Point[]): void {
  context.beginPath();
  for (const [i, { x, y }] of points.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function paintTube(context: Pen, tube: Tube, { colours }: PaintOptions): void {
  const colour = tube.hostile ? colours.attacker : colours.esp;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  context.strokeStyle = colour;
  context.globalAlpha = 0.2;
  context.lineWidth = TUBE_WIDTH;
  trace(context, tube.route.points);
  context.stroke();
  context.globalAlpha = 0.95;
  context.lineWidth = 1.6;
  context.setLineDash(tube.hostile ? [3, 3] : [9, 4]);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The nearest place at which all of a plate is seen. */
function within({ x, y }: Point, width: number, height: number, seen: Rect): Point {
  const clamp = (value: number, low: number, high: number): number =>
    low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value));
  return {
    x: clamp(x, seen.x + width / 2, seen.x + seen.width - width / 2),
    y: clamp(y, seen.y + height / 2, seen.y + seen.height - height / 2),
  };
}

/** Words on a plate that keeps its size on the screen whatever the zoom. */
function paintPlate(context: Pen, text: string, wanted: Point, colour: string, options: PaintOptions): void {
  const { colours, zoom } = options;
  const size = LABEL_PX / zoom;
  context.font = `600 ${size}px system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans JP Variable", sans-serif`;
  const width = context.measureText(text).width + size;
  const height = size * 1.6;
  const at = within(wanted, width, height, options.seen);
  context.beginPath();
  context.roundRect(at.x - width / 2, at.y - height / 2, width, height, size * 0.35);
  context.fillStyle = colours.surface;
  context.fill();
  context.strokeStyle = colour;
  context.lineWidth = 1.5 / zoom;
  context.stroke();
  context.fillStyle = colour;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, at.x, at.y + size * 0.05);
}

const FLASH_COLOUR: Readonly<Record<string, 'blocked' | 'succeeded' | 'attacker' | 'arp'>> = {
  stop: 'blocked',
  drop: 'arp',
  accept: 'succeeded',
  learn: 'attacker',
  infected: 'succeeded',
  attack: 'attacker',
};

function paintRing(context: Pen, spot: Spot, flash: Flash, options: PaintOptions): void {
  const colour = options.colours[FLASH_COLOUR[flash.mark.kind] ?? 'arp'];
  const grow = options.calm ? 6 : 3 + 12 * flash.age;
  const wide = spot.width;
  context.globalAlpha = options.calm ? 1 : Math.max(0.15, 1 - flash.age);
  context.strokeStyle = colour;
  context.lineWidth = 2.4;
  context.setLineDash(flash.mark.kind === 'drop' ? [3, 3] : []);
  context.beginPath();
  context.roundRect(spot.x - wide / 2 - grow, spot.y - spot.height / 2 - grow, wide + 2 * grow, spot.height + 2 * grow, 8);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** A cross over what was refused. */
function paintCross(context: Pen, { x, y }: Point, colour: string): void {
  const reach = 6;
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x - reach, y - reach);
  context.lineTo(x + reach, y + reach);
  context.moveTo(x + reach, y - reach);
  context.lineTo(x - reach, y + reach);
  context.stroke();
}

function paintFlashes(context: Pen, flashes: readonly Flash[], options: PaintOptions): void {
  const rows = new Map<string, number>();
  for (const flash of flashes) {
    const spot = options.spot(flash.spot);
    if (spot === undefined) continue;
    paintRing(context, spot, flash, options);
    const colour = options.colours[FLASH_COLOUR[flash.mark.kind] ?? 'arp'];
    if (flash.mark.kind === 'stop' || flash.mark.kind === 'drop') paintCross(context, spot, colour);
  }
  // Words last, so that no ring crosses them; several at one spot stand above each other.
  for (const flash of flashes) {
    const spot = options.spot(flash.spot);
    const text = options.words(flash);
    if (spot === undefined || text === undefined) continue;
    const row = rows.get(flash.spot) ?? 0;
    rows.set(flash.spot, row + 1);
    const y = spot.y - spot.height / 2 - 10 - ((row + 0.7) * LABEL_PX * 1.9) / options.zoom;
    paintPlate(
      context,
      flash.count > 1 ? `${text} ×${flash.count}` : text,
      { x: spot.x, y },
      options.colours[FLASH_COLOUR[flash.mark.kind] ?? 'arp'],
      options,
    );
  }
}

/** A host that malware runs on keeps its mark. */
function paintInfected(context: Pen, spot: Spot, { colours }: PaintOptions): void {
  context.fillStyle = colours.succeeded;
  context.globalAlpha = 0.22;
  context.beginPath();
  context.roundRect(spot.x - spot.width / 2 - 3, spot.y - spot.height / 2 - 3, spot.width + 6, spot.height + 6, 7);
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colours.succeeded;
  context.lineWidth = 2.4;
  context.stroke();
}

/** A spot at which the replay parts from its neighbour: a frame that stays, and words while they are new. */
function paintParted(context: Pen, spot: Spot, words: string, options: PaintOptions): void {
  const { colours, zoom } = options;
  const reach = 7;
  context.strokeStyle = colours.accent;
  context.lineWidth = 3;
  context.setLineDash([7, 4]);
  context.beginPath();
  context.roundRect(spot.x - spot.width / 2 - reach, spot.y - spot.height / 2 - reach, spot.width + 2 * reach, spot.height + 2 * reach, 9);
  context.stroke();
  context.setLineDash([]);
  const below = spot.y + spot.height / 2 + (LABEL_PX * 1.4) / zoom + reach;
  paintPlate(context, words, { x: spot.x, y: below }, colours.accent, options);
}

/**
 * Paints a moment; the canvas is expected to be empty.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export function paintMoment(context: Pen, view: MomentView, options: PaintOptions): void {
  for (const tube of view.tubes) paintTube(context, tube, options);
  for (const place of view.infected) {
    const spot = options.spot(place);
    if (spot !== undefined) paintInfected(context, spot, options);
  }
  paintDots(context, view.dots, options);
  for (const tube of view.tubes) {
    const middle = pointAt(tube.route, 0.5);
    paintPlate(
      context,
      options.tubeWords(tube),
      { x: middle.x, y: middle.y + 24 },
      tube.hostile ? options.colours.attacker : options.colours.esp,
      options,
    );
  }
  paintFlashes(context, view.flashes, options);
  const parted = view.parted === undefined ? undefined : options.spot(view.parted.place);
  if (view.parted !== undefined && parted !== undefined)
    paintParted(context, parted, view.parted.fresh ? `≠ ${view.parted.words}` : '≠', options);
}
