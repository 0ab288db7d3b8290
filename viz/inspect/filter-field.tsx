/**
 * Purpose: the field of the display filter: green or red while one types, completions, examples, and where a fault stands.
 *
 * A combobox after the ARIA authoring practices: arrows walk through the completions, Tab or Enter takes one, Escape closes them.
 */
import type { JSX, RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import { completeFilter, type Completions } from '../../lab/filter/index.ts';
import { commandOf, type Command } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import type { Words } from '../words/types.ts';
import type { Inspection } from './state.ts';

/** Filters to begin with; the first ones are the kinds of events. */
const EXAMPLES: readonly (readonly [value: string, filter: string, words: keyof Words])[] = [
  ['all', '', 'filterAll'],
  ['frame', 'kind == frame', 'filterFrame'],
  ['refused', 'kind in {drop, stop}', 'filterRefused'],
  ['protocol', 'kind in {tunnel, ike, centre, tcp, arp, l2tp, call, routing, session}', 'filterProtocol'],
  ['attack', 'kind in {attack, learn, passage, infected, accept, effect, alarm, damage}', 'filterAttack'],
  ['consult', 'kind == consult', 'filterConsult'],
  ['clear', 'kind == frame and protection == clear and len > 0', 'filterClearText'],
  ['syn', 'tcp and flags == SYN', 'filterSyn'],
  ['slow', 'kind == frame and duration > 1ms', 'filterSlow'],
];

interface Menu {
  readonly completions: Completions;
  readonly active: number;
}

/** Puts a completion into the text; a space follows, so that the next one is offered. */
function taken(text: string, { from, to }: Completions, insert: string): { readonly text: string; readonly caret: number } {
  const head = text.slice(0, from) + insert + (insert === 'in {' ? '' : ' ');
  return { text: head + text.slice(to).trimStart(), caret: head.length };
}

function Options({ menu, onTake }: { readonly menu: Signal<Menu | undefined>; readonly onTake: (insert: string) => void }): JSX.Element {
  const lab = useLab();
  const options = menu.value?.completions.options ?? [];
  return (
    <ul class="completions" role="listbox" id="filter-options" aria-label={lab.words.value.suggestions} hidden={options.length === 0}>
      {options.map(({ insert, about }, i) => (
        <li
          key={insert}
          role="option"
          id={`filter-option-${i}`}
          aria-selected={i === menu.value?.active}
          ref={(element) => {
            if (i === menu.value?.active) element?.scrollIntoView({ block: 'nearest' });
          }}
          // The field must keep the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(insert);
          }}
        >
          <code>{insert}</code> <span class="quiet">{about[lab.lang.value]}</span>
        </li>
      ))}
    </ul>
  );
}

/** What is wrong and where, or that nothing is. */
function Verdict({ empty }: { readonly empty: boolean }): JSX.Element {
  const lab = useLab();
  const words = lab.words.value;
  const { inspection } = lab;
  const text = inspection.filter.value;
  const fault = inspection.fault.value;
  if (fault === undefined)
    return (
      <p class="filter-says good" id="filter-says" role="status">
        {empty ? '' : `✓ ${words.filterGood}`}
      </p>
    );
  const applied = inspection.applied.value;
  return (
    <p class="filter-says bad" id="filter-says" role="status" data-from={fault.from} data-to={fault.to}>
      <span aria-hidden="true">
        <code>
          {text.slice(Math.max(0, fault.from - 24), fault.from)}
          <mark>{text.slice(fault.from, Math.max(fault.to, fault.from + 1)).slice(0, 24) || '␣'}</mark>
        </code>{' '}
      </span>
      ✗ {fault.message[lab.lang.value]} <span class="quiet">{words.filterWaiting} </span>
      {applied === '' ? <span class="quiet">{words.filterNone}</span> : <code>{applied}</code>}
    </p>
  );
}

/** The menu of completions beside the field, and what can be done with it. */
interface Completing {
  readonly menu: Signal<Menu | undefined>;
  offer(): void;
  take(insert: string): void;
  onKey(event: KeyboardEvent): void;
}

/** The next entry of a menu, round and round; from none the first or the last. */
function nextOf({ active, completions: { options } }: Menu, move: 1 | -1): number {
  if (active < 0) return move === 1 ? 0 : options.length - 1;
  return (active + move + options.length) % options.length;
}

/** What Enter or Tab takes. With nothing begun and nothing chosen Tab leaves the field, as everywhere. */
function taking(command: Command<'filter'> | undefined, menu: Menu | undefined): string | undefined {
  if (menu === undefined || (command !== 'take' && command !== 'complete')) return undefined;
  const { options, from, to } = menu.completions;
  return options[menu.active < 0 && command === 'complete' && from < to ? 0 : menu.active]?.insert;
}

function useCompleting(input: RefObject<HTMLInputElement | null>, inspection: Inspection): Completing {
  const menu = useSignal<Menu | undefined>(undefined);
  const offer = (): void => {
    const at = input.current?.selectionStart ?? 0;
    const completions = completeFilter(input.current?.value ?? '', at, inspection.vocabulary.value);
    menu.value = completions.options.length === 0 ? undefined : { completions, active: -1 };
  };
  const take = (insert: string): void => {
    if (menu.value === undefined || input.current === null) return;
    const next = taken(input.current.value, menu.value.completions, insert);
    inspection.filter.value = next.text;
    input.current.value = next.text;
    input.current.setSelectionRange(next.caret, next.caret);
    offer();
  };
  const onKey = (event: KeyboardEvent): void => {
    const open = menu.value;
    const command = commandOf('filter', event);
    const move = command === 'down' ? 1 : command === 'up' ? -1 : undefined;
    const insert = taking(command, open);
    if (move !== undefined && open === undefined) offer();
    else if (move !== undefined && open !== undefined) menu.value = { ...open, active: nextOf(open, move) };
    else if (insert !== undefined) take(insert);
    else if (command === 'take' || (command === 'close' && open !== undefined)) menu.value = undefined;
    else return;
    event.preventDefault();
  };
  return { menu, offer, take, onKey };
}

function Field(): JSX.Element {
  const { inspection, words: texts } = useLab();
  const words = texts.value;
  const input = useRef<HTMLInputElement>(null);
  const { menu, offer, take, onKey } = useCompleting(input, inspection);
  const text = inspection.filter.value;
  const fault = inspection.fault.value;
  const active = menu.value === undefined || menu.value.active < 0 ? undefined : `filter-option-${menu.value.active}`;
  const clear = (): void => {
    inspection.filter.value = '';
    input.current?.focus();
  };
  return (
    <div class={`filter-text ${text.trim() === '' ? '' : fault === undefined ? 'good' : 'bad'}`}>
      <input
        id="filter-text"
        ref={input}
        type="text"
        role="combobox"
        aria-label={words.filterLabel}
        aria-expanded={menu.value !== undefined}
        aria-controls="filter-options"
        aria-autocomplete="list"
        aria-activedescendant={active}
        aria-invalid={fault !== undefined}
        aria-describedby="filter-says"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={words.filterPlaceholder}
        value={text}
        onFocus={() => void inspection.learnWords()}
        onInput={(event) => {
          inspection.filter.value = event.currentTarget.value;
          offer();
        }}
        onClick={offer}
        onKeyDown={onKey}
        onBlur={() => (menu.value = undefined)}
      />
      {text === '' ? null : (
        <button type="button" class="filter-clear" title={words.filterClear} aria-label={words.filterClear} onClick={clear}>
          ×
        </button>
      )}
      <Options menu={menu} onTake={take} />
    </div>
  );
}

function Examples(): JSX.Element {
  const { inspection, words: texts } = useLab();
  const words = texts.value;
  const text = inspection.filter.value.trim();
  return (
    <label class="filter">
      <span class="hidden">{words.filterExamples}</span>
      <select
        value={EXAMPLES.find(([, filter]) => filter === text)?.[0] ?? 'own'}
        onChange={(event) => {
          const example = EXAMPLES.find(([value]) => value === event.currentTarget.value);
          if (example !== undefined) inspection.filter.value = example[1];
        }}
      >
        {EXAMPLES.map(([value, , name]) => (
          <option key={value} value={value}>
            {String(words[name])}
          </option>
        ))}
        <option value="own" disabled>
          {words.filterOwn}
        </option>
      </select>
    </label>
  );
}

/**
 * The filter field.
 * Units: none. Errors: none. Source: habits of packet analysers; WAI-ARIA authoring practices (combobox).
 */
export function FilterField(): JSX.Element {
  const { inspection, words: texts } = useLab();
  const words = texts.value;
  return (
    <div class="filter-bar">
      <div class="filter-line">
        <Field />
        <Examples />
      </div>
      <Verdict empty={inspection.filter.value.trim() === ''} />
      <details class="filter-help">
        <summary>{words.filterHelp}</summary>
        <p>{words.filterHelpText}</p>
      </details>
    </div>
  );
}
