/**
 * Purpose: reads the reference figures of this folder; each file names its source and its columns.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of figures with its source. */
export interface Reference<Row> {
  readonly source: string;
  readonly rows: readonly Row[];
}

/** Reads one file of this folder. */
export const reference = <T extends Reference<unknown>>(name: string): T => figures<T>(name);

/** The same for a file in a form of its own. */
export function figures<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as T;
}
