/**
 * Purpose: what the editor and the drawing's tools share: the place that is chosen, the form that is open, what was set aside; and what can be done: run, save, change, undo.
 *
 * The editor itself (CodeMirror, YAML, forms) is loaded when it is first asked for.
 * Does not model: anything. Units: milliseconds since 1970.
 */
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Scenario } from '../../sim/world/scenario.ts';
import type { Lab } from '../state/lab.ts';
import { openFile } from '../state/files.ts';
import type { LoadedScenario } from '../worker/protocol.ts';
import type { Words } from '../words/types.ts';
import type { Draft, Drafts } from './drafts.ts';
import { openWithPicker, saveText, type FileHandle } from './files.ts';
import type { Action } from './forms.ts';
import type * as room from './room.ts';
import type { Work } from './source.ts';

export type Room = typeof room;
type Opened = { readonly room: Room; readonly document: InstanceType<Room['EditDocument']> };

/** A word to the reader that goes away by itself or with a button. */
export interface Toast {
  readonly text: (words: Words) => string;
  readonly act?: { readonly name: (words: Words) => string; readonly run: () => void };
}

export interface Menu {
  readonly place: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** How long after a change the draft is kept. Own choice: short enough to lose a word at most. */
const KEEP_AFTER_MS = 400;

/** The part of a scenario that the picture shows. */
function drawing({ networks, centre, sites, services, vantages, title }: Scenario): string {
  return JSON.stringify([networks, centre, sites, services, vantages, title]);
}

/**
 * The state of editing.
 * Units: none. Errors: refused changes are said in a toast. Source: own design.
 */
export class EditState {
  readonly #lab: Lab;
  readonly #drafts: Drafts | undefined;
  #handle: FileHandle | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Something was changed since the page was loaded; until then a draft on the shelf is of an earlier visit. */
  #worked = false;
  #loading: Promise<Opened> | undefined;
  #shown: LoadedScenario | undefined;
  readonly opened: Signal<Opened | undefined> = signal(undefined);
  /** What the reader has chosen, in the drawing (a place) or beside it (a thing, edit/things.ts); undefined is the network as a whole. */
  readonly place: Signal<string | undefined> = signal(undefined);
  /** Where in the picture that is. */
  readonly seen: ReadonlySignal<string | undefined> = computed(() => {
    const opened = this.opened.value;
    return opened === undefined ? this.place.value : opened.room.seenAt(opened.document.reading.value.data, this.place.value);
  });
  readonly form: Signal<{ readonly action: Action; readonly place: string | undefined } | undefined> = signal(undefined);
  readonly menu: Signal<Menu | undefined> = signal(undefined);
  readonly toast: Signal<Toast | undefined> = signal(undefined);
  /** The scenario that the picture shows instead of the one that runs: the text as it stands, or its last sound state. */
  readonly draft: ReadonlySignal<LoadedScenario | undefined> = computed(() => this.#draft());

  constructor(lab: Lab, drafts: Drafts | undefined) {
    this.#lab = lab;
    this.#drafts = drafts;
    effect(() => {
      if (lab.tab.value === 'edit') void untracked(() => this.load());
    });
    effect(() => this.#autosave());
    effect(() => {
      const work = lab.source.replaced.value;
      if (work !== undefined) untracked(() => this.#setAside(work));
    });
    effect(() => {
      // Another text: its file is not the one that was saved before.
      if (lab.source.generation.value > 0) this.#handle = undefined;
    });
  }

  /** Loads the editor, once. */
  load(): Promise<Opened> {
    this.#loading ??= (async (): Promise<Opened> => {
      const [loaded] = await Promise.all([import('./room.ts'), this.#lab.source.ready()]);
      const opened = { room: loaded, document: new loaded.EditDocument(this.#lab) };
      this.opened.value = opened;
      void this.#lab.source.checkNow();
      return opened;
    })();
    return this.#loading;
  }

  /** Runs the text as it stands and takes up the same attack again, where there still is one. */
  async run(): Promise<void> {
    const { evidence, tab } = this.#lab;
    const before = { case: evidence.peek(), on: this.#lab.switchedOn(), tab: tab.peek() };
    if (!(await this.#lab.run())) {
      this.say({ text: (words) => words.editCannotRun });
      return;
    }
    const { attacks = [], controls = [] } = this.#lab.loaded.peek() ?? {};
    const offered = (ids: readonly string[]): readonly string[] => ids.filter((id) => controls.some((control) => control.id === id));
    this.#lab.setProfile(offered(before.on));
    const attack = attacks.find(({ id }) => id === before.case?.attack) ?? attacks[0];
    if (attack !== undefined) await this.#lab.cases.open(attack.id, offered(before.case?.profile ?? []), before.tab);
  }

  /** Changes the text from the drawing; one step of the history. True if it was changed. */
  async change(edit: (text: string) => string): Promise<boolean> {
    const { room: loaded, document } = await this.load();
    const text = document.text();
    if (loaded.rootOf(text) === undefined) {
      this.say({ text: (words) => words.editUnreadable });
      return false;
    }
    try {
      document.replace(edit(text));
      return true;
    } catch (error) {
      if (!(error instanceof loaded.EditRefused)) throw error;
      this.say({ text: (words) => words.editRefused(error.path.join('.')) });
      return false;
    }
  }

  undo(): void {
    this.opened.peek()?.document.undo();
  }

  redo(): void {
    this.opened.peek()?.document.redo();
  }

  /** The menu of a place, at a point of the screen. */
  async openMenu(place: string | undefined, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
    this.#lab.tab.value = 'edit';
    await this.load();
    this.menu.value = { place, x, y };
  }

  async openForm(action: Action, place: string | undefined): Promise<void> {
    this.menu.value = undefined;
    this.place.value = place;
    await this.load();
    this.form.value = { action, place };
  }

  /** Opens a file; changes that are not saved are set aside first. */
  async open(file: File, handle?: FileHandle): Promise<void> {
    await openFile(this.#lab, file);
    this.#handle = handle;
    this.#lab.tab.value = 'edit';
  }

  async choose(): Promise<void> {
    const chosen = await openWithPicker();
    if (chosen !== undefined) await this.open(chosen.file, chosen.handle);
  }

  /** A new scenario from the small template. */
  async begin(): Promise<void> {
    const opened = await this.load();
    this.#lab.source.open(opened.room.TEMPLATE, 'my-network.yaml');
    this.#lab.tab.value = 'edit';
    await this.run();
  }

  async save(asNew = false): Promise<void> {
    const { source } = this.#lab;
    await source.ready();
    const saved = await saveText(source.text.peek(), source.file.peek(), asNew ? undefined : this.#handle);
    if (saved === undefined) return;
    this.#handle = saved.handle;
    source.saved(saved.file);
  }

  say(toast: Toast): void {
    this.toast.value = toast;
  }

  /** Brings back what this tab had, if it was loaded again; offers what a closed tab has left. Resolves true if something was brought back. */
  async restore(nowMs: number, again: boolean, otherwise: () => Promise<unknown>): Promise<boolean> {
    const own = this.#drafts?.own();
    if (own === undefined || !again) {
      // A draft of this tab gives its place to what comes now.
      if (own !== undefined) {
        this.#drafts?.setAside(own, own.atMs);
        this.#drafts?.drop();
      }
      const left = this.#drafts?.orphan(nowMs);
      if (left !== undefined) this.#offer(left);
      return false;
    }
    await this.#bring(own, otherwise);
    this.say({
      text: (words) => words.editRestored(own.file),
      act: { name: (words) => words.editDiscard, run: () => this.#discard(own) },
    });
    return true;
  }

  /** The page is left, or comes back from the browser's memory. */
  leave(closed: boolean): void {
    const { dirty, text, kept, file } = this.#lab.source;
    if (dirty.peek()) this.#drafts?.keep({ text: text.peek(), kept: kept.peek(), file: file.peek() }, Date.now(), closed);
  }

  #draft(): LoadedScenario | undefined {
    const { tab, source } = this.#lab;
    if (tab.value !== 'edit' || !source.ahead.value) {
      this.#shown = undefined;
      return undefined;
    }
    const next = source.check.value?.draft;
    const before = this.#shown ?? this.#lab.loaded.peek();
    // What changes no more than a comment or a figure leaves the picture alone.
    if (next !== undefined && (before === undefined || drawing(before.scenario) !== drawing(next.scenario))) this.#shown = next;
    return this.#shown ?? this.#lab.loaded.value;
  }

  #autosave(): void {
    const { source } = this.#lab;
    clearTimeout(this.#timer);
    if (source.pending.value) return;
    if (!source.dirty.value) {
      if (this.#worked) this.#drafts?.drop();
      return;
    }
    this.#worked = true;
    const work = { text: source.text.value, kept: source.kept.value, file: source.file.value };
    this.#timer = setTimeout(() => {
      if (this.#drafts?.keep(work, Date.now()) !== true) this.say({ text: (words) => words.editNoAutosave });
    }, KEEP_AFTER_MS);
  }

  #discard({ kept, file }: Work): void {
    // What is thrown away on purpose is not set aside.
    this.#lab.source.saved(file);
    void this.#lab.open(kept, file);
  }

  /** Work that gave way to another text is kept, and can be had back. */
  #setAside(work: Work): void {
    const id = this.#drafts?.setAside(work, Date.now());
    this.say({
      text: (words) => words.editSetAside(work.file),
      act: {
        name: (words) => words.editBringBack,
        run: () => {
          if (id !== undefined) this.#drafts?.drop(id);
          void this.#bring(work, () => Promise.resolve());
        },
      },
    });
  }

  #offer(draft: Draft): void {
    const when = new Date(draft.atMs);
    this.say({
      text: (words) => words.editOffer(draft.file, when.toLocaleString(this.#lab.lang.peek())),
      act: {
        name: (words) => words.editBringBack,
        run: () => {
          this.#drafts?.drop(draft.id);
          void this.#bring(draft, () => Promise.resolve());
        },
      },
    });
  }

  async #bring({ text, kept, file }: Work, otherwise: () => Promise<unknown>): Promise<void> {
    this.#lab.source.open(text, file, kept);
    if (!(await this.#lab.run()) && this.#lab.loaded.peek() === undefined) {
      // Something sound has to run beside a text with faults; it does not push the text aside.
      this.#lab.source.saved(file);
      await otherwise();
      await this.#lab.source.ready();
      this.#lab.source.open(text, file, kept);
      void this.#lab.source.checkNow();
    }
    this.#lab.tab.value = 'edit';
  }
}
