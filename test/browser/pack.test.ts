/**
 * Purpose: links that carry a scenario: what is packed comes back whole, what was cut, changed or blown up on its way is refused with the reason; what an address says of the moment.
 */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { addMoment, readMoment } from '../../viz/share/moment.ts';
import { LONGEST_WORD, pack, unpack } from '../../viz/share/pack.ts';
import { fc } from './support/fuzz.ts';
import { figure3 } from './support/lab-page.ts';

const MIB = 2 ** 20;

describe('a packed text', () => {
  it('comes back whole, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
        const word = await pack(text);
        expect(word).toMatch(/^[\w-]*$/);
        expect(await unpack(word, MIB)).toEqual({ ok: true, text });
      }),
      { numRuns: 100 },
    );
  });

  it('is short enough for a link even for the largest shipped scenario', async () => {
    const word = await pack(figure3);
    expect(word.length).toBeLessThan(LONGEST_WORD / 2);
    expect(await unpack(word, MIB)).toEqual({ ok: true, text: figure3 });
  });

  it('is refused when it was cut or changed, and nothing is thrown for any word', async () => {
    const word = await pack(figure3);
    for (const bad of ['*', 'A', word.slice(0, -40), word.slice(40), `${word}!`, `x${word}`])
      expect([bad.slice(0, 9), await unpack(bad, MIB)]).toEqual([bad.slice(0, 9), { ok: false, why: 'damaged' }]);
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 60 }), async (any) => {
        expect(await unpack(any, MIB)).toHaveProperty('ok');
      }),
      { numRuns: 200 },
    );
  });

  it('is unpacked no further than the bound', async () => {
    // 64 MiB of zeros in 64 kB.
    const bomb = deflateRawSync(new Uint8Array(64 * MIB)).toString('base64url');
    expect(bomb.length).toBeLessThan(100_000);
    expect(await unpack(bomb, MIB)).toEqual({ ok: false, why: 'too-large' });
  });

  it('must be text', async () => {
    const bytes = deflateRawSync(Uint8Array.of(0xff, 0xfe, 0xfd)).toString('base64url');
    expect(await unpack(bytes, MIB)).toEqual({ ok: false, why: 'damaged' });
  });
});

describe('the moment in an address', () => {
  it('is read as it was written, to the nanosecond', () => {
    const moment = { tab: 'events', side: 'bare', timeNs: 2_000_006_120, word: 'abc-_1', file: 'mine & yours.yaml' } as const;
    const link = addMoment('#scenario=x&lang=ja', moment);
    expect(link).toBe('#scenario=x&lang=ja&tab=events&side=bare&t=2.00000612&file=mine+%26+yours.yaml&v1=abc-_1');
    expect(readMoment(link)).toEqual(moment);
  });

  it('takes nonsense as absent', () => {
    const nothing = { tab: undefined, side: undefined, timeNs: undefined, word: undefined, file: 'shared.yaml' };
    for (const hash of ['', '#', '#t=-1&side=left', '#t=1e300', '#t=abc']) expect(readMoment(hash)).toEqual(nothing);
    expect(addMoment('#', { ...nothing, timeNs: 0 })).toBe('#');
    expect(readMoment(`#file=${'x'.repeat(500)}`).file).toHaveLength(80);
  });
});
