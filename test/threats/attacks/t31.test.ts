/**
 * Purpose: guards what the claims of card T31 rest on: damage without intent passes or does not as the line says, and a checksum tells an accident from nothing else.
 * Citations: threat-cards 3, T31.
 */
import { describe, expect, it } from 'vitest';
import { CHECKSUM } from '../claims/variants-t25-t32.ts';
import { figure3 } from '../support/figure-3.ts';
import { outcome, run, withVantage } from '../support/outcome.ts';

const scenario = figure3();
const FAULT = 'T31/none/clinic-a.vpn/line-fault';

describe('T31 a faulty line', () => {
  it('where the checksums see the damage, packets are lost and sent again, and the letter arrives as it was', () => {
    const errors = { perBit: { numerator: 1, denominator: 50_000 }, missed: { numerator: 0, denominator: 1 } };
    const { finding, events } = run(withVantage(scenario, 'bad-line-card', { errors }), FAULT);
    expect(finding.outcome).toBe('blocked');
    expect(events.some(({ kind, fields }) => kind === 'drop' && fields['reason'] === 'bits-damaged')).toBe(true);
    expect(events.some(({ kind, fields }) => kind === 'accept' && fields['op'] === 'store-letter' && fields['altered'] === false)).toBe(
      true,
    );
  });
  it('a checksum with the letter notices what the line did, though not what somebody does on purpose', () => {
    const checked = CHECKSUM.apply(scenario);
    expect(outcome(checked, FAULT)).toBe('blocked');
    expect(outcome(checked, 'T31/wan-on/internet')).toBe('succeeded');
  });
});
