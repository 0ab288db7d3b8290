/**
 * Purpose: the thread in which jobs run, so that the main thread stays free for progress and for an interruption.
 *
 * Does not model: anything. Units: none. Determinism: none needed; a job's result depends on the job alone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Scenario } from '../../sim/world/scenario.ts';
import { runJob, type Job } from './jobs.ts';
import type { WorkerReply } from './pool.ts';

const port = parentPort;
if (port === null) throw new Error('worker: this file runs in a worker thread only');
const { scenario } = workerData as { readonly scenario: Scenario };

port.on('message', (job: Job) => {
  port.postMessage(replyTo(job));
});

function replyTo(job: Job): WorkerReply {
  try {
    return { ok: true, result: runJob(scenario, job) };
  } catch (error) {
    return { ok: false, attack: job.attack, error };
  }
}
