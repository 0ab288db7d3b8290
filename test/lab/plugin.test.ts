/**
 * Purpose: plug-ins through the real command line: the worked example, every command that knows `--plugin`, threads, and what is said about bad ones.
 *
 * References: docs/plugins.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPlugins } from '../../lab/plugin/load.ts';
import { changedScenario, document, JAPANESE, root, SMALL, temporaryFolder, wardlab } from './support/cli.ts';

const NET = 'docs/examples/plugin/net.yaml';
const EXAMPLE = 'docs/examples/plugin/uninvited-letter.ts';
const WITH = ['--plugin', EXAMPLE];
const folder = temporaryFolder();

interface Tree {
  readonly threats: readonly {
    readonly id: string;
    readonly bare: string;
    readonly minimalSets?: readonly (readonly string[])[];
    readonly attacks: readonly unknown[];
  }[];
  readonly controls: readonly { readonly id: string; readonly name: { readonly ja: string } }[];
  readonly expectations: readonly { readonly holds: boolean }[];
}

/** Writes a plug-in beside no package of any kind and gives its path. */
function plugin(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const example = `import example from ${JSON.stringify(join(root, EXAMPLE))};\nconst [attack] = example.attacks;\nconst [control] = example.controls;\n`;

describe('the worked example', () => {
  it('is covered like our own threats and controls', async () => {
    const coverage = (await document(['coverage', NET, '--threat', 'X01', ...WITH])) as unknown as Tree;
    const [threat] = coverage.threats;
    expect(threat).toMatchObject({
      id: 'X01',
      bare: 'succeeded',
      reach: 'blocked',
      minimalSets: [['x-known-callers'], ['ipsec-ike']],
    });
    expect(coverage.controls.find(({ id }) => id === 'x-known-callers')?.name.ja).toMatch(JAPANESE);
    expect(coverage.expectations.map(({ holds }) => holds)).toEqual([true, true]);
  });

  it('is told with its own words, and its control is named as what stopped the attack', async () => {
    const options = ['--threat', 'X01', '--controls', 'x-known-callers', ...WITH];
    const replay = await document(['replay', NET, ...options]);
    expect(replay['replays']).toMatchObject([
      { outcome: 'blocked', stoppedBy: { control: 'x-known-callers', at: 'hospital.vpn', reason: 'unknown-caller' } },
    ]);
    const story = await wardlab(['explain', NET, ...options, '--lang', 'ja']);
    expect(story.stdout.replace(/\n/g, '')).toContain('どの施設にも属さないアドレスからの新規接続を拒否した');
    expect(story.stdout.replace(/\n/g, '')).toContain('攻撃者は自身の回線から紹介状サービスに接続した');
  });

  it('passes the conformance kit', async () => {
    const report = await document(['plugin', 'check', EXAMPLE, '--scenario', NET]);
    expect(report).toMatchObject({ schema: 'wardlab/plugin-check@1', ok: true });
  });

  it('stands in the catalogues and in the report', async () => {
    const { threats } = await document(['threats', ...WITH]);
    expect(threats).toContainEqual(expect.objectContaining({ id: 'X01', executable: true }));
    const { controls } = await document(['controls', ...WITH]);
    expect(controls).toContainEqual(expect.objectContaining({ id: 'x-known-callers', implemented: true }));
    const out = join(folder, 'report');
    await document(['report', NET, '-o', out, ...WITH]);
  });
});

describe('in threads', () => {
  it('a plug-in gives the same there, and changes nothing of ours', async () => {
    const offered = changedScenario(folder, 'offered.yaml', [
      ['  gtsm: { scope: [], cost: 1 }', '  x-known-callers: { scope: [hospital.vpn], cost: 2 }'],
    ]);
    const mixed = (await document(['coverage', offered, ...WITH])) as unknown as Tree;
    const alone = (await document(['coverage', offered, '--threat', 'X01', ...WITH])) as unknown as Tree;
    const ours = (await document(['coverage', SMALL])) as unknown as Tree;
    expect(mixed.threats.find(({ id }) => id === 'X01')).toEqual(alone.threats[0]);
    const eavesdropping = ({ threats }: Tree): unknown => threats.find(({ id }) => id === 'T01')?.attacks;
    expect(eavesdropping(mixed)).toEqual(eavesdropping(ours));
  });

  it('what goes wrong in a plug-in is told as the plug-in’s', async () => {
    const file = plugin(
      'late.ts',
      `${example}export default { ...example, attacks: [{ ...attack, vantages: ['wan-off', 'lan', 'wan-on'],
      act: (hands) => hands.after(5, () => { throw new Error('too late'); }) }] };`,
    );
    const offered = changedScenario(folder, 'late.yaml', [
      ['  gtsm: { scope: [], cost: 1 }', '  x-known-callers: { scope: [hospital.vpn], cost: 2 }'],
    ]);
    const { code, stderr } = await wardlab(['coverage', offered, '--threat', 'X01', '--plugin', file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^wardlab: plug-in .*late\.ts: attack X01\/.*: it threw: too late\n$/);
  });
});

describe('a bad plug-in is refused with file, expectation and finding', () => {
  const BAD: readonly (readonly [name: string, text: string, says: RegExp])[] = [
    ['nothing', 'export const plugin = {};', /expected a default export .*, found none/],
    ['syntax', 'const x: = 3;', /syntax\.ts:1:10: Unexpected "="/],
    ['missing-import', "import './nowhere.ts'; export default {};", /Could not resolve "\.\/nowhere\.ts"/],
    ['throws', "throw new Error('no luck');", /it cannot be loaded: no luck/],
    ['empty', 'export default {};', /expected threats, attacks or controls, found nothing/],
    [
      'key',
      'export default { control: [] };',
      /control: expected one of threats, attacks, controls, found "control" \(did you mean "controls"\?\)/,
    ],
    [
      'shape',
      `${example}export default { ...example, attacks: [{ ...attack, act: 5 }] };`,
      /attacks\.0\.act: expected a function, found 5/,
    ],
    [
      'foreign-threat',
      `${example}export default { attacks: [{ ...attack, threat: 'T99' }] };`,
      /attacks\.0\.threat: expected one of T01, .*, found "T99"/,
    ],
    [
      'ours',
      `${example}export default { attacks: [{ ...attack, threat: 'T01', vantages: ['lan'] }] };`,
      /variant: expected a variant that no other attack of T01 .* found ""/,
    ],
    [
      'mechanism',
      `${example}export default { controls: [{ ...control, mechanism: 'tls' }] };`,
      /controls\.0\.mechanism: expected x- and an id .*, found "tls"/,
    ],
    [
      'words',
      `${example}export default { controls: [{ ...control, name: { en: 'x' } }] };`,
      /controls\.0\.name\.ja: expected a text, found nothing/,
    ],
    [
      'twice',
      `${example}export default { controls: [control, control] };`,
      /controls\.1\.mechanism: expected a mechanism that no other plug-in has/,
    ],
  ];

  it.each(BAD)('%s', async (name, text, says) => {
    const file = plugin(`${name}.ts`, text);
    const loaded = await loadPlugins([file]);
    expect(loaded).toMatchObject({ ok: false, file });
    const reasons = loaded.ok ? [] : loaded.reasons;
    expect(reasons.map(({ en }) => en).join('; ')).toMatch(says);
  });

  it('on the command line, without a stack', async () => {
    const file = plugin('refused.ts', `${example}export default { attacks: [{ ...attack, act: 5 }] };`);
    const { code, stdout, stderr } = await wardlab(['threats', '--plugin', file, '--lang', 'ja']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/refused\.ts: attacks\.0\.threat: 期待: .*; attacks\.0\.act: 期待: 関数、実際: 5\n$/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('an oracle or a rule that gives nonsense is told when it does', async () => {
    const run = async (name: string, text: string): Promise<string> => {
      const { code, stderr } = await wardlab(['replay', NET, '--threat', 'X01', '--controls', 'all', '--plugin', plugin(name, text)]);
      expect(code).toBe(2);
      return stderr;
    };
    expect(
      await run('judge.ts', `${example}export default { ...example, attacks: [{ ...attack, judge: () => ({ outcome: 'won' }) }] };`),
    ).toMatch(/attack X01: judge\(\)\.outcome: expected one of blocked, .*, found "won"/);
    expect(
      await run('rule.ts', `${example}export default { ...example, controls: [{ ...control, rule: () => () => ({ verb: 'burn' }) }] };`),
    ).toMatch(/control x-known-callers: rule\(\)\.verb: expected one of pass, drop, taken, replace, found "burn"/);
  });

  it('a scenario that needs a plug-in says so where it names it', async () => {
    const { code, stderr } = await wardlab(['validate', NET]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/net\.yaml:\d+:3: controls\.x-known-callers: expected a mechanism of a loaded plug-in/);
    expect((await wardlab(['validate', NET, ...WITH])).code).toBe(0);
  });
});
