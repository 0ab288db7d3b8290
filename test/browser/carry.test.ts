/**
 * Purpose: what a reader carries into the page and out of it, as he does it: the gallery, a file of his own, a link that shows the same again, pictures, documents, the list of keys.
 *
 * One page for all steps, in order. The scenario of his own is small, so that it is explored at once.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageRun } from '../../lab/run/coverage-run.ts';
import { EFFECT_GLYPHS, EFFECTS } from '../../lab/words/outcomes.ts';
import { shippedIds } from '../../scenarios/index.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { axeComplaints, noBrowser, openLab, ready, shown, type LabPage } from './support/lab-page.ts';
import { OWN_TITLE, ownScenario } from './support/own-scenario.ts';

const PATIENCE_MS = 120_000;
const EXPLORED = { state: 'attached', timeout: PATIENCE_MS } as const;

async function openFile(page: Page, name: string, text: string): Promise<void> {
  await page.locator('#open-file').setInputFiles({ name, mimeType: 'text/yaml', buffer: Buffer.from(text) });
}

/** What a button of the dialog saves. */
async function taken(page: Page, what: string): Promise<{ readonly name: string; readonly bytes: Buffer; readonly text: string }> {
  const saved = page.waitForEvent('download', { timeout: PATIENCE_MS });
  await page.locator(`[data-take="${what}"]`).click();
  const file = await saved;
  const bytes = readFileSync(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}

describe.skipIf(noBrowser)('what is carried in and out', { timeout: PATIENCE_MS }, () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-2&lang=en');
    await ready(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  it('the gallery shows every shipped scenario with its picture, and opens one by keyboard', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Scenarios' }).click();
    const cards = page.locator('.scenario-card');
    await expect.poll(async () => cards.locator('img').count(), { timeout: PATIENCE_MS }).toBe(shippedIds.length);
    const ids = await cards.evaluateAll((all) => all.map((card) => card.getAttribute('data-scenario')));
    expect([...ids].sort()).toEqual([...shippedIds].sort());
    const current = page.locator('.scenario-card[aria-current="true"]');
    expect(await current.textContent()).toContain('Online maintenance by several suppliers');
    expect(await current.textContent()).toMatch(/TR 9\.2, Figure 2.*4 sites · 8 hosts · 15 controls · 5 positions/);
    const drawn = await cards
      .locator('img')
      .evaluateAll((all) => all.map((image) => image instanceof HTMLImageElement && image.naturalWidth));
    expect(drawn.filter((width) => Number(width) < 100)).toEqual([]);
    expect(await axeComplaints(page)).toBe('');
    await page.locator('.scenario-card[data-scenario="figure-1"]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.locator('.scenario-title').textContent()).toContain('Health portal');
    expect(await page.locator('dialog').count()).toBe(0);
    await ready(page);
  });

  it('the list of keys opens with ?, closes with Escape and gives the focus back', async () => {
    const { page } = lab;
    await page.locator('.play').focus();
    await page.keyboard.press('?');
    await page.locator('.keys-dialog').waitFor();
    expect(await page.locator('.keys-dialog').textContent()).toContain('Play or pause');
    expect(await axeComplaints(page)).toBe('');
    await page.keyboard.press('Escape');
    await page.locator('.keys-dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('play');
  });

  it('a file of the reader’s own is opened and explored', async () => {
    const { page } = lab;
    await openFile(page, 'our clinic.yaml', ownScenario());
    await expect.poll(async () => page.locator('.scenario-title').textContent()).toContain(OWN_TITLE);
    await page.locator('.explored').waitFor(EXPLORED);
  });

  it('a link holds that scenario, the switches, the replay, the tab and the moment, and another page shows the same', async () => {
    const { page } = lab;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('input[role="switch"][data-control="patching"]').click();
    await page.locator('.cell button[data-threat="T20"][data-control="relay-blocking"]').click();
    await page.locator('.evidence .side[data-side="with"][data-outcome]').waitFor();
    await page.locator('.story button').last().click();
    await page.getByRole('tab', { name: 'Events' }).click();
    const before = await shown(page);
    expect(before.timeNs).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(async () => navigator.clipboard.readText());
    expect(link).toContain('&v1=');
    const other = await page.context().newPage();
    await other.goto(link);
    await ready(other);
    expect(await other.locator('.scenario-title').textContent()).toContain(OWN_TITLE);
    expect(
      await other.locator('input[role="switch"]:checked').evaluateAll((all) => all.map((one) => one.getAttribute('data-control'))),
    ).toEqual(['patching']);
    expect(other.url()).toContain('with=relay-blocking');
    expect(await other.getByRole('tab', { name: 'Events' }).getAttribute('aria-selected')).toBe('true');
    await expect.poll(async () => shown(other)).toEqual(before);
    await other.close();
  });

  it('the network goes out as SVG and PNG, with its names and without a script', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Take away' }).click();
    expect(await axeComplaints(page)).toBe('');
    const svg = await taken(page, 'network-svg');
    expect(svg.name).toBe('our-clinic-network.svg');
    for (const name of [OWN_TITLE, 'Regional core hospital', 'Internet']) expect(svg.text).toContain(name);
    const parsed = await page.evaluate((text) => {
      const tree = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        faults: tree.querySelectorAll('parsererror').length,
        rects: tree.querySelectorAll('rect').length,
        scripts: tree.querySelectorAll('script, [onload]').length,
      };
    }, svg.text);
    expect(parsed).toMatchObject({ faults: 0, scripts: 0 });
    expect(parsed.rects).toBeGreaterThan(30);
    const png = await taken(page, 'network-png');
    expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect(png.bytes.readUInt32BE(16)).toBeGreaterThan(1_000);
  });

  it('the matrix goes out with the verdicts and effects that the page shows', async () => {
    const { page } = lab;
    const svg = await taken(page, 'matrix-svg');
    const effects = await page.locator('.cell button').evaluateAll((all) => all.map((cell) => cell.getAttribute('data-effect')));
    const drawn = await page.evaluate((text) => {
      const tree = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [...tree.querySelectorAll('text[text-anchor="middle"][font-size="14"]')].map((cell) => cell.textContent);
    }, svg.text);
    expect(drawn).toEqual(effects.map((effect) => EFFECT_GLYPHS[EFFECTS.find((one) => one === effect) ?? 'none']));
    expect(new Set(drawn).size).toBeGreaterThan(2);
    expect((await taken(page, 'matrix-png')).bytes.length).toBeGreaterThan(10_000);
  });

  it('coverage and replay go out as the documents of the command line', async () => {
    const { page } = lab;
    const read = loadScenario(ownScenario(), 'our-clinic.yaml');
    if (!read.ok) throw new Error('the own scenario has faults');
    // One threat is enough for Node to say; test/browser/worker.test.ts compares whole documents.
    const known = coverageRun(read.scenario, { seed: 1, threats: ['T20'] });
    const coverage = JSON.parse((await taken(page, 'coverage')).text) as typeof known;
    expect(coverage).toMatchObject({ schema: 'wardlab/coverage@1', scenario: JSON.parse(JSON.stringify(known.scenario)), seeds: [1] });
    expect(coverage.threats.find(({ id }) => id === 'T20')).toEqual(JSON.parse(JSON.stringify(known.threats[0])));
    const replay = JSON.parse((await taken(page, 'replay')).text) as Record<string, unknown>;
    expect(replay).toMatchObject({ schema: 'wardlab/replay@1', scenario: 'our-clinic', seed: 1, controls: ['relay-blocking'] });
    expect(JSON.stringify(replay['replays'])).toContain('"traceHash":"sha256:');
  });

  it('the run goes out as a capture, with its keys', async () => {
    const { page } = lab;
    const capture = await taken(page, 'pcapng');
    expect(capture.name).toBe('our-clinic-T20-peer-patient-partner.pcapng');
    // pcapng 4.1: section header block, byte-order magic.
    expect([capture.bytes.readUInt32BE(0), capture.bytes.readUInt32BE(8)]).toEqual([0x0a0d0d0a, 0x1a2b3c4d]);
    expect((await taken(page, 'esp_sa')).text).toContain('simulation keys');
  });

  it('the report goes out as one page, and the scenario as the file that was opened', async () => {
    const { page } = lab;
    const report = await taken(page, 'report');
    expect(report.name).toBe('our-clinic-report.html');
    expect(report.text).toContain('Content-Security-Policy');
    expect(report.text).toContain(OWN_TITLE);
    const scenario = await taken(page, 'scenario');
    expect(scenario.name).toBe('our-clinic.yaml');
    expect(scenario.text).toBe(ownScenario());
    await page.keyboard.press('Escape');
  });

  it('a link to an unknown scenario, and one that was cut, say so and leave the page usable', async () => {
    const { page } = lab;
    for (const [hash, said] of [
      ['#scenario=figure-99', 'figure-99'],
      ['#v1=abc*', 'cut or changed'],
    ] as const) {
      const other = await page.context().newPage();
      await other.goto(`${lab.url}${hash}`);
      await ready(other);
      expect(await other.getByRole('alert').textContent()).toContain(said);
      expect(await other.locator('.scenario-title').textContent()).toContain('core hospital');
      await other.close();
    }
  });

  it('has complained of nothing and asked nobody for anything', () => {
    expect(lab.complaints).toEqual([]);
    expect(lab.foreign).toEqual([]);
  });
});
