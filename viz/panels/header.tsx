/**
 * Purpose: the head of the page: which scenario, which language, which colours, and a link that shows the same again.
 */
import type { JSX } from 'preact';
import { useSignal } from '@preact/signals';
import type { Lang } from '../../scenarios/issue.ts';
import { useLab } from '../state/context.ts';
import type { Theme } from '../state/lab.ts';

/** A scenario that comes with the page. */
export interface Shipped {
  readonly id: string;
  readonly text: string;
}

const LANGS: readonly { readonly id: Lang; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ja', name: '日本語' },
];
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const THEME_WORDS = { auto: 'themeAuto', light: 'themeLight', dark: 'themeDark' } as const;
const OPEN = 'open-file';

/** Shipped scenarios and a file of the reader's own; the file stays on his machine. */
function ScenarioChoice({
  shipped,
  onOpen,
}: {
  readonly shipped: readonly Shipped[];
  readonly onOpen: (text: string, file: string) => void;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const id = lab.loaded.value?.scenario.id;
  const foreign = id !== undefined && shipped.every((one) => one.id !== id);
  const choose = (event: Event & { readonly currentTarget: HTMLSelectElement }): void => {
    const chosen = shipped.find((one) => one.id === event.currentTarget.value);
    if (chosen !== undefined) return onOpen(chosen.text, `${chosen.id}.yaml`);
    event.currentTarget.value = id ?? '';
    document.getElementById(OPEN)?.click();
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) onOpen(await file.text(), file.name);
  };
  return (
    <label class="scenario-choice">
      <span class="hidden">{words.scenario}</span>
      <select value={id ?? ''} onChange={choose}>
        {shipped.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id}
          </option>
        ))}
        {foreign ? <option value={id}>{id}</option> : null}
        <option value={OPEN}>{words.openFile}</option>
      </select>
      <input id={OPEN} type="file" accept=".yaml,.yml" hidden onChange={(event) => void read(event.currentTarget.files?.[0])} />
    </label>
  );
}

function CopyLink(): JSX.Element {
  const words = useLab().words.value;
  const copied = useSignal(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    copied.value = true;
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
export function Header({
  shipped,
  onOpen,
}: {
  readonly shipped: readonly Shipped[];
  readonly onOpen: (text: string, file: string) => void;
}): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const loaded = lab.loaded.value;
  const lang = lab.lang.value;
  return (
    <header class="head">
      <a class="skip" href="#network" onClick={(event) => skipTo(event, 'network')}>
        {words.skipToNetwork}
      </a>
      <a class="skip" href="#matrix" onClick={(event) => skipTo(event, 'tab-matrix')}>
        {words.skipToMatrix}
      </a>
      <h1>
        {words.product} <small>{words.tagline}</small>
      </h1>
      <ScenarioChoice shipped={shipped} onOpen={onOpen} />
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
      <label class="theme">
        <span class="hidden">{words.theme}</span>
        <select
          value={lab.theme.value}
          onChange={(event) => (lab.theme.value = THEMES.find((one) => one === event.currentTarget.value) ?? 'auto')}
        >
          {THEMES.map((one) => (
            <option key={one} value={one}>
              {words.theme}: {words[THEME_WORDS[one]]}
            </option>
          ))}
        </select>
      </label>
      <CopyLink />
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
