/**
 * Purpose: guards what every command prints and ends with: the catalogues, `validate`, `schema`, help; one document with `--json`, no escape codes in pipes, both languages.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changedScenario, document, ESCAPE, JAPANESE, root, SMALL, temporaryFolder, wardlab } from './support/cli.ts';

const folder = temporaryFolder();

describe('catalogues', () => {
  it('lists 32 threats and says that the text speaks of 31', async () => {
    const { schema, stated, listed, threats } = await document(['threats']);
    expect({ schema, stated, listed }).toEqual({ schema: 'wardlab/threats@1', stated: 31, listed: 32 });
    const ids = (threats as { id: string }[]).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 32 }, (_, at) => `T${String(at + 1).padStart(2, '0')}`));
    const executable = (threats as { id: string; executable: boolean }[]).filter((threat) => threat.executable);
    expect(executable.map(({ id }) => id)).toEqual(expect.arrayContaining(['T01', 'T13', 'T24', 'T29']));
    const { stdout } = await wardlab(['threats']);
    expect(stdout).toContain('31');
    expect(stdout.split('\n').filter((line) => /^T\d\d /.test(line))).toHaveLength(32);
  });
  it('lists the controls with both names', async () => {
    const { schema, controls } = await document(['controls']);
    expect(schema).toBe('wardlab/controls@1');
    for (const control of controls as { id: string; name: { en: string; ja: string } }[]) {
      expect(control.name.en).not.toBe('');
      expect(control.name.ja, control.id).not.toBe('');
    }
    expect((controls as { id: string }[]).map(({ id }) => id)).toContain('relay-blocking');
  });
  it('lists the shipped scenarios', async () => {
    const { schema, scenarios } = await document(['scenarios']);
    expect(schema).toBe('wardlab/scenarios@1');
    expect((scenarios as { id: string }[]).map(({ id }) => id)).toContain('figure-3');
  });
  it('prints the published schema', async () => {
    const { code, stdout } = await wardlab(['schema']);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(root, 'scenarios', 'scenario.schema.json'), 'utf8'));
  });
});

describe('validate', () => {
  it('says nothing about a good file', async () => {
    expect(await wardlab(['validate', SMALL])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await document(['validate', SMALL])).toEqual({
      schema: 'wardlab/validate@1',
      file: SMALL,
      valid: true,
      issues: [],
      warnings: [],
    });
  });
  it('names file, line, column, path, expectation and finding of every fault, in both languages', async () => {
    const file = changedScenario(folder, 'bad.yaml', [
      ['delay: 3 ms', 'delay: 3'],
      ['cost: 4', 'cost: four'],
    ]);
    const { code, stdout, stderr } = await wardlab(['validate', file]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const faults = stderr.split('\n').filter((line) => line.startsWith(`${file}:`));
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/:\d+:\d+: centre\.delay: expected .+, found .+/);
    expect(faults[1]).toMatch(/:\d+:\d+: controls\.tls\.cost: expected .+, found .+/);
    const japanese = await wardlab(['validate', file, '--lang', 'ja']);
    expect(japanese.stderr).toMatch(/centre\.delay: 期待: .+、実際: .+/);
  });
  it('gives the same faults as a document', async () => {
    const file = changedScenario(folder, 'key.yaml', [['horizon:', 'horizont:']]);
    const { valid, issues } = await document(['validate', file], 2);
    expect(valid).toBe(false);
    expect((issues as { code: string; line: number; path: string }[])[0]).toMatchObject({ code: 'unknown-key', path: 'horizont' });
    expect((issues as { message: { en: string } }[])[0]?.message.en).toContain('did you mean "horizon"');
  });
  it('reads a file that begins with a byte order mark', async () => {
    const file = changedScenario(folder, 'bom.yaml', [['# A small network', '\ufeff# A small network']]);
    expect((await wardlab(['validate', file])).code).toBe(0);
  });
});

describe('help and version', () => {
  it('names all commands, in both languages', async () => {
    const { code, stdout } = await wardlab(['--help']);
    expect(code).toBe(0);
    for (const name of [
      'threats',
      'controls',
      'scenarios',
      'validate',
      'replay',
      'coverage',
      'explain',
      'schema',
      'report',
      'nation',
      'capacity',
    ]) {
      expect(stdout).toContain(`  ${name} `);
    }
    expect(stdout).toMatch(JAPANESE);
  });
  it.each(['threats', 'controls', 'scenarios', 'validate', 'replay', 'coverage', 'explain', 'schema', 'report', 'nation', 'capacity'])(
    '%s --help names the common options',
    async (name) => {
      const { code, stdout, stderr } = await wardlab([name, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const option of ['--json', '--seed', '--lang', '--help']) expect(stdout).toContain(option);
    },
  );
  it('prints the version of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await wardlab(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe('outputs', () => {
  const commands = ['threats', 'controls', 'scenarios', `replay ${SMALL} --threat T01`, `explain ${SMALL} --threat T01`];
  it.each(commands)('%s: speaks Japanese, without escape codes in a pipe even where the terminal has colours', async (line) => {
    const { code, stdout, stderr } = await wardlab([...line.split(' '), '--lang', 'ja'], {
      TERM: 'xterm-256color',
      COLORTERM: 'truecolor',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(JAPANESE);
    expect(stdout).not.toContain(ESCAPE);
  });
  it('does not let a scenario steer the terminal', async () => {
    const file = changedScenario(folder, 'escape.yaml', [
      ['ja: 紹介状の登録', 'ja: "\\e[31m登録\\u202e"'],
      ['en: Send a letter', 'en: "\\e]0;owned\\a"'],
    ]);
    for (const lang of ['en', 'ja']) {
      const { code, stdout } = await wardlab(['explain', file, '--threat', 'T01', '--lang', lang]);
      expect(code).toBe(0);
      for (const steering of [ESCAPE, '\u0007', '\u202e']) expect(stdout).not.toContain(steering);
    }
  });
});
