/**
 * Purpose: the parsed file as a tree that remembers where each key and value stands, and its plain-data copy.
 *
 * Does not model: comments, quoting, anchors (an alias appears as a second reference to the same subtree).
 * Units: `at` and `keyAt` are offsets into the text, UTF-16 code units from 0.
 * Determinism: entries keep the order of the file.
 */
import type { Path } from './issue.ts';

/** Mappings and lists inside one another; the format itself needs 9. */
export const MAX_DEPTH = 64;

interface Node {
  readonly at: number;
  /** Nodes in this subtree with aliases expanded. */
  readonly size: number;
  /** Mappings and lists on the longest way down. */
  readonly height: number;
}

export interface Entry {
  readonly keyAt: number;
  readonly value: Tree;
}

export interface MapTree extends Node {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface ListTree extends Node {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface ScalarTree extends Node {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

export type Tree = MapTree | ListTree | ScalarTree;

/** Plain data as a schema reads it. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/**
 * Copies the tree to plain data; a subtree that aliases share is copied at each place, so that the copy may be changed.
 * Units: none. Errors: none; the source reader has bounded size and depth. Source: own design.
 */
export function toPlain(tree: Tree): Plain {
  if (tree.kind === 'scalar') return tree.value;
  if (tree.kind === 'list') return tree.items.map(toPlain);
  const copy: { [key: string]: Plain } = {};
  for (const [key, entry] of tree.entries) copy[key] = toPlain(entry.value);
  return copy;
}

/**
 * The subtree at a path, or undefined.
 * Units: none. Errors: none. Source: own design.
 */
export function subtree(root: Tree, path: Path): Tree | undefined {
  let node: Tree | undefined = root;
  for (const step of path) {
    if (node?.kind === 'map') node = node.entries.get(String(step))?.value;
    else if (node?.kind === 'list') node = node.items[Number(step)];
    else return undefined;
  }
  return node;
}

/**
 * The keys of the mapping at a path, in file order; none when there is no mapping.
 * Units: none. Errors: none. Source: own design.
 */
export function keysAt(root: Tree, path: Path): readonly string[] {
  const node = subtree(root, path);
  return node?.kind === 'map' ? [...node.entries.keys()] : [];
}

/**
 * Where to point for a path: its value or its key; when the path leads nowhere, the key of the nearest mapping above.
 * Units: offset into the text. Errors: none. Source: own design.
 */
export function locate(root: Tree, path: Path, atKey: boolean): number {
  let node: Tree = root;
  let handle = root.at;
  for (const step of path) {
    if (node.kind === 'map') {
      const entry = node.entries.get(String(step));
      if (entry === undefined) return handle;
      handle = entry.keyAt;
      node = entry.value;
    } else if (node.kind === 'list') {
      const item = node.items[Number(step)];
      if (item === undefined) return handle;
      handle = item.at;
      node = item;
    } else return handle;
  }
  return atKey ? handle : node.at;
}
