/**
 * Purpose: guards T20 by infected documents as a mechanism: who sees the malware and who is blind; what its card says about countermeasures stands in test/threats/claims.
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

  it('a gateway scanner that can read the letter refuses it', () => {
    expect(stops(run(scenario, DOCUMENT, SCAN))).toEqual(['virus-scan-gateway/malware-recognised']);
  });

  it('it trusts a signed letter only where it is set to', () => {
    expect(outcome(withAdversary(scenario, { scannersTrustSigned: false }), DOCUMENT, [...SCAN, 'object-signature'])).toBe('blocked');
  });

  it('a signature alone does not refuse what its author infected himself', () => {
    expect(outcome(scenario, DOCUMENT, ['object-signature'])).toBe('succeeded');
  });

  it('no scanner recognises what its signatures do not know yet', () => {
    expect(outcome(withAdversary(scenario, { documentMalwareAgeNs: 0 }), DOCUMENT, SCAN)).toBe('succeeded');
  });
});
