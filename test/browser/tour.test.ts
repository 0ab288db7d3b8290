/**
 * Purpose: the guided tour as a newcomer takes it: offered once, step by step beside what it speaks of, with a real attack, a real switch and real evidence; skipped; in both languages.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints, noBrowser, openLab, ready, shown, type LabPage } from './support/lab-page.ts';

const PATIENCE_MS = 120_000;
const STEPS = 8;

describe.skipIf(noBrowser)('the tour', { timeout: PATIENCE_MS }, () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en');
    await ready(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  const card = (n: number) => lab.page.locator(`.tour-card[data-step="${n}"]`);
  const next = async (): Promise<void> => lab.page.locator('.tour-buttons .main').click();

  it('is offered to a newcomer, and takes the focus with its first card', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'New here? Tour' }).click();
    await card(1).waitFor();
    await expect.poll(async () => page.evaluate(() => document.activeElement?.className)).toBe('tour-card');
    expect(await axeComplaints(page)).toBe('');
  });

  it('stands beside what it speaks of, within the window, at every step', async () => {
    const { page } = lab;
    for (let n = 1; n <= STEPS; n++) {
      await card(n).waitFor();
      const ring = page.locator('.tour-ring');
      await ring.waitFor({ timeout: PATIENCE_MS });
      const [box, own] = [await ring.boundingBox(), await card(n).boundingBox()];
      if (box === null || own === null) throw new Error(`step ${n} points at nothing`);
      expect(box.width * box.height).toBeGreaterThan(200);
      expect([own.x >= 0, own.y >= 0, own.x + own.width <= 1440, own.y + own.height <= 900]).toEqual([true, true, true, true]);
      if (n === 3) await expect.poll(async () => (await shown(page)).packets).toBeGreaterThan(0);
      if (n === 4) await expect.poll(async () => page.locator('.knows').getAttribute('data-count')).not.toBe('0');
      if (n === 6) {
        const on = page.locator('input[role="switch"]:checked');
        expect(await on.count()).toBe(1);
        expect(await card(n).textContent()).toContain(await page.locator('tr.on .name').textContent());
      }
      if (n === 7) {
        await page.locator('.evidence .side[data-side="with"][data-outcome]').waitFor();
        expect(await page.locator('.evidence .side[data-side="bare"]').getAttribute('data-outcome')).toBe('succeeded');
      }
      if (n === STEPS)
        expect(await page.locator('.take-button').boundingBox()).toMatchObject({ y: expect.closeTo(box.y + 7, -1) as number });
      await next();
    }
    await page.locator('.tour-card').waitFor({ state: 'detached' });
  });

  it('is remembered after it has ended, can be taken again in Japanese, and is left with Escape', async () => {
    const { page } = lab;
    await page.reload();
    await ready(page);
    expect(await page.getByRole('button', { name: 'New here? Tour' }).count()).toBe(0);
    await page.getByRole('button', { name: '日本語' }).click();
    await page.getByRole('button', { name: 'ツアー' }).click();
    await card(1).waitFor();
    for (let n = 1; n < STEPS; n++) {
      expect(await card(n).textContent()).toMatch(/[ぁ-ん]/);
      expect(await card(n).textContent()).not.toMatch(/(?<![\w./-])[a-z]{3,} [a-z]{2,} [a-z]{2,}/i);
      await next();
    }
    await page.keyboard.press('Escape');
    await page.locator('.tour-card').waitFor({ state: 'detached' });
    expect(lab.complaints).toEqual([]);
  });
});
