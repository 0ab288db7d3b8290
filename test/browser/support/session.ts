/**
 * Purpose: the worker's session without a worker, with figure-3 loaded, for tests that need no browser.
 */
import { readFileSync } from 'node:fs';
import { Session } from '../../../viz/worker/session.ts';
import type { LoadedScenario, ReplayAnswer } from '../../../viz/worker/protocol.ts';

const text = readFileSync(new URL('../../../scenarios/figure-3.yaml', import.meta.url), 'utf8');

export interface OpenSession {
  readonly session: Session;
  readonly loaded: LoadedScenario;
  replay(attack: string, profile: readonly string[]): ReplayAnswer;
}

export function openSession(): OpenSession {
  const session = new Session();
  const answer = session.load(text, 'figure-3.yaml');
  if (!answer.ok) throw new Error(answer.issues.map((issue) => issue.message.en).join('\n'));
  return { session, loaded: answer.loaded, replay: (attack, profile) => session.replay({ attack, profile, seed: 1 }) };
}
