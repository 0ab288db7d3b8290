/**
 * Purpose: the worker's session without a worker, with figure-3 or a smaller scenario loaded, for tests that need no browser.
 */
import { readFileSync } from 'node:fs';
import { loadScenario } from '../../../scenarios/load.ts';
import { Session } from '../../../viz/worker/session.ts';
import type { LoadedScenario, ReplayAnswer } from '../../../viz/worker/protocol.ts';
import { ownScenario } from './own-scenario.ts';

const text = readFileSync(new URL('../../../scenarios/figure-3.yaml', import.meta.url), 'utf8');

export interface OpenSession {
  readonly session: Session;
  readonly loaded: LoadedScenario;
  replay(attack: string, profile: readonly string[]): ReplayAnswer;
}

function open(source: string): OpenSession {
  const session = new Session();
  const answer = session.load(loadScenario(source, 'figure-3.yaml'));
  if (!answer.ok) throw new Error(answer.issues.map((issue) => issue.message.en).join('\n'));
  return { session, loaded: answer.loaded, replay: (attack, profile) => session.replay({ attack, profile, seed: 1 }) };
}

export function openSession(): OpenSession {
  return open(text);
}

/** The small scenario of the reader's own (own-scenario.ts). */
export function openOwn(): OpenSession {
  return open(ownScenario());
}

/** figure-3 with one of its vantage points only: an exploration of seconds. */
export function openFrom(vantage: string): OpenSession {
  const [, before = '', all = '', after = ''] = /^([\s\S]*\nvantages:\n)([\s\S]*?\n)(\nadversary:[\s\S]*)$/.exec(text) ?? [];
  const own = all.split(/(?=^ {2}[\w-]+:\n)/m).find((block) => block.startsWith(`  ${vantage}:`));
  if (own === undefined) throw new Error(`figure-3 has no vantage ${vantage}`);
  return open(`${before}${own}${after}`);
}
