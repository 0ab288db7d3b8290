/**
 * Purpose: guards threat card T20 as executed for infected documents: who sees the malware, who is blind, and what makes it more trusted.
 * Citations: card T20, field in brackets.
 */
import { describe, expect, it } from 'vitest';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, stops, withAdversary } from '../support/outcome.ts';

const scenario = figure3();
const DOCUMENT = 'T20/none/clinic-a.sz.doctor-pc/document';
const SCAN = ['virus-scan-gateway'];

describe('T20 by documents', () => {
  it('succeeds bare: the letter is stored at the hospital and infects the rehabilitation hospital', () => {
    expect(run(scenario, DOCUMENT).finding.because.en).toContain('clinic-b.sz.doctor-pc');
  });

  it('[Reduces] a gateway scanner that can read the letter refuses it', () => {
    expect(stops(run(scenario, DOCUMENT, SCAN))).toEqual(['virus-scan-gateway/malware-recognised']);
    expect(outcome(scenario, DOCUMENT, SCAN)).toBe('blocked');
  });

  it('[Reduces] also behind the tunnel: a scanner in the device that ends the tunnel sees plaintext', () => {
    expect(outcome(scenario, DOCUMENT, [...SCAN, 'ipsec-ike'])).toBe('blocked');
  });

  it('[Does not] end-to-end TLS and object encryption blind the gateway scanner: harmful', () => {
    for (const blind of ['tls', 'object-encryption', 'ipsec-ike-host-host'])
      expect(outcome(scenario, DOCUMENT, [...SCAN, blind]), blind).toBe('succeeded');
  });

  it('[Does not] signing an infected file makes it more trusted: harmful where the scanner exempts signed documents', () => {
    expect(outcome(scenario, DOCUMENT, [...SCAN, 'object-signature'])).toBe('succeeded');
    expect(outcome(withAdversary(scenario, { scannersTrustSigned: false }), DOCUMENT, [...SCAN, 'object-signature'])).toBe('blocked');
  });

  it('[Does not] a signature alone does not refuse what its author infected himself', () => {
    expect(outcome(scenario, DOCUMENT, ['object-signature'])).toBe('succeeded');
  });

  it('[Reduces] patching; a scanner on the host where the letter is opened', () => {
    expect(outcome(scenario, DOCUMENT, ['patching'])).toBe('blocked');
    const everywhere = {
      ...scenario,
      controls: scenario.controls.map((c) => (c.id === 'virus-scan-host' ? { ...c, scope: ['core-hospital', 'clinic-a', 'clinic-b'] } : c)),
    };
    expect(outcome(everywhere, DOCUMENT, ['virus-scan-host', 'tls', 'object-encryption'])).toBe('blocked');
  });

  it('[Reduces] no scanner recognises what its signatures do not know yet', () => {
    expect(outcome(withAdversary(scenario, { documentMalwareAgeNs: 0 }), DOCUMENT, SCAN)).toBe('succeeded');
  });

  it('[Does not] IPsec, TLS and device authentication deliver the infected letter perfectly', () => {
    expect(outcome(scenario, DOCUMENT, ['ipsec-ike', 'tls', 'device-auth', 'connection-policy'])).toBe('succeeded');
  });
});
