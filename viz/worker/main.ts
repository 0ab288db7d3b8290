/**
 * Purpose: the worker's ear and mouth: takes a request, has the session do it, and sends answer, progress or failure back.
 *
 * Runs exactly the sources of sim/, scenarios/ and threats/. Does not model: anything.
 */
import type { LoadResult } from '../../scenarios/load.ts';
import { buffersOf } from './frames.ts';
import type { Answers, FromWorker, ReplayAnswer, Request, ToWorker } from './protocol.ts';
import { Session } from './session.ts';

const session = new Session();
let last = Promise.resolve();

function say(message: FromWorker, transfer: readonly Transferable[] = []): void {
  self.postMessage(message, { transfer: [...transfer] });
}

function buffersIn(done: ReplayAnswer): readonly ArrayBuffer[] {
  const pace = [done.pace.timesNs.buffer, done.pace.shownMs.buffer].flatMap((buffer) => (buffer instanceof ArrayBuffer ? [buffer] : []));
  return [...buffersOf(done.frames), ...pace];
}

/** The loader comes only for a text: what is shipped has been read when the page was built. */
async function read({ text, file }: Extract<Request, { readonly kind: 'load' }>): Promise<LoadResult> {
  const { loadScenario } = await import('../../scenarios/load.ts');
  return loadScenario(text, file);
}

async function answer(id: number, request: Request): Promise<void> {
  const send = (done: Answers[keyof Answers], transfer: readonly Transferable[] = []): void =>
    say({ id, type: 'answer', answer: done }, transfer);
  switch (request.kind) {
    case 'load':
      return send(session.load(await read(request)));
    case 'adopt':
      return send(session.load(request.read));
    case 'replay': {
      const done = session.replay(request.case);
      return send(done, buffersIn(done));
    }
    case 'words':
      return send(session.words(request.key, (await import('../../lab/run/replay-run.ts')).replayWords));
    case 'coverage':
      return send(session.coverage(request.seed, (progress) => say({ id, type: 'progress', progress })));
    case 'report': {
      const { writeReport } = await import('./report.ts');
      return send(await writeReport(session.scenario(), request, (progress) => say({ id, type: 'progress', progress })));
    }
    case 'capture': {
      const { writeCapture } = await import('./capture.ts');
      return send(writeCapture(session.scenario(), request.case, request.lang));
    }
    case 'plan':
      return send(session.plan(request.controls, request.trees));
    case 'times':
      return send(session.times((await import('../../lab/words/compromise.ts')).toldEstimates));
    case 'part':
      return send(session.part(request.left, request.right));
    case 'talkers':
      return send(session.inspect(request));
    default:
      return send(session.inspect(request, (await import('../inspect/look.ts')).look));
  }
}

self.addEventListener('message', (event: MessageEvent<ToWorker>) => {
  const { id, request } = event.data;
  // One after the other, in the order in which they came.
  last = last
    .then(() => answer(id, request))
    .catch((error: unknown) => say({ id, type: 'failure', message: error instanceof Error ? error.message : String(error) }));
});
