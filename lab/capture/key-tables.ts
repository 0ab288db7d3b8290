/**
 * Purpose: the keys of a capture as the tables that Wireshark reads from its folder of preferences: IKEv2 and ESP, with the preferences that switch decryption on.
 *
 * SIMULATION KEYS, derived from the seed of a run.
 * Does not model: ciphers that the analyser does not know (ChaCha20-Poly1305 and our stand-in for triple DES): the tables say so in a comment.
 * Units: none. Determinism: in the order of the capture.
 * References: Wireshark User's Guide 11.17 (ESP SAs), 11.21 (IKEv2 decryption table); names of algorithms as Wireshark 4.0 lists them.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { formatIpv4 } from '../../sim/net/address.ts';
import type { EspSuiteId } from '../../sim/vpn/esp-size.ts';
import type { EspUse } from './esp-bytes.ts';
import type { EspKeys, IkeKeys } from './ike-book.ts';
import { IKE_CIPHERS } from './ike-ciphers.ts';

const HEAD = '# Wardlab simulation keys, derived from the seed of a run. They protect nothing; never use them on a network.';

const ESP_NAMES: Readonly<Record<EspSuiteId, readonly [cipher: string, integrity: string] | undefined>> = {
  'aes-cbc_hmac-sha1-96': ['AES-CBC [RFC3602]', 'HMAC-SHA-1-96 [RFC2404]'],
  'aes-cbc_hmac-sha256-128': ['AES-CBC [RFC3602]', 'HMAC-SHA-256-128 [RFC4868]'],
  'aes-cbc_hmac-sha512-256': ['AES-CBC [RFC3602]', 'HMAC-SHA-512-256 [RFC4868]'],
  'aes-gcm-16': ['AES-GCM with 16 octet ICV [RFC4106]', 'NULL'],
  'chacha20-poly1305': undefined,
  '3des-cbc_hmac-sha1-96': undefined,
  'null_hmac-sha1-96': ['NULL', 'HMAC-SHA-1-96 [RFC2404]'],
  'aes-cbc_none': ['AES-CBC [RFC3602]', 'NULL'],
};

/** What is known of one run. */
export interface RunKeys {
  readonly ike: readonly IkeKeys[];
  readonly esp: readonly (EspUse & { readonly keys: EspKeys })[];
}

/** A file of the folder. */
export interface KeyFile {
  readonly name: 'ikev2_decryption_table' | 'esp_sa' | 'preferences';
  readonly text: string;
}

/**
 * The files of the folder; point WIRESHARK_CONFIG_DIR at it.
 * Units: none. Errors: none. Source: Wireshark 4.0.
 */
export function keyFiles(runs: readonly RunKeys[]): readonly KeyFile[] {
  return [
    { name: 'ikev2_decryption_table', text: table(runs.flatMap(({ ike }) => ike.map(ikeLine))) },
    { name: 'esp_sa', text: table(runs.flatMap(({ esp }) => esp.map(espLine))) },
    { name: 'preferences', text: PREFERENCES },
  ];
}

/** Decrypts and checks ESP, checks every checksum, and copes with copies of a stream. */
const PREFERENCES = `${[
  HEAD,
  'esp.enable_encryption_decode: TRUE',
  'esp.enable_authentication_check: TRUE',
  'ip.check_checksum: TRUE',
  'tcp.check_checksum: TRUE',
  'udp.check_checksum: TRUE',
  // A packet that passes one LAN twice, or a tunnel's inside beside its outside, is a stream out of order to the analyser.
  'tcp.reassemble_out_of_order: TRUE',
].join('\n')}\n`;

/** Runs with the same seed repeat keys; each stands there once. */
function table(lines: readonly string[]): string {
  return `${[HEAD, ...new Set(lines)].join('\n')}\n`;
}

function ikeLine({ suite, spiI, spiR, encryptionI, encryptionR, integrityI, integrityR }: IkeKeys): string {
  const { analyser, hash, kind } = IKE_CIPHERS[suite];
  if (analyser === undefined) return `# ${spiI} ${spiR}: the analyser does not know ${suite}`;
  const integrity = kind === 'cbc' ? hash.analyser : 'NONE [RFC4306]';
  const [ei, er, ai, ar] = [encryptionI, encryptionR, integrityI, integrityR].map((key) => bytesToHex(key));
  return `${spiI},${spiR},${ei},${er},"${analyser}",${ai},${ar},"${integrity}"`;
}

function espLine({ spi, src, dst, keys }: RunKeys['esp'][number]): string {
  const number = `0x${spi.toString(16).padStart(8, '0')}`;
  const names = ESP_NAMES[keys.suite];
  if (names === undefined) return `# ${number}: the analyser cannot decrypt ${keys.suite}`;
  const hex = (key: Uint8Array): string => (key.length === 0 ? '' : `0x${bytesToHex(key)}`);
  const [cipher, integrity] = names;
  const fields = ['IPv4', formatIpv4(src), formatIpv4(dst), number, cipher, hex(keys.encryption), integrity, hex(keys.integrity)];
  return fields.map((field) => `"${field}"`).join(',');
}
