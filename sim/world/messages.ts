/**
 * Purpose: what applications say to each other: requests, answers and documents, as terms with sizes.
 *
 * Does not model: encodings. A document has a digest (its content's identity): equal digest, equal content; a changed document has another one.
 * Units: octets. Determinism: pure.
 * References: TR 5.1 (services), TR A.2 (object security); RFC 5652 and RFC 8551 for the idea of enveloped and signed objects.
 */
import type { Content } from '../net/packet.ts';
import type { Sealed, Signature } from '../net/sealed.ts';
import { asTls } from '../vpn/tls.ts';
import type { Label } from './scenario.ts';

/** Octets of a request or answer besides its document (own choice: a small HTTP-like head). */
const HEAD_BYTES = 240;
/** Octets that a login proof or a signature adds (own choice: a 2048-bit signature). */
const PROOF_BYTES = 256;
/** Octets of an order form (own choice: a page of coded items). */
const ORDER_BYTES = 600;

/** Octets of a line of a password map: name, hash of 13 characters, numbers, directory (crypt(3), passwd(5)). */
const VERIFIER_BYTES = 64;

export interface PlainDocument {
  readonly asset: string;
  readonly label: Label;
  readonly sizeBytes: number;
  readonly digest: string;
  /** T20: the fault that an infected document uses when it is opened. */
  readonly malware?: string;
}

/** A document as it travels: readable, or enveloped for the recipient. `signature` is by the author over the digest. */
export interface Document {
  readonly asset: string;
  readonly sizeBytes: number;
  readonly body:
    | { readonly form: 'plain'; readonly document: PlainDocument }
    | { readonly form: 'sealed'; readonly sealed: Sealed<PlainDocument> };
  readonly signature: Signature | undefined;
}

/** Answer to a login challenge: a hash over password and challenge, and the signature of the user's card where he has one. */
export interface LoginProof {
  readonly user: string;
  readonly challenge: string;
  /** Secret over which the hash was made; a wrong guess names another one. */
  readonly secret: string;
  readonly card: Signature | undefined;
  /** T02: the secret itself crosses the wire, not a hash over it. */
  readonly clear?: boolean;
  /** T03: proved by a key exchange that gives a listener nothing to test guesses against. */
  readonly pake?: boolean;
  /** One-time code of the user's token over a time step; each is good once. */
  readonly otp?: Signature;
  /** The user's biometric template as the reader sends it: the same each time. */
  readonly template?: string;
}

/** T05: what a directory gives away of an account: the hash of its password. */
export interface Verifier {
  readonly user: string;
  readonly secret: string;
}

export type Operation =
  | 'store-letter'
  | 'fetch-letter'
  | 'fetch-image'
  | 'login-request'
  | 'challenge'
  | 'login'
  | 'login-ok'
  | 'login-failed'
  | 'locked'
  | 'order'
  | 'check'
  | 'check-ok'
  | 'check-refused'
  | 'book'
  | 'inquire'
  | 'maintain'
  | 'logout'
  | 'look-up'
  | 'entry'
  | 'list'
  | 'read-record'
  | 'write-record'
  | 'copy-file'
  | 'browse'
  | 'send-mail'
  | 'fetch-mail'
  | 'deliver-mail'
  | 'put-file'
  | 'ok'
  | 'unknown'
  | 'document'
  | 'refused'
  | 'log-record'
  | 'exploit'
  | 'write-object'
  | 'remove-object';

/** T09, T20: what a mail or page brings to the program that opens it. */
export interface Brought {
  /** The fault of that program that it uses. */
  readonly fault: string;
  /** Ground truth: who made it. No program reads it; it goes only into facts. */
  readonly by: string;
}

export interface AppMessage {
  readonly service: string;
  readonly op: Operation;
  /** Who the sender says he is. */
  readonly claimedSite?: string;
  readonly user?: string;
  readonly session?: string;
  readonly txn?: string;
  /** Requests and records with an id: when they were made, under the sender's time stamp (RFC 3161). */
  readonly stampNs?: number;
  readonly asset?: string;
  readonly challenge?: string;
  readonly proof?: LoginProof;
  readonly document?: Document;
  /** Orders and protected requests: the signature of the user's card over what is asked for. */
  readonly card?: Signature;
  /** Name of the fault that an exploit uses. */
  readonly exploit?: string;
  /** Which record of a collection (from 1). */
  readonly record?: number;
  /** T16: which part of a document is wanted, and of how many. */
  readonly part?: { readonly number: number; readonly of: number };
  /** T05. */
  readonly verifiers?: readonly Verifier[];
  /** T28: web site or mail domain asked for, and octets that go there. */
  readonly target?: string;
  readonly payloadBytes?: number;
  /** T09, T20: type of the file attached to a mail, and what a mail or page brings. */
  readonly attachment?: string;
  readonly brings?: Brought;
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
  const document = message.document === undefined ? 0 : documentBytes(message.document);
  const order = (message.op === 'order' ? ORDER_BYTES : 0) + (message.card === undefined ? 0 : PROOF_BYTES);
  const extra = (message.verifiers?.length ?? 0) * VERIFIER_BYTES + (message.payloadBytes ?? 0);
  return { kind: 'app', bytes: HEAD_BYTES + proof + document + order + extra, message };
}

/**
 * Octets of a document with its author's signature.
 * Units: octets. Errors: none. Source: sizes above.
 */
export function documentBytes({ sizeBytes, signature }: Document): number {
  return sizeBytes + (signature === undefined ? 0 : PROOF_BYTES);
}

/**
 * The application message in a content, if it is one in the clear.
 * Units: none. Errors: none. Source: own design.
 */
export function asMessage(content: Content): AppMessage | undefined {
  return content.kind === 'app' && 'message' in content ? (content as AppContent).message : undefined;
}

/**
 * A content as flipped bits leave it: other words in a readable document, a broken seal; undefined where the damage makes nonsense of the message.
 * Units: none. Errors: none. Source: threat card T31 (a bit error that passes the checksum).
 */
export function damagedContent(content: Content): Content | undefined {
  const record = asTls(content);
  if (record?.sealed !== undefined) return { ...record, sealed: record.sealed.tampered() } as Content;
  const message = asMessage(content);
  return message?.document === undefined ? undefined : appContent({ ...message, document: damagedDocument(message.document) });
}

/**
 * The document as somebody on the way would change it: other content if it is readable, broken bits if it is sealed. The signature stays the author's.
 * Units: none. Errors: none. Source: threat card T31 step 2.
 */
export function alterDocument(document: Document): Document {
  return withOther(document, 'altered');
}

/**
 * The document as flipped bits leave it: other words, or a broken seal.
 * Units: none. Errors: none. Source: threat card T31 (a bit error that passes the checksum).
 */
export function damagedDocument(document: Document): Document {
  return withOther(document, 'damaged');
}

/**
 * True for the content of a document that a line has damaged.
 * Units: none. Errors: none. Source: own design (content identity).
 */
export const isDamaged = (digest: string): boolean => digest.startsWith('damaged/');

function withOther(document: Document, how: 'altered' | 'damaged'): Document {
  const { body } = document;
  if (body.form === 'sealed') return { ...document, body: { form: 'sealed', sealed: body.sealed.tampered() } };
  return { ...document, body: { form: 'plain', document: { ...body.document, digest: `${how}/${body.document.digest}` } } };
}
