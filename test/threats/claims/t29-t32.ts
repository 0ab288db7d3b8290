/**
 * Purpose: what the threat cards T29 to T32 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T29 to T32, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';
import { ANYBODY, CLAIMED_PARTNERS, FOUND_RUNNING, KEY_BESIDE, LABELLED, NOTHING_STORED, UNLABELLED } from './variants-t25-t32.ts';

const CUT = 'T30/wan-on/internet';
const CHECK = 'T30/wan-on/internet/check';
const CHANNEL = ['tls', 'ipsec-ike', 'ipsec-ike-host-host', 'tcp-ao'];
const BOX = 'T32/stolen/clinic-b.vpn';
const TABLET = 'T32/stolen/clinic-a.sz.visit-tablet';
const WRONG = 'T32/none/clinic-a/misdial';

export const CLAIMS_T29_T32: readonly Claim[] = [
  // T29
  {
    card: 'T29',
    field: 'stops',
    item: 1,
    says: 'certificates on both sides, bound to the expected name, stop a member who poses as another',
    of: 'T29/peer',
    given: ['ipsec-ike', 'connection-policy'],
    controls: ['device-auth'],
  },
  {
    card: 'T29',
    field: 'stops',
    item: 2,
    says: 'a key that cannot be copied stops the clone',
    of: 'T29/stolen',
    given: ['ipsec-ike'],
    controls: ['device-auth'],
  },
  {
    card: 'T29',
    field: 'stops',
    item: 3,
    says: 'connection policy: only the right group',
    of: 'T29/peer',
    given: ['ipsec-ike', 'device-auth'],
    controls: ['connection-policy'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 1,
    says: 'encryption without authentication of the peer does not',
    controls: ['tls', 'object-encryption'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 2,
    says: 'IP or MAC addresses as identity do not',
    controls: ['mac-filter', 'port-security', 'static-arp', 'ingress-filtering'],
  },
  { card: 'T29', field: 'does-not', item: 3, says: "a caller's own claim does not", in: ANYBODY, controls: [], change: CLAIMED_PARTNERS },
  {
    card: 'T29',
    field: 'does-not',
    item: 4,
    says: 'IPsec with one pre-shared key for the group does not: any member can pose as any other',
    of: 'T29/peer',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 4,
    says: 'IPsec with a key from a copied configuration does not',
    of: 'T29/stolen',
    controls: ['ipsec-ike'],
  },
  // T30
  {
    card: 'T30',
    field: 'stops',
    item: 1,
    says: '(a) one effect per transaction, committed with its confirmation',
    of: CUT,
    exactly: true,
    controls: ['transaction-idempotency'],
  },
  {
    card: 'T30',
    field: 'stops',
    item: 2,
    says: '(b) failing closed: no order without its check, and care waits instead',
    of: CHECK,
    exactly: true,
    controls: ['fail-closed'],
    best: 'degraded',
  },
  { card: 'T30', field: 'does-not', item: 1, says: 'encryption does not: each message is genuine', of: 'T30/wan-on', controls: CHANNEL },
  { card: 'T30', field: 'does-not', item: 2, says: 'anti-replay does not', of: CUT, exactly: true, controls: ['ipsec-ike', 'tls'] },
  // T31
  {
    card: 'T31',
    field: 'stops',
    item: 1,
    says: 'ESP with an ICV stops it on the covered segment',
    of: 'T31/wan-on',
    controls: ['ipsec-ike'],
  },
  { card: 'T31', field: 'stops', item: 2, says: 'TLS stops it on the covered segment', of: 'T31/wan-on', controls: ['tls'] },
  { card: 'T31', field: 'stops', item: 2, says: 'TLS stops it on the LAN', of: 'T31/lan', controls: ['tls'] },
  { card: 'T31', field: 'stops', item: 3, says: 'an object signature stops it end to end', controls: ['object-signature'] },
  {
    card: 'T31',
    field: 'reduces',
    item: 2,
    says: 'ARP inspection removes the vantage point',
    of: 'T31/lan/core-hospital.sz',
    controls: ['dynamic-arp-inspection'],
  },
  {
    card: 'T31',
    field: 'does-not',
    item: 2,
    says: 'tunnels between gateways do nothing against changes on the LAN',
    of: 'T31/lan',
    controls: ['ipsec-ike'],
  },
  { card: 'T31', field: 'does-not', item: 5, says: 'labels of confidentiality do not', in: UNLABELLED, controls: [], change: LABELLED },
  // T32
  {
    card: 'T32',
    field: 'stops',
    item: 1,
    says: 'disk encryption, when the device was switched off',
    of: TABLET,
    controls: ['disk-encryption'],
  },
  { card: 'T32', field: 'stops', item: 2, says: 'not storing patient data on it', of: TABLET, controls: [], change: NOTHING_STORED },
  {
    card: 'T32',
    field: 'stops',
    item: 3,
    says: 'a recipient who is no member gets no connection',
    of: WRONG,
    given: ['ipsec-ike'],
    controls: ['connection-policy'],
  },
  {
    card: 'T32',
    field: 'reduces',
    item: 1,
    says: 'revocation bounds the window',
    of: BOX,
    given: ['ipsec-ike', 'device-auth'],
    controls: ['device-revocation'],
  },
  {
    card: 'T32',
    field: 'does-not',
    item: 1,
    says: 'IPsec does not: a stolen box authenticates perfectly until it is revoked',
    of: BOX,
    controls: ['ipsec-ike', 'connection-policy'],
  },
  {
    card: 'T32',
    field: 'does-not',
    item: 2,
    says: "the chip's tamper resistance does not: it signs for the thief",
    of: BOX,
    given: ['ipsec-ike'],
    controls: ['device-auth'],
  },
  {
    card: 'T32',
    field: 'does-not',
    item: 3,
    says: 'encryption with the key stored beside it does not',
    of: TABLET,
    in: KEY_BESIDE,
    controls: ['disk-encryption'],
  },
  {
    card: 'T32',
    field: 'does-not',
    item: 4,
    says: 'disk encryption on a running device does not',
    of: TABLET,
    in: FOUND_RUNNING,
    controls: ['disk-encryption'],
  },
];
