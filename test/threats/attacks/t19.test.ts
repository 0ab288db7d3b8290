/** Purpose: guards T19 host-granular security association, bare and as its threat card claims (threat-cards 3, T19). */
import { describe, expect, it } from 'vitest';
import { attackIds, outcome } from '../support/claims.ts';

const SPLICE = 'T19/wan-on/internet/splice';
const SHARED = 'T19/in-sz/lab.sz';

describe('T19 host-granular security association', () => {
  it.each(attackIds('T19'))('%s succeeds with all controls off', (id) => expect(outcome(id, [])).toBe('succeeded'));
  it('Stops (a): ESP integrity (T19 Stops)', () => {
    expect(outcome(SPLICE, ['ipsec-manual-keys'])).toBe('blocked');
    expect(outcome(SPLICE, ['ipsec-ike'])).toBe('blocked');
  });
  it('TLS above it keeps the spliced content closed', () => expect(outcome(SPLICE, ['tls'])).toBe('blocked'));
  it('Stops (b): user authentication at the application (T19 Stops)', () => expect(outcome(SHARED, ['ic-card-orders'])).toBe('blocked'));
  it('(b) needs no T18: integrity changes nothing for who is entitled to the tunnel (T19 step (b))', () =>
    expect(outcome(SHARED, ['ipsec-manual-keys', 'ipsec-ike'])).toBe('succeeded'));
  it('Does not: device-auth, connection-policy: they act at machine and site (T19 Does not)', () => {
    expect(outcome(SHARED, ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking', 'zone-firewall'])).toBe('succeeded');
    expect(outcome(SPLICE, ['device-auth', 'connection-policy'])).toBe('succeeded');
  });
});
