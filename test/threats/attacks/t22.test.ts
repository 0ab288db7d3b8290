/** Purpose: guards T22 replay of captured messages as a mechanism; what its card says about countermeasures stands in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { NO_WINDOW, SHORT_LIFETIME } from '../claims/variants-t17-t24.ts';
import { attackIds, outcome } from '../support/claims.ts';
import { figure3 } from '../support/figure-3.ts';
import { run, stops } from '../support/outcome.ts';

const scenario = figure3();
const DATAGRAMS = 'T22/wan-on/internet/datagrams';
const LATE = 'T22/wan-on/internet/late';
const REFLECTED = 'T22/wan-on/internet/reflected';

describe('T22 replay of captured messages', () => {
  it.each(attackIds('T22'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('under fixed keys every packet that comes again is taken again (RFC 4303 3.3.3)', () =>
    expect(run(scenario, DATAGRAMS).finding.loss).toEqual({ records: 1 }));
  it('a reflected packet comes home under the same key, and routing sends it on its way again (RFC 4107 2)', () => {
    const accepted = run(scenario, REFLECTED).events.filter((event) => event.kind === 'accept');
    expect(accepted.map((event) => event.fields['origin'])).toEqual(
      Array.from({ length: accepted.length }, () => 'lab.sz.terminal-server'),
    );
    expect(accepted).toHaveLength(3);
  });
  it('under IKE a packet that comes again meets the window, a reflected one no association', () => {
    expect(stops(run(scenario, DATAGRAMS, ['ipsec-ike']))).toContain('ipsec-ike/esp-replay');
    expect(stops(run(scenario, REFLECTED, ['ipsec-ike']))).toContain('ipsec-ike/esp-unknown-spi');
  });
  it('without a window the age of the association decides (T22 Sweep: rekey time)', () => {
    const open = NO_WINDOW.apply(scenario);
    expect(outcome(LATE, ['ipsec-ike'])).toBe('blocked');
    expect(run(open, LATE, ['ipsec-ike']).finding.outcome).toBe('succeeded');
    expect(stops(run(SHORT_LIFETIME.apply(open), LATE, ['ipsec-ike']))).toContain('ipsec-ike/esp-unknown-spi');
  });
  it('a time stamp that is still good is known, an old one is too old', () => {
    expect(stops(run(scenario, DATAGRAMS, ['timestamping']))).toEqual(['timestamping/stamp-already-seen']);
    expect(stops(run(scenario, LATE, ['timestamping']))).toEqual(['timestamping/stamp-too-old']);
  });
});
