/**
 * Purpose: the certificates of captures, read and checked by Node's X.509: chains hold, fields say what the model says, and every length can be had.
 *
 * References: RFC 5280 4.1, 4.2.1.9, 6.1.
 */
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { certificateDer } from '../../../lab/capture/certificate.ts';
import { Secrets } from '../../../lab/capture/secrets.ts';
import { NS_PER_S, TIME_MAX } from '../../../sim/kernel/time.ts';
import type { KeyKindId } from '../../../sim/vpn/ike-suites.ts';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { certificateBytes, issueCertificate, issuerKeyId, type Certificate } from '../../../sim/vpn/pki.ts';

const secrets = new Secrets(1);

function issued(issuer: string, subject: string, more: Partial<Certificate> = {}): Certificate {
  const fields = { tier: 'service', serial: 7, notAfterNs: TIME_MAX, keyKind: 'ecdsa256', ...more, subject, issuer } as const;
  return issueCertificate(fields, new KeyRing([issuerKeyId(issuer)]));
}

const read = (certificate: Certificate): X509Certificate => new X509Certificate(certificateDer(certificate, secrets));

describe('a certificate in a capture', () => {
  it('says in simulated time from when until when it holds, and 9999 where it has no end', () => {
    const some = read(issued('ca', 'clinic', { notBeforeNs: 90 * NS_PER_S, notAfterNs: 86_400 * NS_PER_S }));
    expect([some.validFrom, some.validTo]).toEqual(['Jan  1 00:01:30 1970 GMT', 'Jan  2 00:00:00 1970 GMT']);
    const endless = read(issued('ca', 'clinic'));
    expect([endless.validFrom, endless.validTo]).toEqual(['Jan  1 00:00:00 1970 GMT', 'Dec 31 23:59:59 9999 GMT']);
    expect([endless.subject, endless.issuer, endless.serialNumber]).toEqual(['CN=clinic', 'CN=ca', '0100000007']);
  });

  it('of an intermediate issuer is marked as one, and its key checks what he signed; another issuer’s does not', () => {
    const own = read(issued('below', 'clinic'));
    const above = read(issued('ca', 'below', { authority: true }));
    const other = read(issued('ca', 'elsewhere', { authority: true }));
    expect([own.ca, above.ca]).toEqual([false, true]);
    expect([own.verify(above.publicKey), own.verify(other.publicKey)]).toEqual([true, false]);
  });

  it.each([
    ['rsa2048', 720],
    ['rsa3072', 970],
    ['ecdsa256', 400],
  ] as const)('of %s is exactly as long as the model says, whatever that is from %i octets on', (keyKind: KeyKindId, least) => {
    for (const derBytes of [least, least + 130, least + 131, least + 257, least + 258, 1500, 3000]) {
      const certificate = issued('ca', 'clinic', { keyKind, derBytes, authority: true });
      expect(certificateBytes(certificate)).toBe(derBytes);
      expect(certificateDer(certificate, secrets).length).toBe(derBytes);
    }
  });
});
