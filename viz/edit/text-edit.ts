/**
 * Purpose: changes of a YAML text that leave everything else as the writer wrote it: comments, blank lines, quotes, order.
 *
 * The YAML library says where things stand; the text is cut and joined here. (Writing the whole document anew would change a quarter of the lines of a shipped scenario.)
 * Does not model: aliases and anchors; a change inside of what an alias stands for is refused. Units: offsets in UTF-16 code units.
 */
import { isAlias, isCollection, isMap, isScalar, isSeq, parseDocument, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Path } from '../../scenarios/issue.ts';
import { writeEntry, writeInline, type Written } from './write-yaml.ts';

export type Key = string | number;
type Root = YAMLMap.Parsed;
type MapPair = Pair<ParsedNode, ParsedNode | null>;

/** The text cannot be changed there; `path` says where. */
export class EditRefused extends Error {
  readonly path: Path;

  constructor(path: Path) {
    super(`the text cannot be edited at ${path.join('.') || 'its root'}`);
    this.path = path;
  }
}

let last: { readonly text: string; readonly root: Root | undefined } | undefined;

/**
 * The text's root mapping, or undefined when it is no sound YAML mapping.
 * Units: none. Errors: none. Source: YAML 1.2.2.
 */
export function rootOf(text: string): Root | undefined {
  if (last?.text !== text) {
    const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
    const sound = document.errors.length === 0 && isMap(document.contents);
    last = { text, root: sound && isMap(document.contents) ? document.contents : undefined };
  }
  return last.root;
}

function keyText(pair: MapPair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function pairOf(map: YAMLMap.Parsed, key: Key): MapPair | undefined {
  return map.items.find((pair) => keyText(pair) === String(key));
}

/**
 * The node at a path.
 * Units: none. Errors: none; undefined where there is none. Source: own design.
 */
export function nodeAt(text: string, path: Path): ParsedNode | undefined {
  let node: ParsedNode | null | undefined = rootOf(text);
  for (const step of path) {
    if (isMap(node)) node = pairOf(node as YAMLMap.Parsed, step)?.value;
    else if (isSeq(node)) node = (node as YAMLSeq.Parsed).items[Number(step)];
    else return undefined;
  }
  return node ?? undefined;
}

/**
 * What stands at a path, as plain data.
 * Units: none. Errors: none. Source: own design.
 */
export function valueAt(text: string, path: Path): unknown {
  const node = nodeAt(text, path);
  return node === undefined ? undefined : (node.toJSON() as unknown);
}

/**
 * The keys of the mapping at a path, in the order of the file.
 * Units: none. Errors: none; empty where there is no mapping. Source: own design.
 */
export function keysAt(text: string, path: Path): readonly string[] {
  const node = nodeAt(text, path);
  return isMap(node) ? (node as YAMLMap.Parsed).items.map(keyText) : [];
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

function column(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The offset behind the last thing that a pair says, without the comment behind it. */
function endOf(text: string, node: ParsedNode | null, fallback: number): number {
  if (node === null) return fallback;
  if (isCollection(node) && node.flow !== true) {
    const item: unknown = node.items.at(-1);
    if (isMap(node)) {
      const pair = item as MapPair | undefined;
      return pair === undefined ? node.range[1] : endOf(text, pair.value, pair.key.range[1] + 1);
    }
    return item === undefined ? node.range[1] : endOf(text, item as ParsedNode, node.range[1]);
  }
  let end = node.range[1];
  while (end > node.range[0] && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return Math.max(end, isScalar(node) && node.source === '' ? fallback : end);
}

function splice(text: string, from: number, to: number, insert: string): string {
  return text.slice(0, from) + insert + text.slice(to);
}

function refuseAlias(node: ParsedNode | null | undefined, path: Path): void {
  if (node !== null && node !== undefined && (isAlias(node) || node.anchor !== undefined)) throw new EditRefused(path);
}

/**
 * Adds an entry at the end of the mapping at a path. Mappings that are missing on the way are made.
 * Units: none. Errors: EditRefused where the way leads through something else than mappings. Source: own design.
 */
export function addEntry(text: string, path: Path, key: string, value: Written): string {
  const root = rootOf(text);
  if (root === undefined) throw new EditRefused([]);
  const node = path.length === 0 ? root : nodeAt(text, path);
  const above = path.at(-1);
  if (node === undefined && above !== undefined) {
    const parent = nodeAt(text, path.slice(0, -1));
    const pair = isMap(parent) ? pairOf(parent as YAMLMap.Parsed, above) : undefined;
    if (pair === undefined) return addEntry(text, path.slice(0, -1), String(above), { [key]: value });
    return fill(text, pair, key, value);
  }
  refuseAlias(node, path);
  const empty = isScalar(node) && node.value === null;
  if (!isMap(node) && !empty) throw new EditRefused(path);
  const map = node as YAMLMap.Parsed;
  const final = empty ? undefined : map.items.at(-1);
  if (final === undefined) {
    const parent = nodeAt(text, path.slice(0, -1));
    const pair = isMap(parent) && above !== undefined ? pairOf(parent as YAMLMap.Parsed, above) : undefined;
    if (pair === undefined) throw new EditRefused(path);
    return fill(text, pair, key, value);
  }
  const end = endOf(text, final.value, final.key.range[1] + 1);
  if (map.flow === true) return splice(text, end, end, `, ${key}: ${writeInline(value)}`);
  const indent = column(text, map.items[0]?.key.range[0] ?? 0);
  const at = lineEnd(text, end);
  return splice(text, at, at, `\n${writeEntry(key, value, indent)}`);
}

/** Puts a first entry where `key:` has nothing, or `{}`, behind it. */
function fill(text: string, pair: MapPair, key: string, value: Written): string {
  const colon = text.indexOf(':', pair.key.range[1]) + 1;
  const indent = column(text, pair.key.range[0]) + 2;
  const braces = isMap(pair.value) ? pair.value.range : undefined;
  const bare = braces === undefined ? text : splice(text, colon, braces[1], '');
  const at = lineEnd(bare, colon);
  return splice(bare, at, at, `\n${writeEntry(key, value, indent)}`);
}

/**
 * Adds an item at the end of the list at a path; the list is made where it is missing.
 * Units: none. Errors: EditRefused where something else than a list stands there. Source: own design.
 */
export function addItem(text: string, path: Path, value: Written): string {
  const node = nodeAt(text, path);
  const key = path.at(-1);
  if (node === undefined && key !== undefined) return addEntry(text, path.slice(0, -1), String(key), [value]);
  refuseAlias(node, path);
  if (!isSeq(node)) throw new EditRefused(path);
  const list = node as YAMLSeq.Parsed;
  const final = list.items.at(-1);
  if (final === undefined) return splice(text, list.range[0], list.range[1], `[${writeInline(value)}]`);
  const end = endOf(text, final, final.range[1]);
  if (list.flow === true) return splice(text, end, end, `, ${writeInline(value)}`);
  const first = list.items[0] ?? final;
  const dash = column(text, text.lastIndexOf('-', first.range[0] - 1));
  const at = lineEnd(text, end);
  return splice(text, at, at, `\n${' '.repeat(dash)}- ${writeInline(value)}`);
}

/**
 * Writes a value in the place of a simple one, or adds the entry.
 * Units: none. Errors: EditRefused at an alias or a block. Source: own design.
 */
export function setValue(text: string, path: Path, value: Written): string {
  const node = nodeAt(text, path);
  if (node === undefined) return addEntry(text, path.slice(0, -1), String(path.at(-1)), value);
  refuseAlias(node, path);
  if (isCollection(node) && node.flow !== true) throw new EditRefused(path);
  if (isScalar(node) && (node.source ?? '') === '') return splice(text, node.range[0], node.range[0], ` ${writeInline(value)}`);
  const block = isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL');
  const end = block ? endOf(text, node, node.range[1]) : node.range[1];
  return splice(text, node.range[0], end, writeInline(value));
}

/** Comment lines directly above, as far indented as the line itself, speak of it. */
function withCommentAbove(text: string, start: number, indent: number): number {
  let from = start;
  const comment = new RegExp(`^ {${indent}}#`);
  while (from > 0) {
    const above = lineStart(text, from - 1);
    if (!comment.test(text.slice(above, from))) return from;
    from = above;
  }
  return from;
}

interface Span {
  readonly at: number;
  readonly end: number;
}

interface Cut extends Span {
  readonly insert: string;
}

function spansIn(text: string, parent: ParsedNode): readonly (Span & { readonly is: string })[] {
  if (isMap(parent))
    return (parent as YAMLMap.Parsed).items.map((pair) => ({
      at: pair.key.range[0],
      end: endOf(text, pair.value, pair.key.range[1] + 1),
      is: keyText(pair),
    }));
  return (parent as YAMLSeq.Parsed).items.map((item, i) => ({ at: item.range[0], end: endOf(text, item, item.range[1]), is: String(i) }));
}

/** The cuts that take some entries out of one mapping or list; where nothing is left, `{}` or `[]` stays. */
function cutsIn(text: string, holder: Path, steps: ReadonlySet<string>): readonly Cut[] {
  const parent = holder.length === 0 ? rootOf(text) : nodeAt(text, holder);
  if (!isCollection(parent)) throw new EditRefused(holder);
  const spans = spansIn(text, parent);
  const gone = spans.filter(({ is }) => steps.has(is));
  if (gone.length < steps.size) throw new EditRefused([...holder, [...steps].join(' ')]);
  const none = isMap(parent) ? '{}' : '[]';
  const first = spans[0];
  if (parent.flow === true && gone.length === spans.length) return [{ at: parent.range[0], end: parent.range[1], insert: none }];
  if (gone.length === spans.length && first !== undefined) return emptied(text, holder, first.at, spans.at(-1)?.end ?? first.end, none);
  return gone.map((span): Cut => {
    const i = spans.indexOf(span);
    const before = spans.slice(0, i).some(({ is }) => !steps.has(is));
    const next = spans[i + 1];
    if (parent.flow === true)
      return before
        ? { at: spans[i - 1]?.end ?? span.at, end: span.end, insert: '' }
        : { at: span.at, end: next?.at ?? span.end, insert: '' };
    const mark = isMap(parent) ? span.at : text.lastIndexOf('-', span.at - 1);
    const start = lineStart(text, mark);
    // An entry that stands on the line of a dash: the next one takes its place.
    if (text.slice(start, mark).trim() !== '' && next !== undefined) return { at: mark, end: next.at, insert: '' };
    return { at: withCommentAbove(text, start, mark - start), end: Math.min(text.length, lineEnd(text, span.end) + 1), insert: '' };
  });
}

/** All entries go: what holds them is written as empty, behind its own key. */
function emptied(text: string, holder: Path, start: number, end: number, none: string): readonly Cut[] {
  const above = nodeAt(text, holder.slice(0, -1));
  const pair = isMap(above) ? pairOf(above as YAMLMap.Parsed, holder.at(-1) ?? '') : undefined;
  if (pair === undefined) return [{ at: lineStart(text, start), end: lineEnd(text, end), insert: none }];
  const colon = text.indexOf(':', pair.key.range[1]) + 1;
  return [
    { at: colon, end: colon, insert: ` ${none}` },
    { at: Math.min(lineEnd(text, colon), lineEnd(text, end)), end: lineEnd(text, end), insert: '' },
  ];
}

function carryOut(text: string, cuts: readonly Cut[]): string {
  return [...cuts].sort((a, b) => b.at - a.at || b.end - a.end).reduce((now, { at, end, insert }) => splice(now, at, end, insert), text);
}

/**
 * Takes out some entries and items, none of which holds another, with the comments that speak of them.
 * Units: none. Errors: EditRefused where there is nothing, or something that an alias stands for. Source: own design.
 */
export function removeAll(text: string, paths: readonly Path[]): string {
  const byHolder = new Map<string, { readonly holder: Path; readonly steps: Set<string> }>();
  for (const path of paths) {
    const node = nodeAt(text, path);
    if (path.length === 0 || (node !== undefined && !isAlias(node) && node.anchor !== undefined)) throw new EditRefused(path);
    const holder = path.slice(0, -1);
    const group = byHolder.get(holder.join('\n')) ?? { holder, steps: new Set<string>() };
    group.steps.add(String(path.at(-1)));
    byHolder.set(holder.join('\n'), group);
  }
  return carryOut(
    text,
    [...byHolder.values()].flatMap(({ holder, steps }) => cutsIn(text, holder, steps)),
  );
}

/** A field that gets another word. */
export interface Renaming {
  readonly path: Path;
  readonly atKey: boolean;
  readonly name: string;
}

/**
 * Writes other words into some keys and simple values.
 * Units: none. Errors: EditRefused at an alias or where there is no such field. Source: own design.
 */
export function renameAll(text: string, renamings: readonly Renaming[]): string {
  const cuts = renamings.map(({ path, atKey, name }): Cut => {
    const parent = path.length === 1 ? rootOf(text) : nodeAt(text, path.slice(0, -1));
    const key = atKey && isMap(parent) ? pairOf(parent as YAMLMap.Parsed, path.at(-1) ?? '')?.key : undefined;
    const node = atKey ? key : nodeAt(text, path);
    if (!isScalar(node) || node.anchor !== undefined) throw new EditRefused(path);
    return { at: node.range[0], end: node.range[1], insert: writeInline(name) };
  });
  return carryOut(text, cuts);
}
