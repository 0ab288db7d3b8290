/**
 * Purpose: every name that a file declares: places by kind, and the ids of each section, read from the tree so that faulty parts still count as declared.
 *
 * Does not model: whether what is declared is sound.
 * Determinism: everything in file order.
 * References: design 4 (a place is written `site.zone.host`).
 */
import type { Path } from './issue.ts';
import { keysAt, type MapTree, subtree } from './tree.ts';

export type PlaceKind = 'network' | 'centre' | 'site' | 'zone' | 'host' | 'device';

/** Sections whose ids other parts refer to; `users` and `assets` are collected over all sites. */
export type Section = 'networks' | 'keys' | 'groups' | 'sites' | 'services' | 'flows' | 'controls' | 'vantages' | 'users' | 'assets';

export interface Names {
  readonly places: ReadonlyMap<string, PlaceKind>;
  readonly ids: Readonly<Record<Section, ReadonlySet<string>>>;
}

/**
 * Collects the names that the tree declares.
 * Units: none. Errors: none; a later declaration of a taken name is left to the checks. Source: own design.
 */
export function declaredNames(root: MapTree): Names {
  const places = new Map<string, PlaceKind>();
  const users = new Set<string>();
  const assets = new Set<string>();
  const centre = subtree(root, ['centre', 'id']);
  for (const network of keysAt(root, ['networks'])) places.set(network, 'network');
  if (centre?.kind === 'scalar' && typeof centre.value === 'string') places.set(centre.value, 'centre');
  for (const site of keysAt(root, ['sites'])) {
    places.set(site, 'site');
    for (const zone of keysAt(root, ['sites', site, 'zones'])) {
      places.set(`${site}.${zone}`, 'zone');
      for (const host of keysAt(root, ['sites', site, 'zones', zone, 'hosts'])) places.set(`${site}.${zone}.${host}`, 'host');
    }
    for (const device of keysAt(root, ['sites', site, 'devices'])) places.set(`${site}.${device}`, 'device');
    for (const user of keysAt(root, ['sites', site, 'users'])) users.add(user);
    for (const asset of keysAt(root, ['sites', site, 'assets'])) assets.add(asset);
  }
  const section = (name: string): ReadonlySet<string> => new Set(keysAt(root, [name]));
  const ids = {
    networks: section('networks'),
    keys: section('keys'),
    groups: section('groups'),
    sites: section('sites'),
    services: section('services'),
    flows: section('flows'),
    controls: section('controls'),
    vantages: section('vantages'),
    users,
    assets,
  };
  return { places, ids };
}

/**
 * Where a place of this name could be declared.
 * Units: none. Errors: none. Source: own design.
 */
export function placePaths(place: string): Path[] {
  const [first = '', second, third] = place.split('.');
  if (second === undefined)
    return [
      ['networks', first],
      ['centre', 'id'],
      ['sites', first],
    ];
  if (third !== undefined) return [['sites', first, 'zones', second, 'hosts', third]];
  return [
    ['sites', first, 'zones', second],
    ['sites', first, 'devices', second],
  ];
}

/** What each kind of place is called in a diagnostic. */
export const PLACE_WORD: Readonly<Record<PlaceKind, { readonly en: string; readonly ja: string }>> = {
  network: { en: 'a network', ja: 'ネットワーク' },
  centre: { en: 'the VPN centre', ja: 'VPN センター' },
  site: { en: 'a site', ja: '施設' },
  zone: { en: 'a zone (site.zone)', ja: 'ゾーン（site.zone）' },
  host: { en: 'a host (site.zone.host)', ja: 'ホスト（site.zone.host）' },
  device: { en: 'a device (site.device)', ja: '機器（site.device）' },
};
