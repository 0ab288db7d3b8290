/**
 * Purpose: guards the radio hop (TR C 6-1-1): controls that only hide are built as they are and seen to fail; a guessable pass-phrase opens WPA; 802.1X closes the hop, and the hop only.
 * Citations: cards T01, T03, T27, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { NS_PER_S } from '../../../sim/kernel/time.ts';
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

  it('[T27 Does not] a hidden name and a MAC filter together are passed by who waits for a station to speak', () => {
    const hiding = ['stealth-ssid', 'any-refuse', 'mac-filter'];
    const result = run(scenario, JOIN, hiding);
    expect(result.finding.outcome).toBe('succeeded');
    expect(stops(result)).toEqual(['stealth-ssid/name-hidden', 'mac-filter/mac-not-listed']);
    expect(outcome(scenario, LISTEN, hiding)).toBe('succeeded');
  });

  it('[T27 Does not] an access point that does not answer to ANY hides its name like one that is silent', () => {
    const result = run(scenario, JOIN, ['any-refuse']);
    expect(result.finding.outcome).toBe('succeeded');
    expect(stops(result)).toEqual(['any-refuse/name-hidden']);
  });

  it('[T03 Does not] WPA with a guessable pass-phrase', () => {
    for (const id of [LISTEN, JOIN])
      for (const wpa of ['wpa2-aes', 'wpa-tkip']) expect(outcome(scenario, id, [wpa]), `${id} ${wpa}`).toBe('succeeded');
  });

  it('[T27] WPA2 with a random pass-phrase keeps strangers off the LAN as well; 802.1X keeps listeners out', () => {
    for (const wpa of ['wpa2-aes', 'wpa-tkip']) expect(outcome(random, JOIN, [wpa]), wpa).toBe('blocked');
    expect(outcome(scenario, LISTEN, ['wlan-8021x'])).toBe('blocked');
  });

  it('[T03] a pass-phrase that stands behind the last word of the dictionary is not found', () => {
    const words = scenario.adversary.dictionaryWords;
    const behind = (rank: number): Scenario => ({
      ...scenario,
      keys: scenario.keys.map((key) => (key.id === 'clinic-wlan' ? { ...key, rank } : key)),
      horizonNs: 3600 * NS_PER_S,
    });
    expect([words, words + 1].map((rank) => outcome(behind(rank), JOIN, ['wpa2-aes']))).toEqual(['succeeded', 'blocked']);
  });

  it('who joins an open network is served whatever protects the letters on it', () => {
    expect(outcome(scenario, JOIN, ['tls', 'ipsec-ike', 'device-auth'])).toBe('succeeded');
  });
});
