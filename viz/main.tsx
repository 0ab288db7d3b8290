/**
 * Purpose: starts the page: makes the lab, and has it open what the address names.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { App } from './app.tsx';
import { draftsOfTab } from './edit/drafts.ts';
import { Address } from './share/address.ts';
import { LabContext } from './state/context.ts';
import { Lab } from './state/lab.ts';
import { readLink } from './state/link.ts';
import { loadWords } from './words/index.ts';
import { bringJapaneseFont } from './words/japanese-font.ts';

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

const address = new Address(lab);
// The worker reads the first scenario while the texts come.
void address.start();
await loadWords(lab.lang.peek());

effect(() => {
  document.documentElement.lang = lab.lang.value;
  document.title = `${lab.words.value.product} · ${lab.loaded.value?.scenario.title[lab.lang.value] ?? lab.words.value.tagline}`;
});
effect(() => {
  if (lab.lang.value === 'ja') void lab.attempt(bringJapaneseFont);
});
effect(() => {
  if (lab.theme.value === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = lab.theme.value;
});

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no place for the app');
render(
  <LabContext.Provider value={lab}>
    <App address={address} />
  </LabContext.Provider>,
  root,
);
globalThis.addEventListener('pagehide', () => lab.edit.leave(true));
globalThis.addEventListener('pageshow', () => lab.edit.leave(false));
