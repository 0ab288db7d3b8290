/**
 * Purpose: the texts of the dialogs for their components.
 */
import { useLab } from '../state/context.ts';
import type { TextsOf, Words } from '../words/types.ts';
import { dialogEn, dialogJa } from './words.ts';

/** What a dialog says: the page's own texts with those of the dialogs. */
export type DialogWords = Words & TextsOf<typeof dialogEn>;

/**
 * The texts in the reader's language.
 * Units: none. Errors: none. Source: own wording.
 */
export function useDialogWords(): DialogWords {
  const lab = useLab();
  return { ...lab.words.value, ...(lab.lang.value === 'ja' ? dialogJa : dialogEn) };
}
