/**
 * Purpose: from a device in the network picture to its state chart, as a person goes: by a click on the picture, and by keyboard alone. What is lit is what the replay's own trace says.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tracedReplay } from '../../lab/run/replay-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { axeComplaints, noBrowser, openLab, shown, type LabPage } from './support/lab-page.ts';

const ATTACK = 'T04/wan-on/internet';
const PROFILE = ['ipsec-ike'];
const DEVICE = 'hospital-east.vpn';
const PATIENCE_MS = 120_000;

/** When the device's first tunnel came up. */
function firstUp(): TraceEvent {
  const read = loadScenario(readFileSync(new URL('../../scenarios/figure-2.yaml', import.meta.url), 'utf8'), 'figure-2.yaml');
  if (!read.ok) throw new Error('figure-2 has faults');
  const attack = attacksOf(read.scenario).find(({ id }) => id === ATTACK);
  if (attack === undefined) throw new Error(`figure-2 has no attack ${ATTACK}`);
  const { trace } = tracedReplay(read.scenario, attack, { controls: PROFILE, seed: 1 });
  const up = trace.find(({ kind, at, fields }) => kind === 'tunnel' && at === DEVICE && fields['event'] === 'up');
  if (up === undefined) throw new Error('no tunnel comes up');
  return up;
}

describe.skipIf(noBrowser)('a device in the picture', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab(`#scenario=figure-2&lang=en&attack=${ATTACK}&with=${PROFILE.join(',')}`);
    await lab.page.locator('.side[data-side="with"][data-outcome]').waitFor();
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  /** Where a place stands on the screen; the picture itself is pixels. */
  const pointOf = async (place: string): Promise<{ readonly x: number; readonly y: number }> =>
    lab.page.locator('.scene').evaluate((scene, id) => {
      const held = Reflect.get(scene, '_cyreg') as { cy: { getElementById(id: string): { renderedPosition(): { x: number; y: number } } } };
      const { left, top } = scene.getBoundingClientRect();
      const { x, y } = held.cy.getElementById(id).renderedPosition();
      return { x: left + x, y: top + y };
    }, place);

  it('offers its state charts when it is clicked, and opens one with the state lit that it is in at that moment', async () => {
    const { page } = lab;
    const up = firstUp();
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByRole('combobox', { name: 'Display filter' }).fill(`number == ${up.n}`);
    await page.locator('.event-row').first().click();
    await expect.poll(async () => (await shown(page)).timeNs).toBe(up.timeNs);
    const { x, y } = await pointOf(DEVICE);
    await page.mouse.click(x, y);
    const card = page.locator(`.card.place[data-place="${DEVICE}"]`);
    const tunnel = card.locator('[data-machine="tunnel"][data-state="up"]').first();
    await tunnel.waitFor();
    expect(await tunnel.textContent()).toContain('on-demand tunnel');
    expect(await axeComplaints(page)).toBe('');
    await tunnel.click();
    await page.locator(`.states[data-place="${DEVICE}"] .state.lit[data-state="up"]`).waitFor();
    const declared = page.locator('.machine-now', { hasText: 'the declaration “tunnel”' });
    await declared.waitFor();
    // The chart and the card follow the clock.
    await page.locator('.scenario-title').click();
    await page.keyboard.press('Home');
    await page.locator('.state.unbegun[data-state="down"]').waitFor();
    // A box that a style of another part of the page moves out of the chart is still "visible".
    const [chart, box] = [await page.locator('.state-chart').boundingBox(), await page.locator('.state.unbegun rect').boundingBox()];
    expect(box !== null && chart !== null && box.y > chart.y && box.y < chart.y + chart.height && box.x > chart.x).toBe(true);
    await card.locator('[data-machine="tunnel"][data-state="down"]').first().waitFor();
  });

  it('is reached by arrow keys and opened with Enter; Escape leads back', async () => {
    const { page } = lab;
    await page.locator('.scene').focus();
    await page.keyboard.press('Escape');
    await page.locator('.card.place').waitFor({ state: 'detached' });
    const card = page.locator('.card.place');
    await page.keyboard.press('ArrowRight');
    await card.waitFor();
    // A reader looks where he is and turns to where he wants to be.
    const target = await pointOf(DEVICE);
    for (let steps = 0; steps < 20 && (await card.getAttribute('data-place')) !== DEVICE; steps += 1) {
      const before = (await card.getAttribute('data-place')) ?? '';
      const here = await pointOf(before);
      const [dx, dy] = [target.x - here.x, target.y - here.y];
      await page.keyboard.press(Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 'ArrowRight' : 'ArrowLeft') : dy > 0 ? 'ArrowDown' : 'ArrowUp');
      await expect.poll(async () => card.getAttribute('data-place')).not.toBe(before);
    }
    expect(await card.getAttribute('data-place')).toBe(DEVICE);
    await page.locator(`.card.place[data-place="${DEVICE}"] [data-machine]`).first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.evaluate(() => document.activeElement?.hasAttribute('data-machine'))).toBe(true);
    await page.locator('#tab-matrix').click();
    await page.locator('.scene').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.locator(`.states[data-place="${DEVICE}"] .state-chart`).waitFor();
    await page.locator(`.card.place [data-machine]`).first().focus();
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.classList.contains('scene'))).toBe(true);
    expect(lab.complaints).toEqual([]);
  });
});
