/**
 * Purpose: the certificates of a run as X.509 in DER, each exactly as long as the model says.
 *
 * Fields are real and readable. Keys on the curve are real keys and sign for real; an RSA modulus and an RSA signature are filler of the right length, since nobody checks them here.
 * A comment fills up to the length; where a name is too long for it, it is cut. Validity is in simulated time, whose 0 is 1970-01-01 as in the capture; an issuer's certificate says that it is one.
 * Does not model: factors of the modulus, key identifiers, distribution points.
 * Units: octets. Determinism: from the secrets of the run.
 * References: RFC 5280 4.1 (fields), 4.1.2.5 (times, 99991231235959Z for no end), 4.2.1.9 (basic constraints); RFC 3279 2.3.1 (RSA keys), RFC 5480 2 (curve keys), RFC 4055 5 and RFC 5758 3.2 (signature algorithms); X.520 (names).
 */
import { p256 } from '@noble/curves/nist.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { NS_PER_MS, TIME_MAX, type TimeNs } from '../../sim/kernel/time.ts';
import { KEY_KINDS, type KeyKindId } from '../../sim/vpn/ike-suites.ts';
import { certificateBytes, issuerKeyId, type Certificate } from '../../sim/vpn/pki.ts';
import { join, u8, u32, zeros, type Bytes } from './bytes.ts';
import { ecdsaSignatureOf } from './ecdsa.ts';
import { bits, generalizedTime, ia5, integer, nothing, octets, oid, sequence, setOf, tagged, utcTime, utf8, yes } from './der.ts';
import type { Secrets } from './secrets.ts';

const OID = {
  commonName: '2.5.4.3',
  rsa: '1.2.840.113549.1.1.1',
  sha256WithRsa: '1.2.840.113549.1.1.11',
  curveKey: '1.2.840.10045.2.1',
  p256: '1.2.840.10045.3.1.7',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  /** Netscape's certificate comment, which analysers show as text. */
  comment: '2.16.840.1.113730.1.13',
  basicConstraints: '2.5.29.19',
} as const;

/** Explicit tags of TBSCertificate. */
const VERSION = 0xa0;
const EXTENSIONS = 0xa3;
const V3 = 2;
/** Octets of the serial number: the model's number behind a part that is varied until lengths fit. */
const SERIAL_BYTES = [4, 5, 6, 7, 8] as const;
const PUBLIC_EXPONENT = 65_537;
/** Room that a P-256 signature takes: the curve's half in 71 octets. */
const ISSUER_SIGNATURE_BYTES = 71;
const COMMENT = 'SIMULATED BY WARDLAB, TRUST IT NOWHERE. ';
const FOREVER = '99991231235959Z';

/**
 * The algorithm identifier of signatures by a kind of key.
 * Units: octets. Errors: none. Source: RFC 4055 5, RFC 5758 3.2.
 */
export function algorithmOf(kind: KeyKindId): Bytes {
  return kind === 'ecdsa256' ? sequence(oid(OID.ecdsaWithSha256)) : sequence(oid(OID.sha256WithRsa), nothing());
}

/**
 * A signature by a named private key, of the wanted length; filler for RSA, and where no real one of that length is found.
 * Units: octets. Errors: none. Source: RFC 3279 2.2.3; RFC 8017 8.2.
 */
export function signatureBy(
  key: { readonly id: string; readonly kind: KeyKindId },
  message: Bytes,
  length: number,
  secrets: Secrets,
): Bytes {
  if (key.kind !== 'ecdsa256') return secrets.bytes(`signature/${key.id}/${toName(message)}`, length);
  return ecdsaSignatureOf(p256SecretKey(key.id, secrets), message, length) ?? secrets.bytes(`signature/${key.id}`, length);
}

/**
 * The certificate in DER.
 * Units: octets. Errors: throws when no encoding has the length (a bug: lengths come from measured certificates). Source: RFC 5280 4.1.
 */
export function certificateDer(certificate: Certificate, secrets: Secrets): Bytes {
  const wanted = certificateBytes(certificate);
  const { keyKind, issuer, publicKeyId } = certificate;
  const key = publicKeyInfo({ id: publicKeyId, kind: keyKind }, secrets);
  const length = keyKind === 'ecdsa256' ? ISSUER_SIGNATURE_BYTES : KEY_KINDS[keyKind].signatureBytes;
  const unsigned = (shape: Shape): number => encode(certificate, key, shape, () => zeros(length)).length;
  for (let nameBytes = 64; nameBytes > 0; nameBytes -= 8)
    for (const serialBytes of SERIAL_BYTES) {
      let fillerBytes = wanted - unsigned({ nameBytes, serialBytes, fillerBytes: 0 });
      // Longer content makes the lengths of the fields around it longer, too.
      while (fillerBytes > 0 && unsigned({ nameBytes, serialBytes, fillerBytes }) > wanted) fillerBytes--;
      const shape = { nameBytes, serialBytes, fillerBytes };
      if (fillerBytes >= 0 && unsigned(shape) === wanted)
        return encode(certificate, key, shape, (message) =>
          signatureBy({ id: issuerKeyId(issuer), kind: keyKind }, message, length, secrets),
        );
    }
  throw new Error(`capture: no certificate of ${wanted} octets for ${certificate.subject}`);
}

interface Shape {
  readonly nameBytes: number;
  readonly serialBytes: number;
  readonly fillerBytes: number;
}

function encode(
  { keyKind, issuer, subject, serial, authority, notBeforeNs = 0, notAfterNs }: Certificate,
  key: Bytes,
  { nameBytes, serialBytes, fillerBytes }: Shape,
  signed: (message: Bytes) => Bytes,
): Bytes {
  const algorithm = algorithmOf(keyKind);
  const name = (text: string): Bytes => sequence(setOf(sequence(oid(OID.commonName), utf8(text.slice(0, nameBytes)))));
  const number = join(u8(1), zeros(serialBytes - 4), u32(serial)).subarray(0, serialBytes + 1);
  const text = COMMENT.repeat(Math.ceil(fillerBytes / COMMENT.length)).slice(0, fillerBytes);
  const filler = sequence(oid(OID.comment), octets(ia5(text)));
  const issues = authority === true ? [sequence(oid(OID.basicConstraints), yes(), octets(sequence(yes())))] : [];
  const toBeSigned = sequence(
    tagged(VERSION, integer(u8(V3))),
    integer(number),
    algorithm,
    name(issuer),
    sequence(instant(notBeforeNs), instant(notAfterNs)),
    name(subject),
    key,
    tagged(EXTENSIONS, sequence(...issues, filler)),
  );
  return sequence(toBeSigned, algorithm, bits(signed(toBeSigned)));
}

/** An instant of a run; simulated time ends in 1970, long before the two digits of a UTCTime do. */
function instant(timeNs: TimeNs): Bytes {
  if (timeNs === TIME_MAX) return generalizedTime(FOREVER);
  const [digits = ''] = new Date(Math.floor(timeNs / NS_PER_MS)).toISOString().replaceAll(/[-:T]/g, '').split('.');
  return utcTime(`${digits.slice(2)}Z`);
}

function publicKeyInfo(key: { readonly id: string; readonly kind: KeyKindId }, secrets: Secrets): Bytes {
  if (key.kind === 'ecdsa256') {
    const point = p256.getPublicKey(p256SecretKey(key.id, secrets), false);
    return sequence(sequence(oid(OID.curveKey), oid(OID.p256)), bits(point));
  }
  const modulus = secrets.bytes(`modulus/${key.id}`, KEY_KINDS[key.kind].signatureBytes);
  // The top bit makes it as long as its name says, the lowest makes it odd.
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[modulus.length - 1] = (modulus[modulus.length - 1] ?? 0) | 1;
  return sequence(sequence(oid(OID.rsa), nothing()), bits(sequence(integer(modulus), integer(u32(PUBLIC_EXPONENT)))));
}

function p256SecretKey(id: string, secrets: Secrets): Bytes {
  return p256.utils.randomSecretKey(secrets.bytes(id, p256.lengths.seed ?? 0));
}

function toName(message: Bytes): string {
  return sha256(message).join('.');
}
