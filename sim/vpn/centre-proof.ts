/**
 * Purpose: checking a signed statement of a device or of the centre against its service certificate.
 *
 * Does not model: anything beyond pki.ts. Units: nanoseconds. Determinism: asks controls in a fixed order, and only when the statement fails.
 * References: TR D.5 (second tier); RFC 5280 6.1; RFC 3552 4.1.7.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Proof } from './centre-messages.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import { checkCertificate, type RevocationList, type TrustAnchors } from './pki.ts';

/** What the verifier goes by. */
export interface Trust {
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationList;
}

/**
 * Undefined when the statement is believed: because it is proven, or because the control that would demand proof is not on.
 * Units: nanoseconds. Errors: returns the refusal. Source: TR D.5.
 */
export function checkProof(
  proof: Proof | undefined,
  expected: { readonly name: string; readonly digest: string; readonly nowNs: TimeNs },
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

function faultOf(
  proof: Proof | undefined,
  expected: { readonly name: string; readonly digest: string; readonly nowNs: TimeNs },
  trust: Trust,
): string | undefined {
  if (proof === undefined) return 'certificate-missing';
  const { certificate, signature } = proof;
  const fault = checkCertificate(certificate, { tier: 'service', name: expected.name }, trust.anchors, expected.nowNs);
  if (fault !== undefined) return fault;
  return signature.signer === certificate.publicKeyId && signature.digest === expected.digest ? undefined : 'key-not-held';
}
