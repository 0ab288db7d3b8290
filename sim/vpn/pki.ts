/**
 * Purpose: the two-tier PKI: device certificates (tier 1, the box) and service certificates (tier 2, the right to the VPN service), issued, checked and revoked.
 *
 * A certificate is a statement that its issuer signed. Its holder proves possession elsewhere, with a signature by the private key `key/<tier>/<subject>`.
 * Does not model: key usage bits but for the right to issue, revoked intermediate issuers, OCSP. The list of revoked certificates is the issuer's own; what a verifier has at hand may be older (revocation-copy.ts).
 * Units: nanoseconds, octets. Determinism: pure; serial numbers are given by the caller.
 * References: TR D.5, D.6, D.8 (two tiers); RFC 5280 4.1, 6.1 (fields, path validation); RFC 3552 4.1.7 (binding to the expected name).
 */
import type { TimeNs } from '../kernel/time.ts';
import { sign, type KeyHolder, type Signature } from '../net/sealed.ts';
import { KEY_KINDS, type KeyKindId } from './ike-suites.ts';

/** `device`: this box is the one that was sold and registered. `service`: its owner may use the VPN service. */
export type Tier = 'device' | 'service';

export interface Certificate {
  readonly subject: string;
  readonly tier: Tier;
  readonly issuer: string;
  readonly serial: number;
  /** Which private key belongs to the public key inside. */
  readonly publicKeyId: string;
  /** Absent: valid from the beginning. */
  readonly notBeforeNs?: TimeNs;
  readonly notAfterNs: TimeNs;
  readonly keyKind: KeyKindId;
  /** Size in DER, where it is known; absent: that of a typical certificate of the kind. */
  readonly derBytes?: number;
  /** Its subject may issue certificates of its tier (an intermediate issuer). */
  readonly authority?: true;
  readonly signature: Signature;
}

export type CertificateFault =
  | 'certificate-untrusted'
  | 'certificate-wrong-tier'
  | 'certificate-not-yet-valid'
  | 'certificate-expired'
  | 'certificate-name-mismatch';

/**
 * Id of the private key of a subject in a tier; it lives in the chip.
 * Units: none. Errors: none. Source: TR D.5 (PKI chip), own naming.
 */
export function privateKeyId(tier: Tier, subject: string): string {
  return `key/${tier}/${subject}`;
}

/**
 * Id of the signing key of an issuer.
 * Units: none. Errors: none. Source: own naming.
 */
export function issuerKeyId(issuer: string): string {
  return `key/issuer/${issuer}`;
}

/**
 * Issues a certificate; `holder` is the issuer.
 * Units: nanoseconds. Errors: throws when the holder lacks the issuer's key (a bug). Source: RFC 5280 4.1; TR D.6 d, i.
 */
export function issueCertificate(
  fields: {
    readonly subject: string;
    readonly tier: Tier;
    readonly issuer: string;
    readonly serial: number;
    readonly notBeforeNs?: TimeNs;
    readonly notAfterNs: TimeNs;
    readonly keyKind?: KeyKindId;
    readonly derBytes?: number;
    readonly authority?: true;
  },
  holder: KeyHolder,
): Certificate {
  // The key in an issuer's certificate is the one that he signs with.
  const publicKeyId = fields.authority === true ? issuerKeyId(fields.subject) : privateKeyId(fields.tier, fields.subject);
  const unsigned = { ...fields, keyKind: fields.keyKind ?? 'rsa2048', publicKeyId };
  return { ...unsigned, signature: sign(statement(unsigned), issuerKeyId(fields.issuer), holder) };
}

/**
 * Size of a certificate in DER.
 * Units: octets. Errors: none. Source: testbed experiment 1a (see KEY_KINDS).
 */
export function certificateBytes(certificate: Certificate): number {
  return certificate.derBytes ?? KEY_KINDS[certificate.keyKind].certificateBytes;
}

/** The issuers that a verifier trusts in each tier. */
export type TrustAnchors = Readonly<Record<Tier, readonly string[]>>;

/**
 * Checks chain, tier, validity and name of a certificate; undefined when all is well. Possession of the key and revocation are the caller's to check. `nowNs` is the verifier's
 * own clock, which may be wrong. `chain` holds what the peer sent of issuers between its certificate and an anchor.
 * Units: nanoseconds. Errors: returns the first fault. Source: RFC 5280 6.1.3; RFC 3552 4.1.7.
 */
export function checkCertificate(
  certificate: Certificate,
  expected: { readonly tier: Tier; readonly name: string },
  anchors: TrustAnchors,
  nowNs: TimeNs,
  chain: readonly Certificate[] = [],
): CertificateFault | undefined {
  if (!leadsToAnchor(certificate, anchors[certificate.tier], nowNs, chain)) return 'certificate-untrusted';
  if (certificate.tier !== expected.tier) return 'certificate-wrong-tier';
  if (nowNs < (certificate.notBeforeNs ?? nowNs)) return 'certificate-not-yet-valid';
  if (nowNs > certificate.notAfterNs) return 'certificate-expired';
  return certificate.subject === expected.name ? undefined : 'certificate-name-mismatch';
}

/** What a verifier knows of certificates that were taken back. */
export interface RevocationView {
  isRevoked(certificate: Certificate): boolean;
  /** Whether a list of its issuer is at hand; absent: always. */
  covers?(certificate: Certificate): boolean;
  /** Told when a verifier refuses a certificate because of this list (T32); ground truth for facts. */
  onRefused: ((certificate: Certificate) => void) | undefined;
}

/**
 * The serial numbers that issuers took back.
 * Units: none. Errors: none. Source: RFC 5280 5.1.2.6.
 */
export class RevocationList implements RevocationView {
  /** Place in the list, by issuer and serial number. */
  readonly #revoked = new Map<string, number>();
  onRefused: ((certificate: Certificate) => void) | undefined;
  /** Certificates that are on the list if something holds that is asked only when somebody looks. */
  readonly #perhaps = new Map<string, () => boolean>();

  get size(): number {
    return this.#revoked.size;
  }

  revoke(certificate: Certificate): void {
    const name = `${certificate.issuer}/${certificate.serial}`;
    if (!this.#revoked.has(name)) this.#revoked.set(name, this.#revoked.size);
  }

  /** As `revoke`, if `holds` says so when somebody looks. */
  revokeIf(certificate: Certificate, holds: () => boolean): void {
    this.#perhaps.set(`${certificate.issuer}/${certificate.serial}`, holds);
  }

  isRevoked(certificate: Certificate): boolean {
    const name = `${certificate.issuer}/${certificate.serial}`;
    return this.#revoked.has(name) || this.#perhaps.get(name)?.() === true;
  }

  /** Place in the list, from 0; infinite for a certificate that is not on it. */
  position(certificate: Certificate): number {
    return this.#revoked.get(`${certificate.issuer}/${certificate.serial}`) ?? Infinity;
  }
}

/** Each certificate signed by the next one's subject, who may issue and whose certificate is in force, up to an issuer that is trusted (RFC 5280 6.1). */
function leadsToAnchor(certificate: Certificate, anchors: readonly string[], nowNs: TimeNs, chain: readonly Certificate[]): boolean {
  const { signature, issuer, tier } = certificate;
  if (signature.signer !== issuerKeyId(issuer) || signature.digest !== statement(certificate)) return false;
  if (anchors.includes(issuer)) return true;
  const next = chain.find((each) => each.subject === issuer && each.tier === tier && each.authority === true);
  if (next === undefined || nowNs < (next.notBeforeNs ?? nowNs) || nowNs > next.notAfterNs) return false;
  return leadsToAnchor(
    next,
    anchors,
    nowNs,
    chain.filter((each) => each !== next),
  );
}

function statement(fields: Omit<Certificate, 'signature'>): string {
  const from = fields.notBeforeNs === undefined ? '' : `${fields.notBeforeNs}-`;
  return `certificate|${fields.subject}|${fields.tier}|${fields.issuer}|${fields.serial}|${fields.publicKeyId}|${from}${fields.notAfterNs}|${fields.keyKind}${fields.authority === true ? '|authority' : ''}`;
}
