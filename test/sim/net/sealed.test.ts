/**
 * Purpose: symbolic cryptography: without the key nobody sees the body, with it everybody does, and a changed body shows where there is integrity.
 *
 * Guards: a way round the key (the verdicts on confidentiality rest on there being none): serialising, cloning, listing, calling the methods on something else.
 * Arithmetic: none. Why this bound: equality.
 */
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { Sealed, sign, type KeyHolder } from '../../../sim/net/sealed.ts';

const ring = (...keys: string[]): KeyHolder => ({ holds: (keyId) => keys.includes(keyId) });
const SECRET = 'patient 4711';
const make = (options = {}): Sealed<{ text: string }> => Sealed.make({ text: SECRET }, 'k1', ring('k1'), options);

describe('a sealed body', () => {
  it('opens for a holder of its key, and for nobody else', () => {
    expect(make().open(ring('k0', 'k1'))).toEqual({ ok: true, body: { text: SECRET } });
    expect(make().open(ring())).toEqual({ ok: false, reason: 'no-key' });
    expect(make().open(ring('k2', 'K1', ''))).toEqual({ ok: false, reason: 'no-key' });
  });

  it('asks the ring for its own key', () => {
    const asked: string[] = [];
    make().open({
      holds: (keyId) => {
        asked.push(keyId);
        return false;
      },
    });
    expect(asked).toEqual(['k1']);
  });

  it('without encryption everybody reads it, and only a holder of the key sees that it was changed (RFC 2410)', () => {
    const clear = make({ encryption: false });
    const nobody = { holds: () => false };
    expect(clear.open(nobody).ok).toBe(true);
    expect(clear.tampered().open(nobody).ok).toBe(true);
    expect(clear.tampered().intact({ holds: () => true })).toBe(false);
    expect(clear.tampered().open({ holds: () => true })).toEqual({ ok: false, reason: 'integrity' });
  });
  it('shows nothing of the body in any other way', () => {
    const sealed = make({ by: 'tls' });
    const views = [
      JSON.stringify(sealed),
      JSON.stringify(structuredClone(sealed)),
      JSON.stringify({ ...sealed }),
      JSON.stringify(Object.assign({}, sealed)),
      JSON.stringify(Object.entries(sealed)),
      String(sealed),
      inspect(sealed, { depth: null, showHidden: true }),
      serialize(sealed).toString('latin1'),
      Reflect.ownKeys(sealed).map(String).join(),
    ];
    for (const view of views) expect(view).not.toContain('4711');
    expect(Object.keys(sealed).sort()).toEqual(['by', 'encryption', 'integrity', 'keyId']);
    const body = 'body' as keyof typeof sealed;
    expect([sealed[body], (sealed as unknown as Record<string, unknown>)['#body']]).toEqual([undefined, undefined]);
  });

  it('does not open as a clone, or by borrowing the method', () => {
    const sealed = make();
    const clone = structuredClone(sealed) as Partial<Sealed<unknown>>;
    expect(clone.open).toBeUndefined();
    const impostor = Object.assign(Object.create(Sealed.prototype) as Sealed<unknown>, { keyId: 'k9' });
    expect(() => impostor.open(ring('k9'))).toThrow(TypeError);
    expect(() => sealed.open.call({ ...sealed } as never, ring('k1'))).toThrow(TypeError);
  });

  it('cannot be turned over to another key, or stripped of its integrity, by assignment', () => {
    const sealed = make();
    const open = sealed as { keyId: string; integrity: boolean };
    expect(() => (open.keyId = 'k2')).toThrow(TypeError);
    expect(sealed.open(ring('k2'))).toEqual({ ok: false, reason: 'no-key' });
    const changed = sealed.tampered() as Sealed<unknown> & { integrity: boolean };
    expect(() => (changed.integrity = false)).toThrow(TypeError);
    expect(() => Object.defineProperty(changed, 'integrity', { value: false })).toThrow(TypeError);
    expect(changed.open(ring('k1')).ok).toBe(false);
  });

  it('is made only by a holder of the key', () => {
    expect(() => Sealed.make('x', 'k1', ring('k2'))).toThrow('the maker does not hold key k1');
  });

  it('keeps its control and its key for all to see', () => {
    const sealed = make({ by: 'ipsec-ike' });
    expect([sealed.keyId, sealed.by, sealed.integrity]).toEqual(['k1', 'ipsec-ike', true]);
    expect([make().by, make({ integrity: false }).integrity]).toEqual([undefined, false]);
  });
});

describe('tampering', () => {
  it('shows with integrity, to a holder of the key', () => {
    expect(make().tampered().open(ring('k1'))).toEqual({ ok: false, reason: 'integrity' });
    expect(make().tampered().open(ring())).toEqual({ ok: false, reason: 'no-key' });
    expect(make().tampered().tampered().open(ring('k1'))).toEqual({ ok: false, reason: 'integrity' });
  });

  it('goes unnoticed without integrity', () => {
    expect(make({ integrity: false }).tampered().open(ring('k1'))).toEqual({ ok: true, body: { text: SECRET } });
  });

  it('leaves what was sealed to captures, and to them only with the key', () => {
    for (const integrity of [true, false]) {
      const changed = make({ integrity }).altered(({ text }) => ({ text: `${text}!` }));
      expect(changed.original(ring('k1'))).toEqual({ text: SECRET });
      expect(changed.original(ring('k0'))).toBeUndefined();
    }
  });

  it('leaves the original as it was, and its control named', () => {
    const sealed = make({ by: 'tls' });
    const changed = sealed.tampered();
    expect(sealed.open(ring('k1')).ok).toBe(true);
    expect([changed.keyId, changed.by, changed.integrity]).toEqual(['k1', 'tls', true]);
  });
});

describe('a signature', () => {
  it('names its signer and its digest', () => {
    expect(sign('d1', 'clinic-key', ring('clinic-key'))).toEqual({ signer: 'clinic-key', digest: 'd1' });
  });

  it('is made only with the private key', () => {
    expect(() => sign('d1', 'clinic-key', ring('other'))).toThrow('the maker does not hold key clinic-key');
  });
});
