/**
 * Purpose: the thread in which jobs run, so that the main thread stays free for progress and for an interruption.
 *
 * Does not model: anything. Units: none. Determinism: none needed; a job's result depends on the job alone.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Scenario } from '../../sim/world/scenario.ts';
import { PluginError } from '../plugin/faults.ts';
import { pluginsFrom } from '../plugin/load.ts';
import type { PluginCode } from '../plugin/plugins.ts';
import { AttackError } from './attack-error.ts';
import { runNamed, type Job } from './jobs.ts';
import type { WorkerReply } from './pool.ts';

const port = parentPort;
if (port === null) throw new Error('worker: this file runs in a worker thread only');
const { scenario, codes } = workerData as { readonly scenario: Scenario; readonly codes: readonly PluginCode[] };
const plugins = await pluginsFrom(codes);

port.on('message', (job: Job) => {
  port.postMessage(replyTo(job));
});

function replyTo(job: Job): WorkerReply {
  try {
    return { ok: true, result: runNamed(scenario, job, plugins) };
  } catch (error) {
    // Classes do not survive the way to the other thread.
    if (error instanceof PluginError) return { ok: false, by: 'plugin', file: error.file, part: error.part, said: error.said };
    return { ok: false, by: 'attack', attack: job.attack, error: error instanceof AttackError ? error.cause : error };
  }
}
