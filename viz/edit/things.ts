/**
 * Purpose: what else than places can be chosen beside the drawing: services, flows, information, people, groups, keys, controls, attackers' positions, firewall rules; how each is called and where it is seen in the picture.
 *
 * A thing is written `section/id`, a firewall rule `allow/site.device/number`; a place as everywhere. Does not model: whether the text is sound. Determinism: the order of the file.
 * References: scenarios/places.ts (sections and places).
 */
import type { Lang, Path } from '../../scenarios/issue.ts';
import type { Section } from '../../scenarios/places.ts';
import { idsOf, inData, placesOf } from './names.ts';

/** Sections that are no places, in the order in which they are offered. */
export const THING_SECTIONS = [
  'services',
  'flows',
  'assets',
  'users',
  'vantages',
  'controls',
  'groups',
  'keys',
] as const satisfies readonly Section[];
export type ThingKind = (typeof THING_SECTIONS)[number] | 'allow';

/**
 * The kind of a thing; undefined for a place.
 * Units: none. Errors: none. Source: own design.
 */
export function thingKind(chosen: string | undefined): ThingKind | undefined {
  const head = chosen?.split('/')[0];
  return chosen?.includes('/') === true ? [...THING_SECTIONS, 'allow' as const].find((kind) => kind === head) : undefined;
}

function keys(data: unknown, path: Path): readonly string[] {
  const held = inData(data, path);
  return typeof held === 'object' && held !== null ? Object.keys(held) : [];
}

/**
 * All things of a kind.
 * Units: none. Errors: none. Source: own design.
 */
export function thingsOf(data: unknown, kind: ThingKind): readonly string[] {
  if (kind !== 'allow') return idsOf(data, kind).map((id) => `${kind}/${id}`);
  const devices = placesOf(data).filter((one) => one.kind === 'device');
  return devices.flatMap(({ place }) => keys(data, [...devicePath(place), 'allow']).map((n) => `allow/${place}/${n}`));
}

function devicePath(place: string): Path {
  const [site = '', device = ''] = place.split('.');
  return ['sites', site, 'devices', device];
}

/**
 * Where a thing is declared; undefined where the text has none such.
 * Units: none. Errors: none. Source: scenarios/schema.ts.
 */
export function thingPath(data: unknown, thing: string): Path | undefined {
  const kind = thingKind(thing);
  const [, id = '', number] = thing.split('/');
  const path: Path | undefined =
    kind === 'allow'
      ? [...devicePath(id), 'allow', Number(number)]
      : kind === 'users' || kind === 'assets'
        ? keys(data, ['sites'])
            .map((site): Path => ['sites', site, kind, id])
            .find((one) => inData(data, one) !== undefined)
        : kind === undefined
          ? undefined
          : [kind, id];
  return path !== undefined && inData(data, path) !== undefined ? path : undefined;
}

/** Fields that say where a thing is. */
const SEEN_AT: Readonly<Record<ThingKind, string | undefined>> = {
  services: 'host',
  flows: 'client',
  assets: 'at',
  users: 'workstation',
  vantages: 'at',
  controls: 'scope',
  groups: 'members',
  keys: undefined,
  allow: undefined,
};

/**
 * The place in the picture at which a thing is seen; a place is seen at itself.
 * Units: none. Errors: undefined where it is seen nowhere. Source: own design.
 */
export function seenAt(data: unknown, chosen: string | undefined): string | undefined {
  const kind = thingKind(chosen);
  if (chosen === undefined || kind === undefined) return chosen;
  if (kind === 'allow') return chosen.split('/')[1];
  const [path, field] = [thingPath(data, chosen), SEEN_AT[kind]];
  const held = path === undefined || field === undefined ? undefined : inData(data, [...path, field]);
  const first: unknown = Array.isArray(held) ? held[0] : held;
  return typeof first === 'string' ? first : undefined;
}

/**
 * What a thing is called: its id with its name, a rule by what it lets through.
 * Units: none. Errors: none. Source: own design.
 */
export function thingText(data: unknown, thing: string, lang: Lang): string {
  const path = thingPath(data, thing) ?? [];
  const [, id = ''] = thing.split('/');
  if (thingKind(thing) === 'allow') {
    const field = (name: string): string => String(inData(data, [...path, name]) ?? '');
    const service = [field('protocol'), field('port')].filter((one) => one !== '').join(' ');
    return `${id}: ${field('from')} → ${field('to')}${service === '' ? '' : ` (${service})`}`;
  }
  const name = inData(data, [...path, 'name', lang]);
  return typeof name === 'string' ? `${id} · ${name}` : id;
}
