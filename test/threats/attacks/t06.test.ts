/**
 * Purpose: guards threat card T06 as executed on figure-3: what a ready tool changes, with the same attack by hand beside it.
 * Citations: threat-cards 3, card T06, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { attacksOf } from '../../../threats/attacks-of.ts';
import { play, result, shipped } from '../support/credentials.ts';

const IDS = attacksOf(shipped)
  .filter((attack) => attack.definition.threat === 'T06')
  .map(({ id }) => id);
const CRACKERS = IDS.filter((id) => id.endsWith('/cracker'));
const OTHERS = IDS.filter((id) => !id.endsWith('/cracker'));
const KITS = IDS.filter((id) => id.endsWith('/exploit-kit'));
const { adversary } = shipped;

describe('T06 availability of cracking tools', () => {
  it('covers the attacks that tools exist for', () => {
    const tools = new Set(IDS.map((id) => id.split('/').at(-1)));
    expect([...tools].sort()).toEqual(['bit-flipping', 'cracker', 'directory', 'exploit-kit', 'hijacking', 'interception', 'key-search']);
  });
  it.each(IDS)('%s succeeds bare', (id) => expect(result(id)).toBe('succeeded'));

  it('[Wins when] the tool makes the difference: without one, or with more patience, it decides nothing', () => {
    const noTools = { ...shipped, adversary: { ...adversary, toolFactor: 2 } };
    const patient = { ...shipped, adversary: { ...adversary, patienceNs: 365 * 86_400e9 } };
    for (const id of OTHERS) for (const scenario of [noTools, patient]) expect(result(id, [], scenario), id).toBe('blocked');
    // The crackers then have nothing to aim at: the password that they are for is no longer out of reach by hand.
    for (const scenario of [noTools, patient]) expect(attacksOf(scenario).filter((attack) => attack.id.endsWith('/cracker'))).toEqual([]);
  });
  it('[Wins when] a tool that takes longer than he would spend decides nothing either', () => {
    const hasty = { ...shipped, adversary: { ...adversary, patienceNs: 0.5e9 } };
    for (const id of OTHERS) expect(result(id, [], hasty), id).toBe('blocked');
  });
  it('[Wins when] by hand the search goes on to the end of the run without a result', () => {
    const { events, learned } = play(CRACKERS[0] ?? '');
    const steps = events.filter((event) => event.kind === 'attack').map((event) => event.fields['step']);
    expect(steps).toEqual(expect.arrayContaining(['cracking-offline', 'cracking-by-hand']));
    const byHand = {
      ...shipped,
      adversary: { ...adversary, offlineGuessesPerS: adversary.offlineGuessesPerS / (adversary.toolFactor ?? 1), toolFactor: 1 },
    };
    expect(result(CRACKERS[0] ?? '', [], byHand)).toBe('blocked');
    expect(learned.some((entry) => entry.form === 'key' && entry.how === 'guessed')).toBe(true);
  });

  it('[Reduces] patching comes too late for a fault of yesterday', () => {
    const fresh = { ...shipped, adversary: { ...adversary, faultAgeNs: 86_400e9 } };
    for (const id of KITS) expect(result(id, ['patching'], fresh), id).toBe('succeeded');
  });
});
