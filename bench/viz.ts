/**
 * Purpose: how fast the page is, measured by the browser itself and printed: to the first moving picture of figure-3, a switch to the whole matrix, frames a second with two
 * thousand packets in flight over 500 and over 5,000 nodes. Run it with `npm run bench:viz` on a quiet machine; CHROME names the browser.
 *
 * Each figure is the median of its repetitions. The page is the built one, from the loopback address, with an empty cache, in a headless Chromium that draws in software.
 * Does not model: a graphics card. Units: milliseconds of wall-clock time; frames a second. Determinism: none.
 * References: issue "The visualizer" (bounds); Chrome DevTools Protocol (Tracing); W3C Long Animation Frames are not used, so that any Chromium serves.
 */
import { readFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { findBrowser } from '../bin/support/browser.js';
import { bigScenario } from './big-scenario.ts';
import { traced } from './page-trace.ts';

const REPETITIONS = 5;
const WATCH_MS = 4_000;
const PATIENCE_MS = 600_000;
const root = fileURLToPath(new URL('../', import.meta.url));
const found = await findBrowser();
if (!('program' in found)) {
  console.error(`bench: no browser: ${found.problem}`);
  process.exit(1);
}
const { program } = found;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function tell(what: string, values: readonly number[], unit: string, bound: string): void {
  const all = values.map((value) => value.toFixed(0)).join(' ');
  console.log(`${what.padEnd(66)} ${median(values).toFixed(1).padStart(8)} ${unit.padEnd(4)} (bound ${bound}; ${all})`);
}

/** From the start of the navigation to the first frame in which a packet moves. */
async function firstPicture(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'no-preference' });
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) > 0, null, {
    polling: 'raf',
    timeout: PATIENCE_MS,
  });
  const ms = await page.evaluate(() => performance.now());
  await context.close();
  return ms;
}

/** From a click on a switch to the end of the frame that shows all verdicts. */
async function flips(page: Page): Promise<readonly number[]> {
  await page.locator('.explored').waitFor({ state: 'attached', timeout: PATIENCE_MS });
  return page.evaluate(async (times) => {
    const taken: number[] = [];
    const switches = [...document.querySelectorAll<HTMLElement>('input[role="switch"]')];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      switches[i]?.click();
      // The frame is done when a task that its paint has scheduled runs.
      await new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', resolve);
          port1.start();
          port2.postMessage(undefined);
        });
      });
      taken.push(performance.now() - start);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return taken;
  }, 3 * REPETITIONS);
}

/** Opens a generated network in the page and plays its flood to where most packets are in flight. */
async function flood(page: Page, nodes: number): Promise<void> {
  const text = bigScenario(readFileSync(join(root, 'scenarios/figure-1.yaml'), 'utf8'), nodes);
  await page.locator('#open-file').setInputFiles({ name: `generated-${nodes}.yaml`, mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await page.waitForFunction((id) => [...document.querySelectorAll('option')].some(({ value }) => value === id), `generated-${nodes}`, {
    timeout: PATIENCE_MS,
  });
  await page.evaluate(() => (location.hash = '#lang=en&attack=T24/wan-off/internet'));
  await page
    .locator('.evidence[data-attack="T24/wan-off/internet"] .side[data-side="bare"][data-outcome]')
    .waitFor({ timeout: PATIENCE_MS });
}

/** Goes to a moment at which most packets are in flight. */
async function toTheFlood(page: Page, turn: number): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), `#lang=en&attack=T24/wan-off/internet&t=20.${turn}`);
  await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) > 1_000, null, {
    timeout: PATIENCE_MS,
  });
}

async function watchFlood(page: Page, nodes: number): Promise<void> {
  await flood(page, nodes);
  const packets: number[] = [];
  const playing: number[] = [];
  const panning: number[] = [];
  const stage = await page.locator('.stage').boundingBox();
  if (stage === null) throw new Error('bench: no picture');
  const middle = [stage.x + stage.width / 2, stage.y + stage.height / 2] as const;
  for (let i = 0; i < REPETITIONS; i++) {
    await toTheFlood(page, i);
    await page.locator('.play').click();
    playing.push((await traced(page, async () => page.waitForTimeout(WATCH_MS))).framesPerSecond);
    packets.push(Number(await page.locator('.stage').getAttribute('data-packets')));
    const panned = await traced(page, async () => {
      await page.mouse.move(...middle);
      await page.mouse.down();
      const until = Date.now() + WATCH_MS;
      for (let step = 0; Date.now() < until; step++)
        await page.mouse.move(middle[0] + 80 * Math.sin(step / 8), middle[1] + 40 * Math.cos(step / 8));
      await page.mouse.up();
    });
    panning.push(panned.framesPerSecond);
    await page.locator('.play').click();
  }
  tell(`${nodes} nodes: packets in flight`, packets, '', '2000');
  tell(`${nodes} nodes: playing`, playing, 'fps', nodes > 1_000 ? 'usable' : '60');
  tell(`${nodes} nodes: dragged while playing`, panning, 'fps', 'usable');
}

const outDir = mkdtempSync(join(tmpdir(), 'wardlab-bench-'));
const configFile = join(root, 'vite.config.ts');
await build({ configFile, build: { outDir, emptyOutDir: true }, logLevel: 'error' });
const server = await preview({ configFile, build: { outDir }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const url = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-gpu'] });
const opened: number[] = [];
for (let i = 0; i < REPETITIONS; i++) opened.push(await firstPicture(browser, url));
tell('cold load of figure-3 to its first moving packet', opened, 'ms', '2000');
const page = await (
  await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'no-preference' })
).newPage();
await page.goto(`${url}#scenario=figure-3&lang=en`);
tell('figure-3: a switch to the whole matrix on the screen', await flips(page), 'ms', '50');
for (const nodes of [500, 5_000]) await watchFlood(page, nodes);
await browser.close();
await new Promise((resolve) => server.httpServer.close(resolve));
rmSync(outDir, { recursive: true, force: true });
