/**
 * Purpose: all texts of the page in English, those of its rooms with them; a part of the page of its own (plugin.ts).
 */
import { carryEn } from './carry.ts';
import { compareEn } from './compare.ts';
import { coverageEn } from './coverage.ts';
import { editEn } from './edit.ts';
import { inspectEn } from './inspect.ts';
import { en } from './en.ts';
import type { Words } from './types.ts';

export const english: Words = { ...en, ...carryEn, ...compareEn, ...coverageEn, ...editEn, ...inspectEn };
