/**
 * Purpose: what may be wrong with a certificate, as a clause that explains a refusal.
 *
 * Does not model: anything; a table. The Japanese clause stands before the noun that it describes. Units: none. Determinism: pure.
 * References: RFC 5280 6.1; RFC 3552 4.1.7; TR A.3, D.5.
 */

interface Fault {
  readonly en: string;
  readonly ja: string;
  readonly source: string;
}

export const CERTIFICATE_FAULTS: Readonly<Record<string, Fault>> = {
  'certificate-missing': { en: 'it showed no certificate', ja: '証明書を提示しない', source: 'TR A.3, D.5; RFC 7296 2.15' },
  'certificate-untrusted': {
    en: 'its certificate comes from no trusted issuer',
    ja: '信頼する発行者の証明書を持たない',
    source: 'RFC 5280 6.1',
  },
  'certificate-wrong-tier': { en: 'its certificate is of the wrong tier', ja: '階層の異なる証明書を提示した', source: 'TR D.5' },
  'certificate-not-yet-valid': {
    en: 'its certificate is not valid yet',
    ja: '証明書の有効期間がまだ始まっていない',
    source: 'RFC 5280 6.1.3',
  },
  'certificate-expired': { en: 'its certificate has expired', ja: '証明書の有効期限が切れた', source: 'RFC 5280 6.1.3' },
  'certificate-name-mismatch': { en: 'its certificate is for another name', ja: '証明書の名義が異なる', source: 'RFC 3552 4.1.7' },
  'certificate-revoked': { en: 'its certificate has been revoked', ja: '証明書が失効した', source: 'RFC 5280 5' },
  'revocation-unknown': {
    en: 'no list says whether its certificate has been revoked',
    ja: '証明書の失効を確認できるリストがない',
    source: 'RFC 5280 6.3',
  },
  'key-not-held': {
    en: 'it does not hold the private key of the certificate that it showed',
    ja: '提示した証明書の秘密鍵を持たない',
    source: 'TR A.3; RFC 7296 2.15',
  },
};
