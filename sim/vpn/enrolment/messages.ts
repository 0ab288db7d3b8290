/**
 * Purpose: the four messages of enrolment that travel over the network, between a device and the provider: applications (g, k) and their answers (j, l).
 *
 * Applications carry a proof by the tier in question; answers are signed by the provider, so that nobody else can put a certificate or an application into a chip.
 * Does not model: fragmentation (an answer with a certificate exceeds 1,500 octets), confidentiality towards the path: what is sent is public, but who joins whom shows.
 * Units: octets. Determinism: plain values.
 * References: TR D.5 (proof by the device certificate, download of the service certificate over the network), D.6 g, j, k, l; octet counts: own design, sizes of keys as in ike-suites.ts.
 */
import type { Content } from '../../net/packet.ts';
import { proofBytes, type Proof } from '../centre-messages.ts';
import { certificateBytes, type Certificate } from '../pki.ts';
import type { ChipApplication } from './chip.ts';

/** UDP port of the provider's desk and of the devices' side; own choice, beside the centre's. */
export const ENROLMENT_PORT = 5511;

/** g: for the use of the service, with the public key of the second tier. k: for connections within groups. */
export interface EnrolmentApplication extends Content {
  readonly kind: 'enrolment-application';
  readonly step: 'g' | 'k';
  readonly subscriber: string;
  /** Whoever signs: the device by its serial number (g), or the subscriber (k). */
  readonly from: string;
  readonly nonce: string;
  readonly publicKeyId: string;
  readonly groups: readonly string[];
  readonly proof?: Proof;
}

export type EnrolmentResult =
  | { readonly ok: true; readonly certificate?: Certificate; readonly application?: ChipApplication }
  | { readonly ok: false; readonly reason: string };

export interface EnrolmentAnswer extends Content {
  readonly kind: 'enrolment-answer';
  readonly step: 'j' | 'l';
  readonly nonce: string;
  readonly result: EnrolmentResult;
  readonly proof?: Proof;
}

/** Type, length and flags; a nonce; an RSA-2048 public key in DER (SubjectPublicKeyInfo, RFC 5280 4.1.2.7). */
const HEADER_BYTES = 8;
const NONCE_BYTES = 16;
const PUBLIC_KEY_BYTES = 294;
/** Own assumption: an identifier and the permissions of an applet that the chip knows already. */
const APPLICATION_BYTES = 64;

/**
 * An application with its size.
 * Units: octets. Errors: none. Source: own design.
 */
export function enrolmentApplication(fields: Omit<EnrolmentApplication, 'kind' | 'bytes'>): EnrolmentApplication {
  const names = [fields.subscriber, fields.from, ...fields.groups].reduce((total, name) => total + name.length, 0);
  const key = fields.step === 'g' ? PUBLIC_KEY_BYTES : 0;
  return { ...fields, kind: 'enrolment-application', bytes: HEADER_BYTES + NONCE_BYTES + names + key + proofBytes(fields.proof) };
}

/**
 * An answer with its size.
 * Units: octets. Errors: none. Source: own design.
 */
export function enrolmentAnswer(fields: Omit<EnrolmentAnswer, 'kind' | 'bytes'>): EnrolmentAnswer {
  const { result } = fields;
  const certificate = result.ok && result.certificate !== undefined ? certificateBytes(result.certificate) + APPLICATION_BYTES : 1;
  return { ...fields, kind: 'enrolment-answer', bytes: HEADER_BYTES + NONCE_BYTES + certificate + proofBytes(fields.proof) };
}

/**
 * True for an application.
 * Units: none. Errors: none. Source: own design.
 */
export function isEnrolmentApplication(content: Content): content is EnrolmentApplication {
  return content.kind === 'enrolment-application';
}

/**
 * True for an answer.
 * Units: none. Errors: none. Source: own design.
 */
export function isEnrolmentAnswer(content: Content): content is EnrolmentAnswer {
  return content.kind === 'enrolment-answer';
}

/**
 * What an application's signature covers.
 * Units: none. Errors: none. Source: own design.
 */
export function applicationDigest(fields: Omit<EnrolmentApplication, 'kind' | 'bytes' | 'proof'>): string {
  const { step, subscriber, from, nonce, publicKeyId, groups } = fields;
  return `enrolment|${step}|${subscriber}|${from}|${nonce}|${publicKeyId}|${groups.join(' ')}`;
}

/**
 * What an answer's signature covers.
 * Units: none. Errors: none. Source: own design.
 */
export function enrolmentAnswerDigest(fields: Pick<EnrolmentAnswer, 'step' | 'nonce' | 'result'>): string {
  return `enrolment-answer|${fields.step}|${fields.nonce}|${JSON.stringify(fields.result)}`;
}
