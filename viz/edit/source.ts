/**
 * Purpose: the text of the scenario as the reader has it before him: what it is, whether it was changed, what the loader says about it, and the network that it draws.
 *
 * The loader runs in a worker of its own, which starts with the first change, so that neither a replay nor a faulty giant of a file holds up typing.
 * Does not model: the history of changes (edit/document.ts), files and drafts (edit/files.ts, edit/drafts.ts).
 * Units: milliseconds.
 */
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Issue } from '../../scenarios/issue.ts';
import { WorkerClient } from '../state/client.ts';
import type { LoadAnswer, LoadedScenario } from '../worker/protocol.ts';

/** A pause in typing after which the text is checked; below the half second at which a wait is felt. Own choice. */
const PAUSE_MS = 250;

/** What the loader said about one state of the text. */
export interface Check {
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly warnings: readonly Issue[];
  /** The scenario that the text describes; undefined when it has faults. */
  readonly draft: LoadedScenario | undefined;
}

/** A text that has been changed, with what it was before. */
export interface Work {
  readonly text: string;
  readonly kept: string;
  readonly file: string;
}

function checkOf(text: string, answer: LoadAnswer): Check {
  return answer.ok
    ? { text, issues: [], warnings: answer.loaded.warnings, draft: answer.loaded }
    : { text, issues: answer.issues, warnings: [], draft: undefined };
}

/**
 * The current text and what is known of it.
 * Units: milliseconds. Errors: what the checking worker throws goes to `onFailure`. Source: own design.
 */
export class SourceState {
  readonly text: Signal<string> = signal('', { watched: () => void this.ready() });
  readonly file: Signal<string> = signal('');
  /** The text as it was opened or last saved. */
  readonly kept: Signal<string> = signal('');
  /** The text that the lab runs: picture, matrix and replays are of it. */
  readonly ran: Signal<string | undefined> = signal(undefined);
  /** Unsaved work that another text took the place of. */
  readonly replaced: Signal<Work | undefined> = signal(undefined);
  /** Rises with every text that comes from outside; the history of changes begins anew with it. */
  readonly generation: Signal<number> = signal(0);
  /** The text is known where to find and not here yet; it comes when somebody looks at it. */
  readonly pending: Signal<boolean> = signal(false);
  /** Changed since it was opened or saved. */
  readonly dirty: ReadonlySignal<boolean> = computed(() => !this.pending.value && this.text.value !== this.kept.value);
  /** Changed since it was run. */
  readonly ahead: ReadonlySignal<boolean> = computed(
    () => !this.pending.value && this.ran.value !== undefined && this.text.value !== this.ran.value,
  );
  readonly check: Signal<Check | undefined> = signal(undefined);
  /** Whether `check` is about the text as it stands. */
  readonly checked: ReadonlySignal<boolean> = computed(() => this.check.value?.text === this.text.value);

  readonly #makeWorker: () => Worker;
  readonly #onFailure: (error: unknown) => void;
  #checker: WorkerClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #busy = false;
  #fetch: (() => Promise<string>) | undefined;

  constructor(makeWorker: () => Worker, onFailure: (error: unknown) => void) {
    this.#makeWorker = makeWorker;
    this.#onFailure = onFailure;
  }

  /** A text comes from outside: a shipped scenario, a file, a link, a draft. `kept` differs where it has been changed before. */
  open(text: string, file: string, kept: string = text): void {
    this.#fetch = undefined;
    batch(() => {
      if (this.dirty.peek()) this.replaced.value = { text: this.text.peek(), kept: this.kept.peek(), file: this.file.peek() };
      this.pending.value = false;
      this.text.value = text;
      this.file.value = file;
      this.kept.value = kept;
      this.check.value = undefined;
      this.generation.value++;
    });
  }

  /** A scenario comes from outside without its text, which is fetched when somebody looks at it. */
  openLater(file: string, fetch: () => Promise<string>): void {
    this.open('', file);
    this.pending.value = true;
    this.#fetch = fetch;
  }

  /** Resolves when the text is here. */
  async ready(): Promise<void> {
    const fetch = this.#fetch;
    if (fetch === undefined) return;
    const text = await fetch();
    if (fetch !== this.#fetch) return;
    batch(() => {
      this.open(text, this.file.peek());
      this.ran.value = text;
    });
  }

  /** The lab has read a text, and runs it unless it has faults. */
  read(text: string, answer: LoadAnswer): void {
    batch(() => {
      if (answer.ok) this.ran.value = text;
      if (this.text.value === text) this.check.value = checkOf(text, answer);
    });
  }

  /** The reader has changed the text. */
  change(text: string): void {
    if (text === this.text.peek()) return;
    this.text.value = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.checkNow(), PAUSE_MS);
  }

  saved(file: string): void {
    batch(() => {
      this.file.value = file;
      this.kept.value = this.text.value;
    });
  }

  /** Has the loader read the text as it stands; one question at a time, the last one wins. */
  async checkNow(): Promise<void> {
    if (this.#busy || this.checked.peek()) return;
    this.#busy = true;
    const text = this.text.peek();
    try {
      this.#checker ??= new WorkerClient(this.#makeWorker());
      const answer = await this.#checker.ask({ kind: 'load', text, file: this.file.peek() });
      if (text === this.text.peek()) this.check.value = checkOf(text, answer);
    } catch (error) {
      this.#onFailure(error);
    } finally {
      this.#busy = false;
    }
    if (text !== this.text.peek()) await this.checkNow();
  }
}
