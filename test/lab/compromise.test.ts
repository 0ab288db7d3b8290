/**
 * Purpose: computed times are told where they apply: in `explain`, with every figure and its source, in both languages.
 *
 * References: threats/time-to-compromise.ts.
 */
import { describe, expect, it } from 'vitest';
import { durationText, toldEstimates } from '../../lab/words/compromise.ts';
import { shipped } from '../threats/support/credentials.ts';
import { document, JAPANESE, wardlab } from './support/cli.ts';

const ARGUMENTS = ['explain', 'figure-3', '--threat', 'T16', '--attack', 'T16/wan-on/internet'];

describe('the time to compromise', () => {
  it.each([
    [13e-6, '13 µs'],
    [0.011, '11 ms'],
    [18.5, '18.5 s'],
    [90, '1.5 minutes'],
    [2 * 86_400, '2 days'],
    [5e9 * 31_557_600, '5.00e9 years'],
  ])('%f s reads %s', (seconds, expected) => expect(durationText(seconds).en).toBe(expected));

  it('is told for threats of trying and for no other', () => {
    for (const threat of ['T03', 'T04', 'T16', 'T17', 'T32']) expect(toldEstimates(shipped, threat).length, threat).toBeGreaterThan(0);
    expect(toldEstimates(shipped, 'T01')).toEqual([]);
  });

  it('is told in Japanese throughout', () => {
    for (const threat of ['T03', 'T04', 'T16', 'T17', 'T32'])
      for (const { way, under, time, constants } of toldEstimates(shipped, threat))
        for (const { ja } of [way, under, time, ...constants.map(({ text }) => text)]) expect(ja).toMatch(JAPANESE);
  });

  it('stands in explain, with the figures behind it', async () => {
    const { stdout } = await wardlab(ARGUMENTS);
    expect(stdout).toContain('fetch-study · blind resets · bare: 500 ms');
    expect(stdout.replace(/\s+/g, ' ')).toContain('receive window: 1,048,576 octets (scenario figure-3');
    const { timeToCompromise } = await document(ARGUMENTS);
    expect(timeToCompromise).toContainEqual(expect.objectContaining({ threat: 'T16', target: 'fetch-study', meanSeconds: 0.5 }));
  });
});
