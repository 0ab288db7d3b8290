/**
 * Purpose: the shape that the texts of every language have: that of the English ones.
 */
import type { en } from './en.ts';

type Text<T> = T extends (...figures: infer A) => string ? (...figures: A) => string : string;

export type Words = { readonly [K in keyof typeof en]: Text<(typeof en)[K]> };
