/**
 * Purpose: the page as an architect meets it on the first day: it opens, plays, is scrubbed, fills its matrix, answers switches, shows evidence, speaks both languages.
 *
 * One page for all steps, in order, as a person would use it; the exploration runs meanwhile. What the page shows is compared with what Node computes from the same sources.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageRun, type CoverageDocument } from '../../lab/run/coverage-run.ts';
import { tracedReplay } from '../../lab/run/replay-run.ts';
import { VERDICT_WORDS } from '../../lab/words/outcomes.ts';
import { loadScenario } from '../../scenarios/load.ts';
import type { Scenario } from '../../sim/world/scenario.ts';
import { attacksOf } from '../../threats/attacks-of.ts';
import { whatIf } from '../../threats/coverage/what-if.ts';
import {
  axeComplaints,
  explored,
  figure3,
  follow,
  noBrowser,
  openLab,
  ready,
  shown,
  visibleText,
  type LabPage,
} from './support/lab-page.ts';

const PATIENCE_MS = 300_000;

/** What Node knows of three threats, explored once: the page is held against it. */
let known: CoverageDocument | undefined;
function knownCoverage(): CoverageDocument {
  known ??= coverageRun(scenario(), { seed: 1, threats: ['T12', 'T20', 'T22'] });
  return known;
}

function scenario(): Scenario {
  const read = loadScenario(figure3, 'figure-3.yaml');
  if (!read.ok) throw new Error(read.issues.map((issue) => issue.message.en).join('\n'));
  return read.scenario;
}

describe.skipIf(noBrowser)('the page', () => {
  let lab: LabPage;
  beforeAll(async () => {
    lab = await openLab();
    await ready(lab.page);
  }, PATIENCE_MS);
  afterAll(async () => lab.close());

  it('opens with figure-3, its sites named, under a policy that lets it talk to nobody', async () => {
    const { page } = lab;
    await expect(page.title()).resolves.toContain('Regional care around a core hospital');
    await page.getByText('The network as text').click();
    const text = (await page.locator('.as-text').first().textContent()) ?? '';
    for (const site of scenario().sites)
      for (const place of [site.name.en, ...site.hosts.map((host) => host.name.en), ...site.devices.map((device) => device.id)])
        expect(text).toContain(place);
    await page.getByText('The network as text').click();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('plays by itself on a first visit, and again when it is asked to: time and packets move, and stand still when paused', async () => {
    const { page } = lab;
    const moving = async (): Promise<void> => {
      await page.waitForFunction(() => Number(document.querySelector<HTMLElement>('.stage')?.dataset['packets']) > 0);
      await page.getByRole('button', { name: 'Pause', exact: true }).click();
      await page.locator('[data-run="paused"]').waitFor({ state: 'attached' });
      // The picture is painted with the next frame.
      await page.evaluate(async () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const paused = await shown(page);
      expect(paused.timeNs).toBeGreaterThan(2_000_000_000);
      await page.waitForTimeout(300);
      expect(await shown(page)).toEqual(paused);
    };
    await moving();
    await page.getByRole('button', { name: 'To the start' }).click();
    await expect.poll(async () => shown(page)).toMatchObject({ timeNs: 0, packets: 0 });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await moving();
  });

  it('is scrubbed by pointer, stepped by key, started and stopped by the space bar', async () => {
    const { page } = lab;
    const lanes = page.locator('svg.lanes');
    const box = await lanes.boundingBox();
    if (box === null) throw new Error('the timeline is not on the page');
    await page.mouse.click(box.x + box.width * 0.9, box.y + 20);
    await expect.poll(async () => (await shown(page)).timeNs).toBeGreaterThan(2_100_000_000);
    await page.mouse.click(box.x + 1, box.y + 20);
    await page.locator('.scenario-title').click();
    await expect.poll(async () => (await shown(page)).timeNs).toBeLessThan(2_000_000_000);
    await page.keyboard.press('Home');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(0);
    // The first marked event after the start is the clinic's session at 2 s.
    await page.keyboard.press('ArrowRight');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(2_000_000_000);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(2_000_006_120);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(2_000_000_000);
    await page.keyboard.press(' ');
    await page.locator('[data-run="playing"]').waitFor({ state: 'attached' });
    await page.keyboard.press(' ');
    await page.locator('[data-run="paused"]').waitFor({ state: 'attached' });
  });

  it(
    'fills the matrix with the effects that Node derives',
    async () => {
      const { page } = lab;
      await explored(page);
      for (const threat of knownCoverage().threats) {
        for (const [control, cell] of Object.entries(threat.cells ?? {})) {
          const effect = await page
            .locator(`.cell button[data-threat="${threat.id}"][data-control="${control}"]`)
            .getAttribute('data-effect');
          expect(`${threat.id} ${control} ${effect}`).toBe(`${threat.id} ${control} ${cell.effect}`);
        }
      }
      expect(await page.locator('.cell.pending').count()).toBe(0);
    },
    PATIENCE_MS,
  );

  it('answers every switch at once, as whatIf does', async () => {
    const { page } = lab;
    const { threats } = knownCoverage();
    const on: string[] = [];
    const seen = new Set<string>();
    for (const control of ['tls', 'patching', 'ipsec-ike-host-host']) {
      await page.locator(`input[role="switch"][data-control="${control}"]`).click();
      on.push(control);
      for (const { id, outcome, attacks } of whatIf({ threats }, new Set(on)).threats) {
        const cell = page.locator(`.verdict-cell[data-threat="${id}"]`);
        expect(`${id} ${await cell.getAttribute('data-verdict')}`).toBe(`${id} ${outcome}`);
        expect(await cell.textContent()).toContain(VERDICT_WORDS[outcome].en);
        for (const attack of attacks)
          expect(await page.locator(`tr[data-attack="${attack.id}"]`).getAttribute('data-verdict')).toBe(attack.outcome);
        seen.add(outcome);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['succeeded', 'blocked']));
    await page.getByRole('button', { name: 'All off' }).click();
    expect(await page.locator('.verdict-cell[data-threat="T22"]').getAttribute('data-verdict')).toBe('succeeded');
  });

  it('sets the switches from the plan and from a minimal set', async () => {
    const { page } = lab;
    await page.locator('.plan-chip').click();
    const open = await page
      .locator('.verdict-cell[data-verdict="succeeded"]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-threat')));
    // What no set of controls bounds, the plan says it leaves; and it leaves nothing else.
    const told = (await page.locator('.plan-controls').textContent()) ?? '';
    const word = VERDICT_WORDS.succeeded.en;
    expect(open).toEqual([...told.matchAll(/(T\d\d) \(([^)]*)\)/g)].flatMap(([, id, verdict]) => (verdict === word ? [id] : [])));
    expect(open.length).toBeLessThan(3);
    await page.locator('.matrix th.threat', { hasText: 'T29' }).locator('button').click();
    await page.locator('#threat-T29 .chip').first().click();
    const switched = await page
      .locator('input[role="switch"]:checked')
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('data-control')));
    expect(switched.join(' ')).toBe(
      await page
        .locator('#threat-T29 .chip')
        .first()
        .getAttribute('data-set')
        .then((set) => switched.filter((id) => set?.split(' ').includes(id ?? '')).join(' ')),
    );
    expect(await page.locator('.verdict-cell[data-threat="T29"]').getAttribute('data-verdict')).toBe('blocked');
    await page.getByRole('button', { name: 'All off' }).click();
  });

  it('opens the evidence of a cell, which names the control and the device', async () => {
    const { page } = lab;
    await page.locator('.cell button[data-threat="T22"][data-control="transaction-idempotency"]').click();
    const evidence = page.locator('.evidence');
    await evidence.locator('.side[data-side="with"][data-outcome="blocked"]').waitFor();
    expect(await evidence.locator('.side[data-side="bare"]').getAttribute('data-outcome')).toBe('succeeded');
    const stopped = (await evidence.locator('.stopped-by').textContent()) ?? '';
    for (const word of ['One effect per transaction', 'transaction-idempotency', 'core-hospital.sz.booking-server'])
      expect(stopped).toContain(word);
    const line = evidence.locator('.story button').last();
    await line.click();
    await expect.poll(async () => String((await shown(page)).timeNs)).toBe(await line.getAttribute('data-time-ns'));
  });

  it('draws a tunnel only while it stands and has been crossed', async () => {
    const { page } = lab;
    await follow(page, 'T01/wan-on/internet', ['ipsec-ike']);
    await page.locator('.story button').first().click();
    await expect.poll(async () => (await shown(page)).tunnels).toBe(0);
    await page.locator('.story li.tunnel button').first().click();
    await expect.poll(async () => (await shown(page)).timeNs).toBeGreaterThan(2_000_000_000);
    expect((await shown(page)).tunnels).toBe(0);
    await page.locator('.story li.accept button').first().click();
    await expect.poll(async () => (await shown(page)).tunnels).toBe(1);
    await page.locator('svg.lanes').press('End');
    await expect.poll(async () => (await shown(page)).tunnels).toBe(0);
  });

  it('marks what the attacker has learned and whom he has infected, when it happens and not before', async () => {
    const { page } = lab;
    await follow(page, 'T20/peer/vendor/direct', []);
    expect((await shown(page)).infected).toBe(0);
    await page.locator('.story li.infected button').last().click();
    await expect.poll(async () => (await shown(page)).infected).toBe(3);
    await follow(page, 'T01/wan-on/internet', []);
    await expect.poll(async () => page.locator('.knows').getAttribute('data-count')).toBe('0');
    await page.locator('.story li.learn button').first().click();
    await expect.poll(async () => page.locator('.knows').textContent()).toContain('Referral letter for Hanako Tanaka');
  });

  it('lists all events of a trace and jumps to the one that is chosen', async () => {
    const { page } = lab;
    await page.getByRole('tab', { name: 'Events' }).click();
    const replay = tracedReplay(scenario(), attackOf('T01/wan-on/internet'), { controls: [], seed: 1 });
    await expect.poll(async () => page.locator('.events .count').textContent()).toBe(`${replay.entry.events} events`);
    await page.locator('.events select').selectOption('attack');
    await page.locator('.event-row.learn').first().click();
    const learned = replay.trace.find((event) => event.kind === 'learn');
    await expect.poll(async () => (await shown(page)).timeNs).toBe(learned?.timeNs);
  });

  it(
    'gives the same traces as Node',
    async () => {
      const cases: readonly (readonly [string, readonly string[]])[] = [
        ['T01/wan-on/internet', []],
        ['T01/lan/core-hospital.sz', ['ipsec-ike', 'dynamic-arp-inspection']],
        ['T03/wan-on/internet', ['device-auth']],
        ['T12/lan/clinic-a.sz', ['tls']],
        ['T20/peer/vendor/relay', ['ipsec-ike', 'device-auth', 'relay-blocking']],
        ['T22/wan-on/internet', scenario().controls.map(({ id }) => id)],
        ['T24/lan/core-hospital.sz', ['syn-cookies']],
        ['T29/stolen/clinic-a.vpn', ['ipsec-ike', 'connection-policy']],
      ];
      for (const [attack, profile] of cases) {
        const { entry } = tracedReplay(scenario(), attackOf(attack), { controls: profile, seed: 1 });
        expect(`${attack} ${await follow(lab.page, attack, profile)}`).toBe(`${attack} ${entry.traceHash}`);
      }
    },
    PATIENCE_MS,
  );

  it('walks through the matrix by keyboard and opens a cell with Enter', async () => {
    const { page } = lab;
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.locator('.cell button[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    const start = await page.evaluate(() => ({ ...(document.activeElement as HTMLElement).dataset }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const moved = await page.evaluate(() => ({ ...(document.activeElement as HTMLElement).dataset }));
    expect(moved['control']).not.toBe(start['control']);
    expect(moved['threat']).not.toBe(start['threat']);
    await page.keyboard.press('Enter');
    await page.locator(`.evidence[data-profile="${moved['control']}"] .side[data-side="with"][data-outcome]`).waitFor();
    expect(await page.locator('.evidence h2').textContent()).toContain(moved['threat']);
  });

  it('speaks Japanese throughout after one click', async () => {
    const { page } = lab;
    await page.getByRole('button', { name: '日本語' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    for (const tab of ['マトリクス', '証跡', 'イベント']) {
      await page.getByRole('tab', { name: tab }).click();
      const text = await visibleText(page);
      // Three English words in a row are a sentence that nobody translated.
      expect(text.match(/(?<![\w./-])[a-z]{3,} [a-z]{2,} [a-z]{2,}(?![\w./-])/gi) ?? []).toEqual([]);
      expect(text).toMatch(/[ぁ-ん]/);
    }
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('has nothing in its matrix for the accessibility checker to complain about, in light and dark', async () => {
    const { page } = lab;
    // Of the other tabs and of the dialogs access.test.ts knows more; the fullest matrix is here.
    await page.getByRole('tab', { name: 'Matrix' }).click();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(`${colorScheme} ${await axeComplaints(page)}`).toBe(`${colorScheme} `);
    }
  });

  it('shows stills instead of motion to a reader who asked for less of it', async () => {
    const { page } = lab;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await follow(page, 'T01/wan-on/internet', []);
    const times = page.evaluate(async () => {
      const seen = new Set<string>();
      let frames = 0;
      document.querySelector<HTMLButtonElement>('.play')?.click();
      while (seen.size < 3 && frames < 5_000) {
        await new Promise(requestAnimationFrame);
        frames++;
        seen.add(document.querySelector<HTMLElement>('.stage')?.dataset['timeNs'] ?? '');
      }
      document.querySelector<HTMLButtonElement>('.play')?.click();
      return { seen: seen.size, frames };
    });
    const { seen, frames } = await times;
    expect(seen).toBe(3);
    // In motion every frame shows another time; a still stands for many frames.
    expect(frames).toBeGreaterThan(3 * seen);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('says what is wrong with a bad scenario file, and where', async () => {
    const { page } = lab;
    await page.locator('#open-file').setInputFiles({
      name: 'mine.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(figure3.replace('kind: internet', 'kind: intranet')),
    });
    const notice = page.getByRole('alert');
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/mine\.yaml:\d+:\d+: .*networks\.internet\.kind/);
    await notice.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('.scenario-title').textContent()).toContain('Regional care');
  });

  it('has complained of nothing and asked nobody for anything', () => {
    expect(lab.complaints).toEqual([]);
    expect(lab.foreign).toEqual([]);
  });
});

function attackOf(id: string): ReturnType<typeof attacksOf>[number] {
  const attack = attacksOf(scenario()).find((one) => one.id === id);
  if (attack === undefined) throw new Error(`figure-3 has no attack ${id}`);
  return attack;
}
