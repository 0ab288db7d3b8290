/**
 * Purpose: how an IKE peer proves who it is, and how that is checked: pre-shared key or service certificate.
 *
 * The proof covers the prover's own first message as sent, the other side's nonce, the claimed identity and the keys of the exchange, so that nobody in between can pass it on
 * or change what was negotiated. A proof by pre-shared key lets whoever holds the exchange's keys test guesses of the PSK offline; a signature does not.
 * Does not model: EAP, several authentications in a row, the strength of a PSK.
 * Units: nanoseconds. Determinism: asks controls in a fixed order.
 * References: RFC 7296 2.15 (AUTH, dictionary attack), 2.16, 4; RFC 7427; RFC 3552 4.1.7; TR A.3, D.5.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
import { sign } from '../net/sealed.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import type { AuthValue, IkePayload } from './ike-payloads.ts';
import { findPayload } from './ike-payloads.ts';
import type { KeyStore } from './key-store.ts';
import { checkCertificate, type Certificate, type RevocationView, type TrustAnchors } from './pki.ts';

export type AuthMethod = 'psk' | 'certificate';

/** What a device authenticates with and against. */
export interface AuthSettings {
  /** The identity that the device claims; an attacker's may be a lie. */
  readonly identity: string;
  readonly ring: KeyStore;
  /** Name of the pre-shared key; its key id is `psk/<name>`. */
  readonly pskId?: string;
  /** The service certificate to present. */
  readonly certificate?: Certificate;
  /** Certificates of the issuers between it and an anchor, sent with it. */
  readonly chain?: readonly Certificate[];
  /** In place of `certificate` where it may come or go while the device runs (enrolment, TR D.6 j). */
  readonly credential?: () => Certificate | undefined;
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationView;
  /** Without a revocation list at hand a certificate is refused; absent: accepted, as most products do unless told. */
  readonly strictRevocation?: boolean;
  /** How far the device's own clock is off; negative = slow. Absent: right. */
  readonly clockErrorNs?: TimeNs;
  /** Length of the next signature, for kinds of keys whose signatures differ; absent: the typical length. */
  readonly signatureBytes?: () => number;
  /** True for a peer towards which both ends need a certificate; absent = for none. */
  certificateOnly?(address: Ipv4, identity: string): boolean;
  /** Asked when the AUTH payload is built. */
  readonly method: () => AuthMethod;
}

/** The three values that the proof covers besides the exchange's keys. */
export interface AuthInput {
  /** The prover's first message as sent. */
  readonly message: string;
  /** The other side's nonce. */
  readonly nonce: string;
  readonly identity: string;
  readonly skId: string;
}

/** Who is at the other end, as far as it is known. */
export interface AuthPeer {
  readonly address: Ipv4;
  readonly identity: string;
}

/** What the checker expects; `identity` is the one that the peer claims. */
export interface AuthExpectation extends AuthInput {
  /** Where the peer speaks from. */
  readonly address: Ipv4;
  /** The name that it must be: for an initiator the partner that it was told of, for a responder whoever the peer claims to be. */
  readonly name: string;
  readonly nowNs: TimeNs;
  /** The control under which IKE runs here: IKE itself demands authentication. */
  readonly ipsec: string | undefined;
}

/**
 * Key id of a pre-shared key.
 * Units: none. Errors: none. Source: own naming.
 */
export function pskKeyId(pskId: string): string {
  return `psk/${pskId}`;
}

/**
 * The method of a genuine device: the certificate when `device-auth` is on, else the pre-shared key; a device without a PSK has no choice and asks nobody.
 * Units: none. Errors: none. Source: TR A.3, D.5; own design.
 */
export function genuineMethod(controls: DeviceControls, pskId: string | undefined): () => AuthMethod {
  return () => (pskId === undefined || controls.ask('device-auth').on ? 'certificate' : 'psk');
}

/**
 * The certificate that a device can show at this moment.
 * Units: none. Errors: none; undefined without one. Source: TR D.5.
 */
export function ownCertificate(settings: Pick<AuthSettings, 'certificate' | 'credential'>): Certificate | undefined {
  return settings.credential === undefined ? settings.certificate : settings.credential();
}

/**
 * CERT and AUTH payloads of the own side; without the key the proof is missing and the peer will say so.
 * Units: none. Errors: none. Source: RFC 7296 2.15.
 */
export function buildAuth(settings: AuthSettings, input: AuthInput, peer: AuthPeer): readonly IkePayload[] {
  const { ring, pskId } = settings;
  const certificate = ownCertificate(settings);
  if (!needsCertificate(settings, peer) && settings.method() === 'psk')
    return [{ type: 'AUTH', auth: { method: 'psk', proof: proofBy(pskId === undefined ? undefined : pskKeyId(pskId), input, ring) } }];
  const proof = proofBy(certificate?.publicKeyId, input, ring);
  const length = settings.signatureBytes === undefined ? {} : { signatureBytes: settings.signatureBytes() };
  const auth: IkePayload = { type: 'AUTH', auth: { method: 'certificate', proof, keyKind: certificate?.keyKind ?? 'rsa2048', ...length } };
  return certificate === undefined
    ? [auth]
    : [...[certificate, ...(settings.chain ?? [])].map((each) => ({ type: 'CERT', certificate: each }) as const), auth];
}

/**
 * Checks the peer's proof; undefined when it is accepted. An attacker's device accepts everybody.
 * Units: nanoseconds. Errors: returns the refusal with the control that caused it. Source: RFC 7296 2.15, 2.21.2; TR D.5.
 */
export function checkAuth(
  settings: AuthSettings,
  controls: DeviceControls,
  payloads: readonly IkePayload[],
  expected: AuthExpectation,
): Refusal | undefined {
  if (!controls.genuine) return undefined;
  const auth = findPayload(payloads, 'AUTH')?.auth;
  if (auth === undefined) return { reason: 'authentication-missing', by: expected.ipsec };
  if (auth.method === 'psk' && needsCertificate(settings, expected)) return { reason: 'certificate-missing', by: expected.ipsec };
  if (auth.method === 'psk') return checkPsk(settings, controls, auth, expected);
  const certificate = findPayload(payloads, 'CERT')?.certificate;
  const fault = certificateFault(settings, certificate, auth, expected, chainOf(payloads));
  // Where certificates alone will do, it is IPsec there that refuses; nobody chose them over a pre-shared key.
  if (fault !== undefined && needsCertificate(settings, expected)) return { reason: fault, by: expected.ipsec };
  if (fault !== undefined) return { reason: fault, by: controls.ask('device-auth').by ?? expected.ipsec };
  if (certificate === undefined) return undefined;
  if (settings.strictRevocation === true && settings.revocations.covers?.(certificate) === false) {
    const strict = controls.ask('device-revocation');
    return strict.on ? { reason: 'revocation-unknown', by: strict.by } : undefined;
  }
  if (!settings.revocations.isRevoked(certificate)) return undefined;
  const revocation = controls.ask('device-revocation');
  if (revocation.on) settings.revocations.onRefused?.(certificate);
  return revocation.on ? { reason: 'certificate-revoked', by: revocation.by } : undefined;
}

function checkPsk(settings: AuthSettings, controls: DeviceControls, auth: AuthValue, expected: AuthExpectation): Refusal | undefined {
  const keyId = settings.pskId === undefined ? undefined : pskKeyId(settings.pskId);
  if (keyId === undefined || !settings.ring.holds(keyId) || !proves(auth, keyId, expected))
    return { reason: 'psk-mismatch', by: expected.ipsec };
  if (expected.identity !== expected.name) return { reason: 'identity-mismatch', by: expected.ipsec };
  const deviceAuth = controls.ask('device-auth');
  return deviceAuth.on ? { reason: 'certificate-missing', by: deviceAuth.by } : undefined;
}

function certificateFault(
  settings: AuthSettings,
  certificate: Certificate | undefined,
  auth: AuthValue,
  expected: AuthExpectation,
  chain: readonly Certificate[],
): string | undefined {
  if (certificate === undefined) return 'certificate-missing';
  const fault = checkCertificate(certificate, { tier: 'service', name: expected.name }, settings.anchors, expected.nowNs, chain);
  if (fault !== undefined) return fault;
  if (expected.identity !== expected.name) return 'certificate-name-mismatch';
  return proves(auth, certificate.publicKeyId, expected) ? undefined : 'key-not-held';
}

/** The first certificate is the peer's own (RFC 7296 3.6). */
function chainOf(payloads: readonly IkePayload[]): readonly Certificate[] {
  return payloads.flatMap((payload) => (payload.type === 'CERT' ? [payload.certificate] : [])).slice(1);
}

function needsCertificate(settings: AuthSettings, { address, identity }: AuthPeer): boolean {
  return settings.certificateOnly?.(address, identity) === true;
}

function proofBy(keyId: string | undefined, input: AuthInput, ring: KeyStore): AuthValue['proof'] {
  return keyId !== undefined && ring.holds(keyId) ? sign(digestOf(input), keyId, ring) : undefined;
}

function proves(auth: AuthValue, keyId: string, expected: AuthInput): boolean {
  return auth.proof !== undefined && auth.proof.signer === keyId && auth.proof.digest === digestOf(expected);
}

function digestOf(input: AuthInput): string {
  return `auth|${input.message}|${input.nonce}|${input.identity}|${input.skId}`;
}
