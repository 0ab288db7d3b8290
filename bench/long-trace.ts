/**
 * Purpose: how the list of events behaves with more than 100,000 events, measured by the browser itself and printed: scrolling by wheel and by bar, filters while they are typed,
 * following the clock. Run it with `npx tsx bench/long-trace.ts` on a quiet machine; CHROME names the browser.
 *
 * The run is a SYN flood in figure-1, faster than the one that is shipped. Does not model: a graphics card. Units: milliseconds of wall-clock time; frames a second. Determinism: none.
 * References: bench/page-trace.ts.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { findBrowser } from '../bin/support/browser.js';
import { traced, type Traced } from './page-trace.ts';

const ATTACK = 'T24/wan-off/internet';
/** Gives some 120,000 events within the half minute of figure-1. */
const SYN_RATE = '600 /s';
const WATCH_MS = 4_000;
const PATIENCE_MS = 600_000;
const root = fileURLToPath(new URL('../', import.meta.url));

function tell(what: string, { framesPerSecond, longestMs, longTasks }: Traced, more = ''): void {
  const figures = `${framesPerSecond.toFixed(1).padStart(6)} fps, longest task ${longestMs.toFixed(0).padStart(4)} ms, ${longTasks} above 50 ms`;
  console.log(`${what.padEnd(44)} ${figures}${more}`);
}

async function open(page: Page): Promise<string> {
  const text = readFileSync(join(root, 'scenarios/figure-1.yaml'), 'utf8').replace(/(syn-rate:\s*\{?\s*value: )[^\n,]*/, `$1${SYN_RATE}`);
  await page.locator('.play:not([disabled])').waitFor({ timeout: PATIENCE_MS });
  await page
    .locator('#open-file')
    .setInputFiles({ name: 'long.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text.replace('scenario: figure-1', 'scenario: long')) });
  await page.waitForFunction(() => [...document.querySelectorAll('option')].some(({ value }) => value === 'long'), null, {
    timeout: PATIENCE_MS,
  });
  await page.evaluate((hash) => (location.hash = hash), `#lang=en&attack=${ATTACK}`);
  await page.locator(`.evidence[data-attack="${ATTACK}"] .side[data-side="bare"][data-outcome]`).waitFor({ timeout: PATIENCE_MS });
  await page.getByRole('tab', { name: 'Events' }).click();
  await page.locator('.event-row').first().waitFor({ timeout: PATIENCE_MS });
  return (await page.locator('.inspect .count').textContent()) ?? '';
}

async function scroll(page: Page): Promise<void> {
  const list = await page.locator('.event-list').boundingBox();
  if (list === null) throw new Error('bench: no list');
  await page.mouse.move(list.x + list.width / 2, list.y + list.height / 2);
  const wheel = await traced(page, async () => {
    for (const until = Date.now() + WATCH_MS; Date.now() < until;) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(16);
    }
  });
  tell('scrolled by wheel', wheel);
  const bar = await traced(page, async () => {
    await page.locator('.event-list').evaluate(async (element, ms) => {
      const whole = element.scrollHeight - element.clientHeight;
      for (const start = performance.now(); performance.now() - start < ms;) {
        element.scrollTop = whole * (0.5 + 0.5 * Math.sin(((performance.now() - start) / ms) * 2 * Math.PI));
        await new Promise(requestAnimationFrame);
      }
    }, WATCH_MS);
  });
  tell('dragged from end to end by its bar', bar);
}

async function filter(page: Page): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Display filter' });
  const listed = async (): Promise<unknown> =>
    page.waitForFunction(() => / of /.test(document.querySelector('.inspect .count')?.textContent ?? ''), null, { polling: 'raf' });
  const cleared = async (): Promise<void> => {
    await field.fill('');
    await page.waitForFunction(() => !/ of /.test(document.querySelector('.inspect .count')?.textContent ?? ''));
    await page.waitForTimeout(500);
  };
  for (const text of ['tcp and flags == SYN', 'kind == frame and duration > 1ms', 'number == 100000']) {
    await cleared();
    // Pasted first: a filter that was asked before is answered from memory.
    const start = Date.now();
    await field.fill(text);
    await listed();
    const ms = Date.now() - start;
    await cleared();
    tell(`typed: ${text}`, await traced(page, async () => field.pressSequentially(text, { delay: 60 })), `; pasted, listed after ${ms} ms`);
  }
  await field.fill('');
}

const found = await findBrowser();
if (!('program' in found)) {
  console.error(`bench: no browser: ${found.problem}`);
  process.exit(1);
}
const outDir = mkdtempSync(join(tmpdir(), 'wardlab-bench-'));
const configFile = join(root, 'vite.config.ts');
await build({ configFile, build: { outDir, emptyOutDir: true }, logLevel: 'error' });
const server = await preview({ configFile, build: { outDir }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: found.program, args: ['--no-sandbox', '--disable-gpu'] });
const page = await (
  await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', reducedMotion: 'no-preference' })
).newPage();
await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#scenario=figure-1&lang=en`);
console.log(`${ATTACK} with ${SYN_RATE}: ${await open(page)}`);
await scroll(page);
await filter(page);
await page.locator('.play').click();
tell('following the running clock', await traced(page, async () => page.waitForTimeout(WATCH_MS)));
await browser.close();
await new Promise((resolve) => server.httpServer.close(resolve));
rmSync(outDir, { recursive: true, force: true });
