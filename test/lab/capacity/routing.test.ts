/**
 * Purpose: link-state routing through tunnels: what toggling costs, against an area that rests.
 *
 * Guards: changes that are not flooded, a cost that does not grow with the area, an area that does not rest when nothing happens.
 * Arithmetic: at rest each router says itself anew every half hour, twice in the hour, and each other router hears it once: at most 2 x sites updates a router and hour.
 */
import { expect, it } from 'vitest';
import { measureRouting } from '../../../lab/capacity/routing.ts';

it('toggling tunnels make every router hear and compute more, and the more the larger the area is', () => {
  const rows = measureRouting(1);
  const [rest, toggling] = [0, 1].map((kind) => rows.filter((_, at) => at % 2 === kind));
  for (const [at, { sites, toggles, updatesPerHour, computationsPerHour }] of (rest ?? []).entries()) {
    expect(toggles).toBe(0);
    expect(updatesPerHour).toBeGreaterThan(0);
    expect(updatesPerHour).toBeLessThanOrEqual(2 * sites);
    expect(computationsPerHour).toBe(0);
    const busy = toggling?.[at];
    expect(busy?.toggles).toBeGreaterThan(0);
    expect(busy?.updatesPerHour).toBeGreaterThan(2 * updatesPerHour);
    expect(busy?.computationsPerHour).toBeGreaterThan(10);
    // RFC 8405: no more than one computation in 5 s, but for the two at the beginning of each series, and a series ends only after 10 s of rest.
    expect(busy?.computationsPerHour).toBeLessThan(3600 / 5 + (2 * 3600) / 10);
  }
  for (const field of ['updatesPerHour', 'octetsPerHour', 'linksExaminedPerHour'] as const) {
    const values = (toggling ?? []).map((row) => row[field]);
    expect(values).toEqual([...values].sort((a, b) => a - b));
  }
  expect(measureRouting(1)).toEqual(rows);
});
