/**
 * Purpose: the worker that answers what the reader asks for at once: it reads scenarios and replays attacks, and can be stopped at any time.
 *
 * A scenario is read in a worker of its own, within a time; the one before it stays until the new one is read without faults. A stopped worker is replaced by one that has read
 * the same scenario again, so that the page goes on.
 * Does not model: anything. Units: screen time in milliseconds.
 */
import { signal, type Signal } from '@preact/signals';
import type { Answers, LoadAnswer, Opening, Request } from '../worker/protocol.ts';
import { Ended, WorkerClient } from './client.ts';

/** What the reader waits for. */
export type WaitingFor = 'reading' | 'replaying';

/** Own choice: the largest scenario that the page shows is read in a few seconds on a slow machine. */
const LONGEST_READING_MS = 30_000;

/**
 * One scenario, one worker.
 * Units: milliseconds. Errors: a question is rejected with what the worker threw, or with `Ended`. Source: own design.
 */
export class Speaker {
  readonly waiting: Signal<WaitingFor | undefined> = signal(undefined);
  readonly #makeWorker: () => Worker;
  #client: WorkerClient;
  #opening: Opening | undefined;
  #reading: WorkerClient | undefined;
  #file = '';

  constructor(makeWorker: () => Worker) {
    this.#makeWorker = makeWorker;
    this.#client = new WorkerClient(makeWorker());
  }

  /** Name of the file that is read, or was read last. */
  get readingFile(): string {
    return this.#file;
  }

  /** Reads a scenario, and speaks of it from then on if it has no faults. */
  async read(opening: Opening): Promise<LoadAnswer> {
    this.#reading?.end('cancelled');
    const client = this.#opening === undefined && this.#reading === undefined ? this.#client : new WorkerClient(this.#makeWorker());
    this.#reading = client;
    this.#file = opening.file;
    this.waiting.value = 'reading';
    const timer = setTimeout(() => client.end('slow'), LONGEST_READING_MS);
    let kept = false;
    try {
      const answer = await client.ask(opening);
      kept = answer.ok && this.#reading === client;
      if (kept) this.#take(client, opening);
      return answer;
    } finally {
      clearTimeout(timer);
      if (!kept && client !== this.#client) client.end('cancelled');
      if (!kept && client === this.#client && client.ended) this.#client = new WorkerClient(this.#makeWorker());
      if (this.#reading === client) {
        this.#reading = undefined;
        this.waiting.value = undefined;
      }
    }
  }

  async ask<R extends Request>(request: R): Promise<Answers[R['kind']]> {
    if (request.kind !== 'replay') return this.#client.ask(request);
    this.waiting.value = 'replaying';
    try {
      return await this.#client.ask(request);
    } finally {
      if (this.waiting.value === 'replaying') this.waiting.value = undefined;
    }
  }

  /** Stops what the reader waits for. */
  cancel(): void {
    if (this.#reading !== undefined) return this.#reading.end('cancelled');
    this.#client.end('cancelled');
    this.#client = new WorkerClient(this.#makeWorker());
    // Read before, so it has no faults and is read as fast as then; questions that follow wait for it.
    if (this.#opening !== undefined) void this.#client.ask(this.#opening).catch(ignoreEnd);
  }

  #take(client: WorkerClient, opening: Opening): void {
    if (client !== this.#client) this.#client.end('cancelled');
    this.#client = client;
    this.#opening = opening;
  }
}

/** A worker that was replaced meanwhile owes nothing. */
function ignoreEnd(error: unknown): void {
  if (!(error instanceof Ended)) throw error;
}
