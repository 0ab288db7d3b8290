/**
 * Purpose: the claims of the ten executed threat cards about the controls that figure-3 offers.
 * Does not model: anything. Units: none. References: threat cards T01, T03, T12, T13, T16, T20, T22, T24, T29, T31.
 */
import type { Claim } from './types.ts';

export const CLAIMS: readonly Claim[] = [
  // T01
  { card: 'T01', field: 'stops', says: 'gateway-to-gateway ESP stops a tap on the WAN', of: 'T01/wan-on', controls: ['ipsec-ike'] },
  { card: 'T01', field: 'does-not', says: 'gateway-to-gateway ESP does nothing against a tap on the LAN', of: 'T01/lan', controls: ['ipsec-ike'] },
  { card: 'T01', field: 'stops', says: 'ESP on every hop that the tap can reach stops it', controls: ['ipsec-ike-host-host'] },
  { card: 'T01', field: 'stops', says: 'TLS stops it for its flows', controls: ['tls'] },
  { card: 'T01', field: 'stops', says: 'object encryption stops it everywhere', controls: ['object-encryption'] },
  { card: 'T01', field: 'reduces', says: 'ARP inspection keeps a switched LAN switched', of: 'T01/lan/core-hospital.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T01', field: 'does-not', says: 'ARP inspection does nothing on a repeater', of: 'T01/lan/clinic-a.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T01', field: 'does-not', says: 'user authentication of any kind does not', controls: ['ic-card', 'lockout'] },
  { card: 'T01', field: 'does-not', says: 'a zone firewall does not', controls: ['zone-firewall'] },
  { card: 'T01', field: 'does-not', says: 'an object signature does not', controls: ['object-signature'] },
  // T03
  { card: 'T03', field: 'stops', says: 'certificates leave nothing to guess offline', of: 'T03/wan-on', given: ['ipsec-ike'], controls: ['device-auth'] },
  { card: 'T03', field: 'does-not', says: 'IKEv2 with a password for a key does not', of: 'T03/wan-on', controls: ['ipsec-ike'] },
  { card: 'T03', field: 'stops', says: 'a card with a key stops it', controls: ['ic-card'] },
  { card: 'T03', field: 'reduces', says: 'lockout stops the online guesser', of: 'T03/wan-off', controls: ['lockout'] },
  { card: 'T03', field: 'does-not', says: 'lockout does nothing against an offline search', of: 'T03/lan', controls: ['lockout'] },
  { card: 'T03', field: 'does-not', says: 'object protection does not', controls: ['object-encryption', 'object-signature'] },
  // T12
  { card: 'T12', field: 'stops', says: 'per-packet integrity by ESP stops it on the covered segment', of: 'T12/wan-on', controls: ['ipsec-ike'] },
  { card: 'T12', field: 'stops', says: 'per-packet integrity by ESP from host to host stops it everywhere', controls: ['ipsec-ike-host-host'] },
  { card: 'T12', field: 'stops', says: 'the record MAC of TLS stops the command; the session breaks', controls: ['tls'], best: 'degraded' },
  { card: 'T12', field: 'reduces', says: 'ARP inspection removes the vantage point', of: 'T12/lan/core-hospital.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T12', field: 'does-not', says: 'a card at login only does not', controls: ['ic-card'] },
  { card: 'T12', field: 'does-not', says: 'lockout does not', controls: ['lockout'] },
  { card: 'T12', field: 'does-not', says: 'gateway-to-gateway ESP does nothing on the LAN', of: 'T12/lan', controls: ['ipsec-ike'] },
  // T13
  { card: 'T13', field: 'stops', says: 'ARP inspection with a binding table stops it', of: 'T13/lan/core-hospital.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T13', field: 'stops', says: 'fixed entries on both ends of the critical pairs stop it', of: 'T13/lan/core-hospital.sz', controls: ['static-arp'] },
  { card: 'T13', field: 'stops', says: 'for content, ESP from host to host leaves only denial', of: 'T13/lan', controls: ['ipsec-ike-host-host'], best: 'degraded' },
  { card: 'T13', field: 'stops', says: 'for content, TLS leaves only denial', of: 'T13/lan', controls: ['tls'], best: 'degraded' },
  { card: 'T13', field: 'stops', says: 'ingress filtering stops forged sources', of: 'T13/wan-off', controls: ['ingress-filtering'] },
  { card: 'T13', field: 'does-not', says: 'gateway-to-gateway ESP does not: the attack is before the gateway', of: 'T13/lan', controls: ['ipsec-ike'] },
  { card: 'T13', field: 'does-not', says: 'ingress filtering does nothing against ARP on the link', of: 'T13/lan', controls: ['ingress-filtering'] },
  { card: 'T13', field: 'does-not', says: 'port security does not: he uses his own MAC', of: 'T13/lan', controls: ['port-security'] },
  // T16
  { card: 'T16', field: 'stops', says: 'IPsec below TCP stops it on the covered segment', of: 'T16/wan-on', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', says: 'IPsec below TCP stops the blind sweep', of: 'T16/wan-off', controls: ['ipsec-ike'] },
  { card: 'T16', field: 'stops', says: 'IPsec from host to host stops it everywhere', controls: ['ipsec-ike-host-host'] },
  { card: 'T16', field: 'reduces', says: 'RFC 5961 helps against the off-path attacker', of: 'T16/wan-off', controls: ['tcp-rfc5961'] },
  { card: 'T16', field: 'does-not', says: 'RFC 5961 does nothing against who sees the numbers', of: 'T16/wan-on', controls: ['tcp-rfc5961'] },
  { card: 'T16', field: 'does-not', says: 'RFC 5961 does nothing against who sees the numbers on the LAN', of: 'T16/lan', controls: ['tcp-rfc5961'] },
  { card: 'T16', field: 'reduces', says: 'ingress filtering drops the forged sources of the blind attacker', of: 'T16/wan-off', controls: ['ingress-filtering'] },
  { card: 'T16', field: 'does-not', says: 'no TLS does', controls: ['tls'] },
  { card: 'T16', field: 'does-not', says: 'object encryption does not', controls: ['object-encryption'] },
  // T20
  { card: 'T20', field: 'reduces', says: 'relay blocking ends the transit from site to site', of: 'T20/peer/vendor/relay', given: ['ipsec-ike'], controls: ['relay-blocking'] },
  { card: 'T20', field: 'reduces', says: 'connection policy makes the group smaller', of: 'T20/peer/vendor/direct', given: ['ipsec-ike'], controls: ['connection-policy'] },
  { card: 'T20', field: 'reduces', says: 'patching closes the fault', controls: ['patching'] },
  { card: 'T20', field: 'reduces', says: 'the zone firewall keeps it out of the inner zone', of: 'T20/peer/vendor/partner', controls: ['zone-firewall'] },
  { card: 'T20', field: 'does-not', says: 'IPsec delivers the infected packet perfectly', controls: ['ipsec-ike'] },
  { card: 'T20', field: 'does-not', says: 'TLS does not', controls: ['tls'] },
  { card: 'T20', field: 'does-not', says: 'device authentication does not', given: ['ipsec-ike'], controls: ['device-auth'] },
  { card: 'T20', field: 'does-not', says: 'a scanner does not know malware younger than its signatures', controls: ['virus-scan-host'] },
  // T22
  { card: 'T22', field: 'stops', says: 'the anti-replay window of ESP stops it on the covered segment', of: 'T22/wan-on', controls: ['ipsec-ike'] },
  { card: 'T22', field: 'stops', says: 'TLS stops it', controls: ['tls'] },
  { card: 'T22', field: 'stops', says: 'one effect per transaction id stops it', controls: ['transaction-idempotency'] },
  { card: 'T22', field: 'does-not', says: 'object encryption and signature do not', controls: ['object-encryption', 'object-signature'] },
  { card: 'T22', field: 'does-not', says: 'ESP between gateways does nothing behind them', of: 'T22/lan', controls: ['ipsec-ike'] },
  // T24
  { card: 'T24', field: 'stops', says: 'SYN cookies stop it', controls: ['syn-cookies'] },
  { card: 'T24', field: 'stops', says: 'a listener reachable only inside SAs is out of an outsider’s reach', of: 'T24/wan-off', controls: ['ipsec-ike'] },
  { card: 'T24', field: 'reduces', says: 'ingress filtering removes forged sources', of: 'T24/wan-off', controls: ['ingress-filtering'] },
  { card: 'T24', field: 'does-not', says: 'TLS does not', controls: ['tls'] },
  { card: 'T24', field: 'does-not', says: 'lockout does not', controls: ['lockout'] },
  { card: 'T24', field: 'does-not', says: 'IPsec does nothing against a flood from a partner or from the LAN', of: 'T24/peer', controls: ['ipsec-ike'] },
  // T29
  { card: 'T29', field: 'stops', says: 'a key that cannot be copied stops the clone', of: 'T29/stolen', given: ['ipsec-ike'], controls: ['device-auth'] },
  { card: 'T29', field: 'stops', says: 'certificates bound to the name, and only the right group, stop a member who poses as another', of: 'T29/peer', given: ['ipsec-ike'], controls: ['device-auth', 'connection-policy'] },
  { card: 'T29', field: 'does-not', says: 'IPsec with one pre-shared key for the group does not: any member can pose as any other', of: 'T29/peer', controls: ['ipsec-ike'] },
  { card: 'T29', field: 'does-not', says: 'IPsec with a key from a copied configuration does not', of: 'T29/stolen', controls: ['ipsec-ike'] },
  { card: 'T29', field: 'does-not', says: 'encryption without authentication of the peer does not', controls: ['tls', 'object-encryption'] },
  // T31
  { card: 'T31', field: 'stops', says: 'ESP with an ICV stops it on the covered segment', of: 'T31/wan-on', controls: ['ipsec-ike'] },
  { card: 'T31', field: 'stops', says: 'TLS stops it on the covered segment', controls: ['tls'] },
  { card: 'T31', field: 'stops', says: 'an object signature stops it end to end', controls: ['object-signature'] },
  { card: 'T31', field: 'reduces', says: 'ARP inspection removes the vantage point', of: 'T31/lan/core-hospital.sz', controls: ['dynamic-arp-inspection'] },
  { card: 'T31', field: 'does-not', says: 'tunnels between gateways do nothing against changes on the LAN', of: 'T31/lan', controls: ['ipsec-ike'] },
  { card: 'T31', field: 'does-not', says: 'authentication of users does not', controls: ['ic-card', 'lockout'] },
];
