/**
 * Purpose: the dialog in which the reader says what is added, how it is called, or confirms what goes.
 */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { keyOf } from '../keys/table.ts';
import { useLab } from '../state/context.ts';
import type { EditDocument } from './document.ts';
import { drawWords, type DrawWords } from './draw-words.ts';
import { chosenOf, problemOf, settled, taking, type Field, type Form, type Problem, type Values } from './form.ts';
import { ACTION_WORDS, formFor, type Action } from './forms.ts';
import { SCHEMA } from './language.ts';
import { EditRefused, rootOf } from './text-edit.ts';

function sayProblem(problem: Problem, words: DrawWords): string {
  if ('example' in problem) return words.drawBadValue(problem.example);
  return 'taken' in problem ? words.drawTaken(problem.taken) : words[problem.word];
}

/** Any number of things, each with a box to tick. */
function Many({ field, value, onInput }: InputProps): JSX.Element {
  const words = drawWords(useLab());
  const on = chosenOf(value);
  const all = field.options ?? [];
  // Those that are on stand in the order in which they are offered.
  const flip = (one: string): void =>
    onInput(
      all
        .map((option) => option.value)
        .filter((each) => (each === one) !== on.includes(each))
        .join(','),
    );
  return (
    <fieldset class="draw-many">
      <legend>{words[field.label]}</legend>
      {all.length === 0 ? <span class="quiet">{words.drawNone}</span> : null}
      {all.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            name={field.key}
            value={option.value}
            checked={on.includes(option.value)}
            onChange={() => flip(option.value)}
          />{' '}
          {option.text ?? option.value}
        </label>
      ))}
    </fieldset>
  );
}

interface InputProps {
  readonly field: Field;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Input({ field, value, onInput }: InputProps): JSX.Element {
  const words = drawWords(useLab());
  const { key, label, options, known } = field;
  if (field.many === true) return <Many field={field} value={value} onInput={onInput} />;
  return (
    <label class="draw-field">
      <span>{words[label]}</span>
      {options === undefined ? (
        <input
          type="text"
          name={key}
          value={value}
          spellcheck={false}
          autocomplete="off"
          {...(known === undefined ? {} : { list: `draw-known-${key}` })}
          {...(key === 'en' || key === 'ja' ? { lang: key } : {})}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <select name={key} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.word === undefined ? (one.text ?? one.value) : words[one.word]}
            </option>
          ))}
        </select>
      )}
      {known === undefined ? null : (
        <datalist id={`draw-known-${key}`}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </label>
  );
}

/** What a removal takes with it. */
function Goes({ goes }: { readonly goes: readonly string[] }): JSX.Element {
  const words = drawWords(useLab());
  return (
    <div class="draw-goes">
      <p>{goes.length === 0 ? words.drawGoesAlone : words.drawGoes(goes.length)}</p>
      <ul>
        {goes.map((path) => (
          <li key={path}>
            <code>{path}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}

function formOf(
  document: EditDocument,
  request: { readonly action: Action; readonly place: string | undefined } | undefined,
  lang: 'en' | 'ja',
): Form | undefined {
  if (request === undefined || rootOf(document.text()) === undefined) return undefined;
  try {
    return formFor(request.action, request.place, document.text(), SCHEMA, lang);
  } catch (error) {
    if (error instanceof EditRefused) return undefined;
    throw error;
  }
}

/**
 * The dialog; nothing while no action is asked for.
 * Units: none. Errors: none. Source: HTML standard (dialog).
 */
export function DrawForm({ document: edited }: { readonly document: EditDocument }): JSX.Element | null {
  const lab = useLab();
  const words = drawWords(lab);
  const request = lab.edit.form.value;
  const form = useMemo(() => formOf(edited, request, lab.lang.peek()), [request]);
  const values = useSignal<Values>({});
  const tried = useSignal(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (request === undefined) return;
    if (form === undefined) {
      lab.edit.form.value = undefined;
      lab.edit.say({ text: (said) => said.editUnreadable });
      return;
    }
    values.value = settled(form, {});
    tried.value = false;
    dialog.current?.showModal();
    // An id is mostly what is changed first; where none is asked for, the first field has the focus.
    dialog.current?.querySelector<HTMLElement>('input[name="id"]')?.focus();
  }, [request]);
  if (request === undefined || form === undefined) return null;
  const close = (): void => {
    dialog.current?.close();
    lab.edit.form.value = undefined;
    // What opened the dialog may be gone, a menu or a place that was removed.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('.draw-bar select')?.focus();
  };
  const problem = problemOf(form, values.value);
  const title = words[ACTION_WORDS[request.action]];
  const apply = async (event: Event): Promise<void> => {
    event.preventDefault();
    tried.value = true;
    if (problem !== undefined) return;
    const given = values.peek();
    close();
    if (await lab.edit.change((text) => form.apply(text, given)))
      lab.edit.say({ text: () => drawWords(lab).drawDone(drawWords(lab)[ACTION_WORDS[request.action]], keyOf('editor', 'undo')) });
  };
  return (
    <dialog class="draw-form" ref={dialog} aria-labelledby="draw-title" onClose={close} onKeyDown={(event) => event.stopPropagation()}>
      <form onSubmit={(event) => void apply(event)}>
        <h2 id="draw-title">
          {title} {request.place === undefined ? null : <span class="id">{request.place}</span>}
        </h2>
        {form.fields(values.value).map((field) => (
          <Input
            key={field.key}
            field={field}
            value={values.value[field.key] ?? ''}
            onInput={(value) => (values.value = settled(form, taking(field, values.value, value)))}
          />
        ))}
        {form.goes === undefined ? null : <Goes goes={form.goes} />}
        <p class="draw-problem" role="status">
          {tried.value && problem !== undefined ? sayProblem(problem, words) : ''}
        </p>
        <p class="draw-decide">
          <button type="button" onClick={close}>
            {words.drawCancel}
          </button>
          <button type="submit" class="main">
            {request.action === 'remove' ? words.drawRemove : words.drawApply}
          </button>
        </p>
      </form>
    </dialog>
  );
}
