/**
 * Purpose: starts the page: makes the lab, opens the scenario that the address names, and keeps the address in step.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { shippedIds } from '../scenarios/index.ts';
import { App } from './app.tsx';
import type { Shipped } from './panels/header.tsx';
import { LabContext } from './state/context.ts';
import { Lab } from './state/lab.ts';
import { readLink, writeLink } from './state/link.ts';
import './style/tokens.css';
import './style/base.css';
import './style/bench.css';
import './style/matrix.css';
import './style/replay.css';
import './style/print.css';

const TEXTS: Readonly<Record<string, string>> = import.meta.glob('../scenarios/*.yaml', { query: '?raw', import: 'default', eager: true });
const shipped: readonly Shipped[] = shippedIds.flatMap((id) => {
  const text = TEXTS[`../scenarios/${id}.yaml`];
  return text === undefined ? [] : [{ id, text }];
});

const link = readLink(location.hash);
const lab = new Lab({
  makeWorker: () => new Worker(new URL('./worker/main.ts', import.meta.url), { type: 'module' }),
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  lang: link.lang ?? (navigator.language.startsWith('ja') ? 'ja' : 'en'),
});

async function start(): Promise<void> {
  const first = shipped.find(({ id }) => id === link.scenario) ?? shipped[0];
  if (first === undefined) throw new Error('the page was built without a scenario');
  lab.seed.value = link.seed;
  if (!(await lab.open(first.text, `${first.id}.yaml`))) return;
  const known = (ids: readonly string[]): readonly string[] => ids.filter((id) => lab.loaded.value?.controls.some((control) => control.id === id));
  lab.setProfile(known(link.on));
  keepAddress();
  const attacks = lab.loaded.value?.attacks ?? [];
  const attack = attacks.find(({ id }) => id === link.attack) ?? attacks[0];
  // A page that was opened without a wish shows the first attack, ready to be played, beside the matrix.
  if (attack !== undefined) await lab.openCase(attack.id, known(link.profile), link.attack === undefined ? 'matrix' : 'evidence');
}

/** The address follows the state; a scenario of the reader's own is not in it. */
function keepAddress(): void {
  effect(() => {
    const id = lab.loaded.value?.scenario.id;
    const evidence = lab.evidence.value;
    const own = shipped.every((one) => one.id !== id);
    const state = { scenario: own ? undefined : id, lang: lab.lang.value, on: lab.profile.value.size === 0 ? [] : lab.switchedOn(), attack: evidence?.attack, profile: evidence?.profile ?? [], seed: lab.seed.value };
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
    <App shipped={shipped} onOpen={(text, file) => void lab.open(text, file)} />
  </LabContext.Provider>,
  root,
);
void start();
