/**
 * Purpose: starts the page: makes the lab, opens the scenario that the address names, and keeps the address in step.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { draftsOfTab } from './edit/drafts.ts';
import { openShipped, shippedIds } from './shipped/list.ts';
import { LabContext } from './state/context.ts';
import { Lab } from './state/lab.ts';
import { readLink, writeLink, type LinkState } from './state/link.ts';

/** What the page opens with when the address names no scenario: the TR's network with tunnels between sites. */
const FIRST = 'figure-3';

const opened = readLink(location.hash);

/** A browser may forbid it, to pages from the disk for example. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

const lab = new Lab({
  makeWorker: () => new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module' }),
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  ...draftsOfTab(),
  drawer: storage(),
  lang: opened.lang ?? (navigator.language.startsWith('ja') ? 'ja' : 'en'),
});

function knownControls(ids: readonly string[]): readonly string[] {
  return ids.filter((id) => lab.loaded.value?.controls.some((control) => control.id === id));
}

/** Sets switches and replay as an address says; what the scenario does not have is left out. */
async function follow(link: LinkState): Promise<void> {
  if (link.lang !== undefined) lab.lang.value = link.lang;
  lab.seed.value = link.seed;
  lab.setProfile(knownControls(link.on));
  const attacks = lab.loaded.value?.attacks ?? [];
  const attack = attacks.find(({ id }) => id === link.attack) ?? attacks[0];
  // A page that was opened without a wish shows the first attack, ready to be played, beside the matrix.
  if (attack === undefined) return;
  lab.compare.open.value = link.compare && link.attack !== undefined;
  await lab.openCase(attack.id, knownControls(link.profile), link.attack === undefined ? 'matrix' : 'evidence', knownControls(link.base));
}

/** The same page again, by reload or from the history; a new address asks for what it names. */
function loadedAgain(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && (navigation.type === 'reload' || navigation.type === 'back_forward');
}

async function start(): Promise<void> {
  const first = opened.scenario !== undefined && shippedIds.includes(opened.scenario) ? opened.scenario : FIRST;
  lab.seed.value = opened.seed;
  const restored = await lab.edit.restore(Date.now(), loadedAgain(), () => openShipped(lab, first));
  if (!restored && !(await openShipped(lab, first))) return;
  keepAddress();
  globalThis.addEventListener('hashchange', () => void follow(readLink(location.hash)));
  await follow(opened);
  if (restored) lab.tab.value = 'edit';
}

/** The address follows the state; a scenario of the reader's own is not in it. */
function keepAddress(): void {
  effect(() => {
    const id = lab.loaded.value?.scenario.id;
    const evidence = lab.evidence.value;
    const own = id === undefined || !shippedIds.includes(id);
    const state = {
      scenario: own ? undefined : id,
      lang: lab.lang.value,
      on: lab.profile.value.size === 0 ? [] : lab.switchedOn(),
      attack: evidence?.attack,
      profile: evidence?.profile ?? [],
      base: evidence?.base ?? [],
      compare: lab.compare.open.value,
      seed: lab.seed.value,
    };
    history.replaceState(null, '', writeLink(state));
  });
}

effect(() => {
  document.documentElement.lang = lab.lang.value;
  document.title = `${lab.words.value.product} · ${lab.loaded.value?.scenario.title[lab.lang.value] ?? lab.words.value.tagline}`;
});
effect(() => {
  if (lab.theme.value === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = lab.theme.value;
});

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the app');
render(
  <LabContext.Provider value={lab}>
    <App />
  </LabContext.Provider>,
  root,
);
globalThis.addEventListener('pagehide', () => lab.edit.leave(true));
globalThis.addEventListener('pageshow', () => lab.edit.leave(false));
void start();
