/** Purpose: guards T19 host-granular security association as a mechanism; what its card says about countermeasures stands in test/threats/claims. */
import { describe, expect, it } from 'vitest';
import { CLIENT_CERTIFICATES, SERVICE_SELECTORS } from '../claims/variants-t17-t24.ts';
import { attackIds, outcome } from '../support/claims.ts';
import { figure3 } from '../support/figure-3.ts';
import { run, stops } from '../support/outcome.ts';

const SPLICE = 'T19/wan-on/internet/splice';
const SHARED = 'T19/in-sz/lab.sz';

describe('T19 host-granular security association', () => {
  it.each(attackIds('T19'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('TLS above it keeps the spliced content closed', () => expect(outcome(SPLICE, ['tls'])).toBe('blocked'));
  it('(b) needs no T18: integrity changes nothing for who is entitled to the tunnel (T19 step (b))', () =>
    expect(outcome(SHARED, ['ipsec-manual-keys', 'ipsec-ike'])).toBe('succeeded'));
  it('who has no card is not served where orders are signed by card', () => {
    expect(stops(run(figure3(), SHARED, ['ic-card-orders']))).toEqual(['ic-card-orders/card-missing']);
    expect(outcome(SHARED, ['ic-card-orders'])).toBe('blocked');
  });
  it('where the exchange wants certificates, the doctor is served under TLS and the clerk is not', () => {
    const result = run(CLIENT_CERTIFICATES.apply(figure3()), SHARED, ['tls']);
    expect(stops(result)).toEqual(['tls/client-certificate-missing']);
    const served = result.events.filter((event) => event.kind === 'accept' && event.fields['op'] === 'fetch-letter');
    expect(served.map((event) => event.fields['user'])).toEqual(['kato']);
  });
  it('the receiver refuses what comes out of the association and is not what it is for', () => {
    const { events } = run(SERVICE_SELECTORS.apply(figure3()), SPLICE);
    const refused = events.filter((event) => event.kind === 'drop' && event.fields['reason'] === 'outside-selectors');
    expect(refused.map((event) => event.at)).toContain('lab.vpn');
    expect(events.some((event) => event.kind === 'session' && event.fields['end'] === 'finished')).toBe(true);
  });
});
