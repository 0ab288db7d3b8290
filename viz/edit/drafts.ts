/**
 * Purpose: keeps unsaved work in the browser's own storage, so that a reload, a crash or a closed tab loses nothing.
 *
 * Each tab writes its own draft. A reload finds its own again; a new tab is offered the newest that a closed tab has left.
 * Does not model: other devices; nothing leaves this browser. Units: milliseconds since 1970.
 * References: HTML standard, Web Storage.
 */

/** Unsaved work. */
export interface Draft {
  readonly id: string;
  readonly text: string;
  /** The text as it was opened or last saved. */
  readonly kept: string;
  readonly file: string;
  readonly atMs: number;
  /** Its tab has been closed. */
  readonly closed: boolean;
}

/** The parts of the browser's storage that are used. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PREFIX = 'wardlab.draft.';
/** Left behind by a tab that ended without a word; nobody edits one scenario for longer without a pause. Own choice. */
const ABANDONED_MS = 12 * 60 * 60 * 1_000;
/** Drafts that nobody asked for are thrown away after this. Own choice. */
const FORGOTTEN_MS = 30 * 24 * 60 * 60 * 1_000;

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const { id, text, kept, file, atMs, closed } = value as Readonly<Record<string, unknown>>;
  return [id, text, kept, file].every((one) => typeof one === 'string') && typeof atMs === 'number' && typeof closed === 'boolean';
}

function read(shelf: Shelf, key: string): Draft | undefined {
  try {
    const value: unknown = JSON.parse(shelf.getItem(key) ?? 'null');
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The drafts of one tab.
 * Units: milliseconds since 1970. Errors: `keep` says false when the storage is full or forbidden. Source: own design.
 */
export class Drafts {
  readonly #shelf: Shelf;
  readonly #id: string;

  constructor(shelf: Shelf, id: string) {
    this.#shelf = shelf;
    this.#id = id;
  }

  /** This tab's own draft. */
  own(): Draft | undefined {
    return read(this.#shelf, PREFIX + this.#id);
  }

  /** The newest draft that no open tab works on. */
  orphan(nowMs: number): Draft | undefined {
    const drafts = this.#keys().flatMap((key) => read(this.#shelf, key) ?? []);
    for (const old of drafts) if (nowMs - old.atMs > FORGOTTEN_MS) this.#shelf.removeItem(PREFIX + old.id);
    return drafts
      .filter(({ id, closed, atMs }) => id !== this.#id && (closed || nowMs - atMs > ABANDONED_MS) && nowMs - atMs <= FORGOTTEN_MS)
      .sort((a, b) => b.atMs - a.atMs)[0];
  }

  keep(work: Pick<Draft, 'text' | 'kept' | 'file'>, nowMs: number, closed = false): boolean {
    try {
      this.#shelf.setItem(PREFIX + this.#id, JSON.stringify({ ...work, id: this.#id, atMs: nowMs, closed } satisfies Draft));
      return true;
    } catch {
      return false;
    }
  }

  /** Keeps work that another text has taken the place of, for later. */
  setAside(work: Pick<Draft, 'text' | 'kept' | 'file'>, nowMs: number): string {
    const id = `${this.#id}.${nowMs}`;
    new Drafts(this.#shelf, id).keep(work, nowMs, true);
    return id;
  }

  drop(id: string = this.#id): void {
    this.#shelf.removeItem(PREFIX + id);
  }

  #keys(): readonly string[] {
    return Array.from({ length: this.#shelf.length }, (_, i) => this.#shelf.key(i) ?? '').filter((key) => key.startsWith(PREFIX));
  }
}

const TAB = 'wardlab.tab';

/** Copied to a new tab when the tab is duplicated, as browsers do; the two then share a draft. */
function idOfTab(): string {
  const known = sessionStorage.getItem(TAB);
  if (known !== null) return known;
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(TAB, id);
  return id;
}

/**
 * The drafts of this tab; nothing where the browser forbids its storage.
 * Units: none. Errors: none. Source: HTML standard, Web Storage (SecurityError).
 */
export function draftsOfTab(): { readonly drafts?: Drafts } {
  try {
    return { drafts: new Drafts(localStorage, idOfTab()) };
  } catch {
    return {};
  }
}
