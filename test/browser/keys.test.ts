/**
 * Purpose: the list of keys cannot get out of step with the page: one table binds the keys and is what the list shows, and no part of the page reads keys past it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandOf, KEYS, keyText, NATIVE, type Part } from '../../viz/keys/table.ts';
import { keysEn, keysJa } from '../../viz/keys/words.ts';
import { nextSpot } from '../../viz/network/walk.ts';
import { axeComplaints, noBrowser, openLab, ready, type LabPage } from './support/lab-page.ts';

const PARTS = Object.keys(KEYS) as readonly Part[];
const BOUND: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = KEYS;
const BY_BROWSER: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = NATIVE;
const viz = fileURLToPath(new URL('../../viz/', import.meta.url));

/** Lines that ask which key was pressed. */
const asksForKeys = (source: string): readonly string[] =>
  source.split('\n').filter((line) => /\bevent\.(?:key|code|keyCode|which)\b/.test(line));

/** What the browser tells of a key that is written as in the table. */
function pressed(chord: string) {
  const name = chord.split('-').at(-1) === '' ? '-' : (/[^-]+$/.exec(chord)?.[0] ?? '');
  const shifted = chord.includes('Shift-');
  const key = name === 'Space' ? ' ' : shifted && name.length === 1 ? name.toUpperCase() : name;
  return {
    key,
    altKey: chord.includes('Alt-'),
    ctrlKey: /Mod-|Ctrl-/.test(chord),
    metaKey: false,
    shiftKey: shifted || '?<>'.includes(name),
  };
}

describe('the table of keys', () => {
  it('is what every part of the page asks; nobody reads keys past it', () => {
    const files = readdirSync(viz, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.tsx?$/.test(name) && !name.startsWith('keys'),
    );
    const sources = files.map((name) => ({ name, source: readFileSync(join(viz, name), 'utf8') }));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap(({ name, source }) => asksForKeys(source).map((line) => `${name}: ${line.trim()}`))).toEqual([]);
    expect(asksForKeys("if (event.key === 'x') {\nconst to = { a: 1 }[event.key];\nkey={action.key}")).toHaveLength(2);
    const all = sources.map(({ source }) => source).join('\n');
    for (const part of PARTS) expect(`${part} ${all.includes(`commandOf('${part}'`) || all.includes(`KEYS.${part}`)}`).toBe(`${part} true`);
  });

  it('tells each key of each part apart, and finds the command of each', () => {
    for (const part of PARTS) {
      const bound = BOUND[part] ?? {};
      const chords = Object.values(bound).flat();
      expect(new Set(chords).size).toBe(chords.length);
      for (const [command, keys] of Object.entries(bound))
        // Ctrl alone, and not Cmd, is only in keys that CodeMirror binds.
        for (const chord of keys.filter((one) => !one.includes('Ctrl-')))
          expect(`${part} ${chord} ${commandOf(part, pressed(chord))}`).toBe(`${part} ${chord} ${command}`);
    }
    expect(commandOf('playback', { ...pressed('ArrowLeft'), altKey: true })).toBeUndefined();
    expect(commandOf('editor', { ...pressed('Mod-z'), ctrlKey: false, metaKey: true })).toBe('undo');
  });

  it('has words for each in both languages', () => {
    const words = (said: unknown): readonly string[] => Object.values(said as Readonly<Record<string, string>>);
    for (const part of PARTS) {
      expect(Object.keys(keysJa[part])).toEqual(Object.keys(keysEn[part]));
      for (const text of words(keysEn[part])) expect(text).toMatch(/^[\x20-\x7e’]+$/);
      for (const text of words(keysJa[part])) expect(text).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    }
    expect(['Mod-Shift-z', 'ArrowLeft', 'Escape', 'F8', 'Ctrl-Space', '?'].map(keyText)).toEqual([
      'Ctrl+Shift+Z',
      '←',
      'Esc',
      'F8',
      'Ctrl+Space',
      '?',
    ]);
  });
});

describe('the way through the picture by arrow keys', () => {
  const spots = [
    { id: 'a', x: 0, y: 0 },
    { id: 'b', x: 100, y: 10 },
    { id: 'c', x: 60, y: 90 },
    { id: 'd', x: 0, y: 100 },
  ];

  it('goes to the next in the direction, prefers what is straight ahead, and stays where nothing is', () => {
    expect(nextSpot(spots, undefined, 'left')).toBe('a');
    expect(nextSpot(spots, 'a', 'right')).toBe('b');
    expect(nextSpot(spots, 'a', 'down')).toBe('d');
    expect(nextSpot(spots, 'd', 'right')).toBe('c');
    expect(nextSpot(spots, 'a', 'up')).toBe('a');
    expect(nextSpot([], undefined, 'up')).toBeUndefined();
  });
});

describe.skipIf(noBrowser)('the list of keys on the page', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en');
    await ready(lab.page);
  }, 120_000);
  afterAll(async () => lab.close());

  it('shows every key of the table, and satisfies the accessibility checker', async () => {
    const { page } = lab;
    await page.locator('.scenario-title').click();
    await page.keyboard.press('?');
    await page.locator('.keys-dialog').waitFor();
    const shown = await page
      .locator('.keys-dialog tr')
      .evaluateAll((rows) =>
        rows.map(
          (row) =>
            `${row.closest('table')?.dataset['part']} ${row.getAttribute('data-command')} ${[...row.querySelectorAll('kbd')].map((key) => key.textContent).join(' ')}`,
        ),
      );
    const wanted = PARTS.flatMap((part) =>
      [BOUND[part] ?? {}, BY_BROWSER[part] ?? {}].flatMap((bound) =>
        Object.entries(bound).map(([command, keys]) => `${part} ${command} ${keys.map(keyText).join(' ')}`),
      ),
    );
    expect(shown).toEqual(wanted);
    expect(await axeComplaints(page)).toBe('');
    await page.keyboard.press('Escape');
    await page.locator('.keys-dialog').waitFor({ state: 'detached' });
  });

  it('says of the editor what its keys do', async () => {
    const { page } = lab;
    await page.getByRole('tab', { name: 'Edit' }).click();
    await page.locator('.cm-content').click();
    const line = async (): Promise<string> => (await page.locator('.cm-activeLine').textContent()) ?? '';
    const key = (command: keyof typeof KEYS.editor): string =>
      (KEYS.editor[command][0] ?? '')
        .replace('Mod-', 'Control+')
        .replace('Ctrl-', 'Control+')
        .replaceAll('-', '+')
        .replace(/Shift\+([a-z])/, (_, letter: string) => `Shift+${letter.toUpperCase()}`)
        .replace('[', '{')
        .replace(']', '}');
    await page.locator('.edit-outline').getByRole('button', { name: 'scenario', exact: true }).click();
    await page.keyboard.press(key('comment'));
    await expect.poll(line).toBe('# scenario: figure-1');
    await page.locator('.edit-issues [data-state="faults"]').waitFor();
    await page.keyboard.press(key('undo'));
    await expect.poll(line).toBe('scenario: figure-1');
    await page.keyboard.press(key('redo'));
    await expect.poll(line).toBe('# scenario: figure-1');
    await page.locator('.edit-issues [data-state="faults"]').waitFor();
    await page.locator('.edit-outline').getByRole('button', { name: 'horizon', exact: true }).click();
    await page.keyboard.press(key('faults'));
    await page.locator('.cm-panel-lint').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.cm-content').focus();
    await page.keyboard.press(key('undo'));
    await page.locator('.edit-outline').getByRole('button', { name: 'networks', exact: true }).click();
    await page.keyboard.press(key('fold'));
    await page.locator('.cm-foldPlaceholder').waitFor();
    await page.keyboard.press(key('unfold'));
    await page.locator('.cm-foldPlaceholder').waitFor({ state: 'detached' });
    await page.keyboard.press(key('search'));
    await page.locator('.cm-search').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.cm-search').waitFor({ state: 'detached' });
    expect(lab.complaints.filter((one) => !one.startsWith('Measure loop restarted'))).toEqual([]);
  });
});
