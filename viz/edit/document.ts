/**
 * Purpose: the text of the scenario as CodeMirror holds it, with one history for what is typed and what is drawn; it lives on while no editor is on the page.
 *
 * Does not model: what the text means (edit/language.ts), or where it comes from (edit/source.ts).
 * References: CodeMirror 6 reference manual (state, commands, lint).
 */
import { isolateHistory, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { EditorSelection, EditorState, type StateCommand, type Text, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Issue, Lang } from '../../scenarios/issue.ts';
import type { Lab } from '../state/lab.ts';
import { languageOf, speak } from './language.ts';
import { readLoosely } from './names.ts';

/** A pause in typing after which outline and tools follow. Own choice. */
const READ_AFTER_MS = 150;

/** The smallest single change from one text to another. */
function changeBetween(before: string, after: string): { readonly from: number; readonly to: number; readonly insert: string } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let tail = 0;
  while (tail < most - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

/** Where an issue stands: from its column to the end of the word. */
function rangeOf(text: Text, issue: Issue): { readonly from: number; readonly to: number } {
  const line = text.line(Math.min(issue.line, text.lines));
  const from = Math.min(line.from + issue.column - 1, line.to);
  const word = /^(?:"[^"]*"|'[^']*'|[^\s,{}[\]:#]+)/.exec(line.text.slice(from - line.from))?.[0] ?? '';
  return { from, to: from + word.length };
}

/**
 * The text with its history.
 * Units: offsets in UTF-16 code units. Errors: none. Source: own design.
 */
export class EditDocument {
  readonly #lab: Lab;
  readonly #now: Signal<EditorState>;
  #view: EditorView | undefined;
  /** The editor begins anew with each text from outside. */
  #generation: number;
  readonly canUndo: ReadonlySignal<boolean> = computed(() => undoDepth(this.#now.value) > 0);
  readonly canRedo: ReadonlySignal<boolean> = computed(() => redoDepth(this.#now.value) > 0);
  /** Where the cursor is. */
  readonly cursor: ReadonlySignal<number> = computed(() => this.#now.value.selection.main.head);

  /** What the text says; it may lag a little behind fast typing. */
  readonly reading: Signal<ReturnType<typeof readLoosely>> = signal({ data: {}, outline: [] });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#generation = lab.source.generation.peek();
    this.#now = signal(this.#fresh(lab.source.text.peek()));
    this.reading.value = readLoosely(lab.source.text.peek());
    effect(() => {
      const generation = lab.source.generation.value;
      if (generation === this.#generation) return;
      this.#generation = generation;
      this.#begin(lab.source.text.peek());
    });
    effect(() => {
      const check = lab.source.check.value;
      const lang = lab.lang.value;
      if (check !== undefined && check.text === this.text()) this.#mark(check.issues, check.warnings, lang);
    });
    effect(() => this.#dispatch(speak(lab.lang.value)));
  }

  text(): string {
    return this.#now.peek().doc.toString();
  }

  /** Puts the editor into a shadow root, where its styles may stand under a strict policy. */
  mount(root: ShadowRoot): void {
    this.unmount();
    this.#view = new EditorView({
      state: this.#now.peek(),
      parent: root,
      root,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        this.#note(view.state);
      },
    });
  }

  unmount(): void {
    this.#view?.destroy();
    this.#view = undefined;
  }

  focus(): void {
    this.#view?.focus();
  }

  /** Takes up a text that was changed elsewhere, as one step of the history. */
  replace(text: string): void {
    const before = this.text();
    if (before === text) return;
    const changes = changeBetween(before, text);
    this.#dispatch({
      changes,
      // The first word of what is new, where there is something new.
      selection: EditorSelection.cursor(changes.from + Math.max(0, changes.insert.search(/\S/))),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.draw',
      effects: EditorView.scrollIntoView(changes.from, { y: 'center' }),
    });
  }

  undo(): void {
    this.#command(undo);
  }

  redo(): void {
    this.#command(redo);
  }

  /** Shows a place of the text. */
  goTo(from: number, to = from): void {
    const length = this.#now.peek().doc.length;
    const selection = EditorSelection.range(Math.min(from, length), Math.min(to, length));
    this.#dispatch({ selection, effects: EditorView.scrollIntoView(selection, { y: 'center' }) });
    this.focus();
  }

  goToIssue(issue: Issue): void {
    const { from, to } = rangeOf(this.#now.peek().doc, issue);
    this.goTo(from, to);
  }

  #fresh(text: string): EditorState {
    return EditorState.create({ doc: text, extensions: languageOf(this.#lab) });
  }

  #begin(text: string): void {
    const state = this.#fresh(text);
    this.#now.value = state;
    this.reading.value = readLoosely(text);
    this.#view?.setState(state);
    this.#dispatch(speak(this.#lab.lang.peek()));
  }

  #command(command: StateCommand): void {
    if (this.#view !== undefined) command(this.#view);
    else command({ state: this.#now.peek(), dispatch: (transaction) => this.#note(transaction.state) });
  }

  #dispatch(spec: TransactionSpec): void {
    if (this.#view !== undefined) this.#view.dispatch(spec);
    else this.#note(this.#now.peek().update(spec).state);
  }

  #note(state: EditorState): void {
    const before = this.#now.peek();
    this.#now.value = state;
    if (before.doc === state.doc) return;
    this.#lab.source.change(state.doc.toString());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.reading.value = readLoosely(this.text())), READ_AFTER_MS);
  }

  #mark(issues: readonly Issue[], warnings: readonly Issue[], lang: Lang): void {
    const { doc } = this.#now.peek();
    const diagnostic =
      (severity: Diagnostic['severity']) =>
      (issue: Issue): Diagnostic => ({
        ...rangeOf(doc, issue),
        severity,
        source: issue.code,
        message: `${issue.path === '' ? '' : `${issue.path}: `}${issue.message[lang]}`,
      });
    this.#dispatch(setDiagnostics(this.#now.peek(), [...issues.map(diagnostic('error')), ...warnings.map(diagnostic('warning'))]));
  }
}
