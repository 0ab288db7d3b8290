/**
 * Purpose: paints packets by protection, all of one look with a handful of strokes: thousands of them keep the picture at the screen's pace.
 *
 * Shapes tell what colours tell: a circle is clear, a square TLS, a diamond ESP, a small triangle ARP; a ring around it means that the attacker sent it.
 * Units: model coordinates.
 */
import { LOOKS, type Look } from '../worker/frames.ts';
import type { Rect } from './boxes.ts';
import type { Dot } from './moment.ts';
import type { PaintOptions } from './paint.ts';
import type { Pen } from './pen.ts';
import type { Point } from './plan-types.ts';

const DOT = 4.6;
const RING = 1.9 * DOT;

/** What lies outside of what is seen costs nothing. */
function isNear({ x, y, width, height }: Rect, atX: number, atY: number): boolean {
  return atX > x - RING && atX < x + width + RING && atY > y - RING && atY < y + height + RING;
}

/** Adds the outline of a dot to the path. */
function outline(pen: Pen, { x, y }: Point, look: Look): void {
  if (look === 'clear') {
    pen.moveTo(x + DOT, y);
    pen.arc(x, y, DOT, 0, 2 * Math.PI);
  } else if (look === 'tls') pen.rect(x - DOT * 0.9, y - DOT * 0.9, DOT * 1.8, DOT * 1.8);
  else {
    const reach = look === 'esp' ? DOT * 1.25 : DOT * 0.8;
    pen.moveTo(x, y - reach);
    pen.lineTo(x + reach, look === 'esp' ? y : y + reach);
    if (look === 'esp') pen.lineTo(x, y + reach);
    pen.lineTo(x - reach, look === 'esp' ? y : y + reach);
    pen.closePath();
  }
}

function paintTails(pen: Pen, dots: readonly Dot[], colour: string): void {
  pen.strokeStyle = colour;
  pen.globalAlpha = 0.45;
  pen.lineWidth = DOT * 0.9;
  pen.beginPath();
  for (const { tail, x, y } of dots) {
    pen.moveTo(tail.x, tail.y);
    pen.lineTo(x, y);
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

function paintRings(pen: Pen, dots: readonly Dot[], colour: string): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.8;
  pen.beginPath();
  for (const { x, y } of dots) {
    pen.moveTo(x + RING, y);
    pen.arc(x, y, RING, 0, 2 * Math.PI);
  }
  pen.stroke();
}

/**
 * Paints dots; those of one look lie in one plane.
 * Units: model coordinates. Errors: none. Source: own measurements (bench/viz.ts).
 */
export function paintDots(pen: Pen, all: readonly Dot[], { colours, calm, seen }: Pick<PaintOptions, 'colours' | 'calm' | 'seen'>): void {
  const dots = all.filter(({ x, y }) => isNear(seen, x, y));
  for (const look of LOOKS) {
    const own = dots.filter((dot) => dot.look === look);
    if (own.length === 0) continue;
    if (!calm) paintTails(pen, own, colours[look]);
    pen.beginPath();
    for (const dot of own) outline(pen, dot, look);
    pen.fillStyle = colours[look];
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = colours.surface;
    pen.stroke();
  }
  const hostile = dots.filter((dot) => dot.hostile);
  if (hostile.length > 0) paintRings(pen, hostile, colours.attacker);
}
