/**
 * Purpose: the linter and the dead-code finder are not blind: with the repository's settings each reports what was planted for it.
 *
 * A checker that silently skips every file looks exactly like one that finds nothing wrong.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from './support/repository.ts';

let folder: string | undefined;

/** Runs a tool of node_modules in a temporary folder that holds the planted files and copies of the settings. */
function run(
  tool: string,
  settings: readonly string[],
  planted: Readonly<Record<string, string>>,
): { readonly ok: boolean; readonly output: string } {
  folder = mkdtempSync(join(tmpdir(), 'wardlab-tools-'));
  for (const name of settings) cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'node_modules', tool)], { cwd: folder, encoding: 'utf8' });
  return { ok: status === 0, output: `${stdout}${stderr}` };
}

afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

describe('oxlint', () => {
  const lint = (planted: Readonly<Record<string, string>>): { readonly ok: boolean; readonly output: string } =>
    run('oxlint/bin/oxlint', ['.oxlintrc.json'], planted);

  it('accepts a clean file', () => {
    expect(lint({ 'sim/a.ts': 'export const a = 1;\n' }).ok).toBe(true);
  });

  it.each([
    { rule: 'no-restricted-properties', path: 'sim/a.ts', text: 'export const a = Math.random();\n' },
    { rule: 'no-restricted-globals', path: 'threats/a.ts', text: 'export const a = Date.now();\n' },
    { rule: 'no-restricted-imports', path: 'scenarios/a.ts', text: "export { sep } from 'node:path';\n" },
    { rule: 'no-console', path: 'sim/a.ts', text: 'console.log(1);\n' },
    { rule: 'no-explicit-any', path: 'lab/a.ts', text: 'export const a = (x: any): unknown => x;\n' },
    { rule: 'no-debugger', path: 'viz/a.ts', text: 'debugger;\n' },
  ])('reports $rule', ({ rule, path, text }) => {
    const { ok, output } = lint({ [path]: text });
    expect(ok).toBe(false);
    expect(output).toContain(rule);
  });

  it('reports a circle of imports', () => {
    const { ok, output } = lint({
      'lab/a.ts': "import { b } from './b.ts';\nexport const a = (): unknown => b;\n",
      'lab/b.ts': "import { a } from './a.ts';\nexport const b = (): unknown => a;\n",
    });
    expect(ok).toBe(false);
    expect(output).toContain('no-cycle');
  });
});

describe('knip', () => {
  const PROJECT = {
    'package.json': '{ "name": "planted", "type": "module" }\n',
    'lab/cli/main.ts': "import { a } from '../../sim/a.ts';\nconsole.log(a);\n",
    'sim/a.ts': 'export const a = 1;\n',
  };

  it('accepts a project without dead code', () => {
    expect(run('knip/bin/knip.js', ['knip.jsonc'], PROJECT).output).not.toContain('Unused files');
  });

  it('reports a file that nothing imports, and an export that nothing uses', () => {
    const planted = {
      ...PROJECT,
      'sim/a.ts': 'export const a = 1;\nexport const lonely = 2;\n',
      'threats/dead.ts': 'export const x = 1;\n',
    };
    const { ok, output } = run('knip/bin/knip.js', ['knip.jsonc'], planted);
    expect(ok).toBe(false);
    expect(output).toContain('threats/dead.ts');
    expect(output).toContain('lonely');
  });
});
