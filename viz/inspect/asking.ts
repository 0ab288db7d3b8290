/**
 * Purpose: asks the worker about a replay, and has the replay run again if the worker holds it no longer: it keeps a few, and one that was stopped and replaced holds none.
 *
 * Does not model: anything; the same case gives the same replay.
 */
import type { Answers, ReplayAnswer, ReplayCase, Request } from '../worker/protocol.ts';
import { notHeld } from './protocol.ts';

/** A question about a replay that the worker holds. */
type HeldRequest = Extract<Request, { readonly key: string }>;

/** Who is asked, and which replays the page still shows. */
export interface Asked {
  ask<R extends HeldRequest>(request: R): Promise<Answers[R['kind']]>;
  replay(wanted: ReplayCase): Promise<unknown>;
  shown(): readonly (ReplayAnswer | undefined)[];
}

/**
 * The answer to a question about a replay.
 * Units: none. Errors: rejects with what the worker throws, and if the page shows no such replay. Source: own design.
 */
export async function askHeld<R extends HeldRequest>(asked: Asked, request: R): Promise<Answers[R['kind']]> {
  try {
    return await asked.ask(request);
  } catch (error) {
    const lost = asked.shown().find((replay) => replay?.key === request.key);
    if (lost === undefined || !(error instanceof Error) || error.message !== notHeld(request.key)) throw error;
    await asked.replay(lost.case);
    return asked.ask(request);
  }
}
