/**
 * Purpose: a Japanese font for readers whose system has none: it is fetched then, in the slices that the words on the screen need, and by nobody else.
 *
 * References: CSS Fonts 4 (unicode-range); Noto Sans JP, SIL Open Font Licence 1.1 (@fontsource-variable/noto-sans-jp).
 */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';

/** Two characters of the page; a system without Japanese draws the same box for both. */
const SAMPLES = ['医', '療'] as const;
const SAMPLE_PX = 32;

const arrived: Signal<number> = signal(0);
let asked = false;

/** Counts slices that have come: what is drawn on a canvas is drawn again then. */
export const fontsArrived: ReadonlySignal<number> = arrived;

function drawn(character: string): string {
  const canvas = Object.assign(document.createElement('canvas'), { width: SAMPLE_PX, height: SAMPLE_PX });
  const context = canvas.getContext('2d');
  if (context === null) return character;
  context.font = `${SAMPLE_PX - 8}px ${getComputedStyle(document.body).fontFamily}`;
  context.fillText(character, 2, SAMPLE_PX - 8);
  return canvas.toDataURL();
}

/**
 * Fetches the font if the system cannot write Japanese.
 * Units: none. Errors: none; where the font cannot be had, the page stays as readable as it was. Source: own design.
 */
export async function bringJapaneseFont(): Promise<void> {
  if (asked || drawn(SAMPLES[0]) !== drawn(SAMPLES[1])) return;
  asked = true;
  document.fonts.addEventListener('loadingdone', () => arrived.value++);
  await import('./japanese-font-faces.ts');
}
