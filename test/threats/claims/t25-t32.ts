/**
 * Purpose: what the threat cards T25 to T32 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T25 to T32, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';

export const CLAIMS_T25_T32: readonly Claim[] = [
  // T29
  {
    card: 'T29',
    field: 'stops',
    item: 0,
    says: 'a key that cannot be copied stops the clone',
    of: 'T29/stolen',
    given: ['ipsec-ike'],
    controls: ['device-auth'],
  },
  {
    card: 'T29',
    field: 'stops',
    item: 0,
    says: 'certificates bound to the name, and only the right group, stop a member who poses as another',
    of: 'T29/peer',
    given: ['ipsec-ike'],
    controls: ['device-auth', 'connection-policy'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 0,
    says: 'IPsec with one pre-shared key for the group does not: any member can pose as any other',
    of: 'T29/peer',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 0,
    says: 'IPsec with a key from a copied configuration does not',
    of: 'T29/stolen',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T29',
    field: 'does-not',
    item: 0,
    says: 'encryption without authentication of the peer does not',
    controls: ['tls', 'object-encryption'],
  },
  // T31
  {
    card: 'T31',
    field: 'stops',
    item: 0,
    says: 'ESP with an ICV stops it on the covered segment',
    of: 'T31/wan-on',
    controls: ['ipsec-ike'],
  },
  { card: 'T31', field: 'stops', item: 0, says: 'TLS stops it on the covered segment', controls: ['tls'] },
  { card: 'T31', field: 'stops', item: 0, says: 'an object signature stops it end to end', controls: ['object-signature'] },
  {
    card: 'T31',
    field: 'reduces',
    item: 0,
    says: 'ARP inspection removes the vantage point',
    of: 'T31/lan/core-hospital.sz',
    controls: ['dynamic-arp-inspection'],
  },
  {
    card: 'T31',
    field: 'does-not',
    item: 0,
    says: 'tunnels between gateways do nothing against changes on the LAN',
    of: 'T31/lan',
    controls: ['ipsec-ike'],
  },
  { card: 'T31', field: 'does-not', item: 0, says: 'authentication of users does not', controls: ['ic-card', 'lockout'] },
];
