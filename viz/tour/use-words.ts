/**
 * Purpose: the texts of the tour for its components.
 */
import { useLab } from '../state/context.ts';
import type { TextsOf } from '../words/types.ts';
import { tourEn, tourJa } from './words.ts';

/** What the tour says. */
export type TourWords = TextsOf<typeof tourEn>;

/**
 * The texts in the reader's language.
 * Units: none. Errors: none. Source: own wording.
 */
export function useTourWords(): TourWords {
  return useLab().lang.value === 'ja' ? tourJa : tourEn;
}
