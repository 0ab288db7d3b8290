/**
 * Purpose: asks a worker and waits for its answer.
 *
 * Does not model: anything. A worker answers in the order in which it was asked.
 */
import type { Answers, CoverageProgress, FromWorker, Request, ToWorker } from '../worker/protocol.ts';

interface Waiting {
  readonly resolve: (answer: Answers[keyof Answers]) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: CoverageProgress) => void) | undefined;
}

/** Why a question was not answered: the reader stopped it, or it took too long. */
export class Ended extends Error {
  readonly why: 'cancelled' | 'slow';

  constructor(why: Ended['why']) {
    super(why);
    this.why = why;
  }
}

/**
 * One worker and the questions that are open.
 * Units: none. Errors: a question is rejected with what the worker threw. Source: own design.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended = false;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#breakAll(new Error(event.message)));
  }

  /** Rejects with what the worker threw. */
  ask<R extends Request>(request: R, onProgress?: (progress: CoverageProgress) => void): Promise<Answers[R['kind']]> {
    if (this.#ended) return Promise.reject(new Ended('cancelled'));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      // The worker answers each kind of request with its own kind of answer (worker/main.ts); the map holds all kinds.
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as Answers[R['kind']]), reject, onProgress });
      this.#worker.postMessage({ id, request } satisfies ToWorker);
    });
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Ends the worker; questions that are open are rejected with `Ended`. */
  end(why: Ended['why'] = 'cancelled'): void {
    this.#ended = true;
    this.#worker.terminate();
    this.#breakAll(new Ended(why));
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.type === 'progress') return waiting.onProgress?.(message.progress);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting.resolve(message.answer);
    else waiting.reject(new Error(message.message));
  }

  #breakAll(error: Error): void {
    const open = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of open) reject(error);
  }
}
