/**
 * Purpose: the rows of a long list that have been fetched, in chunks, so that scrolling finds its neighbours ready.
 *
 * Units: rows. Chunks that have not been looked at for longest are forgotten.
 */
import { signal, type Signal } from '@preact/signals';

const CHUNK = 200;
/** Enough for a screen, its neighbours, and a look back. */
const KEPT = 12;

export interface Page<T> {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly T[];
}

/**
 * Chunks of one list; another list makes another store.
 * Units: rows. Errors: none. Source: own design.
 */
export class Chunks<T> {
  /** Undefined until the first answer. */
  readonly total: Signal<number | undefined> = signal(undefined);
  /** Counts answers, for whoever draws. */
  readonly version: Signal<number> = signal(0);
  readonly #fetch: (offset: number, limit: number) => Promise<Page<T> | undefined>;
  readonly #held = new Map<number, readonly T[]>();
  #wanted = { first: 0, count: 1 };
  #fetching: Promise<void> | undefined;

  constructor(fetch: (offset: number, limit: number) => Promise<Page<T> | undefined>) {
    this.#fetch = fetch;
  }

  /** A row, if it has been fetched. */
  at(row: number): T | undefined {
    return this.#held.get(Math.floor(row / CHUNK))?.[row % CHUNK];
  }

  /**
   * Fetches what is missing of a stretch, and then of half a chunk around it, so that a wheel finds rows ready. One chunk at a time: whoever scrolls fast is not made to wait for
   * what he has passed.
   */
  ensure(first: number, count: number): Promise<void> {
    this.#wanted = { first, count };
    this.#fetching ??= this.#pump().finally(() => (this.#fetching = undefined));
    return this.#fetching;
  }

  async #pump(): Promise<void> {
    for (let chunk = this.#missing(); chunk !== undefined; chunk = this.#missing()) if (!(await this.#load(chunk))) return;
  }

  /** The chunk that is wanted most and not there; those that are there are marked as looked at. */
  #missing(): number | undefined {
    const { first, count } = this.#wanted;
    const last = Math.max(0, (this.total.peek() ?? first + count) - 1);
    const chunkAt = (row: number): number => Math.floor(Math.min(last, Math.max(0, row)) / CHUNK);
    const wanted = [first, first + count - 1, first + count + CHUNK / 2, first - CHUNK / 2].map(chunkAt);
    for (const chunk of wanted) {
      const rows = this.#held.get(chunk);
      if (rows === undefined) return chunk;
      this.#held.delete(chunk);
      this.#held.set(chunk, rows);
    }
    return undefined;
  }

  /** False if there was no answer. */
  async #load(chunk: number): Promise<boolean> {
    const page = await this.#fetch(chunk * CHUNK, CHUNK);
    if (page === undefined) return false;
    this.#held.set(chunk, page.rows);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= KEPT) break;
      this.#held.delete(oldest);
    }
    this.total.value = page.total;
    this.version.value++;
    return true;
  }
}
