/**
 * Purpose: the built page as the browser sees it: how much it loads, what its policy refuses, that nothing jumps, and that its simulator gives the traces that Node gives.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tracedReplay } from '../../lab/run/replay-run.ts';
import { shippedIds } from '../../scenarios/index.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { scenarioModule } from '../../viz/shipped/plugin.ts';
import { noBrowser, openLab, ready, shown, type LabPage } from './support/lab-page.ts';

const PATIENCE_MS = 240_000;
/** The issue's bound for the first load, with kB as 1,000 octets. */
const FIRST_LOAD_BYTES = 400_000;

function textOf(id: string): string {
  return readFileSync(new URL(`../../scenarios/${id}.yaml`, import.meta.url), 'utf8');
}

/** First, middle and last attack of a scenario, one of them with all controls, with the traces that Node gives. */
function casesOf(id: string): readonly { readonly attack: string; readonly profile: readonly string[]; readonly hash: string }[] {
  const read = loadScenario(textOf(id), `${id}.yaml`);
  if (!read.ok) throw new Error(`${id} has faults`);
  const all = attacksOf(read.scenario);
  const full = read.scenario.controls.map((control) => control.id);
  return [all[0], all[all.length >> 1], all.at(-1)].flatMap((attack, i) => {
    if (attack === undefined) return [];
    const profile = i === 1 ? full : [];
    return [{ attack: attack.id, profile, hash: tracedReplay(read.scenario, attack, { controls: profile, seed: 1 }).entry.traceHash }];
  });
}

/** As text, since the test runner would rewrite the import. */
const IN_THE_PAGE = `async ({ worker, chunk, cases, file }) => {
  const { default: read } = await import(new URL('assets/' + chunk, document.baseURI).href);
  const asked = new Worker(new URL('assets/' + worker, document.baseURI), { type: 'module' });
  const ask = (id, request) => new Promise((resolve, reject) => {
    asked.addEventListener('message', ({ data }) => {
      if (data.id === id) data.type === 'answer' ? resolve(data.answer) : reject(new Error(data.message));
    });
    asked.postMessage({ id, request });
  });
  await ask(0, { kind: 'adopt', file, read });
  const hashes = [];
  for (const [i, { attack, profile }] of cases.entries())
    hashes.push((await ask(i + 1, { kind: 'replay', case: { attack, profile, seed: 1 } })).entry.traceHash);
  asked.terminate();
  return hashes;
}`;

describe.skipIf(noBrowser)('the built page', { timeout: PATIENCE_MS }, () => {
  let lab: LabPage;
  const asked = new Set<string>();
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-2');
    lab.page.on('request', (request) => asked.add(request.url()));
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  it(
    'loads less than 400 kB, compressed either way, until its first scenario is shown and explored',
    async () => {
      const { page } = lab;
      await page.goto('about:blank');
      asked.clear();
      await page.goto(`${lab.url}#lang=en`);
      await ready(page);
      await page.waitForFunction(() => (document.querySelector<HTMLProgressElement>('.exploring progress')?.value ?? 0) > 0, null, {
        timeout: PATIENCE_MS,
      });
      const files = [...asked].filter((url) => url.startsWith(lab.url)).map((url) => new URL(url).pathname);
      const contents = files.map((path) => readFileSync(join(lab.folder, path === '/' ? 'index.html' : path)));
      const size = (squeeze: (content: Buffer) => Buffer): number => contents.reduce((all, content) => all + squeeze(content).length, 0);
      // Static hosts send either (RFC 7932, RFC 1952).
      const sizes = { brotli: size(brotliCompressSync), gzip: size(gzipSync) };
      console.log(`first load: ${files.length} files, octets compressed: ${JSON.stringify(sizes)}`);
      expect(files.length).toBeGreaterThan(3);
      expect(sizes.brotli).toBeLessThan(FIRST_LOAD_BYTES);
      expect(sizes.gzip).toBeLessThan(FIRST_LOAD_BYTES);
    },
    PATIENCE_MS,
  );

  it('opens to a moving picture, which can be paused', async () => {
    const { page } = lab;
    await page.goto('about:blank');
    await page.goto(`${lab.url}#lang=en`);
    await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) > 0);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.locator('[data-run="paused"]').waitFor({ state: 'attached' });
    await page.evaluate(async () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const paused = await shown(page);
    await page.waitForTimeout(200);
    expect(await shown(page)).toEqual(paused);
  });

  it('stands still for a reader who asked for less motion', async () => {
    const { page } = lab;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // Another address first: the lab's own holds the moment at which it was paused.
    await page.goto('about:blank');
    await page.goto(`${lab.url}#lang=en`);
    await ready(page);
    await page.waitForTimeout(300);
    expect((await shown(page)).timeNs).toBe(0);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('does not jump when it is loaded again', async () => {
    const { page } = lab;
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { readonly value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.reload();
    await ready(page);
    await page.waitForTimeout(500);
    const shifts = await page.evaluate(() => (globalThis as typeof globalThis & { readonly shifts: readonly number[] }).shifts);
    expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
  });

  it('runs no script and no style that was planted in it, and evaluates no text', async () => {
    const { page } = lab;
    const refused = await page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const script = document.createElement('script');
      script.textContent = 'globalThis.planted = true';
      const image = document.createElement('img');
      image.setAttribute('onerror', 'globalThis.planted = true');
      image.src = 'nowhere.png';
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(script, image, style, frame);
      // In a task of its own: what a debugger evaluates, as this function is, may evaluate texts whatever the policy.
      const evaluated = await new Promise<boolean>((resolve) => {
        setTimeout(() => {
          try {
            Reflect.construct(Function, ['globalThis.planted = true'])();
            resolve(true);
          } catch {
            resolve(false);
          }
        }, 0);
      });
      await fetch('index.html').catch(() => undefined);
      // The browser tells of refusals when it gets to it; the picture's is the last, after its file was looked for in vain.
      for (let n = 0; n < 100 && !violations.includes('script-src-attr'); n++) await new Promise((resolve) => setTimeout(resolve, 100));
      for (const element of [script, image, style, frame]) element.remove();
      return { violations: [...new Set(violations)].sort(), evaluated, planted: 'planted' in globalThis };
    });
    expect(refused).toMatchObject({ evaluated: false, planted: false });
    expect(refused.violations).toEqual(
      expect.arrayContaining(['connect-src', 'frame-src', 'script-src-attr', 'script-src-elem', 'style-src-elem']),
    );
  });

  it(
    'gives the traces of Node for every shipped scenario',
    async () => {
      const { page, folder } = lab;
      const files = readdirSync(join(folder, 'assets'));
      const worker = files.find((file) => file.startsWith('main-') && file.endsWith('.js'));
      for (const id of shippedIds) {
        const cases = casesOf(id);
        // The chunk of the scenario as it was read; the one with its text is a string.
        const chunk = files.find(
          (file) => file.startsWith(`${id}-`) && readFileSync(join(folder, 'assets', file), 'utf8').includes('JSON.parse'),
        );
        const hashes = await page.evaluate(`(${IN_THE_PAGE})(${JSON.stringify({ worker, chunk, cases, file: `${id}.yaml` })})`);
        if (!Array.isArray(hashes)) throw new Error('the page gave no hashes');
        expect([id, ...hashes]).toEqual([id, ...cases.map(({ hash }) => hash)]);
      }
    },
    PATIENCE_MS,
  );
});

describe('what the build has read', () => {
  it('is what the loader reads, for every shipped scenario', () => {
    for (const id of shippedIds) {
      const text = textOf(id);
      const [, literal = ''] = /^export default JSON\.parse\((.*)\);$/s.exec(scenarioModule(text, `${id}.yaml`)) ?? [];
      expect(JSON.parse(JSON.parse(literal) as string)).toEqual(loadScenario(text, `${id}.yaml`));
    }
  });

  it('is nothing for a scenario with faults', () => {
    expect(() => scenarioModule('scenario: x\n', 'x.yaml')).toThrow('x.yaml:1:1');
  });
});
