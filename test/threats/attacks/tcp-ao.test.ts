/** Purpose: guards where a MAC in every TCP segment ends; what it stops is executed as claims (test/threats/claims). */
import { describe, expect, it } from 'vitest';
import { outcome } from '../support/claims.ts';

describe('tcp-ao', () => {
  it('hides nothing: a listener on the clinic’s repeater reads on', () =>
    expect(outcome('T01/lan/clinic-a.sz', ['tcp-ao'])).toBe('succeeded'));
  it('knows no volume: the backlog fills all the same', () => expect(outcome('T24/wan-off/internet', ['tcp-ao'])).toBe('succeeded'));
});
