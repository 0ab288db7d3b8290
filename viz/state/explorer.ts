/**
 * Purpose: the exploration of all attacks of a scenario, in a worker of its own, and what is known of it so far.
 *
 * Progress comes to the page a few times a second at most, however fast attacks are explored: each time the whole matrix is judged anew, and the picture must not wait for it.
 * Does not model: anything; trees are the worker's. Units: screen time in milliseconds.
 */
import { batch, signal, type Signal } from '@preact/signals';
import type { CoverageDocument } from '../../lab/run/coverage-run.ts';
import type { DecisionTree, ThreatCoverage } from '../../threats/coverage/types.ts';
import type { CoverageProgress, Opening } from '../worker/protocol.ts';
import { WorkerClient } from './client.ts';

/** How far the exploration has come. */
export interface Exploration {
  readonly done: number;
  readonly of: number;
  readonly replays: number;
}

const NOTHING: Exploration = { done: 0, of: 0, replays: 0 };
/** Own choice: four times a second looks steady and leaves the picture its frames. */
const TELL_EVERY_MS = 250;

/**
 * One exploration at a time.
 * Units: milliseconds. Errors: `start` rejects with what the worker threw, or with `Ended` when it was cleared meanwhile. Source: own design.
 */
export class Explorer {
  readonly trees: Signal<ReadonlyMap<string, DecisionTree>> = signal(new Map());
  readonly threats: Signal<ReadonlyMap<string, ThreatCoverage>> = signal(new Map());
  readonly coverage: Signal<CoverageDocument | undefined> = signal(undefined);
  readonly exploration: Signal<Exploration> = signal(NOTHING);
  readonly #makeWorker: () => Worker;
  #worker: WorkerClient | undefined;
  #untold: CoverageProgress[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(makeWorker: () => Worker) {
    this.#makeWorker = makeWorker;
  }

  /** Forgets everything; `of` attacks are to come. */
  clear(of: number): void {
    this.#worker?.end();
    this.#worker = undefined;
    this.#untold = [];
    batch(() => {
      this.trees.value = new Map();
      this.threats.value = new Map();
      this.coverage.value = undefined;
      this.exploration.value = { ...NOTHING, of };
    });
  }

  /** Explores; resolves when all is known. */
  async start(opening: Opening, seed: number): Promise<void> {
    const worker = new WorkerClient(this.#makeWorker());
    this.#worker = worker;
    try {
      await worker.ask(opening);
      const coverage = await worker.ask({ kind: 'coverage', seed }, (progress) => this.#note(worker, progress));
      if (worker !== this.#worker) return;
      batch(() => {
        this.#tell();
        this.coverage.value = coverage;
      });
    } finally {
      worker.end();
    }
  }

  #note(from: WorkerClient, progress: CoverageProgress): void {
    if (from !== this.#worker) return;
    this.#untold.push(progress);
    this.#timer ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const told = this.#untold;
    this.#untold = [];
    if (told.length === 0) return;
    const trees = new Map(this.trees.value);
    const threats = new Map(this.threats.value);
    let { done, of, replays } = this.exploration.value;
    for (const progress of told) {
      if (progress.step === 'threat') {
        threats.set(progress.threat.id, progress.threat);
        continue;
      }
      if (progress.step !== 'attack') continue;
      trees.set(progress.attack, progress.tree);
      ({ done, of } = progress);
      replays += progress.replays;
    }
    batch(() => {
      this.trees.value = trees;
      this.threats.value = threats;
      this.exploration.value = { done, of, replays };
    });
  }
}
