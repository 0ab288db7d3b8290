/**
 * Purpose: the first pass: does the file have the shape of a scenario; and as much of it as has, for the second pass.
 *
 * Does not model: references between parts (`checks/`).
 * Determinism: faults come in the order in which zod walks the schema; the loader sorts them by position.
 * References: zod 4 issue codes.
 */
import * as z from 'zod';
import type { Bilingual } from '../sim/world/scenario.ts';
import { didYouMean, type Fault, NOTHING, oneOf, type Path, show } from './issue.ts';
import type { LeafParams } from './leaf.ts';
import { ID_EXPECTED } from './leaves.ts';
import { type Draft, scenarioSchema } from './schema.ts';
import { nearest } from './suggest.ts';
import { keysAt, type MapTree, type Plain, subtree, toPlain } from './tree.ts';

export interface Shape {
  readonly faults: readonly Fault[];
  /** All of the file when there is no fault; else what is left without the faulty parts; undefined when nothing useful is. */
  readonly draft?: Draft;
  /** Paths that were left out of the draft: nothing may be concluded from their absence. */
  readonly lost: readonly Path[];
}

const SWITCH = { en: 'true or false', ja: 'true または false' };
const LIST = { en: 'a list', ja: 'リスト' };
/** Each round removes at least one part, and parts are at most this deep. */
const MAX_ROUNDS = 16;

/**
 * Checks the tree against the schema.
 * Units: none. Errors: faults are returned. Source: own design.
 */
export function readShape(root: MapTree): Shape {
  const plain = toPlain(root);
  const first = parse(plain);
  if (first === 'too many') {
    const expected = { en: 'a scenario', ja: 'シナリオ' };
    return {
      faults: [
        { path: [], code: 'too-many-issues', expected, found: { en: 'more faults than can be listed', ja: '列挙しきれない数の誤り' } },
      ],
      lost: [],
    };
  }
  if (first.success) return { faults: [], draft: first.data, lost: [] };
  const faults = first.error.issues.flatMap((issue) => translate(root, issue));
  return { faults: withoutEchoes(faults), ...salvage(plain, first.error.issues) };
}

/** Beyond about a hundred thousand issues zod runs out of stack, since it passes them on as arguments of one call. */
function parse(plain: Plain): ReturnType<typeof scenarioSchema.safeParse> | 'too many' {
  try {
    return scenarioSchema.safeParse(plain);
  } catch (error) {
    if (error instanceof RangeError) return 'too many';
    throw error;
  }
}

/** A mistyped key is also a missing key; where the first is recognised, the second says nothing new. */
function withoutEchoes(faults: readonly Fault[]): Fault[] {
  const meant = new Set(faults.flatMap(({ path, meant: key }) => (key === undefined ? [] : [[...path.slice(0, -1), key].join('.')])));
  return faults.filter(({ code, path }) => code !== 'missing-key' || !meant.has(path.join('.')));
}

function translate(root: MapTree, issue: z.core.$ZodIssue): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  if (issue.code === 'unrecognized_keys') return unknownKeys(root, path, issue.keys);
  if (issue.code === 'invalid_key') {
    return [{ path, atKey: true, code: 'bad-id', expected: ID_EXPECTED, found: show(String(path.at(-1))) }];
  }
  const missing = subtree(root, path) === undefined;
  if (issue.code === 'invalid_type') {
    const expected =
      issue.expected === 'array' ? LIST : issue.expected === 'boolean' ? SWITCH : mappingOf(keysOf(schemaAt(scenarioSchema, path)));
    return [{ path, code: missing ? 'missing-key' : 'wrong-type', expected, found: show(plainAt(root, path)) }];
  }
  if (issue.code !== 'custom') throw new Error(`shape: the schema raised ${issue.code}, which has no diagnostic`);
  const said = issue.params as LeafParams | undefined;
  if (said === undefined) throw new Error('shape: a leaf raised an issue without its diagnostic');
  return [missing ? { path, code: 'missing-key', expected: said.expected, found: NOTHING } : { path, ...said }];
}

function plainAt(root: MapTree, path: Path): Plain | undefined {
  const found = subtree(root, path);
  return found === undefined ? undefined : toPlain(found);
}

function unknownKeys(root: MapTree, path: Path, keys: readonly string[]): Fault[] {
  const present = new Set(keysAt(root, path));
  const free = keysOf(schemaAt(scenarioSchema, path)).filter((candidate) => !present.has(candidate));
  return keys.map((key) => {
    const meant = nearest(key, free);
    return {
      path: [...path, key],
      atKey: true,
      code: 'unknown-key',
      expected: oneOf(free),
      found: show(key),
      ...didYouMean(meant),
      ...(meant === undefined ? {} : { meant }),
    };
  });
}

/** The schema of the mapping at a path; defaults and optional wrappers are looked through. */
function schemaAt(schema: z.core.$ZodType, path: Path): z.core.$ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodPrefault) inner = inner.def.innerType;
  const [step, ...rest] = path;
  if (step === undefined) return inner;
  if (inner instanceof z.ZodRecord) return schemaAt(inner.def.valueType, rest);
  if (inner instanceof z.ZodArray) return schemaAt(inner.def.element, rest);
  const next = inner instanceof z.ZodObject ? inner.def.shape[String(step)] : undefined;
  if (next === undefined) throw new Error(`shape: the schema has nothing at ${path.join('.')}`);
  return schemaAt(next, rest);
}

/** Small mappings are named by their keys, which shows how to write them. */
function mappingOf(keys: readonly string[]): Bilingual {
  if (keys.length === 0 || keys.length > 4) return { en: 'a mapping (key: value)', ja: 'マッピング（キー: 値）' };
  return { en: `a mapping with the keys ${keys.join(', ')}`, ja: `キー ${keys.join('、')} を持つマッピング` };
}

function keysOf(schema: z.core.$ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.def.shape) : [];
}

/** Cuts faulty parts out until the rest fits, so that the second pass can say what it sees in the rest. */
function salvage(plain: Plain, firstIssues: readonly z.core.$ZodIssue[]): Pick<Shape, 'draft' | 'lost'> {
  const lost: Path[] = [];
  let issues = firstIssues;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    for (const issue of issues) cut(plain, issue, lost);
    const next = parse(plain);
    if (next === 'too many') break;
    if (next.success) return { draft: next.data, lost };
    issues = next.error.issues;
  }
  return { lost };
}

type PlainMap = { [key: string]: Plain };

/** Removes the value at fault; when it is missing or stands in a list, what it belongs to goes, since the rest would not be whole. */
function cut(plain: Plain, issue: z.core.$ZodIssue, lost: Path[]): void {
  let owner: PlainMap | undefined;
  let ownerKey = '';
  let node: Plain | undefined = plain;
  const path: string[] = [];
  for (const step of issue.path) {
    const key = String(step);
    if (typeof node !== 'object' || node === null || Array.isArray(node) || !Object.hasOwn(node, key)) break;
    [owner, ownerKey, node] = [node, key, node[key]];
    path.push(key);
  }
  if (issue.code === 'unrecognized_keys' && isMap(node)) {
    for (const key of issue.keys) delete node[key];
    return;
  }
  const rootKey = String(issue.path[0]);
  if (owner === undefined || (path.length === 1 && issue.path.length === 1)) {
    if (isMap(plain)) plain[rootKey] = structuredCopy(STAND_INS[rootKey] ?? {});
    lost.push([rootKey]);
    return;
  }
  delete owner[ownerKey];
  lost.push(path);
}

function isMap(node: Plain | undefined): node is PlainMap {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function structuredCopy(value: Plain): Plain {
  return isMap(value) ? { ...value } : value;
}

const NO_TEXT: Plain = { en: '-', ja: '-' };
const NO_SOURCE = (value: string): Plain => ({ value, source: '-' });
/** Valid values for what the root must have, used only so that the second pass can run without them. */
const STAND_INS: Readonly<PlainMap> = {
  scenario: 'unnamed',
  title: NO_TEXT,
  about: NO_TEXT,
  source: '-',
  horizon: '100 d',
  networks: {},
  sites: {},
  expect: [],
  adversary: {
    dictionary: NO_SOURCE('9007199254740991 words'),
    'offline-guesses': NO_SOURCE('1 /s'),
    'online-guesses': NO_SOURCE('1 /s'),
    'syn-rate': NO_SOURCE('1 /s'),
    'rst-rate': NO_SOURCE('1 /s'),
    'malware-age': NO_SOURCE('0 s'),
    'scanner-lag': NO_SOURCE('0 s'),
  },
};
