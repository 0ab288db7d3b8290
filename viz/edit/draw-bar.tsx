/**
 * Purpose: the tools of the drawing: which place is chosen, what can be done with it, and undo; beside the picture, and as a menu in it.
 */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { commandOf, keyOf, type Command } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import { placeName } from '../state/names.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { EditDocument } from './document.ts';
import { drawWords, type DrawWord } from './draw-words.ts';
import { ACTION_WORDS, actionsFor, type Action } from './forms.ts';
import { placesOf } from './names.ts';
import { pathOf } from './change.ts';
import { nodeAt, rootOf } from './text-edit.ts';
import { THING_SECTIONS, thingPath, thingsOf, thingText, type ThingKind } from './things.ts';
import type { Lab } from '../state/lab.ts';

/** What is drawn, and what is done in it. */
const GROUPS: readonly { readonly word: DrawWord; readonly actions: readonly Added[] }[] = [
  { word: 'drawGroupNetwork', actions: ['site', 'network', 'zone', 'host', 'line', 'tunnel', 'control'] },
  { word: 'drawGroupUse', actions: ['service', 'flow', 'asset', 'rule', 'vantage'] },
];
const LAST: readonly Action[] = ['rename', 'remove'];
type Added = Exclude<Action, 'rename' | 'remove'>;

const SECTION_WORDS = {
  services: 'drawServices',
  flows: 'drawFlows',
  assets: 'drawAssets',
  users: 'drawUsers',
  vantages: 'drawVantages',
  controls: 'drawControls',
  groups: 'drawGroups',
  keys: 'drawKeys',
  allow: 'drawAllow',
} as const satisfies Readonly<Record<ThingKind, DrawWord>>;

/** Shows where the text speaks of a place. */
function showInText(lab: Lab, edited: EditDocument, place: string): void {
  const text = edited.text();
  if (rootOf(text) === undefined) return;
  const offset = nodeAt(text, pathOf(text, place))?.range[0];
  lab.edit.menu.value = undefined;
  if (offset !== undefined) edited.goTo(text.lastIndexOf('\n', offset - 1) + 1);
}

function Menu({ document: edited, data }: { readonly document: EditDocument; readonly data: unknown }): JSX.Element | null {
  const lab = useLab();
  const words = drawWords(lab);
  const menu = lab.edit.menu.value;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (menu === undefined || element === null) return undefined;
    const back = document.activeElement;
    const { clientWidth, clientHeight } = document.documentElement;
    element.style.left = `${Math.max(4, Math.min(menu.x, clientWidth - element.offsetWidth - 8))}px`;
    element.style.top = `${Math.max(4, Math.min(menu.y, clientHeight - element.offsetHeight - 8))}px`;
    element.querySelector('button')?.focus();
    const close = (event: Event): void => {
      if (!(event.target instanceof Node) || !element.contains(event.target)) lab.edit.menu.value = undefined;
    };
    document.addEventListener('pointerdown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      if (back instanceof HTMLElement && lab.edit.form.peek() === undefined) back.focus();
    };
  }, [menu]);
  if (menu === undefined) return null;
  const onKey = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const buttons = [...(box.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const command = commandOf('menu', event);
    if (command === undefined) return;
    if (command === 'close') lab.edit.menu.value = undefined;
    else {
      const to = { down: at + 1, up: at - 1, first: 0, last: buttons.length - 1 }[command];
      buttons[(to + buttons.length) % buttons.length]?.focus();
    }
    event.preventDefault();
  };
  const { place } = menu;
  return (
    <div class="draw-menu" role="menu" aria-label={words.drawMenu} ref={box} onKeyDown={onKey}>
      <p class="id">{place ?? words.drawWhole}</p>
      {actionsFor(data, place).map((action) => (
        <button key={action} type="button" role="menuitem" tabIndex={-1} onClick={() => void lab.edit.openForm(action, place)}>
          {words[ACTION_WORDS[action]]}…
        </button>
      ))}
      {place === undefined ? null : (
        <button type="button" role="menuitem" tabIndex={-1} onClick={() => showInText(lab, edited, place)}>
          {words.drawShowText}
        </button>
      )}
    </div>
  );
}

/** Keys that work wherever the focus is, except in a field. */
function useEditKeys(lab: Lab): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = commandOf('editor', event);
      const acts: { readonly [C in Command<'editor'>]?: () => void } = {
        undo: () => lab.edit.undo(),
        redo: () => lab.edit.redo(),
        run: () => void lab.edit.run(),
        save: () => void lab.edit.save(),
      };
      const act = command === undefined ? undefined : acts[command];
      if (act === undefined || lab.tab.peek() !== 'edit' || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest('input, textarea') !== null) return;
      act();
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [lab]);
}

/** What is chosen: the whole, a place, or a thing of the text that the picture does not show. */
function Chooser({
  data,
  drawn,
  chosen,
}: {
  readonly data: unknown;
  readonly drawn: LoadedScenario;
  readonly chosen: string | undefined;
}): JSX.Element {
  const lab = useLab();
  const words = drawWords(lab);
  const lang = lab.lang.value;
  const kinds: readonly ThingKind[] = [...THING_SECTIONS, 'allow'];
  return (
    <label>
      <span>{words.drawChosen}</span>{' '}
      <select
        value={chosen ?? ''}
        onChange={(event) => (lab.edit.place.value = event.currentTarget.value === '' ? undefined : event.currentTarget.value)}
      >
        <option value="">{words.drawWhole}</option>
        <optgroup label={words.drawPlaces}>
          {placesOf(data).map((one) => (
            <option key={one.place} value={one.place}>
              {'\u00a0'.repeat(2 * (one.place.split('.').length - 1))}
              {one.place} · {placeName(drawn.scenario, one.place, lang)}
            </option>
          ))}
        </optgroup>
        {kinds.map((kind) => {
          const all = thingsOf(data, kind);
          return all.length === 0 ? null : (
            <optgroup key={kind} label={words[SECTION_WORDS[kind]]}>
              {all.map((thing) => (
                <option key={thing} value={thing}>
                  {thingText(data, thing, lang)}
                </option>
              ))}
            </optgroup>
          );
        })}
      </select>
    </label>
  );
}

/** What can be added here; the rest is not offered, or the row would be three. */
function Adders({ can, place }: { readonly can: readonly Action[]; readonly place: string | undefined }): JSX.Element {
  const lab = useLab();
  const words = drawWords(lab);
  return (
    <div class="draw-row">
      <span class="quiet">{words.drawAdd}</span>
      {GROUPS.map(({ word, actions }) => (
        <span key={word} class="draw-group" role="group" aria-label={words[word]}>
          {actions
            .filter((action) => can.includes(action))
            .map((action) => (
              <button
                key={action}
                type="button"
                data-action={action}
                aria-label={words[ACTION_WORDS[action]]}
                onClick={() => void lab.edit.openForm(action, place)}
              >
                {words[`drawShort-${action}`]}
              </button>
            ))}
        </span>
      ))}
    </div>
  );
}

/**
 * The tools of the drawing.
 * Units: none. Errors: none. Source: own design.
 */
export function DrawBar({ document: edited, drawn }: { readonly document: EditDocument; readonly drawn: LoadedScenario }): JSX.Element {
  const lab = useLab();
  const words = drawWords(lab);
  const { data } = edited.reading.value;
  const wanted = lab.edit.place.value;
  const there = wanted !== undefined && (placesOf(data).some((one) => one.place === wanted) || thingPath(data, wanted) !== undefined);
  const place = there ? wanted : undefined;
  const can = actionsFor(data, place);
  useEditKeys(lab);
  const openMenu = (event: Event & { readonly currentTarget: HTMLElement }): void => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    lab.edit.menu.value = { place, x: left, y: bottom + 2 };
  };
  return (
    <div class="draw-bar" role="toolbar" aria-label={words.drawTools}>
      <div class="draw-row">
        <Chooser data={data} drawn={drawn} chosen={place} />
        {LAST.map((action) => (
          <button
            key={action}
            type="button"
            data-action={action}
            disabled={!can.includes(action)}
            onClick={() => void lab.edit.openForm(action, place)}
          >
            {words[ACTION_WORDS[action]]}
          </button>
        ))}
        <button type="button" aria-haspopup="menu" title={words.drawMenu} aria-label={words.drawMenu} onClick={openMenu}>
          ⋯
        </button>
        <button
          type="button"
          disabled={!edited.canUndo.value}
          title={`${words.editUndo} (${keyOf('editor', 'undo')})`}
          aria-label={words.editUndo}
          onClick={() => lab.edit.undo()}
        >
          ↶
        </button>
        <button
          type="button"
          disabled={!edited.canRedo.value}
          title={`${words.editRedo} (${keyOf('editor', 'redo')})`}
          aria-label={words.editRedo}
          onClick={() => lab.edit.redo()}
        >
          ↷
        </button>
      </div>
      <Adders can={can} place={place} />
      <Menu document={edited} data={data} />
    </div>
  );
}
