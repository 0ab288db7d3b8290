/**
 * Purpose: the compiler's own boundaries: with the repository's tsconfig files, a source that reaches into the wrong room does not compile.
 *
 * The settings are copied into a temporary folder with a few planted sources, so that a change of a tsconfig that opens a boundary fails here.
 * References: TypeScript handbook, project references.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from './support/repository.ts';

const ROOMS = ['sim', 'scenarios', 'threats'];
const CLEAN: Readonly<Record<string, string>> = {
  'sim/a.ts': 'export const a: number = 1;\n',
  'scenarios/s.ts': "import { a } from '../sim/a.ts';\nexport const s: number = a;\n",
  'threats/t.ts': "import { a } from '../sim/a.ts';\nexport const t: number = a;\n",
};

let folder: string | undefined;

/** Compiles the three portable rooms with planted sources in place of the real ones. */
function compile(planted: Readonly<Record<string, string>>): { readonly ok: boolean; readonly output: string } {
  folder = mkdtempSync(join(tmpdir(), 'wardlab-projects-'));
  cpSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  for (const room of ROOMS) {
    mkdirSync(join(folder, room));
    cpSync(join(root, room, 'tsconfig.json'), join(folder, room, 'tsconfig.json'));
  }
  for (const [path, text] of Object.entries({ ...CLEAN, ...planted })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-b', ...ROOMS], { cwd: folder, encoding: 'utf8' });
  return { ok: status === 0, output: stdout };
}

afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
});

describe('the project references', () => {
  it('let clean rooms compile', () => {
    expect(compile({})).toEqual({ ok: true, output: '' });
  });

  it.each([
    {
      what: 'sim importing threats',
      path: 'sim/b.ts',
      text: "export { t } from '../threats/t.ts';\n",
      says: /sim\/b\.ts.*TS(6059|6307)|TS(6059|6307).*threats\/t\.ts/s,
    },
    {
      what: 'threats importing scenarios',
      path: 'threats/b.ts',
      text: "export { s } from '../scenarios/s.ts';\n",
      says: /TS(6059|6307).*scenarios\/s\.ts/s,
    },
    {
      what: 'scenarios importing threats',
      path: 'scenarios/b.ts',
      text: "export { t } from '../threats/t.ts';\n",
      says: /TS(6059|6307).*threats\/t\.ts/s,
    },
    { what: 'sim importing Node', path: 'sim/b.ts', text: "export { sep } from 'node:path';\n", says: /sim\/b\.ts.*TS(2307|2591)/ },
    {
      what: 'threats using the DOM',
      path: 'threats/b.ts',
      text: 'export const x: string = document.title;\n',
      says: /threats\/b\.ts.*TS2584/,
    },
    {
      what: 'scenarios waiting for a timer',
      path: 'scenarios/b.ts',
      text: 'setTimeout(() => {}, 1);\nexport {};\n',
      says: /scenarios\/b\.ts.*TS(2304|2591)/,
    },
    { what: 'an enum', path: 'sim/b.ts', text: 'export enum E { A }\n', says: /sim\/b\.ts.*TS1294/ },
    {
      what: 'an unchecked index',
      path: 'sim/b.ts',
      text: 'export const f = (a: readonly number[]): number => a[0];\n',
      says: /sim\/b\.ts.*TS2322/,
    },
  ])('refuse $what', ({ path, text, says }) => {
    const { ok, output } = compile({ [path]: text });
    expect(ok).toBe(false);
    expect(output).toMatch(says);
  });
});
