/**
 * Purpose: guards T15 TCP SYN insertion as executed; what stops it and what does not is executed as claims (test/threats/claims/t09-t16.ts).
 */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

describe('T15 TCP SYN insertion', () => {
  it.each(attackIds('T15'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));

  it('beyond the card: tcp-rfc5961 also stops who sees the numbers, since every SYN is challenged (RFC 5961 4.2)', () =>
    expect(outcome('T15/wan-on/internet', ['tcp-rfc5961'])).toBe('blocked'));
  it('tcp-rfc5961 does nothing for (b): a new SYN is no SYN into a connection', () =>
    expect(outcome('T15/wan-off/internet/foothold', ['tcp-rfc5961'])).toBe('succeeded'));
  it('ingress filtering does nothing to who sits on the path', () =>
    expect(outcome('T15/wan-on/internet', ['tls', 'ingress-filtering'])).toBe('succeeded'));
});
