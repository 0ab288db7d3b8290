/**
 * Purpose: what every check of the second pass works with: the draft, the declared names, and a place to report to.
 *
 * Does not model: positions; the loader finds them from the path.
 * Determinism: reports keep the order of the checks; the loader sorts them by position.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import { didYouMean, type Fault, type Path, same, show } from '../issue.ts';
import { declaredNames, type Names, PLACE_WORD, type PlaceKind, placePaths, type Section, sectionPaths } from '../places.ts';
import type { Draft } from '../schema.ts';
import { nearest } from '../suggest.ts';
import { locate, type MapTree } from '../tree.ts';

export interface Context {
  readonly draft: Draft;
  readonly names: Names;
  readonly faults: Fault[];
  readonly warnings: Fault[];
  /** False when a faulty part at, above or below the path was left out of the draft: its absence proves nothing. */
  readonly whole: (path: Path) => boolean;
  /** True when the path or something above it was left out: what it declares may not be known. */
  readonly gone: (path: Path) => boolean;
  /** Where the value stands in the text, to tell the earlier of two. */
  readonly offset: (path: Path) => number;
}

/**
 * A context over a draft; `lost` are the paths that the first pass cut out.
 * Units: none. Errors: none. Source: own design.
 */
export function makeContext(draft: Draft, root: MapTree, lost: readonly Path[]): Context {
  const starts = (long: Path, short: Path): boolean => short.every((step, index) => long[index] === step);
  const gone = (path: Path): boolean => lost.some((cut) => starts(path, cut));
  const whole = (path: Path): boolean => !gone(path) && !lost.some((cut) => starts(cut, path));
  return { draft, names: declaredNames(root), faults: [], warnings: [], whole, gone, offset: (path) => locate(root, path, false) };
}

const SECTION_WORD: Readonly<Record<Section, Bilingual>> = {
  networks: { en: 'a network of this scenario', ja: 'このシナリオのネットワーク' },
  keys: { en: 'an entry of keys', ja: 'keys の項目' },
  groups: { en: 'a group of this scenario', ja: 'このシナリオのグループ' },
  sites: { en: 'a site of this scenario', ja: 'このシナリオの施設' },
  services: { en: 'a service of this scenario', ja: 'このシナリオのサービス' },
  flows: { en: 'a flow of this scenario', ja: 'このシナリオのフロー' },
  controls: { en: 'a control that this scenario offers', ja: 'このシナリオが提示する対策' },
  vantages: { en: 'a vantage of this scenario', ja: 'このシナリオの攻撃者の立ち位置' },
  users: { en: 'a user of this scenario', ja: 'このシナリオの利用者' },
  assets: { en: 'an asset of this scenario', ja: 'このシナリオの情報資産' },
};

/**
 * Reports an id that its section does not declare; true when it does. Silent where the first pass may have lost the declaration.
 * Units: none. Errors: `unknown-reference`. Source: own design.
 */
export function checkId(context: Context, path: Path, section: Section, id: string, atKey = false): boolean {
  const known = context.names.ids[section];
  if (known.has(id)) return true;
  const sites = [...context.names.ids.sites];
  if (sectionPaths(section, id, sites).some(context.gone)) return false;
  context.faults.push({ path, atKey, code: 'unknown-reference', expected: SECTION_WORD[section], found: show(id), ...didYouMean(nearest(id, known)) });
  return false;
}

/**
 * Reports a place that does not exist or is of another kind than asked for; true when it is right. No kinds = any. Silent as `checkId`.
 * Units: none. Errors: `unknown-reference` or `wrong-place`. Source: own design.
 */
export function checkPlace(context: Context, path: Path, place: string, kinds: readonly PlaceKind[], atKey = false): boolean {
  const kind = context.names.places.get(place);
  if (kind !== undefined && (kinds.length === 0 || kinds.includes(kind))) return true;
  if (kind === undefined && placePaths(place).some(context.gone)) return false;
  const words = kinds.map((each) => PLACE_WORD[each]);
  const expected = kinds.length === 0 ? { en: 'a place of this scenario', ja: 'このシナリオの場所' } : { en: words.map(({ en }) => en).join(' or '), ja: words.map(({ ja }) => ja).join('または') };
  if (kind === undefined) {
    const known = [...context.names.places].flatMap(([name, its]) => (kinds.length === 0 || kinds.includes(its) ? [name] : []));
    context.faults.push({ path, atKey, code: 'unknown-reference', expected, found: show(place), ...didYouMean(nearest(place, known)) });
  } else {
    context.faults.push({ path, atKey, code: 'wrong-place', expected, found: { en: `"${place}", ${PLACE_WORD[kind].en}`, ja: `${PLACE_WORD[kind].ja}である "${place}"` } });
  }
  return false;
}

/**
 * Reports the second and later appearance of an item in a list.
 * Units: none. Errors: `duplicate-item`. Source: own design.
 */
export function checkOnce(context: Context, path: Path, items: readonly string[]): void {
  for (const [index, item] of items.entries()) {
    if (items.indexOf(item) === index) continue;
    context.faults.push({ path: [...path, index], code: 'duplicate-item', expected: { en: 'each item once', ja: '同じ項目は一度だけ' }, found: { en: `"${item}" again`, ja: `二度目の "${item}"` } });
  }
}

/**
 * Records something that is accepted but probably not meant.
 * Units: none. Errors: none. Source: own design.
 */
export function warn(context: Context, path: Path, code: Fault['code'], expected: Bilingual, found: Bilingual | string): void {
  context.warnings.push({ path, code, expected, found: typeof found === 'string' ? same(found) : found });
}
