/**
 * Purpose: what the threat cards T15 to T16 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T15 to T16, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';

export const CLAIMS_T15_T16: readonly Claim[] = [
  // T15
  {
    card: 'T15',
    field: 'stops',
    item: 1,
    says: 'a packet without an SA is discarded before TCP (on the path)',
    of: 'T15/wan-on',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T15',
    field: 'stops',
    item: 1,
    says: 'a packet without an SA is discarded before TCP (elsewhere on the Internet)',
    of: 'T15/wan-off',
    controls: ['ipsec-ike'],
  },
  { card: 'T15', field: 'stops', item: 1, says: 'IPsec from host to host, everywhere', controls: ['ipsec-ike-host-host'] },
  {
    card: 'T15',
    field: 'stops',
    item: 1,
    says: 'IPsec between gateways, on the LAN: not where the attack is before the gateway',
    of: 'T15/lan',
    controls: ['ipsec-ike'],
    nothing: true,
  },
  { card: 'T15', field: 'stops', item: 2, says: 'a MAC in every segment, which a forged SYN lacks', controls: ['tcp-ao'] },
  {
    card: 'T15',
    field: 'stops',
    item: 3,
    says: 'RFC 5961 against who does not see the numbers',
    of: 'T15/wan-off/internet',
    exactly: true,
    controls: ['tcp-rfc5961'],
  },
  {
    card: 'T15',
    field: 'reduces',
    item: 1,
    says: 'ingress filtering of forged sources',
    of: 'T15/wan-off',
    controls: ['ingress-filtering'],
  },
  { card: 'T15', field: 'does-not', item: 1, says: 'TLS', controls: ['tls'] },
  {
    card: 'T15',
    field: 'does-not',
    item: 2,
    says: 'object encryption and signatures',
    controls: ['object-encryption', 'object-signature'],
  },
  { card: 'T15', field: 'does-not', item: 3, says: 'user authentication', controls: ['ic-card', 'lockout'] },
  // T16
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec below TCP, on the path', of: 'T16/wan-on', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec below TCP, against the blind sweep', of: 'T16/wan-off', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec from host to host, everywhere', controls: ['ipsec-ike-host-host'] },
  { card: 'T16', field: 'stops', item: 2, says: 'a MAC in every segment', controls: ['tcp-ao'] },
  { card: 'T16', field: 'reduces', item: 1, says: 'RFC 5961 against the off-path attacker', of: 'T16/wan-off', controls: ['tcp-rfc5961'] },
  {
    card: 'T16',
    field: 'reduces',
    item: 1,
    says: 'RFC 5961 on the path: not where he sees the numbers',
    of: 'T16/wan-on',
    controls: ['tcp-rfc5961'],
    nothing: true,
  },
  {
    card: 'T16',
    field: 'reduces',
    item: 1,
    says: 'RFC 5961 on the LAN: not where he sees the numbers',
    of: 'T16/lan',
    controls: ['tcp-rfc5961'],
    nothing: true,
  },
  {
    card: 'T16',
    field: 'reduces',
    item: 2,
    says: 'ingress filtering drops the forged sources of the blind attacker',
    of: 'T16/wan-off',
    controls: ['ingress-filtering'],
  },
  { card: 'T16', field: 'does-not', item: 1, says: 'any TLS: the transfer uses it already, and so may the rest', controls: ['tls'] },
  { card: 'T16', field: 'does-not', item: 2, says: 'object encryption', controls: ['object-encryption'] },
];
