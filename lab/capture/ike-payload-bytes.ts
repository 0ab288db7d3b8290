/**
 * Purpose: the payloads of IKEv2 as octets, in the sizes that the model counts.
 *
 * Does not model: the solution of a puzzle (filler), a cookie's inside (it is its maker's own affair).
 * Units: octets. Determinism: pure but for the secrets of the run.
 * References: RFC 7296 3.2 to 3.14; RFC 7427 3 (AUTH with a signature); RFC 8019 8.1, 8.2.
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { hexToBytes } from '@noble/hashes/utils.js';
import type { Prefix } from '../../sim/net/address.ts';
import type { EspProposal, IkePayload, PayloadOf } from '../../sim/vpn/ike-payloads.ts';
import { COOKIE_BYTES, NONCE_BYTES, payloadBytes } from '../../sim/vpn/ike-sizes.ts';
import type { DhGroup, IkeProposal, IkeSuiteId } from '../../sim/vpn/ike-suites.ts';
import { ascii, join, u16, u32, u8, zeros, type Bytes } from './bytes.ts';
import { certificateDer } from './certificate.ts';
import { DH_NUMBERS, publicValue } from './dh.ts';
import type { SpiOnWire } from './esp-spi.ts';
import { IKE_CIPHERS } from './ike-ciphers.ts';
import { ESP_TRANSFORMS, KEY_LENGTH, NOTIFY_NUMBERS, PAYLOAD_NUMBERS, PROTOCOL, SIGNATURE_HASHES, TRANSFORM } from './ike-numbers.ts';
import type { Secrets } from './secrets.ts';

const FQDN = 2;
const X509_SIGNATURE = 4;
const IPV4_RANGE = 7;
const ANY_PORT = 0xffff;
const HASH_BYTES = 20;
const GENERIC_HEADER_BYTES = 4;

/** What payloads need besides themselves. */
export interface PayloadContext {
  readonly suite: IkeSuiteId;
  readonly secrets: Secrets;
  readonly spi: SpiOnWire;
  /** The AUTH value, by whoever knows the exchange. */
  auth(payload: PayloadOf<'AUTH'>): Bytes;
}

/**
 * A chain of payloads.
 * Units: octets. Errors: throws when a payload is not as long as the model says (a bug). Source: RFC 7296 3.2.
 */
export function payloadChain(payloads: readonly IkePayload[], context: PayloadContext): Bytes {
  return join(
    ...payloads.map((payload, index) => {
      const following = payloads[index + 1];
      const body = payloadBody(payload, context);
      const length = GENERIC_HEADER_BYTES + body.length;
      const expected = payloadBytes(payload, context.suite);
      if (length !== expected) throw new Error(`capture: IKE payload ${payload.type} has ${length} octets, the model says ${expected}`);
      return join(u8(following === undefined ? 0 : PAYLOAD_NUMBERS[following.type]), u8(0), u16(length), body);
    }),
  );
}

/**
 * Number of the first payload of a chain; 0 for an empty one.
 * Units: none. Errors: none. Source: RFC 7296 3.2.
 */
export function firstPayload(payloads: readonly IkePayload[]): number {
  return payloads[0] === undefined ? 0 : PAYLOAD_NUMBERS[payloads[0].type];
}

/**
 * An SPI of IKE as eight octets.
 * Units: octets. Errors: none; a name that is no number is hashed. Source: RFC 7296 3.1.
 */
export function ikeSpiBytes(spi: string): Bytes {
  if (spi === '') return zeros(8);
  return /^[0-9a-f]{16}$/.test(spi) ? hexToBytes(spi) : sha1(ascii(spi)).subarray(0, 8);
}

/**
 * A nonce: the model's, stretched to the length on the wire.
 * Units: octets. Errors: none. Source: RFC 7296 3.9.
 */
export function nonceBytes(nonce: string, secrets: Secrets): Bytes {
  return secrets.bytes(`nonce/${nonce}`, NONCE_BYTES);
}

/**
 * The body of an identification payload, which the AUTH value covers.
 * Units: octets. Errors: none. Source: RFC 7296 3.5.
 */
export function identityBody(identity: string): Bytes {
  return join(u8(FQDN), zeros(3), ascii(identity));
}

/** The secret part of a key exchange, by the name that the model gives its public value. Units: none. Errors: none. Source: sim/vpn/ike-keys.ts. */
export const halfName = (value: string): string => `dh-private/${value}`;

function payloadBody(payload: IkePayload, context: PayloadContext): Bytes {
  const { secrets } = context;
  switch (payload.type) {
    case 'SA':
      return payload.protocol === 'IKE' ? ikeProposals(payload) : espProposals(payload.proposals, context.spi);
    case 'KE':
      return join(u16(DH_NUMBERS[payload.group]), u16(0), publicValue(payload.group, halfName(payload.publicValue), secrets));
    case 'Nonce':
      return nonceBytes(payload.nonce, secrets);
    case 'N':
      return notifyBody(payload, context);
    case 'IDi':
    case 'IDr':
      return identityBody(payload.identity);
    case 'CERT':
      return join(u8(X509_SIGNATURE), certificateDer(payload.certificate, secrets));
    case 'CERTREQ':
      return join(u8(X509_SIGNATURE), secrets.bytes('certificate-authorities', payload.authorities * HASH_BYTES));
    case 'AUTH':
      return context.auth(payload);
    case 'TSi':
    case 'TSr':
      return join(u8(payload.selectors.length), zeros(3), ...payload.selectors.map(selectorBytes));
    case 'PS':
      return secrets.bytes(`puzzle/${payload.cookie}/${payload.bits}`, payloadBytes(payload, context.suite) - GENERIC_HEADER_BYTES);
    case 'D':
      return join(
        u8(PROTOCOL[payload.protocol]),
        u8(payload.protocol === 'ESP' ? 4 : 0),
        u16(payload.spis.length),
        ...payload.spis.map((spi) => u32(context.spi(spi))),
      );
  }
}

/** Any protocol, any port, the addresses of a prefix. */
function selectorBytes({ base, length }: Prefix): Bytes {
  const last = base + 2 ** (32 - length) - 1;
  return join(u8(IPV4_RANGE), u8(0), u16(16), u16(0), u16(ANY_PORT), u32(base), u32(last));
}

function ikeProposals(payload: Extract<PayloadOf<'SA'>, { readonly protocol: 'IKE' }>): Bytes {
  const spi = payload.spi === undefined ? zeros(0) : ikeSpiBytes(payload.spi);
  return proposals(payload.proposals, (proposal) => ({ protocol: PROTOCOL.IKE, spi, transforms: ikeTransforms(proposal) }));
}

function ikeTransforms({ suite, groups }: IkeProposal): readonly Transform[] {
  const { encryption, keyBits, hash, kind } = IKE_CIPHERS[suite];
  return [
    { type: TRANSFORM.encryption, id: encryption, keyBits },
    ...(kind === 'cbc' ? [{ type: TRANSFORM.integrity, id: hash.integrity }] : []),
    { type: TRANSFORM.prf, id: hash.prf },
    ...groups.map(groupTransform),
  ];
}

function espProposals(offered: readonly EspProposal[], onWire: SpiOnWire): Bytes {
  return proposals(offered, ({ suite, spi, group }) => {
    const { encryption, keyBits, integrity } = ESP_TRANSFORMS[suite];
    return {
      protocol: PROTOCOL.ESP,
      spi: u32(onWire(spi)),
      transforms: [
        { type: TRANSFORM.encryption, id: encryption, keyBits },
        ...(integrity === undefined ? [] : [{ type: TRANSFORM.integrity, id: integrity }]),
        ...(group === undefined ? [] : [groupTransform(group)]),
        // No extended sequence numbers.
        { type: TRANSFORM.sequence, id: 0 },
      ],
    };
  });
}

function groupTransform(group: DhGroup): Transform {
  return { type: TRANSFORM.group, id: DH_NUMBERS[group] };
}

interface Transform {
  readonly type: number;
  readonly id: number;
  readonly keyBits?: number | undefined;
}

interface Proposal {
  readonly protocol: number;
  readonly spi: Bytes;
  readonly transforms: readonly Transform[];
}

/** RFC 7296 3.3.1 and 3.3.2: each substructure says whether another follows. */
function proposals<T>(all: readonly T[], describe: (one: T) => Proposal): Bytes {
  const MORE_PROPOSALS = 2;
  const MORE_TRANSFORMS = 3;
  return join(
    ...all.map((one, index) => {
      const { protocol, spi, transforms } = describe(one);
      const inside = transforms.map(({ type, id, keyBits }, at) => {
        const attribute = keyBits === undefined ? zeros(0) : join(u16(KEY_LENGTH), u16(keyBits));
        const more = at < transforms.length - 1 ? MORE_TRANSFORMS : 0;
        return join(u8(more), u8(0), u16(8 + attribute.length), u8(type), u8(0), u16(id), attribute);
      });
      const content = join(u8(index + 1), u8(protocol), u8(spi.length), u8(transforms.length), spi, ...inside);
      return join(u8(index < all.length - 1 ? MORE_PROPOSALS : 0), u8(0), u16(4 + content.length), content);
    }),
  );
}

function notifyBody(payload: PayloadOf<'N'>, { secrets, spi }: PayloadContext): Bytes {
  const { espSpi, notify } = payload;
  const about = espSpi === undefined ? join(u8(0), u8(0)) : join(u8(PROTOCOL.ESP), u8(4));
  return join(about, u16(NOTIFY_NUMBERS[notify]), espSpi === undefined ? zeros(0) : u32(spi(espSpi)), notifyData(payload, secrets));
}

function notifyData({ notify, cookie, group, natHash, bits }: PayloadOf<'N'>, secrets: Secrets): Bytes {
  switch (notify) {
    case 'COOKIE':
      return secrets.bytes(`cookie/${cookie?.signer ?? ''}/${cookie?.digest ?? ''}`, COOKIE_BYTES);
    case 'PUZZLE':
      return join(u16(IKE_CIPHERS['aes256-sha256'].hash.prf), u8(bits ?? 0));
    case 'NAT_DETECTION_SOURCE_IP':
    case 'NAT_DETECTION_DESTINATION_IP':
      return natDetection(natHash ?? '', secrets);
    case 'SIGNATURE_HASH_ALGORITHMS':
      return join(...SIGNATURE_HASHES.map((hash) => u16(hash)));
    case 'INVALID_KE_PAYLOAD':
      return u16(group === undefined ? 0 : DH_NUMBERS[group]);
    default:
      return zeros(0);
  }
}

/** SHA-1 over SPIs, address and port, as the model names them: `spi|spi|address|port`. */
function natDetection(named: string, secrets: Secrets): Bytes {
  const [spiI = '', spiR = '', address = '', port = ''] = named.split('|');
  if (!/^\d+$/.test(address) || !/^\d+$/.test(port)) return secrets.bytes(`nat-detection/${named}`, HASH_BYTES);
  return sha1(join(ikeSpiBytes(spiI), ikeSpiBytes(spiR), u32(Number(address)), u16(Number(port))));
}
