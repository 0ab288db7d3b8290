/**
 * Purpose: what the page derives from the explored trees, what its address holds, and that its two languages match.
 */
import { describe, expect, it } from 'vitest';
import type { DecisionTree } from '../../threats/coverage/types.ts';
import { whatIf } from '../../threats/coverage/what-if.ts';
import { gainsOf, treesOf, worstAttack } from '../../viz/matrix/model.ts';
import { readLink, writeLink, type LinkState } from '../../viz/state/link.ts';
import { dialogEn, dialogJa } from '../../viz/dialogs/words.ts';
import { tourEn, tourJa } from '../../viz/tour/words.ts';
import { english } from '../../viz/words/english.ts';
import { japanese } from '../../viz/words/japanese.ts';
import { STOP_WORDS } from '../../threats/evidence/words/stops.ts';
import { hasWords } from '../../viz/words/reasons.ts';

const won = { outcome: 'succeeded', probability: 1 } as const;
const lost = { outcome: 'blocked', probability: 0 } as const;
/** Blocked by `a`; `b` opens it again. */
const spoiled: DecisionTree = { ask: 'a', on: { ask: 'b', on: won, off: lost }, off: won };
const plain: DecisionTree = { ask: 'a', on: lost, off: won };
const attacks = [
  { id: 'T1/x', threat: 'T1' },
  { id: 'T1/y', threat: 'T1' },
  { id: 'T2/z', threat: 'T2' },
];

describe('the explored trees', () => {
  it('hold a threat only when all of its attacks are explored', () => {
    const some = treesOf(
      attacks,
      new Map([
        ['T1/x', plain],
        ['T2/z', plain],
      ]),
    );
    expect(some.threats.map(({ id }) => id)).toEqual(['T2']);
    const all = treesOf(
      attacks,
      new Map([
        ['T1/x', plain],
        ['T1/y', plain],
        ['T2/z', plain],
      ]),
    );
    expect(all.threats.map((threat) => threat.attacks.length)).toEqual([2, 1]);
  });
});

describe('gains', () => {
  const trees = treesOf(
    attacks,
    new Map([
      ['T1/x', plain],
      ['T1/y', plain],
      ['T2/z', spoiled],
    ]),
  );

  it('say what one more switch would change, for better or worse', () => {
    const bare = new Set<string>();
    expect([...gainsOf(trees, ['a', 'b'], bare, whatIf(trees, bare))]).toEqual([
      ['T1 a', { verdict: 'blocked', better: true }],
      ['T2 a', { verdict: 'blocked', better: true }],
    ]);
    const on = new Set(['a']);
    expect([...gainsOf(trees, ['a', 'b'], on, whatIf(trees, on))]).toEqual([
      ['T1 a', { verdict: 'succeeded', better: false }],
      ['T2 a', { verdict: 'succeeded', better: false }],
      ['T2 b', { verdict: 'succeeded', better: false }],
    ]);
  });
});

describe('the worst attack', () => {
  it('is the first of those that end worst', () => {
    const trees = new Map<string, DecisionTree>([
      ['T1/x', plain],
      ['T1/y', spoiled],
    ]);
    expect(worstAttack(attacks, trees, 'T1', new Set())).toBe('T1/x');
    expect(worstAttack(attacks, trees, 'T1', new Set(['a', 'b']))).toBe('T1/y');
    expect(worstAttack(attacks, trees, 'T9', new Set())).toBeUndefined();
  });
});

describe('the address', () => {
  it('gives back what was put into it', () => {
    const state: LinkState = {
      scenario: 'figure-3',
      lang: 'ja',
      on: ['a', 'b'],
      attack: 'T01/wan-on/internet',
      profile: ['ipsec-ike'],
      base: ['tls'],
      compare: true,
      seed: 7,
    };
    expect(readLink(writeLink(state))).toEqual(state);
    expect(writeLink(state)).toBe(
      '#scenario=figure-3&lang=ja&on=a,b&attack=T01/wan-on/internet&with=ipsec-ike&against=tls&view=compare&seed=7',
    );
  });

  it('takes nonsense as absent', () => {
    expect(readLink('#lang=fr&seed=-1&x=%')).toEqual({
      scenario: undefined,
      lang: undefined,
      on: [],
      attack: undefined,
      profile: [],
      base: [],
      compare: false,
      seed: 1,
    });
  });
});

describe('short reasons', () => {
  it('exist for everything that a control can stop', () => {
    const stops = Object.keys(STOP_WORDS).map((key) => key.replace('stop/', ''));
    expect(stops.length).toBeGreaterThan(20);
    expect(stops.filter((reason) => !hasWords(reason))).toEqual([]);
    expect(hasWords('no-such-reason')).toBe(false);
  });
});

describe('the texts', () => {
  const en = { ...english, ...dialogEn, ...tourEn };
  const ja = { ...japanese, ...dialogJa, ...tourJa };

  it('have the same keys in both languages', () => {
    expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(en).length).toBeGreaterThan(250);
  });

  it('differ between the languages, but for what has no translation', () => {
    const same = Object.entries(en).filter(
      ([key, text]) => typeof text === 'string' && Object.entries(ja).some(([other, own]) => other === key && own === text),
    );
    expect(same.map(([key]) => key).sort()).toEqual(['lookArp', 'lookTls', 'product']);
  });

  it('are Japanese where they are sentences', () => {
    for (const [key, text] of Object.entries(ja)) {
      const said = typeof text === 'string' ? text : text.toString();
      if (!['product', 'lookTls', 'lookArp', 'lookEsp'].includes(key)) expect(`${key} ${said}`).toMatch(/[ぁ-んァ-ヶ一-龠]/);
    }
  });
});
