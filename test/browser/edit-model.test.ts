/**
 * Purpose: what the editor knows without a page: where a place of the text lies, what could be written there, what a word means, which drafts are kept.
 */
import { describe, expect, it } from 'vitest';
import { scenarioJsonSchema, loadScenario, shippedIds } from '../../scenarios/index.ts';
import { helpAt, proposalsAt } from '../../viz/edit/complete.ts';
import { cursorAt } from '../../viz/edit/cursor.ts';
import { Drafts, type Shelf } from '../../viz/edit/drafts.ts';
import { problemOf, settled } from '../../viz/edit/form.ts';
import { actionsFor, formFor, kindOf, type Action } from '../../viz/edit/forms.ts';
import { helpWords } from '../../viz/edit/help-words.ts';
import { placesOf, readLoosely } from '../../viz/edit/names.ts';
import { described, schemaAt, unitsOf, type SchemaNode } from '../../viz/edit/schema.ts';
import { shipped, TWO_SITES } from '../scenarios/files.ts';

const schema: SchemaNode = scenarioJsonSchema();

/** The text without its mark `|`, and where that stood. */
function marked(text: string): { readonly text: string; readonly at: number } {
  const at = text.indexOf('|');
  return { text: text.slice(0, at) + text.slice(at + 1), at };
}

describe('a place of a half-written text', () => {
  it.each([
    ['a:\n  b|', 'key', 'a'],
    ['a:\n  b: x\n  |', 'key', 'a'],
    ['a:\n  b: x\n|', 'key', ''],
    ['a:\n  b: x|', 'value', 'a.b'],
    ['a:\n  b: { c: 1, d|', 'key', 'a.b'],
    ['a:\n  b: { c: 1, d: x|', 'value', 'a.b.d'],
    ['a:\n  b: { c: { e: [p, q|', 'value', 'a.b.c.e.0'],
    ['a:\n  b: { c: { e: 1 }, d|', 'key', 'a.b'],
    ['a:\n  b: [{ c: 1 }, { d: |', 'value', 'a.b.0.d'],
    ['a:\n  b: {\n      c: 1,\n      d: |', 'value', 'a.b.d'],
    ['a:\n  b: { c: "x}{" , d: |', 'value', 'a.b.d'],
    ['a:\n  - b: 1\n    c|', 'key', 'a.0'],
    ['a:\n  - b: 1\n    c: |', 'value', 'a.0.c'],
    ['a:\n- b: 1\n  c: |', 'value', 'a.0.c'],
    ['a:\n  - b: 1\n  - |', 'key', 'a.0'],
    ['a:\n  x: 1\n  l:\n    - p: 1\n      q: |\nz: 1', 'value', 'a.l.0.q'],
    ['a:\n  b: 1 # note |', 'none', ''],
    ['a:\n  b: >-\n    some te|', 'none', ''],
    ["a:\n  b: 'it is # not a note' |", 'value', 'a.b'],
  ])('%j', (source, role, path) => {
    const { text, at } = marked(source);
    const cursor = cursorAt(text, at);
    expect([cursor.role, cursor.path.join('.')]).toEqual([role, path]);
  });

  it('agrees with the parser about every key of the shipped scenarios', () => {
    for (const id of shippedIds.slice(0, 4)) {
      const text = shipped(id);
      const { outline } = readLoosely(text);
      expect(outline.length).toBeGreaterThan(30);
      for (const { path, offset, label } of outline) {
        const cursor = cursorAt(text, offset + label.length);
        expect([...cursor.path, cursor.word].join('.')).toBe(path.join('.'));
      }
    }
  });
});

function labels(source: string): readonly string[] {
  const { text, at } = marked(source);
  return proposalsAt(text, at, { schema, data: readLoosely(TWO_SITES).data, attacks: ['T01/wan-on/internet'] }).proposals.map(
    ({ label }) => label,
  );
}

describe('proposals', () => {
  it.each([
    { what: 'keys of a service', source: 'services:\n  letters:\n    po|', some: ['port', 'partners', 'tls'] },
    {
      what: 'words of a closed list',
      source: 'sites:\n  a:\n    devices:\n      d:\n        kind: |',
      some: ['vpn-router', 'firewall', 'router'],
    },
    {
      what: 'hosts only',
      source: 'services:\n  letters:\n    host: |',
      some: ['hospital.sz.letter-server'],
      none: ['hospital', 'clinic.vpn'],
    },
    {
      what: 'hosts and zones',
      source: 'sites:\n  a:\n    devices:\n      d:\n        allow:\n          - { from: |',
      some: ['clinic.sz', 'clinic.sz.doctor-pc'],
      none: ['clinic'],
    },
    { what: 'networks as keys', source: 'sites:\n  clinic:\n    devices:\n      x:\n        lines: { |', some: ['internet'] },
    { what: 'mechanisms as keys', source: 'controls:\n  |', some: ['syn-cookies', 'tls'], none: ['ipsec-ike'] },
    { what: 'units', source: 'flows:\n  send:\n    at: 5|', some: ['5 s', '5 ms', '5 min'] },
    {
      what: 'an address that is free',
      source: 'sites:\n  clinic:\n    zones:\n      sz:\n        hosts:\n          new: { address: |',
      some: ['192.0.2.11'],
    },
    { what: 'attacks', source: 'expect:\n  - { threat: |', some: ['T01/wan-on/internet'] },
    { what: 'controls in a list', source: 'expect:\n  - { threat: T01, controls: [|', some: ['ipsec-ike', 'virus-scan-host'] },
    { what: 'nothing in a comment', source: '# |', some: [] },
  ])('$what', ({ source, some, none = [] }) => {
    const found = labels(source);
    if (some.length === 0) expect(found).toEqual([]);
    expect(found).toEqual(expect.arrayContaining(some));
    for (const one of none) expect(found).not.toContain(one);
  });

  it('leave out the keys that are there', () => {
    const text = TWO_SITES.replace('    tls: offered\n', '    tls: offered\n    |\n');
    expect(labels(text)).not.toContain('tls');
    expect(labels(text)).toContain('accounts');
  });
});

describe('help', () => {
  it('says of a word what the schema says, in both languages', () => {
    const help = helpAt(TWO_SITES, TWO_SITES.indexOf('idle-timeout'), schema);
    expect(help?.path.join('.')).toBe('sites.hospital.devices.vpn.idle-timeout');
    expect(help?.about).toEqual(described(schemaAt(schema, ['sites', 'x', 'devices', 'y', 'idle-timeout'])));
    expect(unitsOf(help?.node)).toContain('min');
    expect(helpAt(TWO_SITES, TWO_SITES.indexOf('# The sound file') + 4, schema)).toBeUndefined();
  });

  it('has a description in two languages wherever the schema has one', () => {
    const walk = (node: SchemaNode): readonly string[] => [
      ...(node.description === undefined ? [] : [node.description]),
      ...Object.values(node.properties ?? {}).flatMap(walk),
      ...(typeof node.additionalProperties === 'object' ? walk(node.additionalProperties) : []),
      ...(node.items === undefined ? [] : walk(node.items)),
    ];
    const all = walk(schema);
    expect(all.length).toBeGreaterThan(200);
    for (const description of all) {
      const words = described({ description });
      expect(`${description}: ${words?.ja}`).toMatch(/[ぁ-んァ-ヶ一-龠]/);
      expect(words?.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
  });

  it('has all of its own words in Japanese', () => {
    for (const [key, text] of Object.entries(helpWords('ja')))
      expect(`${key} ${typeof text === 'string' ? text : text.toString()}`).toMatch(/[ぁ-んァ-ヶ一-龠]/);
  });
});

class Box implements Shelf {
  readonly #held = new Map<string, string>();
  full = false;
  get length(): number {
    return this.#held.size;
  }
  key(index: number): string | null {
    return [...this.#held.keys()][index] ?? null;
  }
  getItem(key: string): string | null {
    return this.#held.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    if (this.full) throw new Error('full');
    this.#held.set(key, value);
  }
  removeItem(key: string): void {
    this.#held.delete(key);
  }
}

describe('drafts', () => {
  const work = { text: 'a: 2', kept: 'a: 1', file: 'a.yaml' };
  const HOUR_MS = 3_600_000;

  it('are found again by their tab, and by others only when it is closed or long silent', () => {
    const box = new Box();
    const [mine, other] = [new Drafts(box, 'mine'), new Drafts(box, 'other')];
    expect(mine.keep(work, 1_000)).toBe(true);
    expect(mine.own()).toMatchObject(work);
    expect(mine.orphan(2_000)).toBeUndefined();
    expect(other.orphan(2_000)).toBeUndefined();
    expect(other.orphan(1_000 + 13 * HOUR_MS)).toMatchObject(work);
    mine.keep(work, 3_000, true);
    expect(other.orphan(4_000)).toMatchObject({ id: 'mine', closed: true });
    mine.drop();
    expect(other.orphan(4_000)).toBeUndefined();
  });

  it('are offered newest first, set aside beside the own one, and forgotten after a month', () => {
    const box = new Box();
    const mine = new Drafts(box, 'mine');
    const id = mine.setAside(work, 1_000);
    mine.setAside({ ...work, text: 'a: 3' }, 2_000);
    expect(mine.own()).toBeUndefined();
    expect(mine.orphan(3_000)?.text).toBe('a: 3');
    mine.drop(mine.orphan(3_000)?.id);
    expect(mine.orphan(3_000)?.id).toBe(id);
    expect(mine.orphan(1_000 + 31 * 24 * HOUR_MS)).toBeUndefined();
    expect(box.length).toBe(0);
  });

  it('survive what others have written, and say when there is no room', () => {
    const box = new Box();
    box.setItem('wardlab.draft.x', '{"text": 1}');
    box.setItem('wardlab.draft.y', 'no JSON');
    const mine = new Drafts(box, 'mine');
    expect(mine.orphan(1)).toBeUndefined();
    box.full = true;
    expect(mine.keep(work, 1)).toBe(false);
  });
});

describe('forms', () => {
  const { data } = readLoosely(TWO_SITES);

  it('of every action at every place give a text that the loader takes, or says what is missing', () => {
    for (const place of [undefined, ...placesOf(data).map((one) => one.place)]) {
      for (const action of actionsFor(data, place).filter((one): one is Exclude<Action, 'remove'> => one !== 'remove')) {
        const form = formFor(action, place, TWO_SITES, schema, 'en');
        const values = settled(form, {});
        const problem = problemOf(form, values);
        if (problem !== undefined) {
          // All networks have a line already: the form says so instead of doing something else.
          expect(`${action} ${JSON.stringify(problem)}`).toBe('line {"word":"drawNothing"}');
          continue;
        }
        const read = loadScenario(form.apply(TWO_SITES, values), 'x.yaml');
        expect(`${action} at ${place}: ${read.ok ? '' : read.issues.map(({ path, code }) => `${path} ${code}`).join()}`).toBe(
          `${action} at ${place}: `,
        );
      }
    }
  });

  it('refuse ids that are taken or no ids, empty names, and tunnels from a place to itself', () => {
    const site = formFor('site', undefined, TWO_SITES, schema, 'en');
    const values = settled(site, {});
    expect(problemOf(site, { ...values, id: 'internet' })).toEqual({ taken: 'internet' });
    expect(problemOf(site, { ...values, id: 'Annex' })).toEqual({ word: 'drawBadId' });
    expect(problemOf(site, { ...values, en: ' ', ja: '' })).toEqual({ word: 'drawNoName' });
    const tunnel = formFor('tunnel', 'clinic.vpn', TWO_SITES, schema, 'en');
    expect(problemOf(tunnel, { from: 'clinic.vpn', to: 'clinic.vpn' })).toEqual({ word: 'drawSameEnds' });
    expect(kindOf(data, 'nowhere')).toBeUndefined();
  });
});
