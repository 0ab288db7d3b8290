/**
 * Purpose: every field that a scenario may have is described in English and in Japanese, where editors show it: in the JSON Schema, and so in completion and help of the visualizer's editor.
 *
 * The walk goes through the schema itself; it knows no list of fields.
 */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scenarioJsonSchema } from '../../scenarios/index.ts';
import { about } from '../../scenarios/schema-common.ts';
import { helpAt, proposalsAt } from '../../viz/edit/complete.ts';
import { described, type SchemaNode } from '../../viz/edit/schema.ts';
import { shipped } from './files.ts';

interface Field {
  readonly path: string;
  readonly node: SchemaNode;
}

/** All fields below a schema: named ones, entries under ids (`*`), and those of list items (`[]`). */
function fieldsOf(node: SchemaNode, path = ''): readonly Field[] {
  const named = Object.entries(node.properties ?? {}).map(([key, inner]) => ({ path: `${path}.${key}`, node: inner }));
  const open = typeof node.additionalProperties === 'object' ? [{ path: `${path}.*`, node: node.additionalProperties }] : [];
  const own = [...named, ...open];
  const inside = [...own, ...(node.items === undefined ? [] : [{ path: `${path}[]`, node: node.items }])];
  const choices = (node.anyOf ?? []).flatMap((one) => fieldsOf(one, path));
  return [...own, ...inside.flatMap((field) => fieldsOf(field.node, field.path)), ...choices];
}

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** What is wrong with the descriptions, one line a field. */
function lacking(schema: SchemaNode): readonly string[] {
  return fieldsOf(schema).flatMap(({ path, node }) => {
    const parts = node.description?.split(' / ') ?? [];
    if (parts.length !== 2) return [`${path}: ${parts.length === 0 ? 'no description' : 'not one text for each of two languages'}`];
    const [en = '', ja = ''] = parts;
    return [
      ...(en.trim() === '' || JAPANESE.test(en) ? [`${path}: not English: ${en}`] : []),
      ...(JAPANESE.test(ja) ? [] : [`${path}: not Japanese: ${ja}`]),
    ];
  });
}

describe('the fields of a scenario', () => {
  const schema: SchemaNode = scenarioJsonSchema();

  it('are all described, in both languages', () => {
    expect(fieldsOf(schema).length).toBeGreaterThan(400);
    expect(lacking(schema).join('\n')).toBe('');
  });

  it('would be found if they were not: in a mapping, under ids, in a list, in one language', () => {
    const planted = z.strictObject({
      told: z.string().describe(about('A text', '文字列')),
      bare: z.string(),
      half: z.string().describe('A text'),
      english: z.string().describe('A text / a text'),
      ids: z.record(z.string(), z.strictObject({ inner: z.string() })).describe(about('By id', 'ID ごと')),
      list: z.array(z.strictObject({ item: z.string() })).describe(about('A list', 'リスト')),
    });
    expect(lacking(z.toJSONSchema(planted, { target: 'draft-7', io: 'input' }) as SchemaNode)).toEqual([
      '.bare: no description',
      '.half: not one text for each of two languages',
      '.english: not Japanese: a text',
      '.ids.*: no description',
      '.ids.*.inner: no description',
      '.list[].item: no description',
    ]);
  });

  it('are explained in the editor: each key of a shipped scenario, at its place', () => {
    const text = shipped('figure-1');
    const keys = [...text.matchAll(/(?<=^ *(?:- )?(?:\{ )?|, )[a-z][a-z-]*(?=: | *:\n)/gm)].filter(
      ({ index }) => !text.slice(text.lastIndexOf('\n', index) + 1, index).includes('#'),
    );
    expect(keys.length).toBeGreaterThan(300);
    const silent = keys.flatMap(({ 0: key, index }) => {
      const help = helpAt(text, index, schema);
      // What looks like a key in the middle of a sentence is none.
      return help === undefined || help.about !== undefined ? [] : [`${key} (${help.path.join('.')})`];
    });
    expect(silent).toEqual([]);
    const helped = keys.filter(({ index }) => helpAt(text, index, schema)?.about !== undefined);
    expect(helped.length / keys.length).toBeGreaterThan(0.95);
  });

  it('are explained by completion, keys and words alike', () => {
    const text = 'sites:\n  clinic:\n    zones:\n      sz:\n        medium: ';
    const known = { schema, data: {}, attacks: [] };
    const words = proposalsAt(text, text.length, known).proposals;
    expect(words.map(({ label }) => label)).toEqual(['switch', 'hub']);
    const medium = fieldsOf(schema).find(({ path }) => path === '.sites.*.zones.sz.medium');
    expect(words.map(({ about: said }) => said)).toEqual(words.map(() => described(medium?.node)));
    const keys = proposalsAt('flows:\n  letter:\n    ', 22, known).proposals.filter(({ kind }) => kind === 'key');
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter(({ about: said }) => said === undefined)).toEqual([]);
  });
});
