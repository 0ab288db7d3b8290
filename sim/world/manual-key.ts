/**
 * Purpose: the key of an ESP association with fixed keys between two sites: its name, and what the scenario says of its strength and age.
 *
 * Does not model: anything itself. Units: nanoseconds. Determinism: scenario order.
 * References: RFC 4107 (manual keys); threat cards T04, T18, T19.
 */
import type { DeviceSpec, Scenario } from './scenario.ts';

const PREFIX = 'key/manual/';

/**
 * The name of the key between two sites, the same from either end.
 * Units: none. Errors: none. Source: own design.
 */
export function manualKeyId(site: string, peer: string): string {
  return `${PREFIX}${[site, peer].sort().join('/')}`;
}

/**
 * The end of an association that says something of its key, by the key's name (a number of changes may follow it).
 * Units: none. Errors: none; undefined where neither end does. Source: threat card T04 (weak-cipher key).
 */
export function manualKeySpeaker(scenario: Scenario, keyId: string): DeviceSpec | undefined {
  const id = keyId.split('#')[0];
  return scenario.sites
    .flatMap((site) => site.devices.filter(({ manualPeer = '' }) => manualKeyId(site.id, manualPeer) === id))
    .find(({ manualKey, manualKeyLifetimeNs }) => manualKey !== undefined || manualKeyLifetimeNs !== undefined);
}
