/**
 * Purpose: `replay` by the rule of the coverage, and with one seed, through the real command line.
 *
 * References: contract.md section 3 (`replay --json`).
 */
import { describe, expect, it } from 'vitest';
import { document, wardlab } from './support/cli.ts';

const ARGUMENTS = ['replay', 'figure-3', '--threat', 'T20', '--attack', 'T20/none/clinic-a.sz.doctor-pc/document'];

describe('an attack that leaves something to chance', () => {
  it('is replicated, and says with what probability it succeeded', async () => {
    const { seed, replays } = await document(ARGUMENTS);
    expect(seed).toBe(1);
    const [entry] = replays as readonly {
      readonly runs: number;
      readonly probability: number;
      readonly interval: { readonly low: number; readonly high: number };
    }[];
    expect(entry).toMatchObject({ outcome: 'succeeded' });
    expect(entry?.runs).toBeGreaterThanOrEqual(3);
    expect(entry?.interval.low).toBeGreaterThan(0.1);
    expect(entry?.interval.low).toBeLessThan(entry?.probability ?? 0);
  });

  it('is one run with --seed', async () => {
    const { seed, replays } = await document([...ARGUMENTS, '--seed', '2']);
    expect(seed).toBe(2);
    expect(replays).toEqual([expect.objectContaining({ runs: 1, seed: 2 })]);
    expect(replays).not.toEqual([expect.objectContaining({ interval: expect.anything() })]);
  });

  it('is told in words', async () => {
    const { stdout } = await wardlab([...ARGUMENTS, '--lang', 'ja']);
    expect(stdout).toMatch(/確率 +\d+ 回中 [\d.]+ % で攻撃が成立（95 % 区間/);
  });

  it('is settled by one run where no lot is drawn', async () => {
    const { replays } = await document([...ARGUMENTS, '--controls', 'virus-scan-gateway']);
    expect(replays).toEqual([expect.objectContaining({ outcome: 'blocked', probability: 0, runs: 1 })]);
  });
});
