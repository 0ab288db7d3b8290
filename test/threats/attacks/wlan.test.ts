/**
 * Purpose: guards the radio hop (TR C 6-1-1): controls that only hide are built as they are and seen to fail; a guessable pass-phrase opens WPA; 802.1X closes the hop, and the hop only.
 * Citations: cards T01, T03, T27, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../sim/world/scenario.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops } from '../support/outcome.ts';

const scenario = figure3();
const LISTEN = 'T01/radio/clinic-a.sz/wlan';
const JOIN = 'T27/radio/clinic-a.sz/wlan';
/** A pass-phrase that is in no dictionary. */
const random: Scenario = { ...scenario, keys: scenario.keys.map((key) => (key.id === 'clinic-wlan' ? { id: key.id } : key)) };

describe('the radio hop', () => {
  it('an open network is heard and entered', () => {
    for (const id of [LISTEN, JOIN]) expect(outcome(scenario, id), id).toBe('succeeded');
  });

  it('[T27 Does not] a hidden name and a MAC filter are passed by who waits for a station to speak', () => {
    const hiding = ['stealth-ssid', 'any-refuse', 'mac-filter'];
    for (const control of hiding) expect(outcome(scenario, JOIN, [control]), control).toBe('succeeded');
    const result = run(scenario, JOIN, hiding);
    expect(result.finding.outcome).toBe('succeeded');
    expect(stops(result)).toEqual(['stealth-ssid/name-hidden', 'mac-filter/mac-not-listed']);
    expect(outcome(scenario, LISTEN, hiding)).toBe('succeeded');
  });

  it.each([
    ['stealth-ssid', 'name-hidden'],
    ['any-refuse', 'name-hidden'],
    ['mac-filter', 'mac-not-listed'],
  ])('%s refuses him once and is passed', (control, reason) => {
    expect(stops(run(scenario, JOIN, [control]))).toEqual([`${control}/${reason}`]);
  });

  it('[T03 Does not] WPA with a guessable pass-phrase', () => {
    for (const id of [LISTEN, JOIN])
      for (const wpa of ['wpa2-aes', 'wpa-tkip']) expect(outcome(scenario, id, [wpa]), `${id} ${wpa}`).toBe('succeeded');
  });

  it('[T01 Reduces] WPA2 with a random pass-phrase closes the radio hop', () => {
    for (const id of [LISTEN, JOIN])
      for (const wpa of ['wpa2-aes', 'wpa-tkip']) expect(outcome(random, id, [wpa]), `${id} ${wpa}`).toBe('blocked');
  });

  it('a pass-phrase behind the last word of his dictionary is not found', () => {
    const rank = scenario.adversary.dictionaryWords + 1;
    const rare = { ...scenario, keys: scenario.keys.map((key) => (key.id === 'clinic-wlan' ? { ...key, rank } : key)) };
    for (const id of [LISTEN, JOIN]) expect(outcome(rare, id, ['wpa2-aes']), id).toBe('blocked');
  });

  it('[T01 Reduces] and only the radio hop: on the wire of the clinic the letter is readable', () => {
    expect(outcome(random, 'T01/lan/clinic-a.sz', ['wpa2-aes', 'wlan-8021x'])).toBe('succeeded');
  });

  it('[T27 Reduces] 802.1X gives nothing to guess', () => {
    for (const id of [LISTEN, JOIN]) expect(outcome(scenario, id, ['wlan-8021x']), id).toBe('blocked');
  });

  it('TLS and object encryption keep the letter closed on an open network; who joins is served all the same', () => {
    for (const control of ['tls', 'object-encryption']) expect(outcome(scenario, LISTEN, [control]), control).toBe('blocked');
    expect(outcome(scenario, JOIN, ['tls', 'ipsec-ike', 'device-auth'])).toBe('succeeded');
  });
});
