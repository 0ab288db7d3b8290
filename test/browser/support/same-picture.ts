/**
 * Purpose: whether two pictures (PNG) show the same, and where not. The browser decodes them, so that no library has to.
 *
 * A pixel differs when one of its colours does by more than an eighth of the scale, which smoothed edges do not between runs of one browser; a picture differs when more pixels
 * do than the smallest thing that moves in ours has: a packet, of some fifty.
 */
import type { Page } from 'playwright-core';

const MOST_PIXELS = 20;
const CLOSE = 32;

export interface Comparison {
  readonly same: boolean;
  /** Pixels that differ; all of them where the sizes do. */
  readonly pixels: number;
  /** The second picture, faint, with what differs in red. */
  readonly marked: Buffer;
}

interface Found {
  readonly pixels: number;
  readonly marked: string;
}

/** As text, since the test runner would rewrite it. */
const IN_THE_PAGE = `async ([one, other, close]) => {
  const read = async (base64) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + base64;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return { canvas, context, data: context.getImageData(0, 0, canvas.width, canvas.height) };
  };
  const [a, b] = [await read(one), await read(other)];
  const { width, height, data } = b.data;
  const sized = a.data.width === width && a.data.height === height;
  let pixels = 0;
  for (let i = 0; i < data.length; i += 4) {
    const far = !sized || [0, 1, 2].some((k) => Math.abs(a.data.data[i + k] - data[i + k]) > close);
    if (far) pixels++;
    const faint = far ? [208, 0, 0] : [0, 1, 2].map((k) => 255 - (255 - data[i + k]) / 5);
    for (const k of [0, 1, 2]) data[i + k] = faint[k];
  }
  b.context.putImageData(b.data, 0, 0);
  return { pixels, marked: b.canvas.toDataURL().split(',')[1] };
}`;

/**
 * Compares two pictures.
 * Units: pixels. Errors: rejects on what is no PNG. Source: own design.
 */
export async function comparePictures(blank: Page, before: Buffer, now: Buffer): Promise<Comparison> {
  const given = JSON.stringify([before.toString('base64'), now.toString('base64'), CLOSE]);
  const { pixels, marked } = (await blank.evaluate(`(${IN_THE_PAGE})(${given})`)) as Found;
  return { same: pixels <= MOST_PIXELS, pixels, marked: Buffer.from(marked, 'base64') };
}
