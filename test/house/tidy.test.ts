/**
 * Purpose: the house style as a test: each rule is shown to find a planted violation, then applied to the whole repository.
 *
 * References: house style; the habit of running style rules as a unit test is TigerBeetle's (its tidy test).
 */
import { banned } from './rules/banned.ts';
import { docs } from './rules/docs.ts';
import { later, machinePath, switchedOff } from './rules/prose.ts';
import { fileLength, functionLength, header } from './rules/shape.ts';
import { wholeSuite } from './rules/whole-suite.ts';
import type { Bad } from './support/planted.ts';
import { examine } from './support/planted.ts';
import type { SourceFile } from './support/repository.ts';
import { repositoryFiles } from './support/repository.ts';

const files = repositoryFiles();

const bad = (path: string, text: string, line: number, says: string): Bad => ({ path, text, line, says });
const good = (path: string, text: string): SourceFile => ({ path, text });
/** Joins two halves, so that this file does not contain what the rules look for. */
const split = (left: string, right: string): string => left + right;
const lines = (count: number): string => 'x;\n'.repeat(count);

examine(
  banned,
  {
    bad: [
      bad('sim/a.ts', '\nconst x = Math.random();', 2, 'named stream'),
      bad('sim/a.ts', "const x = Math['random']();", 1, 'named stream'),
      bad('sim/a.ts', 'const { random } = Math;', 1, 'take Math apart'),
      bad('threats/a.ts', 'const x = Math.log(2);', 1, 'engine'),
      bad('sim/a.ts', 'const x = Date.now();', 1, 'kernel.now'),
      bad('sim/a.ts', 'const x = (at: Date): number => 1;', 1, 'kernel.now'),
      bad('scenarios/a.ts', 'const x = performance.now();', 1, 'kernel.now'),
      bad('threats/attacks/a.ts', 'setTimeout(() => {}, 1);', 1, 'schedule an event'),
      bad('sim/a.ts', 'async function f() {}', 1, 'synchronous'),
      bad('sim/a.ts', 'class A {\n  async run() {}\n}', 2, 'synchronous'),
      bad('sim/a.ts', 'const x = await y;', 1, 'synchronous'),
      bad('sim/a.ts', "const x = import('./b.ts');", 1, 'top of the file'),
      bad('scenarios/a.ts', "import { readFileSync } from 'node:fs';", 1, 'browser'),
      bad('scenarios/a.ts', "export { sep } from 'node:path';", 1, 'browser'),
      bad('threats/a.ts', 'ids.sort((a, b) => a.localeCompare(b));', 1, 'locale'),
      bad('sim/a.ts', 'globalThis.x = 1;', 1, 'lab/'),
    ],
    good: [
      good('sim/a.ts', '// Date and Math.random and setTimeout are banned here.\nconst x = "Date.now()";'),
      good('sim/a.ts', 'const x = { Date: 1 }.Date; const y = Math.sqrt(Math.floor(2));'),
      good('lab/a.ts', "import { readFileSync } from 'node:fs';\nconst at = Date.now(); await x;"),
      good('test/a.test.ts', 'const x = Math.random();'),
    ],
  },
  files,
);

examine(
  fileLength,
  {
    bad: [bad('sim/a.ts', lines(401), 401, '401 lines'), bad('viz/a.css', lines(401), 401, '401 lines')],
    good: [good('sim/a.ts', lines(400)), good('docs/a.md', lines(500)), good('package-lock.json', lines(900))],
  },
  files,
);

examine(
  functionLength,
  {
    bad: [
      bad('sim/a.ts', `\nfunction f() {\n${lines(69)}}`, 2, '71 lines'),
      bad('lab/a.ts', `const f = () => {\n${lines(69)}};`, 1, '71 lines'),
      bad('sim/a.ts', `class A {\n  f() {\n${lines(69)}}\n}`, 2, '71 lines'),
      bad('test/a.test.ts', `describe('a', () => {\n  it('b', () => {\n${lines(69)}});\n});`, 2, '71 lines'),
    ],
    good: [
      good('sim/a.ts', `function f() {\n${lines(68)}}`),
      good('test/a.test.ts', `describe('a', () => {\n${lines(90)}});`),
      good('test/a.test.ts', `describe.each([1])('a', () => {\n${lines(90)}});`),
    ],
  },
  files,
);

const MODEL_HEADER = '/**\n * Purpose: p.\n * Does not model: m.\n * Units: u. Determinism: d.\n * References: r.\n */\n';
examine(
  header,
  {
    bad: [
      bad('lab/a.ts', 'const x = 1;', 1, 'no opening comment'),
      bad('lab/a.ts', '// Purpose: a line comment is no header.\nconst x = 1;', 1, 'no opening comment'),
      bad('lab/a.ts', '/** What this is. */\nconst x = 1;', 1, 'Purpose:'),
      bad('sim/net/a.ts', '/** Purpose: p. */\nexport const f = () => 1;', 1, 'Does not model:'),
      bad('sim/vpn/a.ts', MODEL_HEADER.replace('Units:', '') + 'class A { f() {} }', 1, 'Units:'),
      bad('viz/a.css', 'body {}', 1, 'no opening comment'),
      bad('viz/index.html', '<!doctype html>\n<html></html>', 1, 'no opening comment'),
      bad('scenarios/a.yaml', 'scenario: a', 1, 'no opening comment'),
    ],
    good: [
      good('lab/a.ts', '/** Purpose: p. */\nconst x = 1;'),
      good('bin/a.js', '#!/usr/bin/env node\n/**\n * Purpose: p.\n */\nx();'),
      good('sim/net/a.ts', `${MODEL_HEADER}export const f = () => 1;`),
      good('sim/net/names.ts', "/** Purpose: names only. */\nexport const NAMES = ['a'] as const;"),
      good('viz/a.css', '/* Colours. */\nbody {}'),
      good('viz/index.html', '<!doctype html>\n<!-- The page. -->\n<html></html>'),
      good('scenarios/a.yaml', '# yaml-language-server: x\nscenario: a'),
      good('test/scenarios/broken/a.yaml', 'scenario: a'),
      good('README.md', '# Wardlab'),
    ],
  },
  files,
);

const DOC = '/** Does it. Units: none. Errors: none. Source: own design. */\n';
examine(
  docs,
  {
    bad: [
      bad('sim/a.ts', 'export function f() {}', 1, 'f: its doc comment lacks Units: Errors: Source:'),
      bad('lab/a.ts', '/** Does it. Units: ns. Source: RFC 1. */\nexport function f() {}', 2, 'lacks Errors:'),
      bad('threats/a.ts', '/* Units: Errors: Source: */\nexport class A {}', 2, 'A: its doc comment lacks'),
      bad('sim/a.ts', `${DOC}const x = 1;\nexport const f = () => 1;`, 3, 'f: its'),
      bad('sim/a.ts', 'function f() {}\nexport { f };', 1, 'f: its'),
      bad('scenarios/a.ts', 'export default function () {}', 1, 'default: its'),
    ],
    good: [
      good('sim/a.ts', `${DOC}export function f() {}`),
      good('sim/a.ts', `${DOC}export const f = () => 1;\n${DOC}export class A {}`),
      good('sim/a.ts', `${DOC}function f() {}\nexport { f };`),
      good('sim/a.ts', `${DOC}export function f(a: string): void;\nexport function f(a: unknown): void {}`),
      good('sim/a.ts', "export const N = 1;\nexport interface A {}\nexport { g } from './g.ts';\nfunction local() {}"),
      good('test/a.ts', 'export function f() {}'),
    ],
  },
  files,
);

examine(
  later,
  {
    bad: [
      bad('sim/a.ts', `\n// ${split('TO', 'DO')}: rest`, 2, 'limitations'),
      bad('README.md', `${split('FIX', 'ME')}`, 1, 'limitations'),
    ],
    good: [good('sim/a.ts', '// mastodon, todo list and fix me'), good('sim/a.ts', `const ${split('TO', 'DOS')} = 1;`)],
  },
  files,
);

examine(
  machinePath,
  {
    bad: [
      bad('README.md', `\nsee ${split('/wo', 'rk')}/main/x`, 2, 'relative'),
      bad('lab/a.ts', `const x = '${split('/ho', 'me')}/alice/x';`, 1, 'relative'),
      bad('.ci/run', `cd ${split('/ro', 'ot')}/x`, 1, 'relative'),
      bad('package.json', `"${split('/Use', 'rs')}/bob/x"`, 1, 'relative'),
    ],
    good: [good('README.md', `dist/work/x, ./root/x, https://example.org${split('/ho', 'me')}/page/, sim/**/work/, site/home/ike`)],
  },
  files,
);

examine(
  switchedOff,
  {
    bad: [
      bad('sim/a.ts', `// ${'oxlint'}-disable-next-line no-console`, 1, '.oxlintrc.json'),
      bad('lab/a.ts', `\n// @ts-${'ignore'}`, 2, 'repair'),
    ],
    good: [good('sim/a.ts', '// the linter is on'), good('CONTRIBUTING.md', `no ${'eslint'}-disable in a file`)],
  },
  files,
);

examine(
  wholeSuite,
  {
    bad: [
      bad('test/a.test.ts', "\nit.only('a', () => {});", 2, '".only"'),
      bad('test/a.test.ts', `${split('describe.', 'skip')}('a', () => {});`, 1, '".skip"'),
      bad('test/a.test.ts', "it.each([1]).only('a', () => {});", 1, '".only"'),
      bad('test/a.test.ts', `${split('test.', 'todo')}('a');`, 1, '".todo"'),
      bad('test/sim/a.test.ts', "it.skipIf(slow)('a', () => {});", 1, '".skipIf"'),
    ],
    good: [
      good('test/a.test.ts', "it('a', () => { list.only; cursor.skip(); });"),
      good('test/browser/a.test.ts', "it.skipIf(noBrowser)('a', () => {});"),
      good('test/analyser/a.test.ts', "it.skipIf(noTshark)('a', () => {});"),
    ],
  },
  files,
);
