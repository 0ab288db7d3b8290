/**
 * Purpose: no text that people read lacks one of the two languages: in the sources, by a rule that is tried on planted holes, and in the shipped scenarios.
 */
import { describe, expect, it } from 'vitest';
import { shippedIds } from '../../scenarios/index.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { shipped } from '../scenarios/files.ts';
import { bilingual, pairsIn, takersIn } from './rules/bilingual.ts';
import { checkTexts } from './rules/texts.ts';
import { examine, type Bad } from './support/planted.ts';
import { repositoryFiles, type SourceFile } from './support/repository.ts';
import { isCode, syntaxOf } from './support/syntax.ts';

const ROOMS = /^(sim|threats|scenarios|lab|viz)\//;

/** The page's two languages stand in files of their own; together they are two constants of one file. */
function together(files: readonly SourceFile[]): readonly SourceFile[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return files.flatMap(({ path, text }) => {
    if (path.endsWith('/ja.ts')) return [];
    const other = path.endsWith('/en.ts') ? texts.get(path.replace(/en\.ts$/, 'ja.ts')) : undefined;
    return [{ path, text: other === undefined ? text : `${text}\n${other.replace(/^import .*$/gm, '')}` }];
  });
}

const files = together(repositoryFiles().filter(({ path }) => ROOMS.test(path) && isCode(path)));
const takers = new Map(files.flatMap(({ path, text }) => [...takersIn(syntaxOf(path, text).program)]));
const bad = (text: string, says: string, line = 1): Bad => ({ path: 'lab/a.ts', text, line, says });
const good = (text: string): SourceFile => ({ path: 'lab/a.ts', text });

examine(
  bilingual(takers),
  {
    bad: [
      bad("const a = { en: 'one' };", 'Japanese is missing'),
      bad("const a = { ja: '一' };", 'English is missing'),
      bad("const a = {\n  b: { en: 'one', ja: '' },\n};", 'Japanese is empty', 2),
      bad("const a = { en: '', ja: '一' };", 'English is empty'),
      bad("const a = { en: 'one', ja: 'one' };", 'Japanese is English'),
      bad("const a = { en: '一', ja: '一' };", 'Japanese letters'),
      bad('const a = { en: (n: number) => `${n} of one`, ja: (n: number) => `${n} of one` };', 'Japanese is English'),
      bad("const a = { en: { b: 'one', c: 'two' }, ja: { b: '一' } };", 'Japanese is missing'),
      bad("const A_EN = { b: 'one', c: 'two' };\nconst A_JA = { b: '一' };", 'Japanese is missing'),
      bad("const aEn = { b: 'one' };\nconst aJa: T = {\n  b: 'uno uno',\n};", 'Japanese is English'),
      bad("const say = (en: string, ja: string) => en + ja;\nsay('one', 'one');", 'Japanese is English', 2),
      bad("const say = (en: string, ja: string) => en + ja;\nsay('one');", 'Japanese is missing', 2),
      bad("const a = lang === 'ja' ? 'one' : 'one';", 'Japanese is English'),
      bad("const A_JA = { one: 'uno' };", 'Japanese is English'),
      bad("const a = '一';", 'without its English'),
    ],
    good: [
      good("const a = { en: 'one', ja: '一' };"),
      good("const a = { en: 'TLS 1.3', ja: 'TLS 1.3' };"),
      good("const A_EN = { b: 'one' };\nconst A_JA = { b: '一' };"),
      good("const UNITS_JA = { words: '語' };"),
      good("const ROWS = [['text', 'one', '一']];"),
      good("const a = lang === 'ja' ? '、' : ', ';"),
      good("const say = (en: string, ja: string) => en + ja;\nsay('one', '一');"),
    ],
  },
  files,
);

describe('the texts of the sources', () => {
  it('are found in every room that has some', () => {
    const count = (room: string): number =>
      files
        .filter(({ path }) => path.startsWith(room))
        .reduce((sum, { path, text }) => sum + pairsIn(syntaxOf(path, text).program, takers).length, 0);
    const counts = Object.fromEntries(
      ['threats/catalogue/', 'threats/evidence/', 'scenarios/', 'lab/', 'viz/'].map((room) => [room, count(room)]),
    );
    console.log(`texts in two languages: ${JSON.stringify(counts)}`);
    for (const found of Object.values(counts)) expect(found).toBeGreaterThan(100);
  });
});

describe('the shipped scenarios', () => {
  it('name everything in both languages', () => {
    const found: string[] = [];
    const walk = (path: string, value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      const { en, ja } = value as { readonly en?: unknown; readonly ja?: unknown };
      if (typeof en === 'string' && typeof ja === 'string')
        for (const message of checkTexts({ text: en, open: false }, { text: ja, open: false })) found.push(`${path}: ${message}`);
      else if (typeof en === 'string' || typeof ja === 'string') found.push(`${path}: one language only`);
      for (const [key, part] of Object.entries(value)) walk(`${path}.${key}`, part);
    };
    for (const id of shippedIds) {
      const read = loadScenario(shipped(id), `${id}.yaml`);
      if (!read.ok) throw new Error(`${id} has faults`);
      walk(id, read.scenario);
    }
    expect(found).toEqual([]);
  });
});
