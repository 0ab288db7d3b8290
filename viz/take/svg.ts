/**
 * Purpose: SVG as text. Whatever enters as text or attribute is escaped.
 *
 * Units: none. Determinism: pure.
 * References: SVG 2; XML 1.0 2.4 (escaping, characters that may not occur).
 */

import type { Rect } from '../network/boxes.ts';

/** Fonts that the systems have; Japanese ones by name, since a file carries none. */
export const FONT = 'system-ui, -apple-system, Segoe UI, Hiragino Sans, Yu Gothic UI, Meiryo, Noto Sans JP, Noto Sans CJK JP, sans-serif';

/** A finished piece of SVG. */
export interface Svg {
  readonly svg: string;
}

type Value = string | number | undefined;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Control characters other than tab and line ends may not stand in XML at all. */
function isAllowed(character: string): boolean {
  return character >= ' ' || character === '\t' || character === '\n' || character === '\r';
}

function escaped(text: string): string {
  return [...text].flatMap((character) => (isAllowed(character) ? [ESCAPES[character] ?? character] : [])).join('');
}

/** Two places after the point are finer than any screen, and read better. */
function written(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escaped(value);
}

/**
 * An element; attributes that are undefined are left out, a text child is escaped.
 * Units: user units of SVG. Errors: none. Source: SVG 2.
 */
export function element(name: string, attributes: Readonly<Record<string, Value>>, children: string | readonly Svg[] = []): Svg {
  const list = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${written(value)}"`]));
  const inside = typeof children === 'string' ? escaped(children) : children.map(({ svg }) => svg).join('');
  return { svg: inside === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${inside}</${name}>` };
}

/**
 * A whole picture as a file.
 * Units: user units, one a pixel. Errors: none. Source: SVG 2.
 */
export function document({ x, y, width, height }: Rect, title: string, children: readonly Svg[]): string {
  const size = { width: Math.ceil(width), height: Math.ceil(height), viewBox: [x, y, width, height].map(written).join(' ') };
  const titled = [element('title', {}, title), ...children];
  return element('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'font-family': FONT }, titled).svg;
}

/**
 * A picture as an address that an `img` takes.
 * Units: none. Errors: none. Source: RFC 2397.
 */
export function address(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
