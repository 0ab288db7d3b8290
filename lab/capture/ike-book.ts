/**
 * Purpose: what an analyser with all the keys remembers of the IKE exchanges in a capture: nonces, groups, first messages, the keys of each IKE SA and of the ESP SAs under it.
 *
 * Keys are computed as the standard says, from the public values and nonces that are on the wire. Where the exchange is not in the capture (its answer was lost), there is nothing to
 * compute from, and an ESP key is drawn from the secrets of the run.
 * Does not model: two IKE SAs with equal SPIs and unequal keys.
 * Units: octets. Determinism: in the order of the capture.
 * References: RFC 7296 2.14 (SKEYSEED), 2.17 (KEYMAT), 2.18 (rekeying).
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { ESP_TRANSFORMS } from './ike-numbers.ts';
import { ESP_SUITE_IDS, type EspSuiteId } from '../../sim/vpn/esp-size.ts';
import { findPayload, type IkeMessage, type IkePayload, type PayloadOf } from '../../sim/vpn/ike-payloads.ts';
import { espKeyId, sharedKeyId } from '../../sim/vpn/ike-keys.ts';
import type { DhGroup, IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
import { join, zeros, type Bytes } from './bytes.ts';
import { sharedSecret } from './dh.ts';
import { IKE_CIPHERS, prf, prfPlus, SALT_BYTES } from './ike-ciphers.ts';
import { halfName, ikeSpiBytes, nonceBytes } from './ike-payload-bytes.ts';
import type { Secrets } from './secrets.ts';

/** The keys of an IKE SA (RFC 7296 2.14). */
export interface IkeKeys {
  readonly suite: IkeSuiteId;
  readonly spiI: string;
  readonly spiR: string;
  readonly d: Bytes;
  readonly integrityI: Bytes;
  readonly integrityR: Bytes;
  readonly encryptionI: Bytes;
  readonly encryptionR: Bytes;
  readonly authI: Bytes;
  readonly authR: Bytes;
}

/** The keys of one ESP SA. */
export interface EspKeys {
  readonly suite: EspSuiteId;
  readonly encryption: Bytes;
  readonly integrity: Bytes;
}

/** The first exchange of an IKE SA. */
export interface InitialBook {
  readonly request: Bytes;
  readonly nonceI: Bytes;
  response?: Bytes;
  nonceR?: Bytes;
  suite?: IkeSuiteId;
  group?: DhGroup;
}

/** Keys in octets: of the cipher with its salt, and of integrity. Triple DES has three keys of 8 octets. */
const ESP_KEY_BYTES: Readonly<Record<number, number>> = { 3: 24, 11: 0, 12: 32, 20: 32 + SALT_BYTES, 28: 32 + SALT_BYTES };
const INTEGRITY_KEY_BYTES: Readonly<Record<number, number>> = { 2: 20, 12: 32, 14: 64 };

/**
 * The book of one run.
 * Units: octets. Errors: none. Source: RFC 7296 2.14, 2.17.
 */
export class IkeBook {
  readonly keys = new Map<string, IkeKeys>();
  readonly esp = new Map<string, EspKeys>();
  readonly #secrets: Secrets;
  readonly #suites: ReadonlyMap<string, string>;
  readonly #requests = new Map<string, InitialBook>();
  readonly #initial = new Map<string, InitialBook>();
  readonly #asked = new Map<string, readonly IkePayload[]>();

  constructor(secrets: Secrets, suites: ReadonlyMap<string, string>) {
    this.#secrets = secrets;
    this.#suites = suites;
  }

  /** The first exchange of the SA with these keys. */
  initialOf(skId: string): InitialBook | undefined {
    return this.#initial.get(pairOf(skId));
  }

  /** A message of IKE_SA_INIT, as it is on the wire. */
  noteInit(message: IkeMessage, bytes: Bytes): void {
    const nonce = findPayload(message.clear, 'Nonce')?.nonce;
    if (nonce === undefined) return;
    const nonceOctets = nonceBytes(nonce, this.#secrets);
    if (!message.response) {
      this.#requests.set(message.spiI, { request: bytes, nonceI: nonceOctets });
      return;
    }
    const request = this.#requests.get(message.spiI);
    const sa = findPayload(message.clear, 'SA');
    const ke = findPayload(message.clear, 'KE');
    if (request === undefined || sa?.protocol !== 'IKE' || ke === undefined) return;
    const suite = sa.proposals[0]?.suite;
    if (suite === undefined) return;
    this.#initial.set(`${message.spiI}/${message.spiR}`, { ...request, response: bytes, nonceR: nonceOctets, suite, group: ke.group });
  }

  /** The keys of an IKE SA; undefined where its first exchange is not in the capture. */
  ikeKeys(skId: string): IkeKeys | undefined {
    const known = this.keys.get(skId);
    if (known !== undefined) return known;
    const book = this.initialOf(skId);
    if (book?.nonceR === undefined || book.suite === undefined || book.group === undefined) return undefined;
    const [spiI, spiR, publicI, publicR] = partsOf(skId);
    const nonces = join(book.nonceI, book.nonceR);
    const shared = sharedSecret(book.group, halfName(publicI), halfName(publicR), this.#secrets);
    const seed = prf(IKE_CIPHERS[book.suite], nonces, shared);
    return this.#install(skId, { suite: book.suite, spiI, spiR, nonces, seed });
  }

  /** A protected message whose payloads are known: what it creates. */
  noteProtected(message: IkeMessage, skId: string, payloads: readonly IkePayload[]): void {
    const key = `${skId}/${message.messageId}/${message.fromInitiator === message.response ? 'r' : 'i'}`;
    if (!message.response) {
      this.#asked.set(key, payloads);
      return;
    }
    const asked = this.#asked.get(key);
    const keys = this.ikeKeys(skId);
    if (asked === undefined || keys === undefined) return;
    const [offer, answer] = [findPayload(asked, 'SA'), findPayload(payloads, 'SA')];
    if (offer === undefined || answer === undefined) return;
    if (message.exchange === 'IKE_AUTH') this.#noteChild(skId, keys, { offer, answer }, this.#initialNonces(skId), zeros(0));
    else this.#noteCreated(skId, keys, { asked, payloads, offer, answer });
  }

  /** The keys of an ESP SA; its suite is what the model says, if it says any. */
  espKeys(keyId: string): EspKeys | undefined {
    const known = this.esp.get(keyId);
    if (known !== undefined) return known;
    const named = this.#suites.get(keyId);
    const suite = ESP_SUITE_IDS.find((id) => id === named);
    if (suite === undefined) return undefined;
    const { encryptionBytes, integrityBytes } = espKeyLengths(suite);
    const encryption = this.#secrets.bytes(`${keyId}/encryption`, encryptionBytes);
    const keys = { suite, encryption, integrity: this.#secrets.bytes(`${keyId}/integrity`, integrityBytes) };
    this.esp.set(keyId, keys);
    return keys;
  }

  #initialNonces(skId: string): Bytes {
    const book = this.initialOf(skId);
    return join(book?.nonceI ?? zeros(0), book?.nonceR ?? zeros(0));
  }

  /** CREATE_CHILD_SA: a new IKE SA, or a new child with or without an exchange of its own. */
  #noteCreated(
    skId: string,
    keys: IkeKeys,
    made: {
      readonly asked: readonly IkePayload[];
      readonly payloads: readonly IkePayload[];
      readonly offer: PayloadOf<'SA'>;
      readonly answer: PayloadOf<'SA'>;
    },
  ): void {
    const [nonceI, nonceR] = [findPayload(made.asked, 'Nonce'), findPayload(made.payloads, 'Nonce')];
    const [keI, keR] = [findPayload(made.asked, 'KE'), findPayload(made.payloads, 'KE')];
    if (nonceI === undefined || nonceR === undefined) return;
    const nonces = join(nonceBytes(nonceI.nonce, this.#secrets), nonceBytes(nonceR.nonce, this.#secrets));
    const shared =
      keI === undefined || keR === undefined
        ? zeros(0)
        : sharedSecret(keR.group, halfName(keI.publicValue), halfName(keR.publicValue), this.#secrets);
    const { offer, answer } = made;
    if (offer.protocol === 'IKE' && answer.protocol === 'IKE') {
      const [spiI, spiR] = [offer.spi ?? '', answer.spi ?? ''];
      const id = sharedKeyId({ spiI, spiR, publicI: keI?.publicValue ?? '', publicR: keR?.publicValue ?? '' });
      const seed = prf(IKE_CIPHERS[keys.suite], keys.d, shared, nonces);
      this.#install(id, { suite: keys.suite, spiI, spiR, nonces, seed });
      return;
    }
    const own =
      keI === undefined || keR === undefined
        ? skId
        : sharedKeyId({ spiI: keI.publicValue, spiR: keR.publicValue, publicI: keI.publicValue, publicR: keR.publicValue });
    this.#noteChild(own, keys, { offer, answer }, nonces, shared);
  }

  /** KEYMAT is taken first for what the initiator of the exchange sends (under the responder's SPI), then for the other direction. */
  #noteChild(
    parent: string,
    keys: IkeKeys,
    { offer, answer }: { readonly offer: PayloadOf<'SA'>; readonly answer: PayloadOf<'SA'> },
    nonces: Bytes,
    shared: Bytes,
  ): void {
    if (offer.protocol !== 'ESP' || answer.protocol !== 'ESP') return;
    const chosen = answer.proposals[0];
    const spiI = offer.proposals[0]?.spi;
    if (chosen === undefined || spiI === undefined) return;
    const { encryptionBytes, integrityBytes } = espKeyLengths(chosen.suite);
    const one = encryptionBytes + integrityBytes;
    const material = prfPlus(IKE_CIPHERS[keys.suite], keys.d, join(shared, nonces), 2 * one);
    for (const [index, spi] of [chosen.spi, spiI].entries()) {
      const part = material.subarray(index * one, (index + 1) * one);
      const made = { suite: chosen.suite, encryption: part.subarray(0, encryptionBytes), integrity: part.subarray(encryptionBytes) };
      this.esp.set(espKeyId(parent, spi), made);
    }
  }

  #install(
    skId: string,
    from: { readonly suite: IkeSuiteId; readonly spiI: string; readonly spiR: string; readonly nonces: Bytes; readonly seed: Bytes },
  ): IkeKeys {
    const cipher = IKE_CIPHERS[from.suite];
    const prfBytes = cipher.hash.keyBytes;
    const lengths = [prfBytes, cipher.integrityKeyBytes, cipher.integrityKeyBytes, cipher.encryptionKeyBytes, cipher.encryptionKeyBytes];
    const total = lengths.reduce((sum, length) => sum + length, 0) + 2 * prfBytes;
    const material = prfPlus(cipher, from.seed, join(from.nonces, ikeSpiBytes(from.spiI), ikeSpiBytes(from.spiR)), total);
    let at = 0;
    const take = (length: number): Bytes => material.subarray(at, (at += length));
    const keys: IkeKeys = {
      suite: from.suite,
      spiI: bytesToHex(ikeSpiBytes(from.spiI)),
      spiR: bytesToHex(ikeSpiBytes(from.spiR)),
      d: take(prfBytes),
      integrityI: take(cipher.integrityKeyBytes),
      integrityR: take(cipher.integrityKeyBytes),
      encryptionI: take(cipher.encryptionKeyBytes),
      encryptionR: take(cipher.encryptionKeyBytes),
      authI: take(prfBytes),
      authR: take(prfBytes),
    };
    this.keys.set(skId, keys);
    return keys;
  }
}

function espKeyLengths(suite: EspSuiteId): { readonly encryptionBytes: number; readonly integrityBytes: number } {
  const { encryption, integrity } = ESP_TRANSFORMS[suite];
  return {
    encryptionBytes: ESP_KEY_BYTES[encryption] ?? 0,
    integrityBytes: integrity === undefined ? 0 : (INTEGRITY_KEY_BYTES[integrity] ?? 0),
  };
}

/** `sk/<spi_i>/<spi_r>`, with both public values behind where one was swapped (sim/vpn/ike-keys.ts). */
function partsOf(skId: string): readonly [spiI: string, spiR: string, publicI: string, publicR: string] {
  const [, spiI = '', spiR = ''] = skId.split('/');
  const swapped = /^sk\/[^/]*\/[^/]*\/(dh\/.*)\/(dh\/.*)$/.exec(skId);
  return [spiI, spiR, swapped?.[1] ?? `dh/${spiI}`, swapped?.[2] ?? `dh/${spiR}`];
}

function pairOf(skId: string): string {
  const [spiI, spiR] = partsOf(skId);
  return `${spiI}/${spiR}`;
}
