/**
 * Purpose: what a VPN device and the VPN centre say to each other: one question and one answer over UDP.
 *
 * The TR does not print this protocol; ours is the least that carries what the TR says: who asks, for whom, proof with the second-tier key, connection information back.
 * Both messages go in the clear: who wants to talk to whom shows on the path. The answer is signed too, so that a device can tell its centre from an impostor.
 * Does not model: confidentiality towards the path. Enrolment and changes of address have messages of their own (enrolment/messages.ts, address-registration.ts).
 * Units: octets. Determinism: plain values.
 * References: TR D.3, D.5 (authentication with the service certificate, download of connection information); octet counts: own design, sizes of keys and certificates as in ike-suites.ts.
 */
import type { Content } from '../net/packet.ts';
import type { Signature } from '../net/sealed.ts';
import type { ConnectionInfo, Question } from './connection.ts';
import { KEY_KINDS } from './ike-suites.ts';
import { certificateBytes, type Certificate } from './pki.ts';
import { PRIVACY_BYTES } from './privacy.ts';

/** UDP port of the centre and of the devices' side; own choice. */
export const CENTRE_PORT = 5510;

/** A statement with the certificate of whoever signed it. */
export interface Proof {
  readonly certificate: Certificate;
  readonly signature: Signature;
}

export interface CentreRequest extends Content {
  readonly kind: 'centre-request';
  readonly from: string;
  readonly nonce: string;
  readonly wanted: Question;
  /** Absent when the sender holds no service key. */
  readonly proof?: Proof;
}

export type CentreRefusal = 'unknown-destination' | 'refused';

export interface CentreAnswer extends Content {
  readonly kind: 'centre-answer';
  readonly nonce: string;
  readonly result: { readonly ok: true; readonly info: ConnectionInfo } | { readonly ok: false; readonly reason: CentreRefusal };
  readonly proof?: Proof;
}

/** Type, length and flags; a nonce; an address or name; a prefix with its length. */
const HEADER_BYTES = 8;
const NONCE_BYTES = 16;
const ADDRESS_BYTES = 4;
const PREFIX_BYTES = 5;

/**
 * A request with its size.
 * Units: octets. Errors: none. Source: own design.
 */
export function centreRequest(fields: Omit<CentreRequest, 'kind' | 'bytes'>): CentreRequest {
  const wantedBytes = 'address' in fields.wanted ? ADDRESS_BYTES : fields.wanted.site.length;
  return {
    ...fields,
    kind: 'centre-request',
    bytes: HEADER_BYTES + NONCE_BYTES + fields.from.length + wantedBytes + proofBytes(fields.proof),
  };
}

/**
 * An answer with its size.
 * Units: octets. Errors: none. Source: own design.
 */
export function centreAnswer(fields: Omit<CentreAnswer, 'kind' | 'bytes'>): CentreAnswer {
  const { result } = fields;
  const policyBytes = result.ok && result.info.privacy !== undefined ? PRIVACY_BYTES : 0;
  const resultBytes = result.ok
    ? ADDRESS_BYTES + result.info.peerSite.length + result.info.identity.length + result.info.inside.length * PREFIX_BYTES + policyBytes
    : 1;
  return { ...fields, kind: 'centre-answer', bytes: HEADER_BYTES + NONCE_BYTES + resultBytes + proofBytes(fields.proof) };
}

/**
 * True for a device's question.
 * Units: none. Errors: none. Source: own design.
 */
export function isCentreRequest(content: Content): content is CentreRequest {
  return content.kind === 'centre-request';
}

/**
 * True for a centre's answer.
 * Units: none. Errors: none. Source: own design.
 */
export function isCentreAnswer(content: Content): content is CentreAnswer {
  return content.kind === 'centre-answer';
}

/**
 * What a request's signature covers.
 * Units: none. Errors: none. Source: own design.
 */
export function requestDigest(request: Pick<CentreRequest, 'from' | 'nonce' | 'wanted'>): string {
  return `centre-request|${request.from}|${request.nonce}|${JSON.stringify(request.wanted)}`;
}

/**
 * What an answer's signature covers: the result and the question, so that an answer to something else asked in a member's name does not pass for his.
 * Units: none. Errors: none. Source: own design.
 */
export function answerDigest(answer: Pick<CentreAnswer, 'nonce' | 'result'>, wanted: Question): string {
  return `centre-answer|${answer.nonce}|${JSON.stringify(wanted)}|${JSON.stringify(answer.result)}`;
}

/**
 * Octets of a proof.
 * Units: octets. Errors: none. Source: see KEY_KINDS.
 */
export function proofBytes(proof: Proof | undefined): number {
  if (proof === undefined) return 0;
  const kind = KEY_KINDS[proof.certificate.keyKind];
  return certificateBytes(proof.certificate) + kind.signatureBytes + kind.algorithmBytes;
}
