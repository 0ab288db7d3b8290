/**
 * Purpose: the short words for reasons, fetched when the picture has the first one to show: a first visit may show none.
 */
import { signal, type Signal } from '@preact/signals';
import type { Bilingual } from '../../sim/world/scenario.ts';

const reader: Signal<((reason: string) => Bilingual) | undefined> = signal(undefined);
let asked = false;

/**
 * The words for a reason; undefined while they are on their way. Whoever reads this in an effect is called again when they are here.
 * Units: none. Errors: none. Source: words/reasons.ts.
 */
export function reasonSoon(reason: string): Bilingual | undefined {
  if (!asked) {
    asked = true;
    void import('./reasons.ts').then(({ reasonWords }) => (reader.value = reasonWords));
  }
  return reader.value?.(reason);
}

/**
 * Changes when the words have come.
 * Units: none. Errors: none. Source: own design.
 */
export function reasonsHere(): boolean {
  return reader.value !== undefined;
}
