/**
 * Purpose: `probe esp` against all 465 packets of the testbed (experiment 2), and its wrong input.
 */
import { describe, expect, it } from 'vitest';
import { probeEsp } from '../../../lab/probe/esp.ts';
import { readEspProbe } from '../../../lab/probe/ike-options.ts';
import { ESP_SETS as sets, outerBytes } from '../../reference/esp.ts';

describe('probe esp', () => {
  it('has 465 measured packets to be held against', () => {
    expect(sets.reduce((sum, { inner }) => sum + inner.length, 0)).toBe(465);
  });

  it.each(sets)('$suite of $maker, in UDP: $udp', ({ suite, udp, inner, outer }) => {
    expect(inner.map((bytes) => outerBytes(suite, bytes, udp))).toEqual(outer);
  });

  it('says of which parts a packet consists', () => {
    const probe = readEspProbe({ suite: 'aes-gcm-16', inner: '1400' });
    if (!probe.ok) throw new Error('refused');
    const { parts, outerBytes: outer } = probeEsp(probe.value);
    expect(outer).toBe(1456);
    expect(20 + Object.values(parts).reduce((sum, each) => sum + each, 0)).toBe(outer);
  });

  it.each([
    [{ suite: 'aes-gmc-16', inner: '1400' }, 'did you mean aes-gcm-16?'],
    [{ suite: 'aes-gcm-16', inner: '1400B' }, 'a whole number'],
    [{ suite: 'aes-gcm-16', inner: '19' }, 'from 20'],
    [{ suite: 'aes-gcm-16', inner: '65535' }, 'from 20'],
  ])('refuses %o', (words, why) => {
    const probe = readEspProbe(words);
    expect(probe.ok ? '' : probe.refusal.message.en).toContain(why);
  });
});
