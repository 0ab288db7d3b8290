/**
 * Purpose: the shape that the texts of every language have: that of the English ones. Each room of the page brings its own texts.
 */
import type { carryEn } from './carry.ts';
import type { compareEn } from './compare.ts';
import type { coverageEn } from './coverage.ts';
import type { editEn } from './edit.ts';
import type { en } from './en.ts';
import type { inspectEn } from './inspect.ts';

type Text<T> = T extends (...figures: infer A) => string ? (...figures: A) => string : string;

/** Texts in another language, with the same keys and figures. */
export type TextsOf<T> = { readonly [K in keyof T]: Text<T[K]> };

export type Words = TextsOf<typeof en> &
  TextsOf<typeof carryEn> &
  TextsOf<typeof compareEn> &
  TextsOf<typeof coverageEn> &
  TextsOf<typeof editEn> &
  TextsOf<typeof inspectEn>;
