/**
 * Purpose: the head of the page: which scenario, which language, which colours, and a link that shows the same again.
 */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { Lang } from '../../scenarios/issue.ts';
import { visitShipped, shippedIds } from '../shipped/list.ts';
import { useLab } from '../state/context.ts';
import type { Address } from '../share/address.ts';
import { openFile } from '../state/files.ts';
import type { Theme } from '../state/lab.ts';

const LANGS: readonly { readonly id: Lang; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ja', name: '日本語' },
];
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const THEME_WORDS = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;
const OPEN = 'open-file';

/** Shipped scenarios and a file of the reader's own; the file stays on his machine. */
function ScenarioChoice(): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const id = lab.loaded.value?.scenario.id;
  const foreign = id !== undefined && !shippedIds.includes(id);
  const choose = (event: Event & { readonly currentTarget: HTMLSelectElement }): void => {
    const { value } = event.currentTarget;
    if (shippedIds.includes(value)) return void visitShipped(lab, value);
    event.currentTarget.value = id ?? '';
    document.getElementById(OPEN)?.click();
  };
  const read = (input: HTMLInputElement): void => {
    const file = input.files?.[0];
    if (file !== undefined) void openFile(lab, file);
    // The same file may be chosen again, after it was mended.
    input.value = '';
  };
  return (
    <label class="scenario-choice">
      <span class="hidden">{words.scenario}</span>
      <select value={id ?? ''} onChange={choose}>
        {shippedIds.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
        {foreign ? <option value={id}>{id}</option> : null}
        <option value={OPEN}>{words.openFile}</option>
      </select>
      <input id={OPEN} type="file" accept=".yaml,.yml" hidden onChange={(event) => read(event.currentTarget)} />
    </label>
  );
}

function CopyLink({ address }: { readonly address: Address }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    const link = await address.whole();
    if (link === undefined) return;
    try {
      await navigator.clipboard.writeText(link);
      copied.value = true;
    } catch {
      // Refused by the browser's settings, or not offered on an insecure origin.
      lab.notice.value = (now) => now.linkInAddress;
    }
  };
  return (
    <button type="button" onClick={() => void copy()} onBlur={() => (copied.value = false)}>
      {copied.value ? words.linkCopied : words.copyLink}
    </button>
  );
}

/**
 * The header.
 * Units: none. Errors: none. Source: own design.
 */
export function Header({ address }: { readonly address: Address }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const loaded = lab.loaded.value;
  const lang = lab.lang.value;
  return (
    <header class="head">
      <a class="skip" href="#network" onClick={(event) => skipTo(event, 'network')}>
        {words.skipToNetwork}
      </a>
      {lab.compare.open.value ? null : (
        <a class="skip" href="#matrix" onClick={(event) => skipTo(event, 'tab-matrix')}>
          {words.skipToMatrix}
        </a>
      )}
      <h1>
        {words.product} <small>{words.tagline}</small>
      </h1>
      <ScenarioChoice />
      <button type="button" class="gallery-button" aria-haspopup="dialog" onClick={() => (lab.dialog.value = 'gallery')}>
        {words.gallery}
      </button>
      <p class="scenario-title" title={loaded?.scenario.about[lang]}>
        {loaded?.scenario.title[lang]} <span class="quiet">{loaded?.scenario.source}</span>
      </p>
      <div class="choice" role="group" aria-label={words.language}>
        {LANGS.map(({ id, name }) => (
          <button key={id} type="button" lang={id} aria-pressed={lang === id} onClick={() => (lab.lang.value = id)}>
            {name}
          </button>
        ))}
      </div>
      <label class="theme" title={words.theme}>
        <span class="hidden">{words.theme}</span>
        <select
          value={lab.theme.value}
          onChange={(event) => (lab.theme.value = THEMES.find((one) => one === event.currentTarget.value) ?? 'auto')}
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {words[THEME_WORDS[one]]}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class={`tour-button ${lab.tour.seen.value ? '' : 'fresh'}`}
        title={words.tourAbout}
        disabled={loaded === undefined || lab.tour.open.value}
        onClick={() => lab.tour.start()}
      >
        {lab.tour.seen.value ? words.tour : words.tourOffer}
      </button>
      <button type="button" class="take-button" aria-haspopup="dialog" onClick={() => (lab.dialog.value = 'take')}>
        {words.take}
      </button>
      <CopyLink address={address} />
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={words.shortcuts}
        title={`${words.shortcuts} (?)`}
        onClick={() => (lab.dialog.value = 'keys')}
      >
        ?
      </button>
    </header>
  );
}

/** A jump within the page must not change the address, which holds the state. */
function skipTo(event: Event, id: string): void {
  event.preventDefault();
  const target = document.getElementById(id);
  target?.setAttribute('tabindex', target.getAttribute('tabindex') ?? '-1');
  target?.focus();
}
