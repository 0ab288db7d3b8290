/**
 * Purpose: what the threat cards T13 to T16 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T13 to T16, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';
import { alsoAt, skewedClock, synchronisedClocks } from './variants-t09-t16.ts';

export const CLAIMS_T13_T16: readonly Claim[] = [
  // T13
  { card: 'T13', field: 'stops', item: 1, says: 'ARP inspection with a binding table', of: 'T13/lan/core-hospital.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T13', field: 'stops', item: 2, says: 'fixed entries on both ends of the critical pairs', of: 'T13/lan/core-hospital.sz', controls: ['static-arp'] },
  { card: 'T13', field: 'stops', item: 3, says: 'for content, ESP from host to host leaves only denial', of: 'T13/lan', controls: ['ipsec-ike-host-host'], best: 'degraded' },
  { card: 'T13', field: 'stops', item: 4, says: 'for content, TLS with checked certificates leaves only denial', of: 'T13/lan', controls: ['tls'], best: 'degraded' },
  { card: 'T13', field: 'stops', item: 5, says: 'ingress filtering of forged sources', of: 'T13/wan-off', controls: ['ingress-filtering'] },
  { card: 'T13', field: 'stops', item: 5, says: 'ingress filtering of a partner’s forged sources', of: 'T13/peer', controls: ['ingress-filtering'] },
  { card: 'T13', field: 'does-not', item: 1, says: 'ESP between gateways: the attack is before the gateway', of: 'T13/lan', controls: ['ipsec-ike'] },
  { card: 'T13', field: 'does-not', item: 2, says: 'ingress filtering, for ARP on the link', of: 'T13/lan', controls: ['ingress-filtering'] },
  { card: 'T13', field: 'does-not', item: 3, says: 'port security: he uses his own MAC', of: 'T13/lan/core-hospital.sz', controls: ['port-security'] },
  // T14
  { card: 'T14', field: 'stops', item: 1, says: 'records at three points, given the rest', of: 'T14/none/clinic-a.sz', exactly: true, given: ['timestamping', 'ic-card'], controls: ['three-point-logging'] },
  { card: 'T14', field: 'stops', item: 2, says: 'synchronised clocks, given the rest', of: 'T14/none/clinic-a.sz', exactly: true, given: ['three-point-logging', 'timestamping', 'ic-card'], in: skewedClock, controls: [], change: synchronisedClocks },
  { card: 'T14', field: 'stops', item: 3, says: 'records that can only be appended to, given the rest', of: 'T14/none/clinic-a.sz', exactly: true, given: ['three-point-logging', 'ic-card'], controls: ['timestamping'] },
  { card: 'T14', field: 'stops', item: 3, says: 'records that can only be appended to outlast an erasure', of: 'T14/none/clinic-a.sz.reception-pc/erased', given: ['three-point-logging'], controls: ['timestamping'] },
  { card: 'T14', field: 'stops', item: 4, says: 'a card for each person, given the rest', of: 'T14/none/clinic-a.sz', exactly: true, given: ['three-point-logging', 'timestamping'], controls: ['ic-card'] },
  { card: 'T14', field: 'stops', item: 5, says: 'for content, the author’s signature, given a time stamp', of: 'T14/none/clinic-a.sz.doctor-pc/content', given: ['timestamping'], controls: ['object-signature'] },
  { card: 'T14', field: 'stops', item: 6, says: 'for content, a time stamp, given the author’s signature', of: 'T14/none/clinic-a.sz.doctor-pc/content', given: ['object-signature'], controls: ['timestamping'] },
  { card: 'T14', field: 'reduces', item: 2, says: 'device certificates name the machine; the machine is one of the two that were missing', of: 'T14/none/clinic-a.sz', exactly: true, given: ['ipsec-ike', 'three-point-logging', 'timestamping'], controls: ['device-auth'], disagrees: true },
  { card: 'T14', field: 'does-not', item: 1, says: 'ipsec-ike: either end could have made the MAC', controls: ['ipsec-ike'] },
  { card: 'T14', field: 'does-not', item: 2, says: 'tls: either end could have made the MAC', controls: ['tls'] },
  { card: 'T14', field: 'does-not', item: 3, says: 'tcp-ao: either end could have made the MAC', controls: ['tcp-ao'] },
  { card: 'T14', field: 'does-not', item: 4, says: 'passwords, however good, of an account that a desk shares', of: 'T14/none/clinic-a.sz', exactly: true, given: ['three-point-logging', 'timestamping'], in: alsoAt('id-password', 'core-hospital.sz.booking-server'), controls: ['id-password'] },
  { card: 'T14', field: 'does-not', item: 5, says: 'encryption', controls: ['object-encryption'] },
  // T15
  { card: 'T15', field: 'stops', item: 1, says: 'a packet without an SA is discarded before TCP (on the path)', of: 'T15/wan-on', controls: ['ipsec-ike'] },
  { card: 'T15', field: 'stops', item: 1, says: 'a packet without an SA is discarded before TCP (elsewhere on the Internet)', of: 'T15/wan-off', controls: ['ipsec-ike'] },
  { card: 'T15', field: 'stops', item: 1, says: 'IPsec from host to host, everywhere', controls: ['ipsec-ike-host-host'] },
  { card: 'T15', field: 'stops', item: 1, says: 'IPsec between gateways, on the LAN: not where the attack is before the gateway', of: 'T15/lan', controls: ['ipsec-ike'], nothing: true },
  { card: 'T15', field: 'stops', item: 2, says: 'a MAC in every segment, which a forged SYN lacks', controls: ['tcp-ao'] },
  { card: 'T15', field: 'stops', item: 3, says: 'RFC 5961 against who does not see the numbers', of: 'T15/wan-off/internet', exactly: true, controls: ['tcp-rfc5961'] },
  { card: 'T15', field: 'reduces', item: 1, says: 'ingress filtering of forged sources', of: 'T15/wan-off', controls: ['ingress-filtering'] },
  { card: 'T15', field: 'does-not', item: 1, says: 'TLS', controls: ['tls'] },
  { card: 'T15', field: 'does-not', item: 2, says: 'object encryption and signatures', controls: ['object-encryption', 'object-signature'] },
  { card: 'T15', field: 'does-not', item: 3, says: 'user authentication', controls: ['ic-card', 'lockout'] },
  // T16
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec below TCP, on the path', of: 'T16/wan-on', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec below TCP, against the blind sweep', of: 'T16/wan-off', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', item: 1, says: 'IPsec from host to host, everywhere', controls: ['ipsec-ike-host-host'] },
  { card: 'T16', field: 'stops', item: 2, says: 'a MAC in every segment', controls: ['tcp-ao'] },
  { card: 'T16', field: 'reduces', item: 1, says: 'RFC 5961 against the off-path attacker', of: 'T16/wan-off', controls: ['tcp-rfc5961'] },
  { card: 'T16', field: 'reduces', item: 1, says: 'RFC 5961 on the path: not where he sees the numbers', of: 'T16/wan-on', controls: ['tcp-rfc5961'], nothing: true },
  { card: 'T16', field: 'reduces', item: 1, says: 'RFC 5961 on the LAN: not where he sees the numbers', of: 'T16/lan', controls: ['tcp-rfc5961'], nothing: true },
  { card: 'T16', field: 'reduces', item: 2, says: 'ingress filtering drops the forged sources of the blind attacker', of: 'T16/wan-off', controls: ['ingress-filtering'] },
  { card: 'T16', field: 'does-not', item: 1, says: 'any TLS: the transfer uses it already, and so may the rest', controls: ['tls'] },
  { card: 'T16', field: 'does-not', item: 2, says: 'object encryption', controls: ['object-encryption'] },
];
