/**
 * Purpose: the page under load: a switch changes the whole matrix, two thousand packets are painted over five hundred nodes, fifteen hundred nodes leave the page answering
 * (five thousand are measured by `npm run bench:viz`: opening them takes half a minute here).
 *
 * What is asserted is what happens, not how fast: that depends on the machine. The figures are the browser's own (its performance trace) and are printed;
 * `npm run bench:viz` measures them on a quiet machine and holds them against the bounds.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bigScenario } from '../../bench/big-scenario.ts';
import { coverageRun } from '../../lab/run/coverage-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import { whatIf } from '../../threats/coverage/what-if.ts';
import { shipped } from '../scenarios/files.ts';
import { explored, noBrowser, openLab, type LabPage } from './support/lab-page.ts';
import { ownScenario } from './support/own-scenario.ts';

const FIGURE_1 = shipped('figure-1');
const FLOOD = 'T24/wan-off/internet';
const FLYING = 2_000;

interface TraceEvent {
  readonly name: string;
  readonly dur?: number;
}

describe.skipIf(noBrowser)('the page under load', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en');
  });
  afterAll(async () => lab.close());

  /** What the browser traces meanwhile, and how long it took. */
  const traced = async (during: () => Promise<void>): Promise<{ readonly events: readonly TraceEvent[]; readonly seconds: number }> => {
    const session = await lab.page.context().newCDPSession(lab.page);
    const events: TraceEvent[] = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'];
    await session.send('Tracing.start', { traceConfig: { includedCategories }, transferMode: 'ReportEvents' });
    const start = performance.now();
    await during();
    const seconds = (performance.now() - start) / 1_000;
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return { events, seconds };
  };

  const open = async (name: string, text: string): Promise<void> => {
    const { page } = lab;
    await page.locator('#open-file').setInputFiles({ name: `${name}.yaml`, mimeType: 'text/yaml', buffer: Buffer.from(text) });
    await page.waitForFunction((id) => [...document.querySelectorAll('option')].some(({ value }) => value === id), name);
  };

  const flooded = async (nodes: number): Promise<void> => {
    const { page } = lab;
    await open(`generated-${nodes}`, bigScenario(FIGURE_1, nodes));
    await page.evaluate((hash) => (location.hash = hash), `#lang=en&attack=${FLOOD}&tab=events&t=20`);
    await page.waitForFunction((least) => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) >= least, FLYING);
  };

  it('a switch changes every verdict of the matrix, and many switches write few addresses', async () => {
    const { page } = lab;
    await open('our-clinic', ownScenario());
    await explored(page);
    const read = loadScenario(ownScenario(), 'our-clinic.yaml');
    if (!read.ok) throw new Error('our-clinic has faults');
    const threats = coverageRun(read.scenario, { seed: 1 }).threats.filter(({ attacks }) => attacks.length > 0);
    const verdicts = async (): Promise<readonly string[]> =>
      page
        .locator('.verdict-cell')
        .evaluateAll((cells) => cells.map((cell) => `${cell.getAttribute('data-threat')} ${cell.getAttribute('data-verdict')}`));
    const known = (on: readonly string[]): readonly string[] =>
      whatIf({ threats }, new Set(on)).threats.map(({ id, outcome }) => `${id} ${outcome}`);
    expect(await verdicts()).toEqual(known([]));
    const helpful = read.scenario.controls.map(({ id }) => id).find((id) => known([id]).join() !== known([]).join()) ?? '';
    const { events } = await traced(async () => page.locator(`input[role="switch"][data-control="${helpful}"]`).click());
    expect(await verdicts()).toEqual(known([helpful]));
    const spent = (names: readonly string[]): string =>
      (events.filter(({ name }) => names.includes(name)).reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000).toFixed(1);
    console.log(
      `a switch, by the browser's trace: script ${spent(['EventDispatch', 'FireAnimationFrame', 'RunMicrotasks'])} ms, style and layout ${spent(['UpdateLayoutTree', 'Layout'])} ms, paint ${spent(['PrePaint', 'Paint', 'Layerize', 'Commit'])} ms`,
    );
    // All in one task: whatever the machine, the addresses of the switches in between are never written.
    const written = await page.evaluate(() => {
      let count = 0;
      const replace = history.replaceState.bind(history);
      history.replaceState = (...given) => {
        count++;
        replace(...given);
      };
      const switches = [...document.querySelectorAll<HTMLElement>('input[role="switch"]')];
      for (let n = 0; n < 120; n++) switches[n % switches.length]?.click();
      history.replaceState = replace;
      return count;
    });
    expect(written).toBeLessThan(3);
    const on = await page
      .locator('input[role="switch"]:checked')
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('data-control')));
    await expect.poll(() => new URLSearchParams(new URL(page.url()).hash.slice(1)).get('on') ?? '').toBe(on.join(','));
  });

  it('two thousand packets are painted over five hundred nodes', async () => {
    const { page } = lab;
    await flooded(500);
    const shapes = async (): Promise<number> =>
      page.evaluate(async () => {
        const pen = CanvasRenderingContext2D.prototype;
        const own = { arc: pen.arc, rect: pen.rect, closePath: pen.closePath };
        let count = 0;
        for (const name of ['arc', 'rect', 'closePath'] as const)
          Object.assign(pen, {
            [name](this: CanvasRenderingContext2D, ...given: readonly number[]) {
              if (this.canvas.classList.contains('overlay')) count++;
              Reflect.apply(own[name], this, given);
            },
          });
        document.querySelector<HTMLElement>('.transport [aria-label="One event on"]')?.click();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        Object.assign(pen, own);
        return count;
      });
    expect(await shapes()).toBeGreaterThanOrEqual(FLYING);
    const { events, seconds } = await traced(async () => {
      await page.locator('.play').click();
      await page.waitForTimeout(1_000);
      await page.locator('.play').click();
    });
    const frames = events.filter(({ name }) => name === 'DrawFrame').length;
    const packets = await page.locator('.stage').getAttribute('data-packets');
    console.log(`500 nodes, ${packets} packets in flight, by the browser's trace: ${(frames / seconds).toFixed(1)} frames a second`);
    expect(frames).toBeGreaterThan(0);
  });

  it('fifteen hundred nodes leave the page answering clicks while the flood plays', async () => {
    const { page } = lab;
    await flooded(1_500);
    await page.locator('.play').click();
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.locator('input[role="switch"]').first().click();
    expect(await page.locator('input[role="switch"]').first().isChecked()).toBe(true);
    await page.locator('.play').click();
    await page.locator('[data-run="paused"]').waitFor({ state: 'attached' });
  });

  it('complains of nothing meanwhile', () => {
    expect(lab.complaints).toEqual([]);
  });
});
