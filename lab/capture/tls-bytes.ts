/**
 * Purpose: TLS 1.3 as octets: the hello messages as they are, everything encrypted as records of the right length.
 *
 * Hellos carry a real share of P-256 each. What stands in encrypted records is filler: an analyser sees well-formed records and cannot decrypt them, with or without the keys of the
 * capture.
 * Does not model: key log files, compatibility mode (empty session id, no change of cipher spec), resumption.
 * Units: octets. Determinism: from the secrets of the run.
 * References: RFC 8446 4.1 (hellos), 4.2 (extensions), 5.1 and 5.2 (records); RFC 7685 (padding).
 */
import type { TlsContent } from '../../sim/vpn/tls.ts';
import { counted16, join, u16, u24, u8, zeros, type Bytes } from './bytes.ts';
import { publicValue } from './dh.ts';
import type { Secrets } from './secrets.ts';

const RECORD = { handshake: 22, applicationData: 23 } as const;
const HANDSHAKE = { clientHello: 1, serverHello: 2 } as const;
const EXTENSION = { groups: 10, signatures: 13, padding: 21, versions: 43, share: 51 } as const;
const TLS_1_0 = 0x0301;
const TLS_1_2 = 0x0303;
const TLS_1_3 = 0x0304;
/** TLS_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256, TLS_CHACHA20_POLY1305_SHA256: the Finished of the first is as long as the model counts. */
const CIPHERS = [0x1302, 0x1301, 0x1303] as const;
const SECP256R1 = 23;
/** rsa_pss_rsae_sha256, ecdsa_secp256r1_sha256. */
const SIGNATURES = [0x0804, 0x0403] as const;
const RECORD_HEADER_BYTES = 5;
const EXTENSION_HEADER_BYTES = 4;
/** Content type and tag (RFC 8446 5.2). */
const INNER_OVERHEAD_BYTES = 17;
const RECORD_MAX_BYTES = 2 ** 14;

/**
 * A flight or a message's records.
 * Units: octets. Errors: none. Source: RFC 8446 4.1, 5.
 */
export function tlsBytes(content: TlsContent, secrets: Secrets, number: number): Bytes {
  const { record, bytes, share = '' } = content;
  if (record === 'client-hello') return clientHello(share, bytes, secrets);
  if (record === 'finished') return opaque(`finished/${content.proof?.digest ?? ''}`, bytes, secrets);
  if (record === 'server-flight') {
    const hello = serverHello(share, secrets);
    return join(hello, opaque(`flight/${share}`, bytes - hello.length, secrets));
  }
  return records(content, secrets, number);
}

function clientHello(share: string, bytes: number, secrets: Secrets): Bytes {
  const extensions = [
    extension(EXTENSION.versions, u8(2), u16(TLS_1_3)),
    extension(EXTENSION.groups, counted16(u16(SECP256R1))),
    extension(EXTENSION.signatures, counted16(...SIGNATURES.map((one) => u16(one)))),
    extension(EXTENSION.share, counted16(keyShare(share, secrets))),
  ];
  const build = (all: readonly Bytes[]): Bytes => {
    const suites = counted16(...CIPHERS.map((one) => u16(one)));
    const body = join(u16(TLS_1_2), secrets.bytes(`tls-random/${share}`, 32), u8(0), suites, u8(1), u8(0), counted16(...all));
    return recordOf(RECORD.handshake, TLS_1_0, join(u8(HANDSHAKE.clientHello), u24(body.length), body));
  };
  const room = bytes - build(extensions).length - EXTENSION_HEADER_BYTES;
  return build([...extensions, extension(EXTENSION.padding, zeros(room))]);
}

function serverHello(share: string, secrets: Secrets): Bytes {
  const extensions = counted16(extension(EXTENSION.versions, u16(TLS_1_3)), extension(EXTENSION.share, keyShare(share, secrets)));
  const body = join(u16(TLS_1_2), secrets.bytes(`tls-random/${share}`, 32), u8(0), u16(CIPHERS[0]), u8(0), extensions);
  return recordOf(RECORD.handshake, TLS_1_2, join(u8(HANDSHAKE.serverHello), u24(body.length), body));
}

function keyShare(share: string, secrets: Secrets): Bytes {
  const UNCOMPRESSED = 4;
  return join(u16(SECP256R1), counted16(u8(UNCOMPRESSED), publicValue('ecp256', `tls-share/${share}`, secrets)));
}

/** A message cut into records of at most 2^14 octets of content. */
function records(content: TlsContent, secrets: Secrets, message: number): Bytes {
  const overheadBytes = RECORD_HEADER_BYTES + INNER_OVERHEAD_BYTES;
  const parts: Bytes[] = [];
  for (let left = content.bytes, number = 0; left > 0; number++) {
    const bytes = Math.min(left, RECORD_MAX_BYTES + overheadBytes);
    parts.push(opaque(`record/${content.sealed?.keyId ?? ''}/${message}/${number}`, bytes, secrets));
    left -= bytes;
  }
  return join(...parts);
}

/** An encrypted record of so many octets in all. */
function opaque(name: string, bytes: number, secrets: Secrets): Bytes {
  // Octets above 127, or an analyser that takes a port for HTTP's finds half a header in one segment of thousands.
  const filler = secrets.bytes(`tls/${name}`, bytes - RECORD_HEADER_BYTES).map((octet) => octet | 0x80);
  return recordOf(RECORD.applicationData, TLS_1_2, filler);
}

function recordOf(type: number, version: number, fragment: Bytes): Bytes {
  return join(u8(type), u16(version), counted16(fragment));
}

function extension(type: number, ...content: readonly Bytes[]): Bytes {
  return join(u16(type), counted16(...content));
}
