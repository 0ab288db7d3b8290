/**
 * Purpose: the control messages of the nation: their octets, the datagrams they need, and the processor time that they cost.
 *
 * Octets come from the same payload lists and size functions as the packet simulator's (sim/vpn); a test compares them with a run of it. Processor time comes from the
 * measured set-up of strongSwan at no delay: with a pre-shared key it is the key exchange of both ends, with certificates the signatures and checks come on top.
 * Does not model: the choice of suites; every device uses the default one and RSA-2048 certificates.
 * Units: octets of UDP payload, nanoseconds. Determinism: constants, computed once.
 * References: RFC 7296 1.2, 1.3, 1.4, 3 (exchanges, payloads); RFC 7383 2.5 (fragments); RFC 5280 5.1 (revocation list); testbed experiments 1a (sizes, times), 1e (delete, rekey).
 */
import { NS_PER_MS, NS_PER_US, type TimeNs } from '../kernel/time.ts';
import { IPV4_HEADER_BYTES, UDP_HEADER_BYTES } from '../net/packet.ts';
import { issueCertificate, issuerKeyId, type Certificate } from '../vpn/pki.ts';
import { centreAnswer, centreRequest } from '../vpn/centre-messages.ts';
import { PLAIN_PROFILE } from '../vpn/ike-profile.ts';
import type { IkePayload, StatusNotify } from '../vpn/ike-payloads.ts';
import { clearMessageBytes, skMessageBytes } from '../vpn/ike-sizes.ts';
import { DEFAULT_IKE_PROPOSALS, IKE_SUITES } from '../vpn/ike-suites.ts';
import { KeyRing } from '../vpn/key-store.ts';
import { PROTECTS_ALL } from '../vpn/traffic-selectors.ts';
import type { Kind } from './institutions.ts';

/** Names of devices and sites in the generated network: `h-0123456.vpn.example` and `h-0123456`. */
const IDENTITY = 'h-0123456.vpn.example';
const SITE = 'h-0123456';
const SUITE = 'aes256-sha256';

/** Datagrams that carry fragments are at most this long, IP header included (strongSwan's default, testbed experiment 1a). */
const FRAGMENT_PACKET_BYTES = 1280;

const IKE_HEADER_BYTES = 28;
/** Encrypted fragment payload: generic header, fragment number and total (RFC 7383 2.5). */
const FRAGMENT_HEADER_BYTES = 8;

/** An access line takes a message as one datagram or several; each can be lost. */
export interface Message {
  readonly bytes: number;
  readonly datagrams: number;
}

/** A revocation list: fixed part with its signature, and what an entry takes (serial number and date in DER). */
const CRL_FIXED_BYTES = 500;
const CRL_ENTRY_BYTES = 37;

const certificate = exampleCertificate();
const sample = { issuer: 'x', signer: 'x', digest: '' };
const espOffer = { type: 'SA', protocol: 'ESP', proposals: [{ suite: 'aes-cbc_hmac-sha256-128', spi: 1 }] } as const;
const selectors = [
  { type: 'TSi', selectors: PROTECTS_ALL.own },
  { type: 'TSr', selectors: PROTECTS_ALL.peer },
] as const;
const nonce = { type: 'Nonce', nonce: '' } as const;
const auth = { type: 'AUTH', auth: { method: 'certificate', proof: sample, keyKind: 'rsa2048' } } as const;
const init: readonly IkePayload[] = [
  { type: 'SA', protocol: 'IKE', proposals: DEFAULT_IKE_PROPOSALS },
  { type: 'KE', group: 'modp2048', publicValue: '' },
  nonce,
];
const notified = (notifies: readonly StatusNotify[]): readonly IkePayload[] => notifies.map((notify) => ({ type: 'N', notify }));
const proof = { certificate, signature: sample };
const answer = { peerSite: SITE, gateway: 0, identity: IDENTITY, inside: [{ base: 0, length: 27 }] };

/** Messages of one set-up, in their order, and those of the rest of a tunnel's life. */
export const MESSAGES = {
  centreRequest: plain(centreRequest({ from: IDENTITY, nonce: '', wanted: { address: 0 }, proof }).bytes),
  centreAnswer: plain(centreAnswer({ nonce: '', result: { ok: true, info: answer }, proof }).bytes),
  initRequest: plain(clearMessageBytes([...init, ...notified(PLAIN_PROFILE.initRequest)], SUITE)),
  initResponse: plain(clearMessageBytes([...init, ...notified(PLAIN_PROFILE.initResponse)], SUITE)),
  authRequest: sealed([
    { type: 'IDi', identity: IDENTITY },
    { type: 'CERT', certificate },
    auth,
    { type: 'IDr', identity: IDENTITY },
    espOffer,
    ...selectors,
  ]),
  authResponse: sealed([{ type: 'IDr', identity: IDENTITY }, { type: 'CERT', certificate }, auth, espOffer, ...selectors]),
  authFailure: sealed([{ type: 'N', notify: 'AUTHENTICATION_FAILED' }]),
  remove: sealed([{ type: 'D', protocol: 'IKE', spis: [] }]),
  removed: sealed([]),
  rekeyRequest: sealed([{ type: 'N', notify: 'REKEY_SA', espSpi: 1 }, espOffer, nonce, ...selectors]),
  rekeyResponse: sealed([espOffer, nonce, ...selectors]),
  /** A request to issue a certificate holds the new key and is signed with the old one; what comes back is the certificate. Own design, as the centre's other messages. */
  renewalRequest: plain(centreRequest({ from: IDENTITY, nonce: '', wanted: { site: IDENTITY }, proof }).bytes + 256),
  renewalAnswer: plain(centreAnswer({ nonce: '', result: { ok: false, reason: 'refused' }, proof }).bytes + 843),
  listRequest: plain(centreRequest({ from: IDENTITY, nonce: '', wanted: { site: '' } }).bytes),
} as const satisfies Record<string, Message>;

/**
 * A revocation list with so many entries.
 * Units: octets. Errors: none. Source: RFC 5280 5.1; sizes in DER, own count.
 */
export function revocationList(entries: number): Message {
  return plain(CRL_FIXED_BYTES + CRL_ENTRY_BYTES * entries);
}

/**
 * Datagrams that an IKE message with so many octets needs.
 * Units: octets. Errors: none. Source: RFC 7383 2.5; each fragment repeats the header, IV and ICV, and is padded to the cipher's block.
 */
export function fragmentsOf(bytes: number): number {
  if (bytes + IPV4_HEADER_BYTES + UDP_HEADER_BYTES <= FRAGMENT_PACKET_BYTES) return 1;
  const { ivBytes, icvBytes, alignBytes } = IKE_SUITES[SUITE];
  const room = FRAGMENT_PACKET_BYTES - IPV4_HEADER_BYTES - UDP_HEADER_BYTES - IKE_HEADER_BYTES - FRAGMENT_HEADER_BYTES - ivBytes - icvBytes;
  const inner = bytes - IKE_HEADER_BYTES - 4 - ivBytes - icvBytes;
  return Math.ceil(inner / (Math.floor(room / alignBytes) * alignBytes - 1));
}

/** Both ends of a strongSwan set-up at no delay, fastest of 40 runs: pre-shared key 8.4 ms, RSA-2048 11 ms (modp2048; experiment 1a, column "cost"). */
const MEASURED_NS = { keyExchange: 8_400_000, withCertificates: 11_000_000 } as const;

/** Time of one end of the measured machine for its part of IKE_SA_INIT (key pair and shared secret), and of IKE_AUTH (one signature, checks of signature and certificate). */
export const SERVER_CPU = {
  initNs: MEASURED_NS.keyExchange / 2,
  authNs: (MEASURED_NS.withCertificates - MEASURED_NS.keyExchange) / 2,
} as const;

/** How much slower a device is than the measured server core. Own choice: an embedded processor without help for long numbers, and a rack machine. */
export const CPU_FACTOR: Readonly<Record<Kind, number>> = {
  hospital: 2,
  clinic: 10,
  dental: 10,
  pharmacy: 10,
  laboratory: 2,
  claims: 1,
  vendor: 2,
};

/**
 * Time of one server of the centre for a request. Connection information: one signature made and two or three checked, 1.3 ms on the measured core (`authNs`), and a look-up, rounded up;
 * the centres of the shipped scenarios are slower machines. Issuing a certificate, whose key lies in a security module, and handing out a stored list are our own choices.
 */
export const SERVICE_NS = {
  information: 2 * NS_PER_MS,
  renewal: 10 * NS_PER_MS,
  list: 200 * NS_PER_US,
} as const satisfies Record<string, TimeNs>;

function plain(bytes: number): Message {
  return { bytes, datagrams: Math.ceil((bytes + IPV4_HEADER_BYTES + UDP_HEADER_BYTES) / 1500) };
}

function sealed(payloads: readonly IkePayload[]): Message {
  const bytes = skMessageBytes(payloads, SUITE);
  return { bytes, datagrams: fragmentsOf(bytes) };
}

function exampleCertificate(): Certificate {
  const ring = new KeyRing([issuerKeyId('service-ca')]);
  return issueCertificate({ subject: IDENTITY, tier: 'service', issuer: 'service-ca', serial: 1, notAfterNs: 0 }, ring);
}
