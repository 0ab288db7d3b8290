/**
 * Purpose: symbolic keys of IKE: Diffie-Hellman halves, the keys of an IKE SA, the keys of the ESP SAs under it.
 *
 * Whoever made a private half and sees the other side's public value gets the shared key; somebody who sees both public values and made neither gets nothing. Two ends
 * share a key only when each used the value that the other really sent: a value swapped on the way gives each end a different key.
 * The key of an ESP SA follows from the key of its IKE SA and the SPI, as KEYMAT follows from SK_d and values seen in the exchange: there is no perfect forward secrecy
 * between the child SAs of one IKE SA, unless a child SA has a key exchange of its own (deriveFreshKey).
 * Does not model: algorithms, reuse of halves.
 * Units: none. Determinism: names follow from SPIs, which come from named streams.
 * References: RFC 7296 2.14, 2.17, 2.18 (key derivation); Dolev, Yao 1983.
 */
import type { KeyHolder } from '../net/sealed.ts';
import type { KeyStore } from './key-store.ts';

/** What both ends of an IKE SA put in. */
export interface DhTranscript {
  readonly spiI: string;
  readonly spiR: string;
  readonly publicI: string;
  readonly publicR: string;
}

/**
 * Makes a private half, puts it on the maker's ring and returns its public value. `name` must be unique; the protocol uses the maker's SPI.
 * Units: none. Errors: none. Source: RFC 7296 1.2 (KE payload).
 */
export function makeHalf(name: string, store: KeyStore): string {
  const publicValue = publicValueOf(name);
  store.add(privateHalf(publicValue));
  return publicValue;
}

/**
 * Id of the keys that follow from an exchange: `sk/<spi_i>/<spi_r>` when both ends used their own halves, with the halves appended when somebody swapped one.
 * Units: none. Errors: none. Source: RFC 7296 2.14.
 */
export function sharedKeyId(transcript: DhTranscript): string {
  const { spiI, spiR, publicI, publicR } = transcript;
  const plain = publicI === publicValueOf(spiI) && publicR === publicValueOf(spiR);
  return plain ? `sk/${spiI}/${spiR}` : `sk/${spiI}/${spiR}/${publicI}/${publicR}`;
}

/**
 * Computes the shared keys from one's own half and the transcript, puts them on the ring and returns their id.
 * Units: none. Errors: throws when the holder made neither half (a bug: nobody computes what he cannot). Source: RFC 7296 2.14; Dolev-Yao rule for exponentiation.
 */
export function deriveSharedKey(transcript: DhTranscript, store: KeyStore): string {
  if (!holdsHalf(transcript.publicI, store) && !holdsHalf(transcript.publicR, store))
    throw new Error(`ike: no private half for ${transcript.publicI} or ${transcript.publicR}`);
  const keyId = sharedKeyId(transcript);
  store.add(keyId);
  return keyId;
}

/**
 * Forgets a private half once the keys are made, where the store can forget.
 * Units: none. Errors: none. Source: RFC 7296 2.12 (forward secrecy needs it).
 */
export function forgetHalf(publicValue: string, store: KeyStore): void {
  store.forget?.(privateHalf(publicValue));
}

/**
 * Id of the key of the ESP SA on which `spi` receives, under an IKE SA's keys.
 * Units: none. Errors: none. Source: RFC 7296 2.17.
 */
export function espKeyId(skId: string, spi: number): string {
  return `esp/${skId}/${spi}`;
}

/**
 * Derives an ESP key from the keys of the IKE SA under which it was made, for whoever holds those.
 * Units: none. Errors: throws when the holder lacks them (a bug). Source: RFC 7296 2.17.
 */
export function deriveEspKey(skId: string, spi: number, store: KeyStore): string {
  if (!store.holds(skId)) throw new Error(`ike: the deriver does not hold ${skId}`);
  const keyId = espKeyId(skId, spi);
  store.add(keyId);
  return keyId;
}

/**
 * The keys of an exchange that a child SA has of its own: nobody gets them who holds the keys of the IKE SA alone.
 * Units: none. Errors: as deriveSharedKey. Source: RFC 7296 2.12, 2.17.
 */
export function deriveFreshKey(publicI: string, publicR: string, store: KeyStore): string {
  return deriveSharedKey({ spiI: publicI, spiR: publicR, publicI, publicR }, store);
}

function publicValueOf(name: string): string {
  return `dh/${name}`;
}

function privateHalf(publicValue: string): string {
  return `dh-private/${publicValue}`;
}

function holdsHalf(publicValue: string, holder: KeyHolder): boolean {
  return holder.holds(privateHalf(publicValue));
}
