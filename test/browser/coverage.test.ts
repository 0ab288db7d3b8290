/**
 * Purpose: the coverage tab as a person uses it: search, groups, ready-made sets, costs of one's own, sets, harm, times, sizes. What it shows is compared with what Node computes.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageRun, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { planFor } from '../../threats/coverage/index.ts';
import { whatIf } from '../../threats/coverage/what-if.ts';
import { axeSource, explored, noBrowser, openLab, ready, type LabPage } from './support/lab-page.ts';

const PATIENCE_MS = 120_000;

function scenario(): Scenario {
  const text = readFileSync(new URL('../../scenarios/figure-1.yaml', import.meta.url), 'utf8');
  const read = loadScenario(text, 'figure-1.yaml');
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message.en).join('\n'));
  return read.scenario;
}

describe.skipIf(noBrowser)('the coverage tab', () => {
  let lab: LabPage;
  let coverage: CoverageDocument;
  beforeAll(async () => {
    coverage = coverageRun(scenario(), { seed: 1 });
    lab = await openLab('#scenario=figure-1&lang=en');
    await ready(lab.page);
    await explored(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  const size = async (): Promise<string> =>
    lab.page
      .locator('.matrix-frame')
      .evaluate((frame) => (frame instanceof HTMLElement ? `${frame.dataset['rows']} × ${frame.dataset['columns']}` : ''));

  it('finds controls and threats by words, and says when there are none', async () => {
    const { page } = lab;
    const all = `${coverage.controls.length} × ${coverage.threats.filter(({ attacks }) => attacks.length > 0).length}`;
    expect(await size()).toBe(all);
    await page.getByPlaceholder('Find a control or a threat').fill('ipsec');
    expect(await size()).toBe(`2 × ${all.split(' × ')[1]}`);
    await page.getByPlaceholder('Find a control or a threat').fill('T22');
    expect(await size()).toBe(`${coverage.controls.length} × 1`);
    await page.getByLabel('only with an effect').check();
    const cells = Object.values(coverage.threats.find(({ id }) => id === 'T22')?.cells ?? {});
    expect(await size()).toBe(`${cells.filter(({ effect }) => effect !== 'none').length} × 1`);
    await page.getByPlaceholder('Find a control or a threat').fill('zebra');
    expect(await page.locator('.matrix-frame').textContent()).toContain('No control and no threat has these words.');
    await page.getByLabel('only with an effect').uncheck();
    await page.getByPlaceholder('Find a control or a threat').fill('');
    expect(await size()).toBe(all);
  });

  it('switches groups and ready-made sets, and every verdict follows the trees', async () => {
    const { page } = lab;
    const compare = async (): Promise<void> => {
      const on = await page
        .locator('input[role="switch"]:checked')
        .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('data-control') ?? ''));
      const shown = await page
        .locator('.verdict-cell')
        .evaluateAll((cells) => cells.map((cell) => `${cell.getAttribute('data-threat')} ${cell.getAttribute('data-verdict')}`));
      const known = whatIf({ threats: coverage.threats }, new Set(on)).threats.map(({ id, outcome }) => `${id} ${outcome}`);
      expect(known).toEqual(expect.arrayContaining(shown));
      expect(shown.length).toBeGreaterThan(5);
    };
    await page.locator('.grouping').selectOption('stand');
    await page.locator('.group[data-group="edge"] button').click();
    expect(await page.locator('input[role="switch"]:checked').count()).toBeGreaterThan(1);
    await compare();
    await page.locator('.group[data-group="edge"] button').click();
    expect(await page.locator('input[role="switch"]:checked').count()).toBe(0);
    await page.locator('.grouping').selectOption('none');
    for (const preset of ['deployed', 'plan', 'second']) {
      await page.locator('.presets').selectOption(preset);
      await compare();
    }
    await page.locator('.threat-filter').selectOption('open');
    const open = await page.locator('.verdict-cell').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-verdict')));
    expect(open.filter((verdict) => verdict === 'blocked')).toEqual([]);
    await page.locator('.threat-filter').selectOption('');
    await page.getByRole('button', { name: 'All off' }).click();
  });

  it('keeps its heads in sight when it is scrolled, and its size is chosen', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Larger' }).click();
    await page.locator('.matrix-frame').evaluate((frame) => frame.scrollTo(300, 260));
    const frame = await page.locator('.matrix-frame').boundingBox();
    const corner = await page.locator('.matrix .corner').boundingBox();
    const last = await page.locator('.matrix tbody tr').nth(12).locator('th').boundingBox();
    expect(Math.abs((corner?.y ?? 0) - (frame?.y ?? -99))).toBeLessThan(3);
    expect(Math.abs((last?.x ?? 0) - (frame?.x ?? -99))).toBeLessThan(3);
    for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Smaller' }).click();
    await page.getByRole('button', { name: 'Whole page' }).click();
    await expect.poll(async () => (await page.locator('.matrix-frame').boundingBox())?.width).toBeGreaterThan(1_200);
    const overflow = await page.locator('.matrix-frame').evaluate((one) => one.scrollWidth > one.clientWidth);
    expect(overflow).toBe(false);
    await page.getByRole('button', { name: 'Whole page' }).click();
    await page.getByRole('button', { name: 'Larger' }).click();
  });

  it(
    'computes the plan again for costs of one’s own, keeps them over a reload, and takes them back',
    async () => {
      const { page } = lab;
      await page.locator('[data-view="plan"]').click();
      const words = page.locator('.plan-words');
      await words.waitFor();
      expect(await words.getAttribute('data-controls')).toBe(coverage.plan.controls.join(' '));
      const dear = 'ipsec-ike-host-gw';
      await page.locator(`.cost-field[data-control="${dear}"]`).fill('nonsense');
      expect(await page.locator('.cost-bad').textContent()).toContain('A cost is a number');
      await page.locator(`.cost-field[data-control="${dear}"]`).fill('90');
      // That this is the plan of a scenario with that cost stands in board.test.ts.
      const priced = coverage.controls.map((control) => (control.id === dear ? { ...control, cost: 90 } : control));
      const there = planFor(priced, { threats: coverage.threats });
      await expect.poll(async () => words.getAttribute('data-controls')).toBe(there.controls.join(' '));
      expect(Number(await words.getAttribute('data-cost'))).toBe(there.cost);
      expect(there.controls).not.toEqual(coverage.plan.controls);
      await page.reload();
      await ready(page);
      // The address names the replay that was shown, and the page opens with its evidence.
      await page.getByRole('tab', { name: 'Matrix' }).click();
      await explored(page);
      await page.locator('[data-view="plan"]').click();
      expect(await page.locator(`.cost-field[data-control="${dear}"]`).inputValue()).toBe('90');
      await expect.poll(async () => words.getAttribute('data-cost')).toBe(String(there.cost));
      await page.getByRole('button', { name: 'Back to the costs of the scenario' }).click();
      await expect.poll(async () => words.getAttribute('data-cost')).toBe(String(coverage.plan.cost));
    },
    PATIENCE_MS,
  );

  it(
    'lists minimal sets, harmful controls and times to compromise',
    async () => {
      const { page } = lab;
      await page.locator('[data-view="sets"]').click();
      for (const threat of coverage.threats.filter(({ minimalSets }) => minimalSets !== undefined))
        expect(await page.locator(`.threat-sets[data-threat="${threat.id}"] .chip`).count()).toBe(threat.minimalSets?.length);
      await page.locator('[data-view="times"]').click();
      await page.locator('.threat-times[data-threat="T03"]').waitFor();
      expect(await page.locator('.threat-times[data-threat="T03"]').textContent()).toContain('never by this way');
      await page.locator('[data-view="harm"]').click();
      const harms = coverage.threats.flatMap(({ harmful, attacks }) => [...harmful, ...attacks.flatMap((attack) => attack.harmful ?? [])]);
      expect(harms.length).toBeGreaterThan(0);
      expect(await page.locator('.harms tbody tr').count()).toBe(harms.length);
      const [harm] = harms;
      await page.locator(`.harms tr[data-control="${harm?.control}"] button`).first().click();
      await page.locator(`.parted-note[data-cause="${harm?.control}"]`).waitFor({ timeout: 60_000 });
      expect(await page.locator('.compare-side-head[data-side="left"]').getAttribute('data-outcome')).toBe(harm?.before);
      expect(await page.locator('.compare-side-head[data-side="right"]').getAttribute('data-outcome')).toBe(harm?.after);
      await page.locator('.compare-end').click();
      await page.locator('[data-view="matrix"]').click();
    },
    PATIENCE_MS,
  );

  it('prints how long a flip takes until the matrix is drawn', async () => {
    const times = await lab.page.evaluate(async () => {
      const taken: number[] = [];
      for (const input of document.querySelectorAll<HTMLInputElement>('input[role="switch"]')) {
        const from = performance.now();
        input.click();
        await new Promise((resolve) => {
          requestAnimationFrame(() => {
            const after = new MessageChannel();
            after.port1.addEventListener('message', resolve);
            after.port1.start();
            after.port2.postMessage(0);
          });
        });
        performance.measure('wardlab flip', { start: from, end: performance.now() });
        taken.push(performance.now() - from);
      }
      return taken.sort((a, b) => a - b);
    });
    console.log(
      `flip of a switch to the drawn matrix: median ${times.at(times.length >> 1)?.toFixed(1)} ms, longest ${times.at(-1)?.toFixed(1)} ms, ${times.length} flips`,
    );
    expect(times).toHaveLength(coverage.controls.length);
    expect(await lab.page.locator('input[role="switch"]:checked').count()).toBe(coverage.controls.length);
  });

  it('speaks Japanese, and the accessibility checker has nothing to say about any of its views', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: '日本語' }).click();
    await page.evaluate(axeSource());
    for (const view of ['matrix', 'plan', 'sets', 'harm', 'times']) {
      await page.locator(`[data-view="${view}"]`).click();
      await page.waitForTimeout(100);
      const found: unknown = await page.evaluate(
        'axe.run(document.querySelector(".results")).then((result) => result.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`))',
      );
      expect([view, found]).toEqual([view, []]);
    }
    expect(lab.complaints).toEqual([]);
  });
});
