/**
 * Purpose: the side-by-side view as a person uses it: opened from the evidence, jumped to the parting, played, given other controls, left again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeSource, noBrowser, openLab, ready, type LabPage } from './support/lab-page.ts';

const PATIENCE_MS = 120_000;

/** What a picture says that it shows. */
async function pictures(lab: LabPage): Promise<{ readonly left: Record<string, string>; readonly right: Record<string, string> }> {
  const data = async (side: string): Promise<Record<string, string>> =>
    lab.page
      .locator(`.network[data-side="${side}"] .stage`)
      .evaluate((stage) => ({ ...(stage instanceof HTMLElement ? stage.dataset : {}) }) as Record<string, string>);
  return { left: await data('left'), right: await data('right') };
}

describe.skipIf(noBrowser)('the side-by-side view', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en&attack=T01/wan-on/internet&with=ipsec-ike');
    await ready(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  it('opens from the evidence and says where the runs part and why', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Compare side by side' }).click();
    const note = page.locator('.parted-note[data-parted]');
    await note.waitFor();
    expect(await note.getAttribute('data-cause')).toBe('ipsec-ike');
    expect(await note.textContent()).toMatch(
      /Both runs are the same for \d+ events.*VPN router of the clinic asks for “IPsec with IKE”: off on the left, on on the right/,
    );
    expect(await page.locator('.parted-side[data-side="left"]').textContent()).toContain('could read the referral letter');
    expect(await page.locator('.parted-side[data-side="right"]').textContent()).toContain('A tunnel came up');
    expect(await page.locator('.compare-side-head[data-side="left"]').getAttribute('data-outcome')).toBe('succeeded');
    expect(await page.locator('.compare-side-head[data-side="right"]').getAttribute('data-outcome')).toBe('blocked');
  });

  it('jumps there: both pictures, both timelines and both lists stand at the event', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: 'Go to where they part' }).click();
    const at = await page.locator('.parted-note').getAttribute('data-parted');
    await expect.poll(async () => (await pictures(lab)).left['timeNs']).toBe(at);
    const { left, right } = await pictures(lab);
    expect(right['timeNs']).toBe(at);
    expect([left['parted'], right['parted']]).toEqual(['now', 'now']);
    expect(
      await page.locator('.play-panel .parted').evaluateAll((marks) => marks.map((mark) => mark.getAttribute('data-parted-ns'))),
    ).toEqual([at, at]);
    for (const side of ['left', 'right']) {
      const row = page.locator(`.compare-events[data-side="${side}"] .event-row.parted`);
      await row.waitFor();
      expect(await row.locator('.number').textContent()).toBe(
        await page.locator(`.parted-side[data-side="${side}"]`).getAttribute('data-event'),
      );
    }
  });

  it('plays both on one clock: the tunnel stands on the right only', async () => {
    const { page } = lab;
    await page.locator('.play').click();
    await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-side="right"] .stage')?.dataset['tunnels'] === '1');
    await page.locator('.play').click();
    // The two pictures are painted in frames of their own; once paused they agree.
    await expect
      .poll(async () => {
        const { left, right } = await pictures(lab);
        return [left['timeNs'] === right['timeNs'], left['tunnels'], right['tunnels']];
      })
      .toEqual([true, '0', '1']);
    await page.locator('[data-side="left"] svg.lanes').press('End');
    await expect.poll(async () => page.locator('.network[data-side="left"] .knows').getAttribute('data-count')).toBe('1');
    expect(await page.locator('.network[data-side="right"] .knows li').allTextContents()).not.toContainEqual(
      expect.stringMatching(/^can read/),
    );
  });

  it('takes other controls and another attack, and says when nothing differs', async () => {
    const { page } = lab;
    await page.locator('.compare-side-head[data-side="left"] select').selectOption({ label: 'what the scenario deploys (3 controls)' });
    await page.locator('.compare-side-head[data-side="left"][data-outcome="blocked"]').waitFor();
    await page.locator('.parted-note[data-parted]').waitFor();
    await page.locator('.compare-side-head[data-side="right"] select').selectOption({ label: 'no controls' });
    await page.locator('.compare-side-head[data-side="right"][data-outcome="succeeded"]').waitFor();
    expect(await page.locator('.parted-note').getAttribute('data-cause')).toBe('ipsec-ike');
    expect(page.url()).toContain('view=compare');
    expect(page.url()).toContain('against=ipsec-ike,device-auth,connection-policy');
    await page.locator('.compare-side-head[data-side="left"] select').selectOption({ label: 'no controls' });
    await expect.poll(async () => page.locator('.parted-note').textContent()).toContain('Choose two different sets');
  });

  it('is the same again from its address, in Japanese, without complaint of the accessibility checker', async () => {
    const { page } = lab;
    await page.evaluate(() => (location.hash = '#lang=ja&attack=T01/wan-on/internet&with=tls&view=compare'));
    await page.locator('.parted-note[data-cause="tls"]').waitFor();
    expect(await page.locator('.parted-note').textContent()).toMatch(/両者は .* までの .* イベントが一致/);
    await page.evaluate(axeSource());
    const found: unknown = await page.evaluate(
      'axe.run().then((result) => result.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`))',
    );
    expect(found).toEqual([]);
    await page.locator('.compare-end').click();
    await page.locator('.bench').waitFor();
    expect(page.url()).not.toContain('view=compare');
    expect(lab.complaints).toEqual([]);
  });
});
