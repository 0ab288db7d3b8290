/**
 * Purpose: checking a signed statement of a device or of the centre against its certificate, of the service tier unless the device itself is to be proven (enrolment).
 *
 * Does not model: anything beyond pki.ts. Units: nanoseconds. Determinism: asks controls in a fixed order, and only when the statement fails.
 * References: TR D.5 (first and second tier); RFC 5280 6.1; RFC 3552 4.1.7.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Proof } from './centre-messages.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import { checkCertificate, type RevocationView, type Tier, type TrustAnchors } from './pki.ts';

/** What the verifier goes by. */
export interface Trust {
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationView;
  /** How far the verifier's own clock is off; negative = slow. Absent: right. */
  readonly clockErrorNs?: TimeNs;
}

/** What a statement must be to be believed. */
export interface ProofExpectation {
  readonly name: string;
  readonly digest: string;
  /** True time; the verifier's clock may differ. */
  readonly nowNs: TimeNs;
  /** Absent: the service tier. */
  readonly tier?: Tier;
}

/**
 * Undefined when the statement is believed: because it is proven, or because the control that would demand proof is not on.
 * Units: nanoseconds. Errors: returns the refusal. Source: TR D.5.
 */
export function checkProof(
  proof: Proof | undefined,
  expected: ProofExpectation,
  trust: Trust,
  controls: DeviceControls,
): Refusal | undefined {
  const fault = faultOf(proof, expected, trust);
  if (fault !== undefined) {
    const deviceAuth = controls.ask('device-auth');
    return deviceAuth.on ? { reason: fault, by: deviceAuth.by } : undefined;
  }
  if (proof === undefined || !trust.revocations.isRevoked(proof.certificate)) return undefined;
  const revocation = controls.ask('device-revocation');
  if (revocation.on) trust.revocations.onRefused?.(proof.certificate);
  return revocation.on ? { reason: 'certificate-revoked', by: revocation.by } : undefined;
}

function faultOf(proof: Proof | undefined, expected: ProofExpectation, trust: Trust): string | undefined {
  if (proof === undefined) return 'certificate-missing';
  const { certificate, signature } = proof;
  const nowNs = expected.nowNs + (trust.clockErrorNs ?? 0);
  const fault = checkCertificate(certificate, { tier: expected.tier ?? 'service', name: expected.name }, trust.anchors, nowNs);
  if (fault !== undefined) return fault;
  return signature.signer === certificate.publicKeyId && signature.digest === expected.digest ? undefined : 'key-not-held';
}
