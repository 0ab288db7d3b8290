/**
 * Purpose: ESP packets as octets: really encrypted, with a check value, under the keys of their SA.
 *
 * A packet that was changed on the way is shown with one bit of its check value flipped: with the content that it had, or, where the receiver does not check and takes it, with the content
 * that it has now. Under triple DES the ciphertext is that of another cipher
 * (nobody should need an analyser for it any more), with a check value that is right.
 * Does not model: what flipped bits of CBC do to the block before (a changed body is encrypted anew); a change of length (such a packet is shown with its old content).
 * Units: octets. Determinism: the IV follows from the key and the sequence number.
 * References: RFC 4303 2 (layout, padding 1, 2, 3 …), 2.8 (check value); RFC 3602; RFC 4106 3, 5; RFC 7634 2; RFC 2410 (NULL).
 */
import { ctr } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { IPV4_HEADER_BYTES, packetBytes, type EspPacket, type Packet } from '../../sim/net/packet.ts';
import { espBytes, ESP_SUITES, espPaddingBytes, espPayloadBytes, type EspMode, type EspSuiteId } from '../../sim/vpn/esp-size.ts';
import { ANALYST } from './analyst.ts';
import { join, u32, u8, zeros, type Bytes } from './bytes.ts';
import type { SpiOnWire } from './esp-spi.ts';
import type { EspKeys, IkeBook } from './ike-book.ts';
import { encrypted } from './ike-ciphers.ts';
import { IP_PROTOCOL } from './ip-numbers.ts';
import type { Secrets } from './secrets.ts';

/** Where an ESP key was seen in use. */
export interface EspUse {
  readonly keyId: string;
  readonly spi: number;
  readonly src: number;
  readonly dst: number;
}

/**
 * Turns ESP packets into octets; they must come in the order of the capture.
 * Units: octets. Errors: none. Source: RFC 4303 3.3.
 */
export class EspCoder {
  /** Every pair of ends between which a key was in use, in order. */
  readonly uses = new Map<string, EspUse>();
  readonly #book: IkeBook;
  readonly #secrets: Secrets;
  readonly #spi: SpiOnWire;
  readonly #encode: (inner: Packet) => Bytes;
  readonly #sent = new Map<string, Bytes>();
  /** A packet is the same on every line of its way. */
  readonly #known = new WeakMap<EspPacket, Bytes>();

  constructor(book: IkeBook, secrets: Secrets, { spi, encode }: { readonly spi: SpiOnWire; encode(inner: Packet): Bytes }) {
    this.#spi = spi;
    this.#book = book;
    this.#secrets = secrets;
    this.#encode = encode;
  }

  /** The packet from SPI to check value. */
  encode(esp: EspPacket, ends: { readonly src: number; readonly dst: number }): Bytes {
    const { keyId } = esp.sealed;
    const known = this.#known.get(esp);
    if (known !== undefined) {
      this.#note(esp, ends);
      return known;
    }
    const bytes = this.#make(esp, keyId);
    this.#known.set(esp, bytes);
    this.#note(esp, ends);
    return bytes;
  }

  #note({ sealed: { keyId }, spi }: EspPacket, ends: { readonly src: number; readonly dst: number }): void {
    if (this.#book.esp.has(keyId))
      this.uses.set(`${keyId}/${spi}/${ends.src}/${ends.dst}`, { keyId, spi: this.#spi(spi), src: ends.src, dst: ends.dst });
  }

  #make(esp: EspPacket, keyId: string): Bytes {
    const { sealed } = esp;
    const opened = sealed.open(ANALYST);
    const body = opened.ok ? opened.body : sealed.original(ANALYST);
    const keys = this.#book.espKeys(keyId);
    const name = `${keyId}/${esp.spi}/${esp.seq}`;
    const mode = body !== undefined && keys !== undefined ? modeOf(keys.suite, body, esp.bytes) : undefined;
    if (body === undefined || keys === undefined || mode === undefined) return this.#changed(esp, name);
    const inner = this.#encode(body);
    const bytes = seal(
      keys,
      { spi: this.#spi(esp.spi), seq: esp.seq },
      mode === 'tunnel' ? inner : inner.subarray(IPV4_HEADER_BYTES),
      nextHeader(mode, body),
    );
    if (sealed.intact(ANALYST)) {
      this.#sent.set(name, bytes);
      return bytes;
    }
    // Whoever changed it has no key to make a new check value, also where the receiver does not look at it.
    return ESP_SUITES[keys.suite].icvBytes > 0 ? withBitFlipped(bytes) : bytes;
  }

  #changed(esp: EspPacket, name: string): Bytes {
    const original = this.#sent.get(name);
    if (original === undefined || original.length !== esp.bytes)
      return join(u32(this.#spi(esp.spi)), u32(esp.seq), this.#secrets.bytes(`opaque/${name}`, esp.bytes - 8));
    // Under another number or SPI it is the same ciphertext.
    return join(u32(this.#spi(esp.spi)), u32(esp.seq), withBitFlipped(original).subarray(8));
  }
}

/** The last bit, which is one of the check value. */
function withBitFlipped(bytes: Bytes): Bytes {
  const copy = bytes.slice();
  copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1;
  return copy;
}

/** Tunnel and transport mode differ by the inner header, and padding cannot hide that. */
function modeOf(suite: EspSuiteId, inner: Packet, bytes: number): EspMode | undefined {
  return (['tunnel', 'transport'] as const).find((mode) => espBytes(suite, espPayloadBytes(mode, packetBytes(inner))) === bytes);
}

function nextHeader(mode: EspMode, inner: Packet): number {
  return mode === 'tunnel' ? IP_PROTOCOL.ipv4 : IP_PROTOCOL[inner.body.protocol];
}

function seal(keys: EspKeys, { spi, seq }: { readonly spi: number; readonly seq: number }, payload: Bytes, next: number): Bytes {
  const { ivBytes, icvBytes } = ESP_SUITES[keys.suite];
  const padBytes = espPaddingBytes(keys.suite, payload.length);
  const padding = Uint8Array.from({ length: padBytes }, (_, index) => index + 1);
  const plain = join(payload, padding, u8(padBytes), u8(next));
  const head = join(u32(spi), u32(seq));
  const iv = ivBytes === 8 ? join(zeros(4), u32(seq)) : hmac(sha256, keys.encryption, head).subarray(0, ivBytes);
  const covered = join(head, iv, cipher(keys, iv, plain, head));
  const hash = keys.suite.includes('sha1') ? sha1 : keys.suite.includes('sha512') ? sha512 : sha256;
  const checked = keys.integrity.length > 0 ? hmac(hash, keys.integrity, covered).subarray(0, icvBytes) : zeros(0);
  return join(covered, checked);
}

function cipher({ suite, encryption, integrity }: EspKeys, iv: Bytes, plain: Bytes, head: Bytes): Bytes {
  switch (suite) {
    case 'null_hmac-sha1-96':
      return plain;
    case '3des-cbc_hmac-sha1-96':
      return ctr(sha256(encryption), sha256(join(iv, head)).subarray(0, 16)).encrypt(plain);
    case 'aes-gcm-16':
      return encrypted('gcm', { encryption, integrity, iv }, plain, head);
    case 'chacha20-poly1305':
      return encrypted('chacha', { encryption, integrity, iv }, plain, head);
    default:
      return encrypted('cbc', { encryption, integrity, iv }, plain, head);
  }
}
