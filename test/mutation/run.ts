/**
 * Purpose: applies each weakening to a copy of the sources, runs the suites that guard it there, and reports which ones nobody noticed.
 *
 * Does not model: equivalence; a survivor is a place to look. Usage: `npm run mutate [-- words of names]`; exits 1 when fewer than 95 % are noticed.
 * Units: none. References: DeMillo, Lipton, Sayward 1978 (mutation testing).
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WEAKENINGS, type Weakening } from './weakenings.ts';

const NEEDED = 0.95;
const root = resolve(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'wardlab-mutants-'));
const ROOMS = [
  'sim',
  'scenarios',
  'threats',
  'lab',
  'viz',
  'test',
  'docs',
  'package.json',
  'vitest.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'vite.config.ts',
];

function suites({ tests, only }: Pick<Weakening, 'tests' | 'only'>): boolean {
  const filter = only === undefined ? [] : ['--testNamePattern', only];
  const run = spawnSync(
    process.execPath,
    [join(copy, 'node_modules/vitest/vitest.mjs'), 'run', '--bail', '1', '--maxWorkers=1', '--reporter=dot', ...filter, ...tests],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, WARDLAB_SOUNDNESS_PAIRS: '50' } },
  );
  return run.status === 0;
}

function survives(weakening: Weakening): boolean {
  const file = join(copy, weakening.file);
  const before = readFileSync(file, 'utf8');
  if (before.split(weakening.find).length !== 2)
    throw new Error(`${weakening.name}: "${weakening.find}" does not stand exactly once in ${weakening.file}`);
  writeFileSync(
    file,
    before.replace(weakening.find, () => weakening.become),
  );
  try {
    return suites(weakening);
  } finally {
    writeFileSync(file, before);
  }
}

for (const room of ROOMS) cpSync(join(root, room), join(copy, room), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
const wanted = process.argv.slice(2);
const chosen = WEAKENINGS.filter((weakening) => wanted.length === 0 || wanted.some((word) => weakening.name.includes(word)));
if (!suites({ tests: [...new Set(chosen.flatMap((weakening) => weakening.tests))] }))
  throw new Error('the suites fail before anything is weakened');
const survivors: string[] = [];
for (const weakening of chosen) {
  const survived = survives(weakening);
  if (survived) survivors.push(weakening.name);
  console.log(`${survived ? 'SURVIVED' : 'noticed '}  ${weakening.name}`);
}
rmSync(copy, { recursive: true, force: true });
console.log(
  `${chosen.length - survivors.length} of ${chosen.length} weakenings noticed${survivors.length === 0 ? '' : `; survivors: ${survivors.join('; ')}`}`,
);
process.exitCode = chosen.length - survivors.length >= NEEDED * chosen.length ? 0 : 1;
