/**
 * Purpose: documents as authors make them and recipients check them: enveloped where object encryption is deployed, signed by the author, verified where signatures are checked.
 *
 * Authors own a signing key and always sign; the control is whether the recipient verifies, and it is asked only when verification would fail. Encryption changes what
 * travels, so it is asked when the document is sent.
 * Does not model: certificate handling of persons, key distribution among partners (each partner of a service holds its envelope key).
 * Units: octets. Determinism: pure but for the questions.
 * References: TR 8.1 e, B.5 e (protect the information itself between the parties); RFC 5652; RFC 8551.
 */
import { Sealed, sign, type KeyHolder } from '../net/sealed.ts';
import { ringOf, siteOf, type WorldParts } from './parts.ts';
import type { AssetSpec, Ratio } from './scenario.ts';
import type { Document, PlainDocument } from './messages.ts';

/** Envelope key shared by the partners of a service. Units: none. Errors: none. Source: RFC 5652 6. */
export const envelopeKey = (service: string): string => `key/envelope/${service}`;
/** Signing key of a site's authors. Units: none. Errors: none. Source: RFC 5652 5. */
export const signingKey = (site: string): string => `key/sign/${site}`;

/** Digest of an asset as its author made it. Units: none. Errors: none. Source: own design (content identity). */
export const genuineDigest = (asset: string): string => `digest/${asset}`;

/**
 * Makes the document that `place` sends for an asset.
 * Units: octets. Errors: throws when the place lacks its own signing key (a bug). Source: TR 8.1 e.
 */
export function makeDocument(parts: WorldParts, asset: AssetSpec, place: string, service: string): Document {
  const plain: PlainDocument = {
    asset: asset.id,
    label: asset.label,
    sizeBytes: asset.sizeBytes,
    digest: genuineDigest(asset.id),
    ...taint(parts, asset),
  };
  const ring = ringOf(parts, place);
  const by = parts.context.gate.on('object-encryption', place);
  const body: Document['body'] =
    by === undefined
      ? { form: 'plain', document: plain }
      : { form: 'sealed', sealed: Sealed.make(plain, envelopeKey(service), ring, { by }) };
  return { asset: asset.id, sizeBytes: asset.sizeBytes, body, signature: sign(plain.digest, signingKey(siteOf(place)), ring) };
}

/** An infected machine infects what its user writes, before he signs it. */
function taint(parts: WorldParts, asset: AssetSpec): { readonly malware?: string } {
  const malware = parts.tainted.get(asset.id);
  return malware === undefined ? {} : { malware };
}

/**
 * Whether a lot falls so in this run; a second look at the same lot finds the same.
 * Units: none. Errors: none. Source: own design.
 */
export function isDrawn({ context, drawn }: WorldParts, lot: string, { numerator, denominator }: Ratio): boolean {
  let opened = drawn.get(lot);
  if (opened === undefined) drawn.set(lot, (opened = context.streams.lot(lot).chance(numerator, denominator)));
  return opened;
}

/**
 * Opens a document in the program of a host, with whatever it carries.
 * Units: none. Errors: none; refusals are traced as stops. Source: threat card T20 step 5.
 */
export function openDocument(parts: WorldParts, document: PlainDocument, place: string, by: string): void {
  const { malware } = document;
  if (malware === undefined || !parts.flawsOf(place).includes(malware)) return;
  const { documentMalwareAgeNs: ageNs, documentsOpened: share } = parts.scenario.adversary;
  // One lot for each reader and document: who leaves a letter unread does so however often it is offered to him.
  const isOpened = (): boolean => share === undefined || isDrawn(parts, `opened/${place}/${document.asset}`, share);
  parts.infections.strike(place, { fault: malware, ...(ageNs === undefined ? {} : { ageNs }) }, by, isOpened);
}

/** A document as the recipient reads it, or why he does not take it. */
export type Reading =
  | { readonly ok: true; readonly document: PlainDocument }
  | { readonly ok: false; readonly reason: 'envelope-broken' | 'signature-mismatch' };

/**
 * Opens and checks a received document.
 * Units: none. Errors: none; refusals are traced as stops of the control that refused. Source: TR 8.1 e; RFC 5652 5.6.
 */
export function readDocument(parts: WorldParts, received: Document, place: string, origins: readonly string[]): Reading {
  const origin = origins.at(-1) ?? '';
  const plain = openBody(received, ringOf(parts, place));
  if (plain === undefined) {
    const control = received.body.form === 'sealed' ? received.body.sealed.by : undefined;
    if (control !== undefined)
      parts.context.stop({ control, at: place, reason: 'envelope-broken', origin, detail: { asset: received.asset } });
    return { ok: false, reason: 'envelope-broken' };
  }
  if (isByAuthor(parts, received, plain)) return { ok: true, document: plain };
  const control = parts.context.gate.on('object-signature', place);
  if (control === undefined) return { ok: true, document: plain };
  parts.context.stop({ control, at: place, reason: 'signature-mismatch', origin, detail: { asset: received.asset } });
  return { ok: false, reason: 'signature-mismatch' };
}

/** Signed over what it says, by the site at which the asset was written: a good signature of somebody else proves another sender. */
function isByAuthor(parts: WorldParts, { signature }: Document, { asset, digest }: PlainDocument): boolean {
  // A record of a collection was written where the collection is kept.
  const [collection = asset] = asset.split('/');
  return signature?.digest === digest && signature.signer === signingKey(siteOf(parts.asset(collection).at));
}

/**
 * Notes that a document lies readable at a place, whether or not its application takes it: what has arrived has been disclosed (T32).
 * Units: none. Errors: none. Source: threat card T32 (mis-sending).
 */
export function noteArrival(parts: WorldParts, received: Document, place: string): void {
  const { body } = received;
  const opened = body.form === 'plain' ? { ok: true as const, body: body.document } : body.sealed.open(ringOf(parts, place));
  if (opened.ok) parts.facts.holdings.push({ host: place, asset: opened.body.asset, label: opened.body.label });
  else if (opened.reason === 'no-key' && body.form === 'sealed' && body.sealed.by !== undefined)
    parts.context.stop({ control: body.sealed.by, at: place, reason: 'unreadable', origin: place });
}

function openBody(received: Document, ring: KeyHolder): PlainDocument | undefined {
  if (received.body.form === 'plain') return received.body.document;
  const opened = received.body.sealed.open(ring);
  return opened.ok ? opened.body : undefined;
}
