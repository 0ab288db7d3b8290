/**
 * Purpose: where in the picture an event of the trace is shown: most places are spots; the attacker's own place is the station that he has.
 */
import type { Scenario, VantageSpec } from '../../sim/world/scenario.ts';
import type { NetworkPlan, Slot } from './plan-types.ts';

/**
 * The spot at which an attacker of a vantage point sits: his own station, else the host that he has taken.
 * Units: none. Errors: none; undefined for a vantage without any station in the picture. Source: sim/world/stations.ts (which host is taken).
 */
export function seatOf(scenario: Scenario, plan: NetworkPlan, vantage: VantageSpec): string | undefined {
  const takes = vantage.kind === 'peer' || vantage.kind.startsWith('in-');
  if (!takes)
    return (
      plan.slots.find((slot) => slot.vantage === vantage.id)?.spot.id ??
      plan.spots.find((spot) => spot.id === vantage.at)?.id ??
      // A site or a zone is a frame, not a spot: whatever stands first in it.
      plan.spots.find((spot) => spot.id.startsWith(`${vantage.at}.`))?.id
    );
  const host = scenario.sites
    .flatMap((site) => site.hosts.map((one) => `${site.id}.${one.zone}.${one.id}`))
    .find((place) => place.startsWith(`${vantage.at}.`));
  return host ?? plan.spots.find((spot) => spot.id === vantage.at)?.id;
}

/**
 * The stations of a vantage point that are in the picture while its attack is shown. A peer's second box is there only if it sent or received something.
 * Units: none. Errors: none. Source: own design.
 */
export function slotsInUse(plan: NetworkPlan, vantage: VantageSpec, places: readonly string[]): readonly Slot[] {
  return plan.slots.filter((slot) => slot.vantage === vantage.id && (vantage.kind !== 'peer' || places.includes(slot.spot.id)));
}

/**
 * Finds the spot of a place of the trace.
 * Units: none. Errors: none; undefined for a place that is not in the picture. Source: own design.
 */
export function anchorOf(known: ReadonlySet<string>, seat: string | undefined, place: string): string | undefined {
  if (known.has(place)) return place;
  if (place.startsWith('attacker/')) return seat;
  const drawn = drawnAs(place);
  if (drawn !== place) return known.has(drawn) ? drawn : undefined;
  // A line is named after both of its ends: network--device.
  const device = place.split('--')[1];
  if (device !== undefined) return known.has(device) ? device : undefined;
  // A site is a frame, not a spot: its last device, which is one at its edge, stands for it.
  return [...known].findLast((id) => id.startsWith(`${place}.`));
}

/**
 * The place that stands for another in the picture: a translator of addresses in front of a device (`<device>.nat`) has no spot of its own.
 * Units: none. Errors: none. Source: sim/world/translated-line.ts.
 */
export function drawnAs(place: string): string {
  return place.endsWith('.nat') ? place.slice(0, -'.nat'.length) : place;
}
