/**
 * Purpose: how large a scenario the page shows. A file beyond it is refused with a message instead of making the page hang; the command line has no such limit.
 *
 * Units: counts; octets. References: own measurements (bench/viz.ts): the picture is still usable at 5,000 nodes.
 */
import type { Scenario } from '../../sim/world/scenario.ts';

/** The TR's largest figure takes 70 kB; a scenario of 5,000 hosts about 2 MB. */
export const LARGEST_FILE_BYTES = 4 * 2 ** 20;

const MOST = { places: 6_000, controls: 500, attacks: 5_000 } as const;

/** What there is too much of. */
export interface Excess {
  readonly what: keyof typeof MOST;
  readonly count: number;
  readonly most: number;
}

/**
 * The first thing that a scenario has too much of.
 * Units: counts. Errors: none; undefined for a scenario that the page can show. Source: as above.
 */
export function excessOf(scenario: Scenario, attacks: number): Excess | undefined {
  const places = scenario.sites.reduce((sum, site) => sum + site.hosts.length + site.zones.length + site.devices.length, 0);
  const counts = { places, controls: scenario.controls.length, attacks };
  const what = (['places', 'controls', 'attacks'] as const).find((one) => counts[one] > MOST[one]);
  return what === undefined ? undefined : { what, count: counts[what], most: MOST[what] };
}
