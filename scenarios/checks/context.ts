/**
 * Purpose: what every check of the second pass works with: the draft, the declared names, and a place to report to.
 *
 * Does not model: positions; the loader finds them from the path.
 * Determinism: reports keep the order of the checks; the loader sorts them by position.
 */
import type { Bilingual } from '../../sim/world/scenario.ts';
import type { Additions } from '../additions.ts';
import { didYouMean, type Fault, type Path, same, show } from '../issue.ts';
import { declaredNames, type Names, PLACE_WORD, type PlaceKind, placePaths, type Section } from '../places.ts';
import type { Draft } from '../schema.ts';
import { nearest } from '../suggest.ts';
import { locate, type MapTree, subtree } from '../tree.ts';

export interface Context {
  readonly draft: Draft;
  readonly names: Names;
  /** Names that loaded plug-ins bring. */
  readonly additions: Additions;
  readonly faults: Fault[];
  readonly warnings: Fault[];
  /** False when a faulty part at, above or below the path was left out of the draft: its absence proves nothing. */
  readonly whole: (path: Path) => boolean;
  /** True when the path or something above it was left out: what it declares may not be known. */
  readonly gone: (path: Path) => boolean;
  /** Sections that stand inside sites (users, assets), where a site has lost all of its own. */
  readonly lostSections: ReadonlySet<string>;
  /** Where the value stands in the text, to tell the earlier of two. */
  readonly offset: (path: Path) => number;
}

/**
 * A context over a draft; `lost` are the paths that the first pass cut out.
 * Units: none. Errors: none. Source: own design.
 */
export function makeContext(draft: Draft, root: MapTree, lost: readonly Path[], additions: Additions): Context {
  const cuts = new Set(lost.map(keyOf));
  const damaged = new Set(lost.flatMap((cut) => cut.map((_, depth) => keyOf(cut.slice(0, depth)))));
  const lostSections = new Set(lost.flatMap((cut) => lostInside(root, cut)));
  const gone = (path: Path): boolean => path.some((_, depth) => cuts.has(keyOf(path.slice(0, depth + 1))));
  const whole = (path: Path): boolean => !gone(path) && !damaged.has(keyOf(path));
  return {
    draft,
    names: declaredNames(root),
    additions,
    faults: [],
    warnings: [],
    whole,
    gone,
    lostSections,
    offset: (path) => locate(root, path, false),
  };
}

/** A site, or a section of one, that is no mapping declares nothing, although somebody meant it to. */
function lostInside(root: MapTree, cut: Path): readonly string[] {
  if (cut[0] !== 'sites' || cut.length > 3 || subtree(root, cut)?.kind === 'map') return [];
  return cut.length < 3 ? ['users', 'assets'] : [String(cut[2])];
}

/** Quoted, so that no two paths look alike whatever their keys contain. */
function keyOf(path: Path): string {
  return path.map((step) => JSON.stringify(String(step))).join('.');
}

/** Hints compare a word with all known ones; a file with thousands of faults gets them for the first ones only. */
const MAX_HINTS = 200;

function hintFor(context: Context, word: string, known: () => Iterable<string>): { readonly hint?: Bilingual } {
  return context.faults.length < MAX_HINTS ? didYouMean(nearest(word, known())) : {};
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
  if (context.gone([section, id]) || context.lostSections.has(section)) return false;
  context.faults.push({
    path,
    atKey,
    code: 'unknown-reference',
    expected: SECTION_WORD[section],
    found: show(id),
    ...hintFor(context, id, () => known),
  });
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
  const expected =
    kinds.length === 0
      ? { en: 'a place of this scenario', ja: 'このシナリオの場所' }
      : { en: words.map(({ en }) => en).join(' or '), ja: words.map(({ ja }) => ja).join('または') };
  if (kind === undefined) {
    const known = (): string[] =>
      [...context.names.places].flatMap(([name, its]) => (kinds.length === 0 || kinds.includes(its) ? [name] : []));
    context.faults.push({ path, atKey, code: 'unknown-reference', expected, found: show(place), ...hintFor(context, place, known) });
  } else {
    context.faults.push({
      path,
      atKey,
      code: 'wrong-place',
      expected,
      found: { en: `"${place}", ${PLACE_WORD[kind].en}`, ja: `${PLACE_WORD[kind].ja}である "${place}"` },
    });
  }
  return false;
}

/**
 * Reports the second and later appearance of an item in a list.
 * Units: none. Errors: `duplicate-item`. Source: own design.
 */
export function checkOnce(context: Context, path: Path, items: readonly string[]): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (!seen.has(item)) {
      seen.add(item);
      continue;
    }
    context.faults.push({
      path: [...path, index],
      code: 'duplicate-item',
      expected: { en: 'each item once', ja: '同じ項目は一度だけ' },
      found: { en: `"${item}" again`, ja: `二度目の "${item}"` },
    });
  }
}

/**
 * Records something that is accepted but probably not meant.
 * Units: none. Errors: none. Source: own design.
 */
export function warn(context: Context, path: Path, code: Fault['code'], expected: Bilingual, found: Bilingual | string): void {
  context.warnings.push({ path, code, expected, found: typeof found === 'string' ? same(found) : found });
}
