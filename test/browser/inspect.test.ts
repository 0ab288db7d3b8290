/**
 * Purpose: the inspection in a real browser, as an engineer uses it: types a filter, walks through events by keyboard, reads the layers, follows the ladder and the state chart.
 *
 * What the page shows is compared with what Node computes from the same sources.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFilter } from '../../lab/filter/index.ts';
import { tracedReplay } from '../../lab/run/replay-run.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { TraceEvent } from '../../sim/kernel/trace.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { axeSource, noBrowser, openLab, shown, visibleText, type LabPage } from './support/lab-page.ts';

const ATTACK = 'T04/wan-on/internet';
const PROFILE = ['ipsec-ike'];
const PATIENCE_MS = 120_000;

function trace(): readonly TraceEvent[] {
  const read = loadScenario(readFileSync(new URL('../../scenarios/figure-2.yaml', import.meta.url), 'utf8'), 'figure-2.yaml');
  if (!read.ok) throw new Error('figure-2 has faults');
  const attack = attacksOf(read.scenario).find(({ id }) => id === ATTACK);
  if (attack === undefined) throw new Error(`figure-2 has no attack ${ATTACK}`);
  return tracedReplay(read.scenario, attack, { controls: PROFILE, seed: 1 }).trace;
}

describe.skipIf(noBrowser)('the inspection', () => {
  let lab: LabPage;
  let events: readonly TraceEvent[];
  const passing = (filter: string): readonly TraceEvent[] => {
    const parsed = parseFilter(filter);
    if (!parsed.ok) throw new Error(parsed.fault.message.en);
    return events.filter(parsed.test);
  };
  const count = async (): Promise<string> => (await lab.page.locator('.inspect .count').textContent()) ?? '';
  const show = async (view: string): Promise<void> => lab.page.locator(`[data-view="${view}"]`).click();

  beforeAll(async () => {
    events = trace();
    lab = await openLab(`#scenario=figure-2&lang=en&attack=${ATTACK}&with=${PROFILE.join(',')}`);
    await lab.page.locator('.side[data-side="with"][data-outcome]').waitFor();
    await lab.page.getByRole('tab', { name: 'Events' }).click();
    await lab.page.locator('.event-row').first().waitFor();
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  it('filters while one types: red and unchanged for half a filter, green for a whole one', async () => {
    const { page } = lab;
    const field = page.getByRole('combobox', { name: 'Display filter' });
    await field.fill('esp and bytes >');
    await page.locator('.filter-text.bad').waitFor();
    expect(await page.locator('.filter-says').textContent()).toContain('a value for bytes is missing here');
    expect(await page.locator('.filter-says').getAttribute('data-from')).toBe('15');
    expect(await count()).toBe(`${events.length} events`);
    await field.pressSequentially(' 100');
    await page.locator('.filter-text.good').waitFor();
    await expect.poll(count).toBe(`${passing('esp and bytes > 100').length} of ${events.length} events`);
    const first = passing('esp and bytes > 100')[0];
    expect(await page.locator('.event-row .number').first().textContent()).toBe(String(first?.n));
  });

  it('completes fields and values by keyboard', async () => {
    const { page } = lab;
    const field = page.getByRole('combobox', { name: 'Display filter' });
    await field.fill('');
    await field.pressSequentially('reas');
    await page.getByRole('option', { name: /^reason/ }).waitFor();
    await page.keyboard.press('Tab');
    await field.pressSequentially('== unr');
    await page.getByRole('option', { name: 'unreadable' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('reason == unreadable ');
    await expect.poll(count).toBe(`${passing('reason == unreadable').length} of ${events.length} events`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await expect.poll(count).toBe(`${events.length} events`);
  });

  it('walks through the list by keyboard, and the picture follows', async () => {
    const { page } = lab;
    await page.getByRole('combobox', { name: 'Display filter' }).fill('kind == frame');
    const frames = passing('kind == frame');
    await expect.poll(count).toContain(`${frames.length} of`);
    const list = page.locator('.event-list');
    await list.focus();
    await page.keyboard.press('End');
    const last = frames.at(-1);
    await page.locator(`.detail[data-event="${last?.n}"]`).waitFor();
    await expect.poll(async () => (await shown(page)).timeNs).toBe(last?.timeNs);
    await page.keyboard.press('ArrowUp');
    await page.locator(`.detail[data-event="${frames.at(-2)?.n}"]`).waitFor();
    expect(await page.locator('.event-row[aria-selected="true"] .number').textContent()).toBe(String(frames.at(-2)?.n));
  });

  it('opens a packet layer by layer, the inner one marked as sealed', async () => {
    const { page } = lab;
    await page.getByRole('combobox', { name: 'Display filter' }).fill('esp and bytes > 300');
    const [first] = passing('esp and bytes > 300');
    await expect.poll(count).toContain(`${passing('esp and bytes > 300').length} of`);
    await page.locator('.event-list').press('Home');
    const detail = page.locator(`.detail[data-event="${first?.n}"]`);
    await detail.waitFor();
    const layers = await detail
      .locator('.layer')
      .evaluateAll((all) => all.map((one) => `${one.getAttribute('data-layer')} ${one.getAttribute('data-depth')}`));
    expect(layers).toEqual(['event 0', 'link 0', 'ip 0', 'esp 0', 'ip 1', 'tcp 1', 'application 1']);
    const text = (await detail.textContent()) ?? '';
    for (const part of [String(first?.fields['src']), 'ipsec-ike', 'sealed: on the line readable only with the key', 'Total length'])
      expect(text).toContain(part);
    await detail
      .locator('.layer[data-layer="esp"]')
      .getByRole('button', { name: /spi ==/ })
      .click();
    expect(await page.getByRole('combobox', { name: 'Display filter' }).inputValue()).toBe(`spi == ${first?.fields['spi']}`);
  });

  it('says what came of a packet where it arrived', async () => {
    const { page } = lab;
    const up = events.find(({ kind, fields }) => kind === 'tunnel' && fields['event'] === 'up');
    const bringer = events.findLast(
      (event) => event.kind === 'frame' && event.fields['arrive'] === up?.timeNs && event.fields['to'] === up?.at,
    );
    if (bringer === undefined) throw new Error('no frame brings the tunnel up');
    await page.getByRole('combobox', { name: 'Display filter' }).fill(`number == ${bringer.n}`);
    await expect.poll(count).toContain('1 of');
    await page.locator('.event-row').first().click();
    const follows = page.locator(`.detail[data-event="${bringer.n}"] .follows`);
    await follows.locator('[data-step="tunnel down up"], [data-step="tunnel negotiating up"]').waitFor();
    expect(await follows.locator('h4').textContent()).toContain(String(up?.at));
  });

  it('draws the ladder between chosen hosts; a click selects the event', async () => {
    const { page } = lab;
    await show('ladder');
    await page.locator('.ladder-hosts summary').click();
    while ((await page.locator('.ladder-hosts input:checked').count()) > 0)
      await page.locator('.ladder-hosts input:checked').first().uncheck();
    await page.getByText('Choose at least two hosts.').waitFor();
    for (const host of ['si-imaging.sz.service-pc', 'si-imaging.vpn', 'hospital-east.vpn'])
      await page.locator(`.ladder-hosts input[data-host="${host}"]`).check();
    await page.locator('.ladder-hosts summary').click();
    await page.locator('.rung').first().waitFor();
    await page.locator('.ladder-rows').focus();
    await page.keyboard.press('Home');
    const first = events.find(({ kind, fields }) => kind === 'frame' && fields['proto'] === 'tcp' && fields['flags'] === 'SYN');
    const rung = page.locator(`.rung[data-event="${first?.n}"]`);
    await rung.waitFor();
    expect(await rung.locator('title').textContent()).toContain(
      'TCP SYN, Supplier of imaging equipment · Service PC to Supplier of imaging equipment · VPN router, arrived',
    );
    await rung.click();
    await page.locator(`.detail[data-event="${first?.n}"]`).waitFor();
    await expect.poll(async () => (await shown(page)).timeNs).toBe(first?.timeNs);
    const later = await page.locator('.rung.later').count();
    expect(later).toBeGreaterThan(0);
    await page.locator('.ladder-rows').focus();
    await page.keyboard.press('End');
    await expect.poll(async () => page.locator('.rung.selected').count()).toBe(1);
    await page.getByText('The ladder as a table').click();
    expect(await page.locator('.ladder table tbody tr').count()).toBeGreaterThan(1);
    await page.getByText('The ladder as a table').click();
  });

  it('lights the state that a tunnel is in at each moment, from its own declaration', async () => {
    const { page } = lab;
    await show('states');
    await page.locator('.machine-place').selectOption('hospital-east.vpn');
    await page.locator('.states[data-place="hospital-east.vpn"]').waitFor();
    const which = page.locator('.machine-which');
    const tunnel = await which.locator('option', { hasText: 'on-demand tunnel' }).first().getAttribute('value');
    await which.selectOption(tunnel ?? '');
    await page.locator('.state-chart .state[data-state="asking-centre"]').waitFor();
    const states = await page.locator('.state-chart .state').evaluateAll((all) => all.map((one) => one.getAttribute('data-state')));
    expect(states.sort()).toEqual(['asking-centre', 'closing', 'down', 'negotiating', 'up']);
    const steps = page.locator('.made li');
    const spoken: string[] = [];
    for (const step of await steps.all()) {
      await step.locator('button').click();
      await expect.poll(async () => page.locator('.made li.on').count()).toBe(1);
      spoken.push((await page.locator('.made li.on code').textContent())?.split(' → ')[1] ?? '');
      await expect.poll(async () => page.locator('.state.lit').getAttribute('data-state')).toBe(spoken.at(-1));
    }
    expect(spoken.length).toBeGreaterThan(1);
    expect(spoken).toContain('up');
    const up = events.find((event) => event.kind === 'tunnel' && event.at === 'hospital-east.vpn' && event.fields['event'] === 'up');
    const lit = await page.locator('.made li', { hasText: '→ up' }).first().locator('button').textContent();
    expect(lit).toBe(`${((up?.timeNs ?? 0) / 1e9).toFixed(6)} s`);
    await page.locator('.play').focus();
    await page.keyboard.press('Home');
    await expect.poll(async () => page.locator('.state.unbegun').getAttribute('data-state')).toBe('down');
  });

  it('tells the timeline as text, and leads from a tunnel to its state chart', async () => {
    const { page } = lab;
    await show('list');
    await page.getByText('The timeline as text').click();
    const text = page.locator('.timeline-text');
    const tunnel = text.locator('dd', { hasText: 'hospital-east.vpn' }).first();
    const from = await tunnel.locator('button').first().getAttribute('data-time-ns');
    await tunnel.locator('button').first().click();
    await expect.poll(async () => String((await shown(page)).timeNs)).toBe(from);
    const lanes = await text.locator('dt').allTextContents();
    expect(lanes).toEqual(['Tunnels', 'Sessions', 'Attacker', 'Stopped', 'Alarms']);
    expect(await text.locator('dl > div', { hasText: 'Attacker' }).textContent()).toContain('step of the attacker');
    await tunnel.locator('button[data-place]').click();
    const place = await tunnel.locator('button[data-place]').getAttribute('data-place');
    await page.locator(`.states[data-place="${place}"] .state-chart`).waitFor();
    await page.getByText('The timeline as text').click();
  });

  it('plays like a video player: End, Home, single events, speed', async () => {
    const { page } = lab;
    await page.locator('.scenario-title').click();
    await page.keyboard.press('End');
    await expect.poll(async () => (await shown(page)).timeNs).toBeGreaterThan(30_000_000_000);
    await page.keyboard.press('Home');
    await page.keyboard.press('.');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(2_000_000_000);
    await page.keyboard.press('.');
    await expect.poll(async () => (await shown(page)).timeNs).toBeGreaterThan(2_000_000_000);
    await page.keyboard.press(',');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(2_000_000_000);
    await page.keyboard.press('>');
    expect(await page.locator('.speed select').inputValue()).toBe('2');
    await page.keyboard.press('<');
    expect(await page.locator('.speed select').inputValue()).toBe('1');
  });

  it('speaks Japanese and satisfies the accessibility checker in all views, in light and dark', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: '日本語' }).click();
    await page.evaluate(axeSource());
    for (const [view, colorScheme] of [
      ['list', 'light'],
      ['list', 'dark'],
      ['ladder', 'light'],
      ['ladder', 'dark'],
      ['states', 'light'],
      ['states', 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await show(view);
      await page.waitForTimeout(150);
      const text = await visibleText(page);
      expect(text.match(/(?<![\w./-])[a-z]{3,} [a-z]{2,} [a-z]{2,}(?![\w./-])/gi) ?? []).toEqual([]);
      const found = (await page.evaluate(
        "axe.run('.inspect').then((result) => result.violations.map((one) => one.id + ' ' + one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))",
      )) as readonly string[];
      expect(`${view} ${colorScheme}: ${found.join('\n')}`).toBe(`${view} ${colorScheme}: `);
    }
  });

  it('has complained of nothing and asked nobody for anything', () => {
    expect(lab.complaints).toEqual([]);
    expect(lab.foreign).toEqual([]);
  });
});
