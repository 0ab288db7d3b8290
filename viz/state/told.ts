/**
 * Purpose: the evidence of replays in words, fetched when somebody reads it: the first picture must not wait for words that nobody reads yet.
 *
 * Does not model: anything; the words are the worker's.
 */
import { signal, type Signal } from '@preact/signals';
import type { ReplayWords } from '../../lab/run/replay-entry.ts';
import type { ReplayAnswer } from '../worker/protocol.ts';

/** Asks the worker for the words of a replay; undefined after a failure, which the page shows, or where the reader stopped it. */
type AskWords = (key: string) => Promise<ReplayWords | undefined>;

/** A replay as words belong to it: its pace may be another. */
type Replayed = Pick<ReplayAnswer, 'key' | 'entry'>;

interface Kept {
  readonly words: Signal<ReplayWords | undefined>;
  coming: Promise<void> | undefined;
}

/**
 * The words of the replays that the page holds.
 * Units: none. Errors: none of its own. Source: own design.
 */
export class Told {
  readonly #ask: AskWords;
  // By the entry, which a replay keeps on another clock as well; it is forgotten with its replay.
  readonly #kept = new WeakMap<ReplayAnswer['entry'], Kept>();

  constructor(ask: AskWords) {
    this.#ask = ask;
  }

  /** The words of a replay; undefined while they are on their way. Whoever reads this in an effect is called again when they are here. */
  of(replay: Replayed): ReplayWords | undefined {
    void this.#fetch(replay);
    return this.#of(replay).words.value;
  }

  /** The words of a replay when they are here. */
  async whole(replay: Replayed): Promise<ReplayWords | undefined> {
    await this.#fetch(replay);
    return this.#of(replay).words.peek();
  }

  #of({ entry }: Replayed): Kept {
    const kept = this.#kept.get(entry) ?? { words: signal(undefined), coming: undefined };
    this.#kept.set(entry, kept);
    return kept;
  }

  async #fetch(replay: Replayed): Promise<void> {
    const kept = this.#of(replay);
    if (kept.words.peek() !== undefined) return;
    kept.coming ??= this.#bring(kept, replay.key);
    await kept.coming;
  }

  async #bring(kept: Kept, key: string): Promise<void> {
    kept.words.value = await this.#ask(key);
    // Whoever asks again after a failure is heard.
    kept.coming = undefined;
  }
}
