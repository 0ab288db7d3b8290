/**
 * Purpose: reads the scenario files that the tests of this room use.
 */
import { readFileSync } from 'node:fs';

const read = (url: string): string => readFileSync(new URL(url, import.meta.url), 'utf8');

/**
 * The text of a shipped scenario.
 * Units: none. Errors: throws when the file is missing. Source: own design.
 */
export const shipped = (id: string): string => read(`../../scenarios/${id}.yaml`);

/**
 * The text of one broken file.
 * Units: none. Errors: throws when the file is missing. Source: own design.
 */
export const broken = (name: string): string => read(`./broken/${name}.yaml`);

/** The small sound scenario that the tests change. */
export const TWO_SITES = read('./two-sites.yaml');
