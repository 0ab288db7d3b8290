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

/**
 * One worker and the questions that are open.
 * Units: none. Errors: a question is rejected with what the worker threw. Source: own design.
 */
export class WorkerClient {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#breakAll(event.message));
  }

  /** Rejects with what the worker threw. */
  ask<R extends Request>(request: R, onProgress?: (progress: CoverageProgress) => void): Promise<Answers[R['kind']]> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      // The worker answers each kind of request with its own kind of answer (worker/main.ts); the map holds all kinds.
      this.#waiting.set(id, { resolve: (answer) => resolve(answer as Answers[R['kind']]), reject, onProgress });
      this.#worker.postMessage({ id, request } satisfies ToWorker);
    });
  }

  /** Ends the worker; questions that are open stay unanswered. */
  end(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #receive(message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    if (message.type === 'progress') return waiting.onProgress?.(message.progress);
    this.#waiting.delete(message.id);
    if (message.type === 'answer') waiting.resolve(message.answer);
    else waiting.reject(new Error(message.message));
  }

  #breakAll(message: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }
}
