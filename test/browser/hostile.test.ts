/**
 * Purpose: files and links that mean harm: giants, deep nests, absurd numbers, markup in every text. None hangs the page, none runs a script, each is answered with a clear message.
 *
 * One page for all, in order; at the end it is as usable as at the beginning.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { bigScenario } from '../../bench/big-scenario.ts';
import { noBrowser, openLab, ready, type LabPage } from './support/lab-page.ts';
import { ownScenario } from './support/own-scenario.ts';

const PATIENCE_MS = 120_000;
const MIB = 2 ** 20;
const MARKUP = `"><img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script><svg onload="globalThis.hacked=1">&lt;b&gt;`;
const figure1 = readFileSync(new URL('../../scenarios/figure-1.yaml', import.meta.url), 'utf8');

/** Every text that people read, and every source, becomes markup. */
function withMarkup(text: string): string {
  const document = parseDocument(text);
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (isScalar(pair.value) && (key === 'en' || key === 'ja' || key === 'source')) pair.value.value = `${MARKUP} ${String(key)}`;
      if (key === 'title' && !isMap(pair.value)) pair.value = MARKUP;
    },
  });
  return document.toString();
}

describe.skipIf(noBrowser)('a hostile file', { timeout: PATIENCE_MS }, () => {
  let lab: LabPage;
  const folder = mkdtempSync(join(tmpdir(), 'wardlab-hostile-'));
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-2&lang=en');
    await ready(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, text: string | Uint8Array): Promise<void> {
    const file = join(folder, name);
    writeFileSync(file, text);
    await lab.page.locator('#open-file').setInputFiles(file);
  }

  /** The message, and that what was open before still is. */
  async function refused(said: RegExp): Promise<void> {
    const alert = lab.page.getByRole('alert');
    await alert.waitFor({ timeout: PATIENCE_MS });
    expect(await alert.textContent()).toMatch(said);
    expect(await lab.page.locator('.scenario-title').textContent()).toContain('Online maintenance');
    await alert.getByRole('button', { name: 'Close' }).click();
    await alert.waitFor({ state: 'detached' });
  }

  it('of 50 MB is measured, and not read', async () => {
    await open('giant.yaml', new Uint8Array(50 * MIB).fill(0x20));
    await refused(/giant\.yaml has 50\.0 MiB; the page reads scenario files of up to 4\.0 MiB/);
  });

  it('with nests, aliases and numbers beyond reason is refused with line and reason', async () => {
    await open('deep.yaml', `scenario: ${'['.repeat(200_000)}`);
    await refused(/deep\.yaml:1:\d+: .*levels of nesting/);
    const laughs = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...[...'bcdefgh'].map((name, i) => `${name}: &${name} [${`*${'abcdefg'[i]}, `.repeat(9)}]`),
    ];
    await open('laughs.yaml', `${laughs.join('\n')}\n`);
    await refused(/laughs\.yaml:\d+:\d+: /);
    await open(
      'numbers.yaml',
      figure1.replace('horizon: 60 s', 'horizon: 9e999 s').replace('rate: 20 Mbit/s', `rate: ${'9'.repeat(400)} Gbit/s`),
    );
    await refused(/numbers\.yaml:21:\d+: .*horizon/);
  });

  it('that takes long to read can be stopped, and what was open stays', async () => {
    await open('long.yaml', bigScenario(figure1, 32_000));
    await lab.page.getByRole('button', { name: 'Cancel' }).click({ timeout: PATIENCE_MS });
    await lab.page.locator('.waiting').waitFor({ state: 'detached' });
    expect(await lab.page.locator('.scenario-title').textContent()).toContain('Online maintenance');
    expect(await lab.page.getByRole('alert').count()).toBe(0);
  });

  it('without faults but too large for a picture is refused with its figure', async () => {
    await open('wide.yaml', bigScenario(figure1, 7_500));
    await refused(/The scenario has 7,\d{3} hosts, zones and devices; the page shows up to 6,000/);
  });

  it('that is blown up in a link is not unpacked', async () => {
    const { page } = lab;
    const bomb = deflateRawSync(new Uint8Array(40 * MIB)).toString('base64url');
    await page.evaluate((word) => (location.hash = `#v1=${word}`), bomb);
    await refused(/larger than the page reads/);
  });

  it('with markup in every text is shown as text, and runs nothing, on the page and in what is taken away', async () => {
    const { page } = lab;
    await open('markup.yaml', withMarkup(ownScenario()));
    await expect.poll(async () => page.locator('.scenario-title').textContent()).toContain(MARKUP);
    await page.locator('.explored').waitFor({ timeout: PATIENCE_MS });
    await page.locator('.cell button[data-effect="blocks"]').first().click();
    await page.locator('.evidence .side[data-side="with"][data-outcome]').waitFor();
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByText('The network as text').click();
    await page.getByRole('button', { name: 'Take away' }).click();
    for (const what of ['network-svg', 'report']) {
      const saved = page.waitForEvent('download', { timeout: PATIENCE_MS });
      await page.locator(`[data-take="${what}"]`).click();
      const text = readFileSync(await (await saved).path(), 'utf8');
      expect(text).not.toMatch(/<(img|svg)[^<>]*\son\w+=/);
      expect(text).not.toContain('<script>globalThis');
    }
    await page.keyboard.press('Escape');
    expect(
      await page.evaluate(() => ('hacked' in globalThis ? 'ran' : document.querySelectorAll('img[src="x"], [onerror], [onload]').length)),
    ).toBe(0);
  });

  it('has left the page as usable as before', async () => {
    const { page } = lab;
    await page.locator('.scenario-choice select').selectOption('figure-2');
    await expect.poll(async () => page.locator('.scenario-title').textContent()).toContain('Online maintenance');
    await ready(page);
    await page.locator('.play').click();
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) > 0);
    expect(lab.complaints).toEqual([]);
    expect(lab.foreign).toEqual([]);
  });
});
