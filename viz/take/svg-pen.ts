/**
 * Purpose: a canvas that writes SVG: what network/paint.ts paints on the screen is painted into a file by the same code.
 *
 * Does not model: of the canvas anything that network/pen.ts does not name; arcs other than full circles; gradients and patterns as colours.
 * Units: model coordinates.
 * References: HTML Living Standard 4.12.5 (CanvasRenderingContext2D), SVG 2 chapter 9 (paths).
 */
import type { Pen } from '../network/pen.ts';
import { element, type Svg } from './svg.ts';

const FIRST_FONT = '600 12px sans-serif';
/** The digits that a path needs: hundredths of a unit are finer than any screen. */
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * A pen whose strokes are elements.
 * Units: model coordinates. Errors: none. Source: own design.
 */
export class SvgPen implements Pen {
  fillStyle: Pen['fillStyle'] = '#000';
  strokeStyle: Pen['strokeStyle'] = '#000';
  lineWidth = 1;
  lineCap: CanvasLineCap = 'butt';
  lineJoin: CanvasLineJoin = 'miter';
  globalAlpha = 1;
  font = FIRST_FONT;
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly drawn: Svg[] = [];
  readonly #measure: (text: string, font: string) => TextMetrics;
  #path: string[] = [];
  #dash: readonly number[] = [];

  /** `measure` tells the room that a text takes, as a canvas does. */
  constructor(measure: (text: string, font: string) => TextMetrics) {
    this.#measure = measure;
  }

  beginPath(): void {
    this.#path = [];
  }

  closePath(): void {
    this.#path.push('Z');
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${round(x)} ${round(y)}`);
  }

  arc(x: number, y: number, radius: number): void {
    const r = round(radius);
    this.#path.push(`M${round(x + radius)} ${round(y)}a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.#path.push(`M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${-round(width)}Z`);
  }

  roundRect(x: number, y: number, width: number, height: number, radii?: number | DOMPointInit | Iterable<number | DOMPointInit>): void {
    const r = Math.min(typeof radii === 'number' ? radii : 0, width / 2, height / 2);
    const corner = (dx: number, dy: number): string => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
    const [across, down] = [round(width - 2 * r), round(height - 2 * r)];
    const start = `M${round(x + r)} ${round(y)}`;
    this.#path.push(`${start}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}Z`);
  }

  fill(): void {
    this.#add('path', { d: this.#path.join(''), fill: String(this.fillStyle), 'fill-opacity': this.#alpha() });
  }

  stroke(): void {
    this.#add('path', {
      d: this.#path.join(''),
      fill: 'none',
      stroke: String(this.strokeStyle),
      'stroke-width': this.lineWidth,
      'stroke-opacity': this.#alpha(),
      'stroke-linecap': this.lineCap === 'butt' ? undefined : this.lineCap,
      'stroke-linejoin': this.lineJoin === 'miter' ? undefined : this.lineJoin,
      'stroke-dasharray': this.#dash.length === 0 ? undefined : this.#dash.join(' '),
    });
  }

  fillText(text: string, x: number, y: number): void {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 12);
    const weight = /^\d+/.exec(this.font)?.[0];
    const anchor = this.textAlign === 'center' ? 'middle' : this.textAlign === 'right' || this.textAlign === 'end' ? 'end' : 'start';
    // Renderers differ in how they read dominant-baseline; a third of the size is the middle of the letters.
    const down = this.textBaseline === 'middle' ? size * 0.35 : 0;
    const look = { 'font-size': size, 'font-weight': weight, 'text-anchor': anchor, fill: String(this.fillStyle) };
    this.drawn.push(element('text', { x, y: y + down, ...look, 'fill-opacity': this.#alpha() }, text));
  }

  measureText(text: string): TextMetrics {
    return this.#measure(text, this.font);
  }

  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments];
  }

  #alpha(): number | undefined {
    return this.globalAlpha === 1 ? undefined : this.globalAlpha;
  }

  #add(name: string, attributes: Readonly<Record<string, string | number | undefined>>): void {
    if (attributes['d'] !== '') this.drawn.push(element(name, attributes));
  }
}
