/**
 * Purpose: IKEv2 messages as values: a header and typed payloads, those of the encrypted part under a seal.
 *
 * Does not model: octet encoding (sizes are computed in ike-sizes.ts), critical bits, vendor ids, EAP, configuration payloads.
 * Units: octets. Determinism: plain values.
 * References: RFC 7296 1.2-1.4 (exchanges), 3.1-3.14 (header and payloads), 2.6 (cookies), 2.10 (nonces); RFC 8019 8 (puzzles).
 */
import type { Prefix } from '../net/address.ts';
import type { Content } from '../net/packet.ts';
import type { Sealed, Signature } from '../net/sealed.ts';
import type { EspSuiteId } from './esp-size.ts';
import type { DhGroup, IkeProposal, KeyKindId } from './ike-suites.ts';
import type { Certificate } from './pki.ts';

export const IKE_PORT = 500;
/** Once a NAT was found, IKE and ESP share this port (RFC 7296 2.23; RFC 3948 2.1). */
export const NATT_PORT = 4500;

export type IkeExchange = 'IKE_SA_INIT' | 'IKE_AUTH' | 'CREATE_CHILD_SA' | 'INFORMATIONAL';

/** Notifies that stand for an error, and those that carry status; the names are the registry's. */
export type ErrorNotify =
  | 'NO_PROPOSAL_CHOSEN'
  | 'INVALID_KE_PAYLOAD'
  | 'AUTHENTICATION_FAILED'
  | 'TEMPORARY_FAILURE'
  | 'CHILD_SA_NOT_FOUND'
  | 'NO_ADDITIONAL_SAS'
  | 'TS_UNACCEPTABLE';
export type StatusNotify =
  | 'COOKIE'
  | 'PUZZLE'
  | 'REKEY_SA'
  | 'NAT_DETECTION_SOURCE_IP'
  | 'NAT_DETECTION_DESTINATION_IP'
  | 'IKEV2_FRAGMENTATION_SUPPORTED'
  | 'SIGNATURE_HASH_ALGORITHMS'
  | 'REDIRECT_SUPPORTED'
  | 'CHILDLESS_IKEV2_SUPPORTED'
  | 'MULTIPLE_AUTH_SUPPORTED'
  | 'INITIAL_CONTACT'
  | 'MOBIKE_SUPPORTED'
  | 'NO_ADDITIONAL_ADDRESSES'
  | 'UPDATE_SA_ADDRESSES'
  | 'EAP_ONLY_AUTHENTICATION'
  | 'IKEV2_MESSAGE_ID_SYNC_SUPPORTED';

/** A made AUTH value: a MAC under a pre-shared key or a signature. `proof` is undefined when the sender had no key to make one with and sent noise. */
export type AuthValue =
  | { readonly method: 'psk'; readonly proof: Signature | undefined }
  | {
      readonly method: 'certificate';
      readonly proof: Signature | undefined;
      readonly keyKind: KeyKindId;
      /** Where signatures of a kind differ in length. */ readonly signatureBytes?: number;
    };

export interface EspProposal {
  readonly suite: EspSuiteId;
  /** SPI under which the proposer wants to receive. */
  readonly spi: number;
  /** The group of an own key exchange (perfect forward secrecy), where there is one. */
  readonly group?: DhGroup;
}

/** A symbolic cookie: whoever made it knows it again by his own secret. */
export type CookieValue = Signature;

export type IkePayload =
  | {
      readonly type: 'SA';
      readonly protocol: 'IKE';
      readonly proposals: readonly IkeProposal[];
      /** New SPI, present when an IKE SA is rekeyed. */ readonly spi?: string;
    }
  | { readonly type: 'SA'; readonly protocol: 'ESP'; readonly proposals: readonly EspProposal[] }
  | { readonly type: 'KE'; readonly group: DhGroup; readonly publicValue: string }
  | { readonly type: 'Nonce'; readonly nonce: string }
  | {
      readonly type: 'N';
      readonly notify: StatusNotify | ErrorNotify;
      readonly cookie?: CookieValue;
      readonly group?: DhGroup;
      /** SPI of the ESP SA that it is about. */ readonly espSpi?: number;
      /** NAT detection: what the sender knows of an end. */ readonly natHash?: string;
      /** Difficulty of a puzzle, bits. */ readonly bits?: number;
    }
  /** RFC 8019 8.2: the solution of the puzzle that came with a cookie. */
  | { readonly type: 'PS'; readonly cookie: string; readonly bits: number }
  | { readonly type: 'IDi'; readonly identity: string }
  | { readonly type: 'IDr'; readonly identity: string }
  | { readonly type: 'CERT'; readonly certificate: Certificate }
  | { readonly type: 'CERTREQ'; readonly authorities: number }
  | { readonly type: 'AUTH'; readonly auth: AuthValue }
  | { readonly type: 'TSi'; readonly selectors: readonly Prefix[] }
  | { readonly type: 'TSr'; readonly selectors: readonly Prefix[] }
  | { readonly type: 'D'; readonly protocol: 'IKE' | 'ESP'; readonly spis: readonly number[] };

export type PayloadType = IkePayload['type'];
export type PayloadOf<T extends PayloadType> = Extract<IkePayload, { readonly type: T }>;

/** What the encrypted payload's integrity check covers: the payloads, and the header fields that number them. */
export interface SkBody {
  readonly exchange: IkeExchange;
  readonly messageId: number;
  readonly response: boolean;
  readonly fromInitiator: boolean;
  readonly payloads: readonly IkePayload[];
}

export interface IkeMessage extends Content {
  readonly kind: 'ike';
  readonly exchange: IkeExchange;
  readonly messageId: number;
  readonly response: boolean;
  /** Sent by the original initiator of this IKE SA. */
  readonly fromInitiator: boolean;
  readonly spiI: string;
  /** Empty in the first message. */
  readonly spiR: string;
  /** Payloads that everybody on the path reads. */
  readonly clear: readonly IkePayload[];
  readonly sk?: Sealed<SkBody>;
  /** Which of how many pieces this is (RFC 7383); absent for a whole message. */
  readonly fragment?: { readonly number: number; readonly total: number };
}

/**
 * True when a datagram's content is an IKE message.
 * Units: none. Errors: none. Source: RFC 7296 2.
 */
export function isIke(content: Content): content is IkeMessage {
  return content.kind === 'ike';
}

/**
 * The first payload of a type.
 * Units: none. Errors: none; undefined when absent. Source: RFC 7296 3.2.
 */
export function findPayload<T extends PayloadType>(payloads: readonly IkePayload[], type: T): PayloadOf<T> | undefined {
  return payloads.find((payload): payload is PayloadOf<T> => payload.type === type);
}

/**
 * The first notify of a name.
 * Units: none. Errors: none; undefined when absent. Source: RFC 7296 3.10.
 */
export function findNotify(payloads: readonly IkePayload[], name: StatusNotify | ErrorNotify): PayloadOf<'N'> | undefined {
  return payloads.find((payload): payload is PayloadOf<'N'> => payload.type === 'N' && payload.notify === name);
}

const ERRORS: readonly string[] = [
  'NO_PROPOSAL_CHOSEN',
  'INVALID_KE_PAYLOAD',
  'AUTHENTICATION_FAILED',
  'TEMPORARY_FAILURE',
  'CHILD_SA_NOT_FOUND',
  'NO_ADDITIONAL_SAS',
  'TS_UNACCEPTABLE',
] satisfies readonly ErrorNotify[];

/**
 * The error that a message reports, if any.
 * Units: none. Errors: none. Source: RFC 7296 3.10.1 (types below 16384).
 */
export function errorOf(payloads: readonly IkePayload[]): PayloadOf<'N'> | undefined {
  return payloads.find((payload): payload is PayloadOf<'N'> => payload.type === 'N' && ERRORS.includes(payload.notify));
}

/**
 * A bare notify.
 * Units: none. Errors: none. Source: RFC 7296 3.10.
 */
export function notify(name: StatusNotify | ErrorNotify): PayloadOf<'N'> {
  return { type: 'N', notify: name };
}
