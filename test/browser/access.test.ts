/**
 * Purpose: every tab, view and dialog of the page as the accessibility checker sees it, in light and in dark: nothing serious, and nothing else either.
 *
 * The matrix of figure-3, which is larger, is looked at by the journey; what stands beside two runs, by compare.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints, explored, noBrowser, openLab, type LabPage } from './support/lab-page.ts';

const THEMES = ['light', 'dark'] as const;

describe.skipIf(noBrowser)('the accessibility checker', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en&attack=T01/wan-on/internet&with=ipsec-ike');
    await lab.page.locator('.side[data-side="with"][data-outcome]').waitFor();
    await explored(lab.page);
  });
  afterAll(async () => lab.close());

  /** In both themes; transitions are over with less motion. */
  const expectNothing = async (what: string): Promise<void> => {
    const { page } = lab;
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(`${what}, ${colorScheme}: ${await axeComplaints(page)}`).toBe(`${what}, ${colorScheme}: `);
    }
  };

  it('has nothing against the matrix, the evidence and the events, with a packet laid open', async () => {
    const { page } = lab;
    await expectNothing('evidence');
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await expectNothing('matrix');
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.locator('.event-row').nth(3).click();
    await page.locator('.layer').first().waitFor();
    await expectNothing('events');
  });

  it('has nothing against the ladder and the state charts', async () => {
    const { page } = lab;
    for (const view of ['ladder', 'states']) {
      await page.locator(`[data-view="${view}"]`).click();
      await expectNothing(view);
    }
  });

  it('has nothing against the editor and its form', async () => {
    const { page } = lab;
    await page.getByRole('tab', { name: 'Edit' }).click();
    await page.locator('.edit-issues [data-state="sound"]').waitFor();
    await expectNothing('editor');
    await page.locator('.draw-bar [data-action="site"]').click();
    await page.locator('dialog.draw-form').waitFor();
    await expectNothing('form');
    await page.keyboard.press('Escape');
  });

  it('has nothing against the dialogs and the tour', async () => {
    const { page } = lab;
    await page.getByRole('tab', { name: 'Matrix' }).click();
    for (const [button, dialog] of [
      ['.gallery-button', '.gallery-dialog'],
      ['.take-button', '.take-dialog'],
      ['[aria-label="Keys"]', '.keys-dialog'],
    ] as const) {
      await page.locator(button).click();
      await page.locator(`dialog${dialog}[open]`).waitFor();
      await expectNothing(dialog);
      await page.keyboard.press('Escape');
    }
    await page.locator('.tour-button').click();
    await page.locator('.tour-card').waitFor();
    await expectNothing('tour');
  });
});
