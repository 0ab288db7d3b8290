/** Purpose: guards what somebody without the key can do to a sealed body: break it where integrity is checked, change it blindly where it is not, read it nowhere. */
import { describe, expect, it } from 'vitest';
import { Sealed } from '../../../sim/net/sealed.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';

const ring = new KeyRing(['k']);
const stranger = new KeyRing([]);

describe('Sealed', () => {
  it('an altered body opens changed without integrity, and not at all with it', () => {
    const weak = Sealed.make('dose 5', 'k', ring, { integrity: false }).altered((body) => body.replace('5', '50'));
    expect(weak.open(ring)).toEqual({ ok: true, body: 'dose 50' });
    expect(
      Sealed.make('dose 5', 'k', ring)
        .altered((body) => `${body}0`)
        .open(ring),
    ).toEqual({ ok: false, reason: 'integrity' });
  });
  it('several alterations add up', () => {
    const twice = Sealed.make('a', 'k', ring, { integrity: false })
      .altered((body) => `${body}b`)
      .altered((body) => `${body}c`);
    expect(twice.open(ring)).toEqual({ ok: true, body: 'abc' });
  });
  it('whether it is intact can only be said with the key', () => {
    const whole = Sealed.make('a', 'k', ring, { integrity: false });
    expect([whole.intact(ring), whole.intact(stranger), whole.tampered().intact(ring), whole.altered((body) => body).intact(ring)]).toEqual(
      [true, false, false, false],
    );
  });
  it('altering opens nothing to who has no key', () => {
    let seen = '';
    const altered = Sealed.make('secret', 'k', ring, { integrity: false }).altered((body) => (seen = body));
    expect(altered.open(stranger)).toEqual({ ok: false, reason: 'no-key' });
    expect(seen).toBe('');
  });
});
