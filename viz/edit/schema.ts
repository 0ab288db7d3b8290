/**
 * Purpose: the JSON Schema of scenario files, as the editor needs it: what may stand at a path, what must, and how that is said.
 *
 * Does not model: checking; only the loader judges a text.
 * References: JSON Schema draft-07; scenarios/schema.ts, which the schema is made from.
 */
import type { Path } from '../../scenarios/issue.ts';
import type { Bilingual } from '../../sim/world/scenario.ts';

/** The parts of a JSON Schema that ours uses. */
export interface SchemaNode {
  readonly description?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

function inside(node: SchemaNode, key: string): SchemaNode | undefined {
  const open = typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined;
  return node.properties?.[key] ?? open ?? node.items ?? node.anyOf?.find((one) => one.items !== undefined)?.items;
}

/**
 * The schema of what stands at a path; undefined where nothing may stand.
 * Units: none. Errors: none. Source: JSON Schema draft-07.
 */
export function schemaAt(root: SchemaNode, path: Path): SchemaNode | undefined {
  let node: SchemaNode | undefined = root;
  for (const step of path) {
    node = node === undefined ? undefined : inside(node, String(step));
  }
  return node;
}

/**
 * Whether the value at a path may simply be left out.
 * Units: none. Errors: none. Source: JSON Schema draft-07 (`required`).
 */
export function isOptional(root: SchemaNode, path: Path): boolean {
  const parent = schemaAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  return parent?.properties?.[key] !== undefined && parent.required?.includes(key) !== true;
}

/**
 * Whether what holds the value at a path may have any number of such values: a mapping of ids, or a list.
 * Units: none. Errors: none. Source: JSON Schema draft-07.
 */
export function isOneOfMany(root: SchemaNode, path: Path): boolean {
  const parent = schemaAt(root, path.slice(0, -1));
  return typeof parent?.additionalProperties === 'object' || schemaAt(root, path.slice(0, -1))?.items !== undefined;
}

/**
 * The description in both languages.
 * Units: none. Errors: none; undefined where the schema has none. Source: scenarios/schema-common.ts (`about`).
 */
export function described(node: SchemaNode | undefined): Bilingual | undefined {
  const [en, ja] = node?.description?.split(' / ') ?? [];
  return en === undefined || ja === undefined ? undefined : { en, ja };
}

/**
 * The words that a value may be, if they are few.
 * Units: none. Errors: none. Source: JSON Schema draft-07 (`enum`).
 */
export function wordsOf(node: SchemaNode | undefined): readonly string[] {
  if (node?.type === 'boolean') return ['true', 'false'];
  return node?.enum ?? node?.anyOf?.flatMap((one) => one.enum ?? []) ?? [];
}

/**
 * The units that a quantity may have, as its pattern lists them.
 * Units: none. Errors: none. Source: scenarios/quantity-leaves.ts.
 */
export function unitsOf(node: SchemaNode | undefined): readonly string[] {
  const listed = /\? \?\(\?:([^()]+)\)\$$/.exec(node?.pattern ?? '')?.[1];
  if (listed !== undefined) return listed.split('|');
  return node?.pattern?.includes('%') === true ? ['%'] : [];
}
