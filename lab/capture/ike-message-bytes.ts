/**
 * Purpose: IKEv2 messages as octets: header, payloads, and the encrypted payload really encrypted and checked, whole or in fragments.
 *
 * A message that somebody changed on the way is shown as it was with one bit flipped; one whose keys are not to be had (its first exchange is not in the capture) is filler of its length.
 * Does not model: padding beyond what a block cipher needs.
 * Units: octets. Determinism: pure but for the book; the IV follows from what is encrypted.
 * References: RFC 7296 2.15 (AUTH), 3.1 (header), 3.14 (SK); RFC 7383 2.5 (SKF); RFC 7427 3; RFC 5282 3; RFC 3948 2.2 (marker on port 4500).
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { findPayload, type IkeMessage, type IkePayload, type PayloadOf, type SkBody } from '../../sim/vpn/ike-payloads.ts';
import { IKE_HEADER_BYTES, PAD_LENGTH_BYTES } from '../../sim/vpn/ike-sizes.ts';
import { IKE_SUITES, KEY_KINDS, type IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
import { ascii, join, u16, u32, u8, zeros, type Bytes } from './bytes.ts';
import { algorithmOf, signatureBy } from './certificate.ts';
import type { IkeBook, IkeKeys } from './ike-book.ts';
import { encrypted, IKE_CIPHERS, prf } from './ike-ciphers.ts';
import { EXCHANGE_NUMBERS, SK, SKF } from './ike-numbers.ts';
import { firstPayload, identityBody, ikeSpiBytes, payloadChain } from './ike-payload-bytes.ts';
import { ANALYST } from './analyst.ts';
import type { SpiOnWire } from './esp-spi.ts';
import type { Secrets } from './secrets.ts';

const VERSION = 0x20;
const FLAG = { initiator: 0x08, response: 0x20 } as const;
const SHARED_KEY = 2;
const DIGITAL_SIGNATURE = 14;
const MARKER_BYTES = 4;
/** Generic header, fragment number and total (RFC 7383 2.5). */
const SKF_HEADER_BYTES = 8;

/**
 * Turns IKE messages into octets; messages must come in the order of the capture.
 * Units: octets. Errors: throws when a message is not as long as the model says (a bug). Source: RFC 7296 3.
 */
export class IkeCoder {
  readonly #book: IkeBook;
  readonly #secrets: Secrets;
  readonly #spi: SpiOnWire;
  /** Messages as they were, for those that are changed later. */
  readonly #sent = new Map<string, Bytes>();

  constructor(book: IkeBook, secrets: Secrets, spi: SpiOnWire) {
    this.#spi = spi;
    this.#book = book;
    this.#secrets = secrets;
  }

  /** The content of a datagram; on port 4500 a marker stands in front (RFC 3948 2.2). */
  encode(content: IkeMessage, marked: boolean): Bytes {
    const message = marked ? { ...content, bytes: content.bytes - MARKER_BYTES } : content;
    const bytes = message.sk === undefined ? this.#clear(message) : this.#protected(message);
    if (bytes.length !== message.bytes)
      throw new Error(`capture: ${message.exchange} has ${bytes.length} octets, the model says ${message.bytes}`);
    return marked ? join(zeros(MARKER_BYTES), bytes) : bytes;
  }

  #clear(message: IkeMessage): Bytes {
    const suite: IkeSuiteId = 'aes256-sha256';
    const chain = payloadChain(message.clear, { suite, secrets: this.#secrets, spi: this.#spi, auth: () => zeros(0) });
    const bytes = join(header(message, firstPayload(message.clear), chain.length), chain);
    this.#book.noteInit(message, bytes);
    return bytes;
  }

  #protected(message: IkeMessage): Bytes {
    const opened = message.sk?.open(ANALYST);
    const name = nameOf(message);
    const keys = message.sk === undefined ? undefined : this.#book.ikeKeys(message.sk.keyId);
    if (opened?.ok !== true || keys === undefined) return this.#changed(message, name);
    const bytes = this.#seal(message, keys, opened.body);
    this.#book.noteProtected(message, message.sk?.keyId ?? '', opened.body.payloads);
    this.#sent.set(name, bytes);
    return bytes;
  }

  /** A message that does not open: the original with a bit of its ciphertext flipped, else filler. */
  #changed(message: IkeMessage, name: string): Bytes {
    const original = this.#sent.get(name);
    if (original !== undefined) {
      const copy = original.slice();
      copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
      return copy;
    }
    const length = message.bytes - IKE_HEADER_BYTES;
    const generic = join(u8(0), u8(0), u16(length));
    return join(header(message, SK, length), generic, this.#secrets.bytes(`opaque/${name}`, length - generic.length));
  }

  #seal(message: IkeMessage, keys: IkeKeys, body: SkBody): Bytes {
    const { ivBytes, alignBytes, icvBytes } = IKE_SUITES[keys.suite];
    const cipher = IKE_CIPHERS[keys.suite];
    const chain = payloadChain(body.payloads, {
      suite: keys.suite,
      secrets: this.#secrets,
      spi: this.#spi,
      auth: (payload) => this.#auth(payload, message, keys, body.payloads),
    });
    const { fragment } = message;
    const part = fragment === undefined ? chain : partOf(chain, message.bytes, fragment, keys.suite);
    const padBytes = (alignBytes - ((part.length + PAD_LENGTH_BYTES) % alignBytes)) % alignBytes;
    const plain = join(part, zeros(padBytes), u8(padBytes));
    // Only the first fragment says what the chain begins with (RFC 7383 2.5).
    const first = fragment === undefined || fragment.number === 1 ? firstPayload(body.payloads) : 0;
    const numbers = fragment === undefined ? zeros(0) : join(u16(fragment.number), u16(fragment.total));
    const length = 4 + numbers.length + ivBytes + plain.length + icvBytes;
    const head = join(header(message, fragment === undefined ? SK : SKF, length), u8(first), u8(0), u16(length), numbers);
    const [encryption, integrity] = message.fromInitiator ? [keys.encryptionI, keys.integrityI] : [keys.encryptionR, keys.integrityR];
    const iv = hmac(sha256, encryption, join(head, plain)).subarray(0, ivBytes);
    const sealed = join(head, iv, encrypted(cipher.kind, { encryption, integrity, iv }, plain, head));
    return cipher.kind === 'cbc' ? join(sealed, hmac(cipher.hash.hash, integrity, sealed).subarray(0, icvBytes)) : sealed;
  }

  /** RFC 7296 2.15: over the own first message, the other's nonce, and a MAC of the own identity. */
  #auth({ auth }: PayloadOf<'AUTH'>, message: IkeMessage, keys: IkeKeys, payloads: readonly IkePayload[]): Bytes {
    const cipher = IKE_CIPHERS[keys.suite];
    const method = join(u8(auth.method === 'psk' ? SHARED_KEY : DIGITAL_SIGNATURE), zeros(3));
    const covered = this.#covered(message, keys, payloads);
    if (auth.method === 'psk') {
      const secret = this.#secrets.bytes(auth.proof?.signer ?? `noise/${message.spiI}`, 32);
      return join(method, prf(cipher, prf(cipher, secret, ascii('Key Pad for IKEv2')), covered));
    }
    const algorithm = algorithmOf(auth.keyKind);
    const key = { id: auth.proof?.signer ?? `noise/${message.spiI}`, kind: auth.keyKind };
    const wanted = auth.signatureBytes ?? KEY_KINDS[auth.keyKind].signatureBytes;
    return join(method, u8(algorithm.length), algorithm, signatureBy(key, covered, wanted, this.#secrets));
  }

  #covered(message: IkeMessage, keys: IkeKeys, payloads: readonly IkePayload[]): Bytes {
    const initial = this.#book.initialOf(message.sk?.keyId ?? '');
    const cipher = IKE_CIPHERS[keys.suite];
    const [own, nonce, key, type] = message.fromInitiator
      ? ([initial?.request, initial?.nonceR, keys.authI, 'IDi'] as const)
      : ([initial?.response, initial?.nonceI, keys.authR, 'IDr'] as const);
    const identity = findPayload(payloads, type)?.identity ?? '';
    return join(own ?? zeros(0), nonce ?? zeros(0), prf(cipher, key, identityBody(identity)));
  }
}

function header({ exchange, messageId, response, fromInitiator, spiI, spiR }: IkeMessage, next: number, bodyBytes: number): Bytes {
  const flags = (fromInitiator ? FLAG.initiator : 0) | (response ? FLAG.response : 0);
  return join(
    ikeSpiBytes(spiI),
    ikeSpiBytes(spiR),
    Uint8Array.of(next, VERSION, EXCHANGE_NUMBERS[exchange], flags),
    u32(messageId),
    u32(IKE_HEADER_BYTES + bodyBytes),
  );
}

/** Octets of a fragment around what it encrypts: header, generic header with the two numbers, IV and check value. */
function frameBytes(suite: IkeSuiteId): number {
  const { ivBytes, icvBytes } = IKE_SUITES[suite];
  return IKE_HEADER_BYTES + SKF_HEADER_BYTES + ivBytes + icvBytes;
}

/** The run of the chain that a fragment carries; all but the last are equally long and need no padding (sim/vpn/ike-fragments.ts). */
function partOf(
  chain: Bytes,
  messageBytes: number,
  fragment: { readonly number: number; readonly total: number },
  suite: IkeSuiteId,
): Bytes {
  const { number, total } = fragment;
  const { alignBytes } = IKE_SUITES[suite];
  const plainBytes = messageBytes - frameBytes(suite);
  if (number < total) {
    const partBytes = plainBytes - PAD_LENGTH_BYTES;
    return chain.subarray((number - 1) * partBytes, number * partBytes);
  }
  for (let padBytes = 0; padBytes < alignBytes; padBytes++) {
    const restBytes = plainBytes - PAD_LENGTH_BYTES - padBytes;
    const partBytes = (chain.length - restBytes) / (total - 1);
    if (Number.isInteger(partBytes) && (partBytes + PAD_LENGTH_BYTES) % alignBytes === 0) return chain.subarray(chain.length - restBytes);
  }
  throw new Error(`capture: no cut of ${chain.length} octets into ${total} fragments ends with ${plainBytes}`);
}

/** Names a message that was sent: repeats are equal. */
function nameOf({ spiI, spiR, exchange, messageId, response, fromInitiator, fragment }: IkeMessage): string {
  return `${spiI}/${spiR}/${exchange}/${messageId}/${response}/${fromInitiator}/${fragment?.number ?? 0}`;
}
