/**
 * Purpose: all texts of the page in Japanese, those of its rooms with them; a part of the page of its own (plugin.ts).
 */
import { carryJa } from './carry.ts';
import { compareJa } from './compare.ts';
import { coverageJa } from './coverage.ts';
import { editJa } from './edit.ts';
import { inspectJa } from './inspect.ts';
import { ja } from './ja.ts';
import type { Words } from './types.ts';

export const japanese: Words = { ...ja, ...carryJa, ...compareJa, ...coverageJa, ...editJa, ...inspectJa };
