/**
 * Purpose: the editor as a person uses it: types with completion, reads faults and mends them, draws, undoes, runs, saves, reloads, drops a file.
 *
 * One page for all steps, in order. What the page shows is compared with what the loader says of the same text.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import { shipped, TWO_SITES } from '../scenarios/files.ts';
import { axeSource, noBrowser, openLab, ready, type LabPage } from './support/lab-page.ts';

const PATIENCE_MS = 120_000;
const FIGURE_1 = shipped('figure-1');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

describe.skipIf(noBrowser)('the editor', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab('#scenario=figure-1&lang=en');
    await ready(lab.page);
    await lab.page.getByRole('tab', { name: 'Edit' }).click();
    await lab.page.locator('.cm-content').waitFor();
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  const state = async (): Promise<string | null> => lab.page.locator('.edit-issues [role="status"]').getAttribute('data-state');
  const settled = async (wanted: 'sound' | 'faults'): Promise<void> => expect.poll(state, { timeout: 20_000 }).toBe(wanted);
  /** The text as a reader would get it: by saving it. */
  const text = async (): Promise<string> => {
    await lab.page.evaluate(() => {
      Reflect.deleteProperty(globalThis, 'showSaveFilePicker');
    });
    const [download] = await Promise.all([lab.page.waitForEvent('download'), lab.page.getByRole('button', { name: 'Save as…' }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const outline = async (name: string): Promise<void> =>
    lab.page.locator('.edit-outline').getByRole('button', { name, exact: true }).first().click();
  const undo = async (): Promise<void> => lab.page.locator('.edit-buttons').getByRole('button', { name: 'Undo' }).click();
  const undoAll = async (): Promise<void> => {
    const button = lab.page.locator('.edit-buttons').getByRole('button', { name: 'Undo' });
    while (await button.isEnabled()) await button.click();
  };

  it('opens with the text of the scenario that runs, its parts listed beside it, without faults', async () => {
    const { page } = lab;
    await settled('sound');
    expect(await text()).toBe(FIGURE_1);
    const listed = await page.locator('.edit-outline button').allTextContents();
    for (const name of ['networks', 'core-hospital', 'referral-server', 'send-letter', 'cloned-box', 'expect'])
      expect(listed).toContain(name);
    await outline('send-letter');
    await expect.poll(async () => page.locator('.cm-activeLine').textContent()).toContain('send-letter:');
  });

  it('proposes keys of the schema and names of the text, and explains a word', async () => {
    const { page } = lab;
    await outline('send-letter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('reco');
    await page.locator('.cm-tooltip-autocomplete', { hasText: 'recovery' }).waitFor();
    await page.keyboard.press('Escape');
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('user: hay');
    await page.locator('.cm-tooltip-autocomplete li[aria-selected]', { hasText: 'hayashi' }).waitFor();
    // A key that is accepted at once may be meant for the line, not for the list.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    await expect.poll(async () => page.locator('.cm-activeLine').textContent()).toBe('    user: hayashi');
    await page.keyboard.press('Home');
    await page.keyboard.press('F1');
    await expect.poll(async () => page.locator('.cm-help').textContent()).toContain('names a user');
    await page.keyboard.press('Escape');
  });

  it('shows the loader’s faults with line, column, path and code, and leads to them; in both languages', async () => {
    const { page } = lab;
    await settled('faults');
    const [shown] = loadedIssues(await text());
    expect(shown?.code).toBe('duplicate-key');
    const line = page.locator('.edit-issues li button').first();
    expect(await line.getAttribute('data-code')).toBe(shown?.code);
    const said = (await line.textContent()) ?? '';
    for (const part of [`${shown?.line}:${shown?.column}`, shown?.path, shown?.message.en]) expect(said).toContain(part);
    await page.locator('.cm-lintRange-error').first().waitFor();
    await page.getByRole('button', { name: '日本語' }).click();
    await expect.poll(async () => line.textContent()).toContain(shown?.message.ja);
    await page.getByRole('button', { name: 'English' }).click();
    await outline('scenario');
    await line.click();
    await expect.poll(async () => page.locator('.cm-activeLineGutter').first().textContent()).toBe(String(shown?.line));
    // What ran before stays, and the picture says that it lags behind.
    await page.locator('.draft-mark[data-stale="yes"]').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('.edit-toast', { hasText: 'what ran before stays' }).waitFor();
    await undoAll();
    await settled('sound');
    expect(await text()).toBe(FIGURE_1);
  });

  it('adds a host from the drawing by keyboard; the picture follows; one history serves for both', async () => {
    const { page } = lab;
    await page.locator('.draw-bar select').selectOption('clinic.sz');
    await page.locator('.draw-bar [data-action="host"]').focus();
    await page.keyboard.press('Enter');
    const form = page.locator('dialog.draw-form');
    await form.getByLabel('Id').fill('Doctor');
    await page.keyboard.press('Enter');
    await form.locator('.draw-problem', { hasText: 'small letters' }).waitFor();
    await form.getByLabel('Id').fill('nurse-pc');
    await form.getByLabel('Name in English').fill('Nurse’s PC');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    await settled('sound');
    await page.locator('.draft-mark[data-stale="no"]').waitFor();
    await expect.poll(async () => page.locator('.as-text').first().textContent()).toContain('Nurse’s PC');
    await outline('scenario');
    await page.keyboard.press('End');
    await page.keyboard.type('-b');
    await undo();
    expect(await text()).toContain('nurse-pc:');
    await undo();
    expect(await text()).toBe(FIGURE_1);
    await page.locator('.edit-buttons').getByRole('button', { name: 'Redo' }).click();
    expect(await text()).toContain('nurse-pc:');
    await settled('sound');
  });

  it('adds a service, its use, a rule, information and an attacker from the drawing, each undone in one step; things are chosen and removed', async () => {
    const { page } = lab;
    await undoAll();
    const form = page.locator('dialog.draw-form');
    const open = async (place: string, action: string): Promise<void> => {
      await page.locator('.draw-bar select').selectOption(place);
      await page.locator(`.draw-bar [data-action="${action}"]`).click();
      await form.waitFor();
    };
    const apply = async (): Promise<void> => {
      await form.getByRole('button', { name: 'Apply' }).click();
      await form.waitFor({ state: 'detached' });
    };
    await open('clinic.sz', 'service');
    // What is chosen changes what can be chosen: audit records travel by UDP, without TLS.
    await form.locator('[name="kind"]').selectOption('audit-log');
    expect(await form.locator('[name="port"]').inputValue()).toBe('514');
    expect(await form.locator('[name="tls"]').locator('option').allTextContents()).toEqual(['never']);
    await form.locator('[name="port"]').fill('many');
    await form.getByRole('button', { name: 'Apply' }).click();
    await form.locator('.draw-problem', { hasText: 'Write it like 8080' }).waitFor();
    await form.locator('[name="port"]').fill('5140');
    await apply();
    await open('services/audit-log', 'flow');
    expect(await form.locator('[name="operation"]').locator('option').allTextContents()).toEqual(['Reports audit records · log']);
    await apply();
    await open('core-hospital.fw', 'rule');
    expect(await form.locator('[name="agreed"]').locator('option').allTextContents()).toContain('log · Reports audit records');
    await form.locator('[name="agreed"]').selectOption('log');
    await apply();
    await open('clinic.sz', 'asset');
    await apply();
    await open('clinic.sz', 'vantage');
    await apply();
    await settled('sound');
    const written = await text();
    for (const line of ['  audit-log:', '    port: 5140', '    operation: log', '    kind: lan'])
      expect(written.split('\n')).toContain(line);
    await page.locator('.draw-bar select').selectOption('services/audit-log');
    await page.locator('.draw-bar [data-action="remove"]').click();
    await form.waitFor();
    expect(await form.locator('li').allTextContents()).toEqual(['flows.log']);
    await form.getByRole('button', { name: 'Remove' }).click();
    await expect.poll(text).not.toContain('kind: audit-log');
    await settled('sound');
    for (let step = 0; step < 6; step += 1) await undo();
    expect(await text()).toBe(FIGURE_1);
  });

  it('offers what can be done at a place by the right button, and takes away what speaks of it', async () => {
    const { page } = lab;
    const box = await page.locator('.scene').boundingBox();
    if (box === null) throw new Error('the picture is not on the page');
    await page.mouse.click(box.x + box.width / 2, box.y + 6, { button: 'right' });
    const menu = page.getByRole('menu');
    await menu.waitFor();
    expect(await menu.getByRole('menuitem').allTextContents()).toContain('Add site…');
    await page.keyboard.press('Escape');
    await menu.waitFor({ state: 'detached' });
    await page.locator('.draw-bar select').selectOption('pharmacy');
    await page.locator('.draw-bar').getByRole('button', { name: 'What can be done here' }).click();
    await page.getByRole('menuitem', { name: 'Remove…' }).press('Enter');
    const form = page.locator('dialog.draw-form');
    const goes = await form.locator('li').allTextContents();
    for (const path of ['flows.fetch-prescription', 'vantages.cloned-box', 'groups.regional-care.members.3']) expect(goes).toContain(path);
    await form.getByRole('button', { name: 'Remove' }).click();
    await settled('sound');
    expect(await text()).not.toContain('pharmacy.vpn');
    expect(await page.locator('.as-text').first().textContent()).not.toContain('Hinode');
  });

  it('runs the text by key: attacks are played in the network as it is now', async () => {
    const { page } = lab;
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    await page.locator('.draft-mark').waitFor({ state: 'detached', timeout: 60_000 });
    await ready(page);
    expect(await page.getByRole('tab', { name: 'Edit' }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('tab', { name: 'Evidence' }).click();
    await page.locator('.evidence .side[data-side="bare"][data-outcome="succeeded"]').waitFor();
    await page.getByRole('tab', { name: 'Edit' }).click();
  });

  it('brings unsaved work back after a reload, and can throw it away', async () => {
    const { page } = lab;
    await outline('scenario');
    await page.keyboard.press('End');
    await page.keyboard.type('-mine');
    await expect.poll(async () => page.evaluate(() => Object.values(localStorage).join(''))).toContain('figure-1-mine');
    const edited = await unsaved();
    await page.reload();
    await page.locator('.edit-toast', { hasText: 'has been brought back' }).waitFor({ timeout: 60_000 });
    await page.locator('.cm-content').waitFor();
    expect(await text()).toBe(edited);
    // A draft with faults comes back beside a scenario that runs.
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('faulty ');
    await page.reload();
    const discard = page.getByRole('button', { name: 'Discard it' });
    await discard.waitFor({ timeout: 60_000 });
    await settled('faults');
    await page.locator('.draft-mark[data-stale="yes"]').waitFor();
    await discard.click();
    await settled('sound');
    await expect.poll(text).toBe(edited);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('wardlab.draft.')))).toEqual([]);
  });

  it('saves to the file that was chosen, without asking again', async () => {
    const { page } = lab;
    await page.evaluate(() => {
      const written: string[] = [];
      const handle = {
        name: 'mine.yaml',
        createWritable: async () => ({ write: async (part: string) => void written.push(part), close: async () => {} }),
      };
      Object.assign(globalThis, {
        written,
        asked: 0,
        showSaveFilePicker: async () => (Object.assign(globalThis, { asked: Number(Reflect.get(globalThis, 'asked')) + 1 }), handle),
      });
    });
    for (const part of ['# one', '# two']) {
      await page.locator('.cm-content').click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type(part);
      await page.keyboard.press('Control+s');
      await page.locator('.edit-file [data-dirty="no"]').waitFor();
    }
    const saved = await page.evaluate(() => ({
      asked: Number(Reflect.get(globalThis, 'asked')),
      written: Reflect.get(globalThis, 'written') as string[],
    }));
    expect(saved.asked).toBe(1);
    expect(saved.written.map((one) => one.slice(0, 10))).toEqual(['# one# yam', '# two# one']);
    expect(await page.locator('.edit-file .id').textContent()).toBe('mine.yaml');
  });

  it('opens a file that is dropped, sets unsaved work aside, and begins anew from the template', async () => {
    const { page } = lab;
    await page.locator('.cm-content').click();
    await page.keyboard.type('# unsaved ');
    const files = await page.evaluateHandle((content) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], 'two-sites.yaml'));
      return transfer;
    }, TWO_SITES);
    await page.dispatchEvent('body', 'drop', { dataTransfer: files });
    await expect.poll(async () => page.locator('.edit-file .id').textContent()).toBe('two-sites.yaml');
    await page.locator('.edit-toast', { hasText: 'mine.yaml were set aside' }).waitFor();
    await settled('sound');
    expect(await text()).toBe(TWO_SITES);
    await page.locator('.edit-buttons').getByRole('button', { name: 'New' }).click();
    await expect.poll(async () => page.title()).toContain('My network');
    await settled('sound');
    expect(await page.locator('.edit-issues li').count()).toBe(0);
  });

  it('has nothing serious for the accessibility checker, in the editor and in a form', async () => {
    const { page } = lab;
    await page.evaluate(axeSource());
    const serious = async (): Promise<readonly string[]> => {
      const found = (await page.evaluate('axe.run(document)')) as { readonly violations: readonly Violation[] };
      return found.violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    };
    expect(await serious()).toEqual([]);
    await page.locator('.draw-bar select').selectOption('');
    await page.locator('.draw-bar [data-action="site"]').click();
    await page.locator('dialog.draw-form').waitFor();
    expect(await serious()).toEqual([]);
    await page.keyboard.press('Escape');
    // CodeMirror gives up measuring after five rounds on a machine that is busy, says so, and measures again with the next frame.
    expect(lab.complaints.filter((one) => !one.startsWith('Measure loop restarted'))).toEqual([]);
    expect(lab.foreign).toEqual([]);
  });

  /** What the editor holds, while it must not be saved. */
  async function unsaved(): Promise<string> {
    await expect.poll(async () => lab.page.locator('.edit-file').textContent()).toContain('not saved');
    return lab.page.evaluate(() => {
      const draft = Object.entries(localStorage).find(([key]) => key.startsWith('wardlab.draft.'))?.[1];
      return String((JSON.parse(draft ?? '{}') as { readonly text?: string }).text);
    });
  }
});

function loadedIssues(text: string) {
  const read = loadScenario(text, 'figure-1.yaml');
  return read.ok ? [] : read.issues;
}
