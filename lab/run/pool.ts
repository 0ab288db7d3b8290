/**
 * Purpose: runs jobs on all processor cores, in worker threads.
 *
 * Does not model: anything. Units: none. Determinism: results stand in the order of the jobs, whichever thread finished first.
 * References: design.md section 1, idea 5 (one worker or sixteen: the same bytes).
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Bilingual } from '../../sim/world/scenario.ts';
import { PluginError } from '../plugin/faults.ts';
import { NO_PLUGINS } from '../plugin/plugins.ts';
import { AttackError } from './attack-error.ts';
import { runHere, type Job, type ResultOf, type RunJobs } from './jobs.ts';

/** What a worker says after each job. */
export type WorkerReply =
  | { readonly ok: true; readonly result: ResultOf<Job> }
  | { readonly ok: false; readonly by: 'attack'; readonly attack: string; readonly error: unknown }
  | { readonly ok: false; readonly by: 'plugin'; readonly file: string; readonly part: string; readonly said: Bilingual };

/** Below this many jobs a thread costs more than it saves. */
const FEW_JOBS = 2;

/**
 * Does jobs in as many threads as there are cores.
 * Units: none. Errors: rejects with PluginError or AttackError on what a job throws, and with Error when a thread dies; the other threads are stopped. Source: own design.
 */
export const runInThreads: RunJobs = async (scenario, jobs, onDone, plugins = NO_PLUGINS) => {
  const size = Math.min(availableParallelism(), jobs.length);
  if (jobs.length <= FEW_JOBS) return runHere(scenario, jobs, onDone, plugins);
  const workerData = { scenario, codes: plugins.codes };
  const workers = Array.from({ length: size }, () => new Worker(new URL('./worker.js', import.meta.url), { workerData }));
  try {
    return await shareOut(workers, jobs, onDone);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
};

function errorOf(reply: Extract<WorkerReply, { readonly ok: false }>): Error {
  return reply.by === 'plugin' ? new PluginError(reply.file, reply.part, reply.said) : new AttackError(reply.attack, reply.error);
}

/** Gives each worker the next job whenever it is idle. */
function shareOut<J extends Job>(
  workers: readonly Worker[],
  jobs: readonly J[],
  onDone: (job: J, done: number, of: number) => void,
): Promise<readonly ResultOf<J>[]> {
  const results: ResultOf<J>[] = [];
  const queue = [...jobs.entries()];
  let done = 0;
  return new Promise((resolve, reject) => {
    const next = (worker: Worker): void => {
      const entry = queue.shift();
      if (entry === undefined) return;
      const [at, job] = entry;
      worker.once('message', (reply: WorkerReply) => {
        if (!reply.ok) return reject(errorOf(reply));
        // The reply answers this worker's only open job, so the result is of the job's kind.
        results[at] = reply.result as ResultOf<J>;
        done += 1;
        onDone(job, done, jobs.length);
        if (done === jobs.length) resolve(results);
        else next(worker);
      });
      worker.postMessage(job);
    };
    for (const worker of workers) {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a worker thread ended with code ${code}`)));
      next(worker);
    }
  });
}
