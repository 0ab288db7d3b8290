/**
 * Purpose: certificates of the two tiers: what a verifier refuses, fault by fault.
 */
import { describe, expect, it } from 'vitest';
import { KeyRing } from '../../../sim/vpn/key-store.ts';
import { checkCertificate, issueCertificate, issuerKeyId, RevocationList, type Certificate } from '../../../sim/vpn/pki.ts';
import { ANCHORS, certificate } from './support.ts';

const check = (cert: Certificate, name = 'clinic.vpn', nowNs = 0): string | undefined =>
  checkCertificate(cert, { tier: 'service', name }, ANCHORS, nowNs);

describe('a chain of issuers', () => {
  const issued = (fields: { subject: string; issuer: string; notAfterNs?: number; authority?: true }): Certificate =>
    issueCertificate({ tier: 'service', serial: 9, notAfterNs: 1000, ...fields }, new KeyRing([issuerKeyId(fields.issuer)]));
  const [anchor = ''] = ANCHORS.service;
  const middle = issued({ subject: 'middle-ca', issuer: anchor, authority: true });
  const low = issued({ subject: 'low-ca', issuer: 'middle-ca', authority: true });
  const leaf = issued({ subject: 'clinic.vpn', issuer: 'low-ca' });
  const under = (chain: readonly Certificate[], nowNs = 0, own = leaf): string | undefined =>
    checkCertificate(own, { tier: 'service', name: 'clinic.vpn' }, ANCHORS, nowNs, chain);

  it('passes when it leads to an anchor, in whatever order it came', () => {
    expect([under([low, middle]), under([middle, low])]).toEqual([undefined, undefined]);
  });

  it('fails with a gap, with an issuer that is out of date, and with one that may not issue', () => {
    expect([under([]), under([low]), under([middle])]).toEqual(Array.from({ length: 3 }, () => 'certificate-untrusted'));
    const old = issued({ subject: 'middle-ca', issuer: anchor, authority: true, notAfterNs: 5 });
    expect([under([low, old], 5), under([low, old], 6)]).toEqual([undefined, 'certificate-untrusted']);
    const plain = issued({ subject: 'low-ca', issuer: 'middle-ca' });
    expect(under([plain, middle])).toBe('certificate-untrusted');
    // Nobody makes himself an issuer afterwards: the right is part of what was signed.
    expect(under([{ ...plain, authority: true }, middle])).toBe('certificate-untrusted');
  });

  it('comes to an end where two issuers name each other', () => {
    const circle = issued({ subject: 'middle-ca', issuer: 'low-ca', authority: true });
    expect(under([low, circle])).toBe('certificate-untrusted');
  });
});

describe('a service certificate', () => {
  it('passes with the right issuer, tier, time and name', () => {
    expect(check(certificate('clinic.vpn'))).toBeUndefined();
  });

  it('fails under an issuer that is not trusted', () => {
    expect(check(certificate('clinic.vpn', { issuer: 'other-ca' }))).toBe('certificate-untrusted');
  });

  it('fails when the issuer of the device tier signed it', () => {
    expect(check(certificate('clinic.vpn', { issuer: 'device-ca' }))).toBe('certificate-untrusted');
  });

  it('fails when it belongs to the device tier', () => {
    expect(check(certificate('clinic.vpn', { tier: 'device', issuer: 'device-ca' }))).toBe('certificate-wrong-tier');
  });

  it('is valid up to its last nanosecond', () => {
    const cert = certificate('clinic.vpn', { notAfterNs: 1000 });
    expect(check(cert, 'clinic.vpn', 1000)).toBeUndefined();
    expect(check(cert, 'clinic.vpn', 1001)).toBe('certificate-expired');
  });

  it('fails for another name', () => {
    expect(check(certificate('vendor.vpn'))).toBe('certificate-name-mismatch');
  });

  it('fails when any field was changed after signing', () => {
    const cert = certificate('vendor.vpn');
    expect(check({ ...cert, subject: 'clinic.vpn' })).toBe('certificate-untrusted');
    expect(check({ ...certificate('clinic.vpn', { notAfterNs: 5 }), notAfterNs: 500 }, 'clinic.vpn', 100)).toBe('certificate-untrusted');
    expect(check({ ...certificate('clinic.vpn'), publicKeyId: 'key/service/attacker' })).toBe('certificate-untrusted');
  });
});

it('cannot be issued without the issuer’s key', () => {
  const fields = { subject: 'clinic.vpn', tier: 'service', issuer: 'service-ca', serial: 1, notAfterNs: 1 } as const;
  expect(() => issueCertificate(fields, new KeyRing([issuerKeyId('other-ca')]))).toThrow(/does not hold/);
});

it('revokes one certificate and not its successor', () => {
  const old = certificate('clinic.vpn');
  const renewed = certificate('clinic.vpn');
  const list = new RevocationList();
  list.revoke(old);
  expect([list.isRevoked(old), list.isRevoked(renewed)]).toEqual([true, false]);
});
