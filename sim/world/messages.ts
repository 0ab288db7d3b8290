/**
 * Purpose: what applications say to each other: requests, answers and documents, as terms with sizes.
 *
 * Does not model: encodings. A document has a digest (its content's identity): equal digest, equal content; a changed document has another one.
 * Units: octets. Determinism: pure.
 * References: TR 5.1 (services), TR A.2 (object security); RFC 5652 and RFC 8551 for the idea of enveloped and signed objects.
 */
import type { Content } from '../net/packet.ts';
import type { Sealed, Signature } from '../net/sealed.ts';
import type { Label } from './scenario.ts';

/** Octets of a request or answer besides its document (own choice: a small HTTP-like head). */
const HEAD_BYTES = 240;
/** Octets that a login proof or a signature adds (own choice: a 2048-bit signature). */
const PROOF_BYTES = 256;

export interface PlainDocument {
  readonly asset: string;
  readonly label: Label;
  readonly sizeBytes: number;
  readonly digest: string;
}

/** A document as it travels: readable, or enveloped for the recipient. `signature` is by the author over the digest. */
export interface Document {
  readonly asset: string;
  readonly sizeBytes: number;
  readonly body: { readonly form: 'plain'; readonly document: PlainDocument } | { readonly form: 'sealed'; readonly sealed: Sealed<PlainDocument> };
  readonly signature: Signature | undefined;
}

/** Answer to a login challenge: a hash over password and challenge, and the signature of the user's card where he has one. */
export interface LoginProof {
  readonly user: string;
  readonly challenge: string;
  /** Secret over which the hash was made; a wrong guess names another one. */
  readonly secret: string;
  readonly card: Signature | undefined;
}

export type Operation =
  | 'store-letter' | 'fetch-letter' | 'fetch-image' | 'login-request' | 'challenge' | 'login' | 'login-ok' | 'login-failed' | 'locked'
  | 'book' | 'inquire' | 'maintain' | 'logout' | 'ok' | 'document' | 'refused' | 'log-record' | 'exploit';

export interface AppMessage {
  readonly service: string;
  readonly op: Operation;
  /** Who the sender says he is. */
  readonly claimedSite?: string;
  readonly user?: string;
  readonly session?: string;
  readonly txn?: string;
  readonly asset?: string;
  readonly challenge?: string;
  readonly proof?: LoginProof;
  readonly document?: Document;
  /** Name of the fault that an exploit uses. */
  readonly exploit?: string;
}

export interface AppContent extends Content {
  readonly kind: 'app';
  readonly message: AppMessage;
}

/**
 * Wraps a message as stream content.
 * Units: octets. Errors: none. Source: own design; sizes above.
 */
export function appContent(message: AppMessage): AppContent {
  const proof = message.proof === undefined ? 0 : PROOF_BYTES;
  const document = message.document === undefined ? 0 : message.document.sizeBytes + (message.document.signature === undefined ? 0 : PROOF_BYTES);
  return { kind: 'app', bytes: HEAD_BYTES + proof + document, message };
}

/**
 * The application message in a content, if it is one in the clear.
 * Units: none. Errors: none. Source: own design.
 */
export function asMessage(content: Content): AppMessage | undefined {
  return content.kind === 'app' && 'message' in content ? (content as AppContent).message : undefined;
}

/**
 * The document as somebody on the way would change it: other content if it is readable, broken bits if it is sealed. The signature stays the author's.
 * Units: none. Errors: none. Source: threat card T31 step 2.
 */
export function alterDocument(document: Document): Document {
  const { body } = document;
  if (body.form === 'sealed') return { ...document, body: { form: 'sealed', sealed: body.sealed.tampered() } };
  return { ...document, body: { form: 'plain', document: { ...body.document, digest: `altered/${body.document.digest}` } } };
}
