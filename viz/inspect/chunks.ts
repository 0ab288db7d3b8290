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
  readonly #asked = new Map<number, Promise<void>>();

  constructor(fetch: (offset: number, limit: number) => Promise<Page<T> | undefined>) {
    this.#fetch = fetch;
  }

  /** A row, if it has been fetched. */
  at(row: number): T | undefined {
    return this.#held.get(Math.floor(row / CHUNK))?.[row % CHUNK];
  }

  /** Fetches what is missing of a stretch and of half a chunk around it, so that a wheel finds rows ready. */
  async ensure(first: number, count: number): Promise<void> {
    const last = Math.max(0, (this.total.peek() ?? first + count) - 1);
    const from = Math.floor(Math.max(0, first - CHUNK / 2) / CHUNK);
    const to = Math.floor(Math.min(last, first + count + CHUNK / 2) / CHUNK);
    const waits: Promise<void>[] = [];
    for (let chunk = from; chunk <= to; chunk++) waits.push(this.#one(chunk));
    await Promise.all(waits);
  }

  #one(chunk: number): Promise<void> {
    const held = this.#held.get(chunk);
    if (held !== undefined) {
      this.#held.delete(chunk);
      this.#held.set(chunk, held);
      return Promise.resolve();
    }
    const asked = this.#asked.get(chunk);
    if (asked !== undefined) return asked;
    const wait = this.#load(chunk).finally(() => this.#asked.delete(chunk));
    this.#asked.set(chunk, wait);
    return wait;
  }

  async #load(chunk: number): Promise<void> {
    const page = await this.#fetch(chunk * CHUNK, CHUNK);
    if (page === undefined) return;
    this.#held.set(chunk, page.rows);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= KEPT) break;
      this.#held.delete(oldest);
    }
    this.total.value = page.total;
    this.version.value++;
  }
}
