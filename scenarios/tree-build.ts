/**
 * Purpose: turns the YAML library's nodes into our tree and reports what YAML allows but a scenario does not.
 *
 * Does not model: see `source.ts`.
 * Units: offsets in UTF-16 code units; sizes in nodes.
 * Determinism: one walk in document order, which is also the order in which YAML defines anchors.
 * References: YAML 1.2.2 section 3.2.2.2 (anchors and aliases), 3.2.1.3 (unique keys).
 */
import { isAlias, isMap, isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Fault, type LocatedFault, type Path, same, show } from './issue.ts';
import { type Entry, type MapTree, MAX_DEPTH, type ScalarTree, type Tree } from './tree.ts';

/** Nodes that aliases may add to a document, all together. */
export const MAX_ALIASED_NODES = 100_000;

export interface Built {
  /** Present only when there is no fault. */
  readonly root?: MapTree;
  readonly faults: readonly LocatedFault[];
}

/** What stands for a node that was refused; the walk goes on to find more faults. */
const refused = (at: number): ScalarTree => ({ kind: 'scalar', at, size: 1, height: 0, value: null });

interface Walk {
  readonly faults: LocatedFault[];
  /** `open`: the walk is still inside the anchored node. */
  readonly anchors: Map<string, Tree | 'open'>;
  aliasedNodes: number;
}

/**
 * Builds the tree from the document's contents.
 * Units: none. Errors: none thrown; faults are returned instead of a root. Source: YAML 1.2.2.
 */
export function buildTree(contents: unknown): Built {
  const walk: Walk = { faults: [], anchors: new Map(), aliasedNodes: 0 };
  const node = contents as ParsedNode | null;
  const expected = { en: 'a mapping (key: value) as the whole document', ja: '文書全体がマッピング（キー: 値）であること' };
  if (node === null || (isScalar(node) && node.value === null)) {
    report(walk, 0, { path: [], code: 'empty-document', expected, found: { en: 'an empty document', ja: '空の文書' } });
    return { faults: walk.faults };
  }
  const root = build(walk, node, [], 0);
  if (root.kind !== 'map')
    report(walk, root.at, {
      path: [],
      code: 'root-not-mapping',
      expected,
      found: show(root.kind === 'list' ? [...root.items] : root.value),
    });
  return root.kind === 'map' && walk.faults.length === 0 ? { root, faults: [] } : { faults: walk.faults };
}

function report(walk: Walk, offset: number, fault: Fault): void {
  walk.faults.push({ offset, fault });
}

function build(walk: Walk, node: ParsedNode, path: Path, keyAt: number): Tree {
  if (isAlias(node)) return resolve(walk, node.source, node.range[0], path);
  const anchor = node.anchor;
  if (anchor !== undefined) walk.anchors.set(anchor, 'open');
  let tree: Tree;
  if (isMap(node)) tree = buildMap(walk, node, path);
  else if (isSeq(node)) tree = buildList(walk, node, path);
  else tree = buildScalar(walk, node, path, keyAt);
  if (anchor !== undefined) walk.anchors.set(anchor, tree);
  return tree;
}

function resolve(walk: Walk, name: string, at: number, path: Path): Tree {
  const target = walk.anchors.get(name);
  if (target === undefined || target === 'open') {
    const found = target === 'open' ? { en: `*${name} inside &${name} itself`, ja: `&${name} 自身の中の *${name}` } : same(`*${name}`);
    report(walk, at, {
      path,
      code: 'unknown-anchor',
      expected: { en: 'an alias of an anchor (&…) that ends above it', ja: '上で完結したアンカー（&…）へのエイリアス' },
      found,
    });
    return refused(at);
  }
  walk.aliasedNodes += target.size;
  if (walk.aliasedNodes > MAX_ALIASED_NODES || path.length + target.height > MAX_DEPTH) {
    if (!walk.faults.some(({ fault }) => fault.code === 'alias-limit')) {
      const expected = {
        en: `aliases that add at most ${MAX_ALIASED_NODES} nodes and ${MAX_DEPTH} levels in all`,
        ja: `エイリアスの展開は合計 ${MAX_ALIASED_NODES} ノード、${MAX_DEPTH} 段以下`,
      };
      report(walk, at, { path, code: 'alias-limit', expected, found: { en: `*${name}, which exceeds this`, ja: `これを超える *${name}` } });
    }
    return refused(at);
  }
  return target;
}

function buildScalar(walk: Walk, node: ParsedNode, path: Path, keyAt: number): Tree {
  const value = isScalar(node) ? node.value : undefined;
  // An empty value has no place of its own: point at its key.
  const at = value === null && isScalar(node) && (node.source ?? '') === '' ? keyAt : node.range[0];
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', at, size: 1, height: 0, value };
  report(walk, at, {
    path,
    code: 'yaml-tag',
    expected: { en: 'a text, a number or nothing', ja: '文字列、数値または空' },
    found: same(String(value)),
  });
  return refused(at);
}

function buildList(walk: Walk, node: YAMLSeq.Parsed, path: Path): Tree {
  const items = node.items.map((item, index) => build(walk, item, [...path, index], item.range[0]));
  return { kind: 'list', at: node.range[0], ...extent(items), items };
}

function buildMap(walk: Walk, node: YAMLMap.Parsed, path: Path): Tree {
  const entries = new Map<string, Entry>();
  for (const pair of node.items) {
    const key = readKey(walk, pair, path, node.range[0]);
    if (key === undefined) continue;
    const inside = [...path, key.text];
    const value = pair.value === null ? refused(key.at) : build(walk, pair.value, inside, key.at);
    if (entries.has(key.text)) {
      report(walk, key.at, {
        path: inside,
        code: 'duplicate-key',
        expected: { en: 'each key once', ja: '一つのキーは一度だけ' },
        found: { en: `"${key.text}" again`, ja: `二度目の「${key.text}」` },
      });
    } else entries.set(key.text, { keyAt: key.at, value });
  }
  return { kind: 'map', at: node.range[0], ...extent([...entries.values()].map((entry) => entry.value)), entries };
}

function readKey(
  walk: Walk,
  pair: Pair<ParsedNode, ParsedNode | null>,
  path: Path,
  mapAt: number,
): { text: string; at: number } | undefined {
  const { key } = pair;
  const at = key === null ? mapAt : key.range[0];
  if (isScalar(key) && key.anchor === undefined && (typeof key.value === 'string' || typeof key.value === 'number')) {
    const text = typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
    // `__proto__` would change the plain copy instead of standing in it.
    if (text !== '' && text !== '__proto__') return { text, at };
  }
  const found = isScalar(key) ? show(key.value) : { en: 'a list, a mapping or an alias', ja: 'リスト、マッピングまたはエイリアス' };
  report(walk, at, {
    path,
    code: 'yaml-key',
    expected: { en: 'a text without an anchor as key', ja: 'アンカーのない文字列のキー' },
    found,
  });
  return undefined;
}

function extent(children: readonly Tree[]): { size: number; height: number } {
  let [size, height] = [1, 0];
  for (const child of children) {
    size += child.size;
    height = Math.max(height, child.height);
  }
  return { size, height: height + 1 };
}
