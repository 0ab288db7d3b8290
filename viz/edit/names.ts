/**
 * Purpose: the names that a half-written scenario declares, the outline of its text, and where each part of it begins.
 *
 * The last sound state of the text stands in for one that no parser takes. Does not model: faults. Units: offsets in UTF-16 code units.
 */
import { isMap, isScalar, parseDocument, type ParsedNode, type YAMLMap } from 'yaml';
import type { Path } from '../../scenarios/issue.ts';
import type { PlaceKind, Section } from '../../scenarios/places.ts';

/** One line of the outline. */
export interface OutlineEntry {
  readonly path: Path;
  readonly label: string;
  readonly depth: number;
  readonly offset: number;
}

/** How deep the outline goes: section, entry, and inside sites down to the hosts of a zone. */
const DEEPEST = { sites: 6 } as const;
/** Keys inside of a site that hold entries of their own. */
const HOLDERS = new Set(['zones', 'devices', 'users', 'assets', 'hosts']);

/** Beyond this the page would wait for each reading; ten times the largest shipped scenario. Outline and completion then stand still. */
const LARGEST = 700_000;

interface Reading {
  readonly text: string;
  readonly data: unknown;
  readonly outline: readonly OutlineEntry[];
}

let last: Reading = { text: '', data: {}, outline: [] };

function walk(map: YAMLMap.Parsed, path: Path, depth: number, into: OutlineEntry[]): void {
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const label = String(key.value);
    const at: Path = [...path, label];
    const inSite = path[0] === 'sites' && path.length >= 2;
    if (inSite && path.length % 2 === 0 && !HOLDERS.has(label)) continue;
    into.push({ path: at, label, depth, offset: key.range[0] });
    const deepest = at[0] === 'sites' ? DEEPEST.sites : isList(at) ? 2 : 1;
    if (at.length < deepest && isMap(value)) walk(value as YAMLMap.Parsed, at, depth + 1, into);
  }
}

const LISTS = new Set(['networks', 'keys', 'groups', 'services', 'flows', 'controls', 'vantages']);

function isList(path: Path): boolean {
  return LISTS.has(String(path[0]));
}

/**
 * What a text says, as plain data with its outline; the last sound state where it says nothing that can be read.
 * Units: none. Errors: none. Source: own design.
 */
export function readLoosely(text: string): { readonly data: unknown; readonly outline: readonly OutlineEntry[] } {
  if (last.text === text || text.length > LARGEST) return last;
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const root: ParsedNode | null = document.contents;
  if (document.errors.length > 0 || !isMap(root)) return { data: last.data, outline: last.outline };
  const outline: OutlineEntry[] = [];
  walk(root as YAMLMap.Parsed, [], 0, outline);
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 1_000 });
  } catch {
    // Aliases that multiply without end are the loader's to report.
    return { data: last.data, outline };
  }
  last = { text, data, outline };
  return last;
}

type Mapping = Readonly<Record<string, unknown>>;

function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {};
}

/**
 * What stands at a path of plain data.
 * Units: none. Errors: none; undefined where nothing does. Source: own design.
 */
export function inData(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, step) => (typeof node === 'object' && node !== null ? (node as Mapping)[step] : undefined), data);
}

/**
 * The ids of a section; users and assets are those of all sites.
 * Units: none. Errors: none. Source: scenarios/places.ts.
 */
export function idsOf(data: unknown, section: Section): readonly string[] {
  const root = mapping(data);
  if (section !== 'users' && section !== 'assets') return Object.keys(mapping(root[section]));
  return Object.values(mapping(root['sites'])).flatMap((site) => Object.keys(mapping(mapping(site)[section])));
}

/**
 * All places with their kinds, in the order of the file.
 * Units: none. Errors: none. Source: scenarios/places.ts.
 */
export function placesOf(data: unknown): readonly { readonly place: string; readonly kind: PlaceKind }[] {
  const root = mapping(data);
  const centre = mapping(root['centre'])['id'];
  const sites = Object.entries(mapping(root['sites'])).flatMap(([siteId, value]) => {
    const site = mapping(value);
    const zones = Object.entries(mapping(site['zones'])).flatMap(([zoneId, zone]) => [
      { place: `${siteId}.${zoneId}`, kind: 'zone' as const },
      ...Object.keys(mapping(mapping(zone)['hosts'])).map((host) => ({ place: `${siteId}.${zoneId}.${host}`, kind: 'host' as const })),
    ]);
    const devices = Object.keys(mapping(site['devices'])).map((device) => ({ place: `${siteId}.${device}`, kind: 'device' as const }));
    return [{ place: siteId, kind: 'site' as const }, ...zones, ...devices];
  });
  return [
    ...Object.keys(mapping(root['networks'])).map((place) => ({ place, kind: 'network' as const })),
    ...(typeof centre === 'string' ? [{ place: centre, kind: 'centre' as const }] : []),
    ...sites,
  ];
}
