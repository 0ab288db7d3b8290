/**
 * Purpose: the built page (built-page.ts) in a real browser, for tests: serves it on the loopback address, opens it in Chromium.
 *
 * The browser is the one that the environment variable CHROME names; `npm test` finds one and sets it. Without it the tests are skipped, and say so.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { preview, type PreviewServer } from 'vite';
import { inject } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = process.env['CHROME'] ?? '';
const PATIENCE_MS = 120_000;

/** True when there is no browser to test with. */
export const noBrowser = program === '';
if (noBrowser) console.error('!! NO BROWSER: CHROME is not set. The browser tests are SKIPPED. They have not passed.');

/** The text of the scenario that the page opens with. */
export const figure3 = readFileSync(join(root, 'scenarios/figure-3.yaml'), 'utf8');

export interface LabPage {
  readonly page: Page;
  readonly url: string;
  /** Folder that the page was built into. */
  readonly folder: string;
  /** Errors that the page wrote to its console or threw. */
  readonly complaints: readonly string[];
  /** Addresses of other origins that the page asked for. */
  readonly foreign: readonly string[];
  close(): Promise<void>;
}

function serve(outDir: string): Promise<PreviewServer> {
  const configFile = join(root, 'vite.config.ts');
  return preview({ configFile, root: join(root, 'viz'), build: { outDir }, preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
}

/** Another browser than the one of the other tests. */
export interface Browsing {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly screen: { readonly width: number; readonly height: number };
}

/** Opens the page; `hash` is the part of the address behind #, with it. */
export async function openLab(hash = '', browsing: Partial<Browsing> = {}): Promise<LabPage> {
  const outDir = inject('builtPage');
  const server = await serve(outDir);
  const browser: Browser = await chromium.launch({
    executablePath: browsing.program ?? program,
    args: ['--no-sandbox', '--disable-gpu', ...(browsing.arguments ?? [])],
    env: { ...process.env, ...browsing.environment },
  });
  const context = await browser.newContext({
    viewport: browsing.screen ?? { width: 1440, height: 900 },
    locale: 'en-US',
    reducedMotion: 'no-preference',
  });
  // A machine that does other things as well is slow, not wrong.
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('the preview server has no address');
  const complaints: string[] = [];
  const foreign: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) foreign.push(request.url());
  });
  await page.goto(url + hash);
  const close = async (): Promise<void> => {
    await browser.close();
    await new Promise((resolve) => server.httpServer.close(resolve));
  };
  return { page, url, folder: outDir, complaints, foreign, close };
}

/** What the network picture says it shows. */
export interface Shown {
  readonly timeNs: number;
  readonly packets: number;
  readonly tunnels: number;
  readonly infected: number;
}

export async function shown(page: Page): Promise<Shown> {
  const data = await page.locator('.stage').evaluate((stage) => ({ ...(stage instanceof HTMLElement ? stage.dataset : {}) }));
  const figure = (name: string): number => Number(data[name] ?? 'NaN');
  return { timeNs: figure('timeNs'), packets: figure('packets'), tunnels: figure('tunnels'), infected: figure('infected') };
}

/** Waits until a replay can be played. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.play:not([disabled])').waitFor();
}

/** Waits until all attacks are explored. */
export async function explored(page: Page): Promise<void> {
  await page.locator('.explored').waitFor({ state: 'attached', timeout: 240_000 });
}

/** Shows the replay that an address names, and gives the hash of its trace. */
export async function follow(page: Page, attack: string, profile: readonly string[]): Promise<string> {
  await page.evaluate((hash) => (location.hash = hash), `#lang=en&attack=${attack}&with=${profile.join(',')}`);
  const side = profile.length === 0 ? 'bare' : 'with';
  await page
    .locator(`.evidence[data-attack="${attack}"][data-profile="${profile.join(' ')}"] .side[data-side="${side}"][data-outcome]`)
    .waitFor({ timeout: 120_000 });
  const hash = await page.locator('[data-trace-hash]').getAttribute('data-trace-hash');
  return hash ?? '';
}

/** The accessibility checker's source, to be run inside the page (it cannot be loaded there: the page's policy forbids foreign scripts). */
export function axeSource(): string {
  return readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
}

/** Everything that a reader sees, without ids, code, sources and what is marked as English. */
export async function visibleText(page: Page): Promise<string> {
  return page.locator('body').evaluate((body) => {
    const copy = body.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return '';
    for (const element of copy.querySelectorAll(
      '.id, code, pre, .event-list, .source, .ref, [lang="en"], title, [hidden], script, noscript',
    ))
      element.remove();
    return copy.textContent ?? '';
  });
}

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What the accessibility checker finds on the page as it is now; empty is right. */
export async function axeComplaints(page: Page): Promise<string> {
  await page.evaluate(axeSource());
  // Halfway between two themes a colour is neither the one nor the other.
  await page.evaluate(async () =>
    Promise.allSettled(document.getAnimations().flatMap((one) => (one instanceof CSSTransition ? [one.finished] : []))),
  );
  const found = await page
    .evaluate("axe.run({ resultTypes: ['violations'] }).then((result) => result.violations)")
    .then((list) => list as readonly Violation[]);
  return found.map(({ id, impact, nodes }) => `${id} (${impact}) ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`).join('\n');
}
