/**
 * Purpose: what the threat cards T17 to T24 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T17 to T24, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';

export const CLAIMS_T17_T24: readonly Claim[] = [
  // T20
  {
    card: 'T20',
    field: 'reduces',
    item: 0,
    says: 'relay blocking ends the transit from site to site',
    of: 'T20/peer/vendor/relay',
    given: ['ipsec-ike'],
    controls: ['relay-blocking'],
  },
  {
    card: 'T20',
    field: 'reduces',
    item: 0,
    says: 'connection policy makes the group smaller',
    of: 'T20/peer/vendor/direct',
    given: ['ipsec-ike'],
    controls: ['connection-policy'],
  },
  { card: 'T20', field: 'reduces', item: 0, says: 'patching closes the fault', controls: ['patching'] },
  {
    card: 'T20',
    field: 'reduces',
    item: 0,
    says: 'the zone firewall keeps it out of the inner zone',
    of: 'T20/peer/vendor/partner',
    controls: ['zone-firewall'],
  },
  { card: 'T20', field: 'does-not', item: 0, says: 'IPsec delivers the infected packet perfectly', controls: ['ipsec-ike'] },
  { card: 'T20', field: 'does-not', item: 0, says: 'TLS does not', controls: ['tls'] },
  { card: 'T20', field: 'does-not', item: 0, says: 'device authentication does not', given: ['ipsec-ike'], controls: ['device-auth'] },
  {
    card: 'T20',
    field: 'does-not',
    item: 0,
    says: 'a scanner does not know malware younger than its signatures',
    controls: ['virus-scan-host'],
  },
  // T22
  {
    card: 'T22',
    field: 'stops',
    item: 0,
    says: 'the anti-replay window of ESP stops it on the covered segment',
    of: 'T22/wan-on',
    controls: ['ipsec-ike'],
  },
  { card: 'T22', field: 'stops', item: 0, says: 'TLS stops it', controls: ['tls'] },
  { card: 'T22', field: 'stops', item: 0, says: 'one effect per transaction id stops it', controls: ['transaction-idempotency'] },
  {
    card: 'T22',
    field: 'does-not',
    item: 0,
    says: 'object encryption and signature do not',
    controls: ['object-encryption', 'object-signature'],
  },
  {
    card: 'T22',
    field: 'does-not',
    item: 0,
    says: 'ESP between gateways does nothing behind them',
    of: 'T22/lan',
    controls: ['ipsec-ike'],
  },
  // T24
  { card: 'T24', field: 'stops', item: 0, says: 'SYN cookies stop it', controls: ['syn-cookies'] },
  {
    card: 'T24',
    field: 'stops',
    item: 0,
    says: 'a listener reachable only inside SAs is out of an outsider’s reach',
    of: 'T24/wan-off',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T24',
    field: 'reduces',
    item: 0,
    says: 'ingress filtering removes forged sources',
    of: 'T24/wan-off',
    controls: ['ingress-filtering'],
  },
  { card: 'T24', field: 'does-not', item: 0, says: 'TLS does not', controls: ['tls'] },
  { card: 'T24', field: 'does-not', item: 0, says: 'lockout does not', controls: ['lockout'] },
  {
    card: 'T24',
    field: 'does-not',
    item: 0,
    says: 'IPsec does nothing against a flood from a partner or from the LAN',
    of: 'T24/peer',
    controls: ['ipsec-ike'],
  },
];
