/**
 * Purpose: changes that the drawing makes to a scenario's text: the loader takes the result, and everything that was not meant stays as it was.
 */
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { scenarioJsonSchema } from '../../scenarios/index.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { addControl, addHost, addLine, addNetwork, addSite, addTunnel, addZone } from '../../viz/edit/add.ts';
import { goesWith, nameAnew, renamePlace } from '../../viz/edit/change.ts';
import { referencesIn } from '../../viz/edit/references.ts';
import { addEntry, addItem, EditRefused, nodeAt, removeAll, setValue } from '../../viz/edit/text-edit.ts';
import { writeEntry, writeInline, type Written } from '../../viz/edit/write-yaml.ts';
import { shipped, TWO_SITES } from '../scenarios/files.ts';
import { issues, lost, sound } from './support/edited-text.ts';
import { fc } from './support/fuzz.ts';

const schema = scenarioJsonSchema();
const remove = (text: string, path: readonly (string | number)[]): string => removeAll(text, [path]);
const name = { en: 'New', ja: '新設' };

function faults(text: string): readonly string[] {
  return issues(text).map(({ path, code }) => `${path}: ${code}`);
}

function placesOf(scenario: Scenario): readonly string[] {
  return [
    ...scenario.networks.map(({ id }) => id),
    ...(scenario.centre === undefined ? [] : [scenario.centre.id]),
    ...scenario.sites.flatMap((site) => [
      site.id,
      ...site.devices.map(({ id }) => `${site.id}.${id}`),
      ...site.hosts.map(({ zone, id }) => `${site.id}.${zone}.${id}`),
    ]),
  ];
}

describe('written YAML', () => {
  it('reads back as what was written', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('yes', '1e3', '192.0.2.0/27', '5 ms', 'null', '- a', 'a: b', '# x', '4 kB', '12:30'),
    );
    const leaf = fc.oneof(word, fc.integer(), fc.boolean());
    const tree: fc.Arbitrary<Written> = fc.letrec<{ tree: Written }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), tie('tree'), { maxKeys: 3 }),
      ),
    })).tree;
    fc.assert(
      fc.property(tree, (value) => {
        expect(parse(writeEntry('key', value, 0), { schema: 'core' })).toEqual({ key: value });
        expect(parse(writeInline([value]))).toEqual([value]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('changes of a text', () => {
  const text = 'a:\n  # about b\n  b: 1 # one\n  c: { d: [x, y], e: {} }\n# about f\nf:\n  - p: 1\n    q: 2\n  - p: 3\ng: {}\nh:\n';

  it.each([
    { what: 'an entry at the end of a block', now: addEntry(text, ['a'], 'new', 5), line: '  new: 5' },
    { what: 'an entry in braces', now: addEntry(text, ['a', 'c'], 'new', 5), line: '  c: { d: [x, y], e: {}, new: 5 }' },
    { what: 'an entry in empty braces', now: addEntry(text, ['g'], 'new', 5), line: '  new: 5' },
    { what: 'an entry behind an empty key', now: addEntry(text, ['h'], 'new', 5), line: '  new: 5' },
    { what: 'an entry with what holds it', now: addEntry(text, ['i', 'j'], 'new', 5), line: '  j: { new: 5 }' },
    { what: 'an item in brackets', now: addItem(text, ['a', 'c', 'd'], 'z'), line: '  c: { d: [x, y, z], e: {} }' },
    { what: 'an item with a dash', now: addItem(text, ['f'], 'z'), line: '  - z' },
    { what: 'a value in the place of another', now: setValue(text, ['a', 'b'], 7), line: '  b: 7 # one' },
    { what: 'nothing in the place of an item', now: remove(text, ['a', 'c', 'd', 0]), line: '  c: { d: [y], e: {} }' },
    { what: 'nothing in the place of the first on the line of a dash', now: remove(text, ['f', 0, 'p']), line: '  - q: 2' },
  ])('put $what', ({ now, line }) => {
    expect(now.split('\n')).toContain(line);
    expect(lost(text, now).length).toBeLessThanOrEqual(line.includes('q: 2') ? 2 : 1);
  });

  it('take the comment that speaks of an entry away with it, and leave braces where nothing is left', () => {
    expect(remove(text, ['a', 'b'])).toBe(text.replace('  # about b\n  b: 1 # one\n', ''));
    expect(remove(remove(text, ['a', 'b']), ['a', 'c'])).toBe('a: {}\n# about f\nf:\n  - p: 1\n    q: 2\n  - p: 3\ng: {}\nh:\n');
    expect(remove(text, ['f', 1])).toBe(text.replace('  - p: 3\n', ''));
  });

  it('are refused where an alias stands', () => {
    expect(() => addEntry('a: &x { b: 1 }\nc: *x\n', ['c'], 'd', 1)).toThrow(EditRefused);
    expect(() => remove('a: &x { b: 1 }\nc: *x\n', ['a'])).toThrow(EditRefused);
  });
});

describe('what is added from the drawing', () => {
  const edits: readonly (readonly [string, (text: string) => string])[] = [
    [
      'a site',
      (text) =>
        addSite(text, {
          id: 'annex',
          name,
          kind: 'clinic',
          network: 'internet',
          group: Object.keys((parse(text) as { groups: object }).groups)[0] ?? '',
        }),
    ],
    [
      'a zone behind a new firewall',
      (text) =>
        addZone(text, {
          site:
            (parse(text) as { sites: object }).sites === undefined ? '' : (Object.keys((parse(text) as { sites: object }).sites)[1] ?? ''),
          zone: 'dmz',
          name,
        }),
    ],
    ['a network', (text) => addNetwork(text, { id: 'second-net', name, kind: 'ip-vpn' })],
    ['a telephone network', (text) => addNetwork(text, { id: 'phone-net', name, kind: 'pstn' })],
  ];
  const texts = [
    ['two-sites', TWO_SITES],
    ['figure-1', shipped('figure-1')],
    ['figure-3', shipped('figure-3')],
  ] as const;

  it.each(texts.flatMap(([id, text]) => edits.map(([what, edit]) => ({ id, text, what, edit }))))('$what in $id', ({ text, edit }) => {
    const now = edit(text);
    expect(faults(now)).toEqual([]);
    expect(lost(text, now).length).toBeLessThanOrEqual(1);
  });

  it('a host, a line, a zone behind a device, a tunnel and a control, one after the other', () => {
    let text = addHost(TWO_SITES, { site: 'clinic', zone: 'sz', id: 'nurse-pc', name });
    text = addNetwork(text, { id: 'closed', name, kind: 'ip-vpn' });
    text = addLine(text, { site: 'clinic', device: 'vpn', network: 'closed' });
    text = addZone(text, { site: 'clinic', zone: 'hsz', name, device: 'vpn' });
    text = addSite(text, { id: 'pharmacy', name, kind: 'pharmacy', network: 'closed' });
    text = addTunnel(text, ['clinic.vpn', 'pharmacy.vpn']);
    text = addTunnel(text, ['clinic.sz.doctor-pc', 'hospital.sz.letter-server']);
    text = addTunnel(text, ['clinic.sz.doctor-pc', 'clinic.vpn']);
    text = addControl(text, { id: 'tls', scope: ['clinic'] });
    text = addControl(text, { id: 'tls', scope: ['clinic.sz', 'hospital'] });
    const { sites, networks, controls, groups } = sound(text);
    expect(networks.map(({ id }) => id)).toEqual(['internet', 'closed']);
    expect(sites.find(({ id }) => id === 'clinic')?.hosts.map(({ id }) => id)).toEqual(['doctor-pc', 'nurse-pc']);
    expect(
      sites
        .find(({ id }) => id === 'clinic')
        ?.devices[0]?.ports.map(({ joins }) => joins)
        .sort(),
    ).toEqual(['closed', 'hsz', 'internet', 'sz']);
    expect(controls.map(({ id, scope }) => [id, scope])).toEqual([
      ['ipsec-ike', ['hospital.vpn', 'clinic.vpn', 'pharmacy.vpn']],
      ['virus-scan-host', ['hospital', 'clinic.sz']],
      ['ipsec-ike-host-host', ['clinic.sz.doctor-pc', 'hospital.sz.letter-server']],
      ['ipsec-ike-host-gw', ['clinic.sz.doctor-pc', 'clinic.vpn']],
      ['tls', ['clinic', 'hospital']],
    ]);
    expect(groups.map(({ members }) => members)).toEqual([
      ['hospital', 'clinic'],
      ['clinic', 'pharmacy'],
    ]);
  });

  it('says through the loader what is missing: the second end of a leased line', () => {
    expect(faults(addNetwork(TWO_SITES, { id: 'wire', name, kind: 'leased-line' }))).toEqual(['networks.wire: wrong-place']);
  });
});

describe('renaming and removing', () => {
  const texts = ['figure-1', 'figure-3', 'figure-4', 'figure-b5'].map((id) => ({ id, text: shipped(id) }));

  it.each(texts)('every place of $id can be renamed, and named as before', ({ text }) => {
    const places = placesOf(sound(text));
    const checked = Math.ceil(places.length / 3);
    for (const place of places) {
      const old = place.split('.').at(-1) ?? '';
      const other = [...place.split('.').slice(0, -1), 'another'].join('.');
      const renamed = renamePlace(text, place, 'another');
      expect(`${place} ${renamePlace(renamed, other, old) === text}`).toBe(`${place} true`);
      if (places.indexOf(place) % checked === 0) expect(`${place} ${faults(renamed).join()}`).toBe(`${place} `);
    }
  });

  it.each(texts)('what goes with a place of $id leaves no name behind that nothing bears', ({ text }) => {
    const seen = new Set<string>();
    const places = placesOf(sound(text));
    for (const place of places.filter((_, i) => i % Math.ceil(places.length / 5) === 0)) {
      const rest = removeAll(text, goesWith(text, schema, place));
      for (const { code, path } of issues(rest))
        seen.add(code === 'unknown-reference' && !path.includes('.fails.') ? `${place} ${path}` : code);
      expect(rest).not.toBe(text);
    }
    // What the loader may still ask for: another gateway, a second joint, the other end of a leased line, a duct that has lost its line.
    for (const one of seen)
      expect([
        'gateway-not-a-port',
        'too-few-ports',
        'wrong-place',
        'missing-partner-key',
        'missing-key',
        'no-account',
        'unknown-reference',
      ]).toContain(one);
  });

  it('a name in both languages, whatever its signs', () => {
    const text = nameAnew(TWO_SITES, 'clinic.sz.doctor-pc', { en: 'PC: "first" # 1', ja: '端末、その一' });
    expect(sound(text).sites[1]?.hosts[0]?.name).toEqual({ en: 'PC: "first" # 1', ja: '端末、その一' });
  });
});

describe('the table of references', () => {
  const text = shipped('figure-3');
  const data: unknown = parse(text);
  const known = referencesIn(data).filter(({ path }) => !['fails', 'threat'].some((word) => path.includes(word)));

  it('names fields that the loader follows', () => {
    const kinds = new Map(
      known.map((one) => [one.path.map((step, i) => (i % 2 === 1 || typeof step === 'number' ? '*' : step)).join('.'), one]),
    );
    expect(kinds.size).toBeGreaterThan(15);
    for (const { path, atKey } of kinds.values()) {
      if (atKey) continue;
      const [issue] = issues(setValue(text, path, 'nothing-of-this-name'));
      expect(`${path.join('.')} ${issue?.code}`).toBe(`${path.join('.')} unknown-reference`);
    }
  });

  it('lacks none of those that the loader follows', () => {
    const listed = new Set(known.map(({ path }) => path.join('.')));
    const strings = (node: unknown, path: readonly (string | number)[]): readonly (readonly (string | number)[])[] =>
      typeof node === 'string' && /^[a-z][a-z0-9.-]*$/.test(node)
        ? [path]
        : typeof node === 'object' && node !== null
          ? Object.entries(node).flatMap(([key, inner]) => strings(inner, [...path, Array.isArray(node) ? Number(key) : key]))
          : [];
    const shapes = new Map(
      strings(data, [])
        .filter((path) => !listed.has(path.join('.')) && !path.includes('fails') && nodeAt(text, path) !== undefined)
        .map((path) => [path.map((step, i) => (i % 2 === 1 || typeof step === 'number' ? '*' : step)).join('.'), path]),
    );
    for (const path of shapes.values())
      expect(
        issues(setValue(text, path, 'nothing-of-this-name')).filter(
          (one) => one.code === 'unknown-reference' && one.path === path.join('.'),
        ),
      ).toEqual([]);
  });
});
