/**
 * Purpose: which rows of a long list are in view, and where they stand. Pure.
 *
 * Browsers limit the height of an element (Chromium about 33 million pixels, Firefox about 17). Longer lists are scrolled in proportion: the bar then moves faster than the rows.
 * Units: pixels, rows.
 */

/** Below the limit of every browser. */
const MOST_PX = 15_000_000;

export interface Window {
  readonly first: number;
  readonly count: number;
  /** Where the first row stands in the scrolled space. */
  readonly topPx: number;
}

/**
 * Height of the scrolled space.
 * Units: pixels. Errors: none. Source: own design.
 */
export function spacePx(total: number, rowPx: number): number {
  return Math.min(total * rowPx, MOST_PX);
}

/** How far a list is scrolled, as if its space had its true height. */
function truePx(scrollPx: number, heightPx: number, total: number, rowPx: number): number {
  const space = spacePx(total, rowPx);
  const full = total * rowPx;
  if (full <= space) return scrollPx;
  return (scrollPx / Math.max(1, space - heightPx)) * (full - heightPx);
}

/**
 * The rows in view.
 * Units: pixels, rows. Errors: none. Source: own design.
 */
export function windowAt(scrollPx: number, heightPx: number, total: number, rowPx: number): Window {
  const top = truePx(scrollPx, heightPx, total, rowPx);
  const first = Math.max(0, Math.min(Math.floor(top / rowPx), total - 1));
  return { first, count: Math.max(0, Math.min(Math.ceil(heightPx / rowPx) + 1, total - first)), topPx: scrollPx - (top - first * rowPx) };
}

/**
 * Where to scroll so that a row is in view: nowhere if it is, else to put it in the middle.
 * Units: pixels, rows. Errors: none. Source: own design.
 */
export function scrollFor(row: number, scrollPx: number, heightPx: number, total: number, rowPx: number): number {
  const top = truePx(scrollPx, heightPx, total, rowPx);
  if (row * rowPx >= top && (row + 1) * rowPx <= top + heightPx) return scrollPx;
  const space = spacePx(total, rowPx);
  const full = total * rowPx;
  const wanted = Math.min(Math.max(0, row * rowPx - (heightPx - rowPx) / 2), Math.max(0, full - heightPx));
  return full <= space ? wanted : (wanted / (full - heightPx)) * (space - heightPx);
}
