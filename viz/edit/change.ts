/**
 * Purpose: renaming and removing what the drawing shows and what else can be chosen, together with everything in the text that speaks of it.
 *
 * Does not model: whether the rest is a sound scenario; the loader says that. Determinism: the same text and wish give the same text.
 * References: scenarios/places.ts (how places are written).
 */
import type { Path } from '../../scenarios/issue.ts';
import { placePaths, type Section } from '../../scenarios/places.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { inData } from './names.ts';
import { referencesIn, renamedIn, type Reference } from './references.ts';
import { isOneOfMany, isOptional, type SchemaNode } from './schema.ts';
import { EditRefused, nodeAt, renameAll, setValue, valueAt } from './text-edit.ts';
import { thingKind, thingPath } from './things.ts';

/**
 * Where a place or a thing is declared.
 * Units: none. Errors: EditRefused for one that the text does not have. Source: scenarios/places.ts.
 */
export function pathOf(text: string, place: string): Path {
  if (thingKind(place) !== undefined) {
    const found = thingPath(valueAt(text, []), place);
    if (found === undefined) throw new EditRefused([place]);
    return found;
  }
  const path = placePaths(place).find((one) => (one[0] === 'centre' ? valueAt(text, one) === place : nodeAt(text, one) !== undefined));
  if (path === undefined) throw new EditRefused([place]);
  return path[0] === 'centre' ? ['centre'] : path;
}

/** Sections whose ids are also places. */
function sectionOf(path: Path): { readonly section?: Section } {
  const [first] = path;
  return path.length === 2 && (first === 'sites' || first === 'networks') ? { section: first } : {};
}

/**
 * Gives a place another id, and names it so wherever the text speaks of it. A zone is called by its kind and keeps it.
 * Units: none. Errors: EditRefused. Source: design 4 (places).
 */
export function renamePlace(text: string, place: string, id: string): string {
  const path = pathOf(text, place);
  if (thingKind(place) !== undefined) return renameThing(text, place, path, id);
  const to = [...place.split('.').slice(0, -1), id].join('.');
  if (to === place) return text;
  const of = { ...sectionOf(path), place };
  const spoken = referencesIn(valueAt(text, [])).flatMap((one) => {
    const name = renamedIn(one, of, place, to);
    return name === undefined ? [] : [{ ...one, name }];
  });
  const own = path[0] === 'centre' ? { path: ['centre', 'id'], atKey: false, name: id } : { path, atKey: true, name: id };
  return renameAll(text, [own, ...spoken]);
}

/** Gives an entry of a section another id, and names it so wherever the text speaks of it. */
function renameThing(text: string, thing: string, path: Path, id: string): string {
  const kind = thingKind(thing);
  const from = String(path.at(-1));
  if (kind === undefined || kind === 'allow') throw new EditRefused(path);
  if (from === id) return text;
  const spoken = referencesIn(valueAt(text, [])).flatMap((one) => {
    const name = renamedIn(one, { section: kind }, from, id);
    return name === undefined ? [] : [{ ...one, name }];
  });
  const renamed = renameAll(text, [{ path, atKey: true, name: id }, ...spoken]);
  // A control whose id was the name of what it does has to say so now.
  const unsaid = kind === 'controls' && valueAt(text, [...path, 'mechanism']) === undefined;
  return unsaid ? setValue(renamed, ['controls', id, 'mechanism'], from) : renamed;
}

/**
 * Gives a place another name in both languages.
 * Units: none. Errors: EditRefused. Source: own design.
 */
export function nameAnew(text: string, place: string, name: Bilingual): string {
  const path = [...pathOf(text, place), 'name'];
  return (['en', 'ja'] as const).reduce(
    (now, lang) => (valueAt(now, [...path, lang]) === name[lang] ? now : setValue(now, [...path, lang], name[lang])),
    text,
  );
}

const starts = (path: Path, head: Path): boolean => head.every((step, i) => String(path[i]) === String(step));

/** What has to go when a reference loses what it names: the field if it may, else the entry that needs it. */
function lostWith(schema: SchemaNode, data: unknown, { path, atKey }: Reference): Path {
  if (atKey) return path;
  // An expectation of fewer controls would be another claim.
  if (path[0] === 'expect' || path[0] === 'expect-flows') return path.slice(0, 2);
  if (path[0] === 'groups' && path[2] === 'members' && countAt(data, path.slice(0, -1)) === 1) return path.slice(0, 2);
  for (let depth = path.length; depth > 1; depth -= 1) {
    const head = path.slice(0, depth);
    if (isOptional(schema, head) || isOneOfMany(schema, head)) return head;
  }
  return path.slice(0, 1);
}

function countAt(data: unknown, path: Path): number {
  const node = inData(data, path);
  return typeof node === 'object' && node !== null ? Object.keys(node).length : 0;
}

const SECTIONS: readonly Section[] = ['networks', 'keys', 'groups', 'sites', 'services', 'flows', 'controls', 'vantages'];

/** The names that a path takes with it: its own place or id, users and assets of a site. */
function namesIn(data: unknown, path: Path): readonly { readonly section?: Section; readonly place?: string; readonly name: string }[] {
  const [first, second, third, fourth, fifth, sixth] = path.map(String);
  if (first === 'centre' && path.length === 1)
    return [{ place: String(inData(data, ['centre', 'id'])), name: String(inData(data, ['centre', 'id'])) }];
  if (first !== 'sites' || second === undefined) {
    const section = SECTIONS.find((one) => one === first);
    if (section === undefined || second === undefined || path.length !== 2) return [];
    return [{ section, name: second, ...(section === 'networks' ? { place: second } : {}) }];
  }
  if (path.length === 2) {
    const people = (['users', 'assets'] as const).flatMap((section) =>
      Object.keys((inData(data, [...path, section]) as object | undefined) ?? {}).map((name) => ({ section, name })),
    );
    return [{ section: 'sites', place: second, name: second }, ...people];
  }
  if ((third === 'users' || third === 'assets') && fourth !== undefined && path.length === 4) return [{ section: third, name: fourth }];
  if ((third === 'zones' || third === 'devices') && path.length === 4)
    return [{ place: `${second}.${fourth}`, name: `${second}.${fourth}` }];
  if (fifth === 'hosts' && path.length === 6) return [{ place: `${second}.${fourth}.${sixth}`, name: `${second}.${fourth}.${sixth}` }];
  return [];
}

/** Ports of the site's devices in a zone that goes, and inner devices that are left with fewer than two joints. */
function portsLost(data: unknown, path: Path): readonly Path[] {
  const [first, site, third, zone] = path;
  if (first !== 'sites' || third !== 'zones' || site === undefined || zone === undefined || path.length !== 4) return [];
  const devices = inData(data, ['sites', site, 'devices']);
  return Object.keys((devices as object | undefined) ?? {}).flatMap((device): readonly Path[] => {
    const at: Path = ['sites', site, 'devices', device];
    if (inData(data, [...at, 'ports', zone]) === undefined) return [];
    const joints = countAt(data, [...at, 'ports']) + countAt(data, [...at, 'lines']);
    return [inData(data, [...at, 'kind']) !== 'vpn-router' && joints <= 2 ? at : [...at, 'ports', zone]];
  });
}

/**
 * Everything that goes with a place: its own declaration first, then what could not stand without it, and so on.
 * Units: none. Errors: EditRefused for a place that the text does not have. Source: own design.
 */
export function goesWith(text: string, schema: SchemaNode, place: string): readonly Path[] {
  const data = valueAt(text, []);
  const references = referencesIn(data);
  const gone: Path[] = [pathOf(text, place)];
  for (let i = 0; i < gone.length; i += 1) {
    const path = gone[i] ?? [];
    const more = [...portsLost(data, path)];
    for (const of of namesIn(data, path))
      for (const reference of references)
        if (renamedIn(reference, of, of.name, '') !== undefined) more.push(lostWith(schema, data, reference));
    for (const one of more) if (!gone.some((head) => starts(one, head))) gone.push(one);
  }
  return gone.filter((path, i) => !gone.some((head, j) => i !== j && head.length < path.length && starts(path, head)));
}
