/**
 * Purpose: guards the documents and the tables of `probe syn-flood`, `probe arp` and `probe tcp`: the keys that scripts rely on, the options reaching the models, both languages.
 */
import { describe, expect, it } from 'vitest';
import { document, JAPANESE, wardlab } from './support/cli.ts';

describe.concurrent('probe', () => {
  it('syn-flood gives the shares of served callers, and options reach the listener', async () => {
    const few = ['--runs', '1', '--repeats', '1'];
    const flooded = await document(['probe', 'syn-flood', '--backlog', '16', '--synack-retries', '1', '--rate', '50', ...few]);
    expect(flooded).toMatchObject({ schema: 'wardlab/probe-syn-flood@1', backlog: 16, synAckRetries: 1, slots: 17, halfOpenMax: 17 });
    expect(flooded['successWithin3s']).toBeGreaterThan(0.2);
    expect(flooded['successWithin3s']).toBeLessThan(0.6);
    expect(flooded['successOnFirstSyn']).toBeLessThan(0.3);
    for (const [cookies, halfOpenMax] of [
      ['1', 17],
      ['2', 0],
    ] as const) {
      const figures = await document(['probe', 'syn-flood', '--backlog', '16', '--cookies', cookies, ...few]);
      expect(figures).toMatchObject({ successWithin3s: 1, successOnFirstSyn: 1, halfOpenMax });
    }
  });

  it('arp says what became of the entry', async () => {
    const argv = ['probe', 'arp', '--entry', 'none', '--spoof', 'gratuitous-request', '--observe', '2'];
    expect(await document(argv)).toMatchObject({ schema: 'wardlab/probe-arp@1', effect: 'ignored' });
    expect(await document([...argv, '--accept', '2'])).toMatchObject({ effect: 'created', divertedInFirstSecond: 1 });
    expect(await document([...argv, '--accept', '2', '--drop-gratuitous', '1'])).toMatchObject({ effect: 'ignored' });
  });

  it('tcp says what became of the connection', async () => {
    const argv = ['probe', 'tcp', '--segment', 'rst', '--seq'];
    expect(await document([...argv, 'exact'])).toMatchObject({ schema: 'wardlab/probe-tcp@1', outcome: 'reset', connectionUsable: false });
    expect(await document([...argv, '-1'])).toMatchObject({ ahead: -1, outcome: 'dropped', connectionUsable: true });
    expect(await document([...argv, '7', '--count', '20', '--challenge-limit', '3/5'])).toMatchObject({ outcome: 'challenged', acks: 3 });
    expect(await document([...argv, '7', '--rfc5961', '0'])).toMatchObject({ outcome: 'reset' });
  });

  it('speaks both languages', async () => {
    for (const kind of ['arp', 'tcp']) {
      const { code, stdout } = await wardlab(['probe', kind, '--lang', 'ja']);
      expect(code).toBe(0);
      expect(stdout).toMatch(JAPANESE);
      expect((await wardlab(['probe', kind])).stdout).not.toMatch(JAPANESE);
    }
  });
});
