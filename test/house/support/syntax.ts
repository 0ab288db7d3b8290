/**
 * Purpose: a thin layer over oxc-parser: parse a source once, visit its nodes with their ancestors, find lines and comments.
 *
 * The TypeScript 7 package has no programming interface for its syntax tree, hence another parser. The tree is ESTree with TypeScript nodes.
 * References: ESTree specification; oxc-parser's own documentation.
 */
import { parseSync } from 'oxc-parser';

/** A syntax node; offsets are in UTF-16 code units, as JavaScript strings count. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface Comment {
  readonly type: 'Line' | 'Block';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface Syntax {
  readonly program: Node;
  readonly comments: readonly Comment[];
}

const parsed = new Map<string, { readonly text: string; readonly syntax: Syntax }>();

/** True for the languages that the parser reads. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|js)$/.test(path);
}

/** The syntax tree of a source. A source that does not parse is reported by tsc; here it throws, naming the file. */
export function syntaxOf(path: string, text: string): Syntax {
  const known = parsed.get(path);
  if (known?.text === text) return known.syntax;
  const result = parseSync(path, text);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  const syntax = { program: result.program as unknown as Node, comments: result.comments };
  parsed.set(path, { text, syntax });
  return syntax;
}

/** Whether a value found inside a node is itself a node. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The node under a key, if there is one. */
export function child(node: Node | undefined, key: string): Node | undefined {
  const value = node?.[key];
  return isNode(value) ? value : undefined;
}

/** The nodes in a list under a key. */
export function children(node: Node | undefined, key: string): Node[] {
  const value = node?.[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name of an identifier (or private name), or undefined. */
export function nameOf(node: Node | undefined): string | undefined {
  return node !== undefined && typeof node['name'] === 'string' ? node['name'] : undefined;
}

/** The value of a string literal or of a template without holes. */
export function stringOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type !== 'TemplateLiteral' || children(node, 'expressions').length > 0) return undefined;
  const cooked = (children(node, 'quasis')[0]?.['value'] as { cooked?: unknown } | undefined)?.cooked;
  return typeof cooked === 'string' ? cooked : undefined;
}

/** Visits every node, parents first; `ancestors` ends with the parent. */
export function visit(node: Node, see: (node: Node, ancestors: readonly Node[]) => void, ancestors: readonly Node[] = []): void {
  see(node, ancestors);
  const inside = [...ancestors, node];
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) visit(item, see, inside);
  }
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The block comment that ends directly before an offset (only white space between), if there is one. */
export function commentBefore(syntax: Syntax, text: string, offset: number): Comment | undefined {
  return syntax.comments.find(
    (comment) => comment.type === 'Block' && comment.end <= offset && text.slice(comment.end, offset).trim() === '',
  );
}
