/**
 * Purpose: who can make which key: symbolic Diffie-Hellman and what follows from it.
 */
import { describe, expect, it } from 'vitest';
import { deriveEspKey, deriveSharedKey, forgetHalf, makeHalf, sharedKeyId } from '../../../sim/vpn/ike-keys.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';

const initiator = new KeyRing();
const responder = new KeyRing();
const publicI = makeHalf('i', initiator);
const publicR = makeHalf('r', responder);
const honest = { spiI: 'i', spiR: 'r', publicI, publicR };

describe('the keys of an exchange', () => {
  it('come out the same at both ends, and go on both rings', () => {
    expect(deriveSharedKey(honest, initiator)).toBe('sk/i/r');
    expect(deriveSharedKey(honest, responder)).toBe('sk/i/r');
    expect([initiator.holds('sk/i/r'), responder.holds('sk/i/r')]).toEqual([true, true]);
  });

  it('are out of reach for somebody who saw both public values', () => {
    expect(() => deriveSharedKey(honest, new KeyRing())).toThrow(/private half/);
  });

  it('differ at the two ends when somebody swapped a public value, even if he kept the SPIs', () => {
    const attacker = new KeyRing();
    const swapped = makeHalf('attacker', attacker);
    const seenByInitiator = { ...honest, publicR: swapped };
    const seenByResponder = { ...honest, publicI: swapped };
    const ids = [sharedKeyId(seenByInitiator), sharedKeyId(seenByResponder), sharedKeyId(honest)];
    expect(new Set(ids).size).toBe(3);
    expect(deriveSharedKey(seenByInitiator, attacker)).toBe(ids[0]);
    expect(attacker.holds('sk/i/r')).toBe(false);
  });

  it('cannot be made again once the half is forgotten', () => {
    const ring = new KeyRing();
    const mine = makeHalf('x', ring);
    forgetHalf(mine, ring);
    expect(() => deriveSharedKey({ spiI: 'x', spiR: 'r', publicI: mine, publicR: 'dh/unknown' }, ring)).toThrow(/private half/);
  });
});

it('ESP keys follow from the IKE keys for whoever holds those, and for nobody else', () => {
  expect(() => deriveEspKey('sk/i/r', 4711, new KeyRing())).toThrow(/does not hold/);
  const thief = new KeyRing(['sk/i/r']);
  expect(thief.holds(deriveEspKey('sk/i/r', 4711, thief))).toBe(true);
});
