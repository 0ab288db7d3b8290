/** Purpose: guards what the cards of T12 and T16 say of a MAC in every TCP segment (threat-cards 3, T12 Stops, T16 Stops), and where it ends. */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

describe('tcp-ao', () => {
  it.each(attackIds('T12'))('stops or spoils %s (T12 Stops)', (id) => expect(outcome(id, ['tcp-ao'])).toBe('blocked'));
  it.each(attackIds('T16'))('stops %s (T16 Stops)', (id) => expect(outcome(id, ['tcp-ao'])).toBe('blocked'));
  it('hides nothing: a listener on the clinic’s repeater reads on', () =>
    expect(outcome('T01/lan/clinic-a.sz', ['tcp-ao'])).toBe('succeeded'));
  it('knows no volume: the backlog fills all the same', () => expect(outcome('T24/wan-off/internet', ['tcp-ao'])).toBe('succeeded'));
});
