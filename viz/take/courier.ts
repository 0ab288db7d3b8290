/**
 * Purpose: has a worker of its own write what takes long, so that neither the picture nor the exploration waits for it. It can be stopped.
 *
 * Units: none.
 */
import { signal, type Signal } from '@preact/signals';
import type { Capture } from '../../lab/capture/index.ts';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { Lang } from '../../scenarios/issue.ts';
import { WorkerClient } from '../state/client.ts';
import type { Answers, Opening, ReplayCase, Request } from '../worker/protocol.ts';

/** How far the work is. */
export interface Share {
  readonly done: number;
  readonly of: number;
}

/**
 * One piece of work at a time.
 * Units: none. Errors: rejects with what the worker threw, or with `Ended`. Source: own design.
 */
export class Courier {
  readonly share: Signal<Share | undefined> = signal(undefined);
  readonly #makeWorker: () => Worker;
  #worker: WorkerClient | undefined;

  constructor(makeWorker: () => Worker) {
    this.#makeWorker = makeWorker;
  }

  /** The report of a coverage as a page. */
  async report(opening: Opening, coverage: CoverageDocument, seed: number, lang: Lang): Promise<string> {
    return this.#have(opening, { kind: 'report', coverage, seed, lang });
  }

  /** A run as a capture. */
  async capture(opening: Opening, wanted: ReplayCase, lang: Lang): Promise<Capture> {
    return this.#have(opening, { kind: 'capture', case: wanted, lang });
  }

  async #have<R extends Request>(opening: Opening, request: R): Promise<Answers[R['kind']]> {
    this.cancel();
    const worker = new WorkerClient(this.#makeWorker());
    this.#worker = worker;
    this.share.value = { done: 0, of: 1 };
    try {
      await worker.ask(opening);
      return await worker.ask(request, (progress) => {
        if (progress.step === 'run' && worker === this.#worker) this.share.value = progress;
      });
    } finally {
      worker.end();
      if (worker === this.#worker) {
        this.#worker = undefined;
        this.share.value = undefined;
      }
    }
  }

  cancel(): void {
    this.#worker?.end();
  }
}
