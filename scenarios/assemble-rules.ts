/**
 * Purpose: turns the parts of a checked draft that select traffic (firewall rules, selectors of associations) into those of the `Scenario`.
 *
 * Does not model: defaults; the schema has filled them in.
 * Units: none. Determinism: lists keep the order of the file.
 * References: own design.
 */
import type { Prefix } from '../sim/net/address.ts';
import { shown } from '../sim/vpn/inner-addresses.ts';
import type * as world from '../sim/world/scenario.ts';
import type { Draft } from './schema.ts';

type DraftSite = Draft['sites'][string];
type DraftDevice = DraftSite['devices'][string];

/**
 * An optional field: absent rather than undefined.
 * Units: none. Errors: none. Source: own design.
 */
export function present<Key extends string, Value>(key: Key, value: Value | undefined): { [key in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [key in Key]: Value });
}

/**
 * Rules with their ends as prefixes, at a device of a site.
 * Units: none. Errors: throws when the draft did not pass the checks (a bug of the caller). Source: TR C 4-1-1.
 */
export function permitsOf(draft: Draft, rules: DraftDevice['allow'], at: DraftSite): readonly world.AllowRule[] {
  return rules.map(({ from, to, protocol, port, 'left-open': leftOpen }) => ({
    from: prefixOf(draft, from, at),
    to: prefixOf(draft, to, at),
    protocol,
    ...present('port', port),
    ...present('leftOpen', leftOpen),
  }));
}

/**
 * How a device's associations are made, where that is not the default.
 * Units: none. Errors: as permitsOf. Source: RFC 4301 4.4.1.
 */
export function associationsOf(draft: Draft, associations: DraftDevice['associations'], at: DraftSite): world.AssociationSpec | undefined {
  if (associations === undefined) return undefined;
  const selectors = associations['manual-selectors'];
  return {
    ...(associations['anti-replay'] ? {} : { antiReplay: false }),
    ...present('manualSuite', associations['manual-suite']),
    ...(associations['inspects-padding'] ? { inspectsPadding: true as const } : {}),
    ...present('manualSelectors', selectors === undefined ? undefined : permitsOf(draft, selectors, at)),
  };
}

/** A host is its address alone, a zone its whole prefix, as a device of the site `at` sees them. */
function prefixOf(draft: Draft, end: DraftDevice['allow'][number]['from'], at: DraftSite): Prefix {
  if ('prefix' in end) return end.prefix;
  const [siteId = '', zoneId, hostId] = end.place.split('.');
  const zone = draft.sites[siteId]?.zones[zoneId as world.ZoneId];
  const host = hostId === undefined ? undefined : zone?.hosts[hostId];
  if (zone === undefined || (hostId !== undefined && host === undefined))
    throw new Error(`assemble: rule end ${end.place} passed the checks but does not exist`);
  const own = host === undefined ? zone.prefix : { base: host.address, length: 32 };
  const known = zone['known-as'];
  return known === undefined || draft.sites[siteId] === at ? own : { ...own, base: shown(own.base, [{ own: zone.prefix, known }]) };
}
