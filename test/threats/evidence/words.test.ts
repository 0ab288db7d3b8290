/**
 * Purpose: tests that every reason and step has its words.
 *
 * Guards: nothing that the simulator can say about an attack lacks words. A reason, step or ending that somebody adds to the sources without giving it a sentence fails here.
 *
 * Why the lower bounds: a pattern that no longer finds anything would make the scan pass for ever.
 */
import { describe, expect, it } from 'vitest';
import { WORDS } from '../../../threats/evidence/words/index.ts';
import { attackSteps, dropReasons, sessionEnds, stopReasons, traceKinds } from './sources.ts';

const without = (kind: string, keys: readonly string[]): readonly string[] => keys.filter((key) => WORDS[`${kind}/${key}`] === undefined);

describe('every literal of the sources has a sentence', () => {
  it('reasons of stops', () => {
    const reasons = stopReasons();
    expect(reasons.length).toBeGreaterThanOrEqual(55);
    for (const reason of [
      'binding-mismatch',
      'no-rule-permits',
      'esp-replay',
      'card-missing',
      'fault-patched',
      'challenge-ack',
      'certificate-missing',
      'key-not-held',
      'unreadable',
      'tunnel-to-tunnel',
      'stored-object-missing',
      'code-already-used',
      'not-admitted',
      'rule-of-use-mail-size',
    ])
      expect(reasons).toContain(reason);
    expect(without('stop', reasons)).toEqual([]);
  });
  it('reasons that a VPN device gives about the centre', () => {
    const faults = stopReasons().filter((reason) => /^(certificate-|key-not-held)/.test(reason));
    expect(faults.length).toBeGreaterThanOrEqual(6);
    expect(
      without(
        'stop',
        faults.map((fault) => `centre-${fault}`),
      ),
    ).toEqual([]);
  });
  it('reasons of drops', () => {
    const reasons = dropReasons();
    expect(reasons.length).toBeGreaterThanOrEqual(25);
    for (const reason of [
      'queue-full',
      'backlog-full',
      'outside-window',
      'ike-unknown-spi',
      'no-connection-information',
      'peer-silent',
      'no-child-sa',
    ])
      expect(reasons).toContain(reason);
    expect(without('drop', reasons)).toEqual([]);
  });
  it('steps of attacks', () => {
    const steps = attackSteps();
    expect(steps.length).toBeGreaterThanOrEqual(50);
    // One of two that a single note chooses between.
    expect(steps).toContain('destroying-stored');
    expect(without('attack', steps)).toEqual([]);
  });
  it('ends of sessions', () => {
    expect(sessionEnds()).toContain('reset');
    expect(
      without(
        'session',
        sessionEnds().map((end) => `end-${end}`),
      ),
    ).toEqual([]);
  });
  it('forms of knowledge', () => {
    expect(without('learn', ['key', 'plain', 'cipher', 'hash'])).toEqual([]);
  });
  it('kinds of events, but for those that are no evidence', () => {
    const told = new Set(Object.keys(WORDS).map((what) => what.split('/')[0] ?? what));
    expect(traceKinds()).toEqual(expect.arrayContaining(['stop', 'alarm', 'damage', 'disaster', 'recovery', 'routing']));
    expect(traceKinds().filter((kind) => !told.has(kind))).toEqual(['consult', 'frame', 'log']);
  });
});

it('every sentence names its source', () => {
  for (const [what, { source }] of Object.entries(WORDS)) expect(source, what).toMatch(/^(RFC \d|TR [0-9A-D]|own )/);
});
