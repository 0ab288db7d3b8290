/**
 * Purpose: what the threat cards T01 to T08 say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T01 to T08, fields "Stops", "Reduces", "Detects", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';

export const CLAIMS_T01_T08: readonly Claim[] = [
  // T01
  {
    card: 'T01',
    field: 'stops',
    item: 0,
    says: 'gateway-to-gateway ESP stops a tap on the WAN',
    of: 'T01/wan-on',
    controls: ['ipsec-ike'],
  },
  {
    card: 'T01',
    field: 'does-not',
    item: 0,
    says: 'gateway-to-gateway ESP does nothing against a tap on the LAN',
    of: 'T01/lan',
    controls: ['ipsec-ike'],
  },
  { card: 'T01', field: 'stops', item: 0, says: 'ESP on every hop that the tap can reach stops it', controls: ['ipsec-ike-host-host'] },
  { card: 'T01', field: 'stops', item: 0, says: 'TLS stops it for its flows', controls: ['tls'] },
  { card: 'T01', field: 'stops', item: 0, says: 'object encryption stops it everywhere', controls: ['object-encryption'] },
  {
    card: 'T01',
    field: 'reduces',
    item: 0,
    says: 'ARP inspection keeps a switched LAN switched',
    of: 'T01/lan/core-hospital.sz',
    controls: ['dynamic-arp-inspection'],
  },
  {
    card: 'T01',
    field: 'does-not',
    item: 0,
    says: 'ARP inspection does nothing on a repeater',
    of: 'T01/lan/clinic-a.sz',
    controls: ['dynamic-arp-inspection'],
  },
  { card: 'T01', field: 'does-not', item: 0, says: 'user authentication of any kind does not', controls: ['ic-card', 'lockout'] },
  { card: 'T01', field: 'does-not', item: 0, says: 'a zone firewall does not', controls: ['zone-firewall'] },
  { card: 'T01', field: 'does-not', item: 0, says: 'an object signature does not', controls: ['object-signature'] },
  // T03
  {
    card: 'T03',
    field: 'stops',
    item: 0,
    says: 'certificates leave nothing to guess offline',
    of: 'T03/wan-on',
    given: ['ipsec-ike'],
    controls: ['device-auth'],
  },
  { card: 'T03', field: 'does-not', item: 0, says: 'IKEv2 with a password for a key does not', of: 'T03/wan-on', controls: ['ipsec-ike'] },
  { card: 'T03', field: 'stops', item: 0, says: 'a card with a key stops it', controls: ['ic-card'] },
  { card: 'T03', field: 'reduces', item: 0, says: 'lockout stops the online guesser', of: 'T03/wan-off', controls: ['lockout'] },
  { card: 'T03', field: 'does-not', item: 0, says: 'lockout does nothing against an offline search', of: 'T03/lan', controls: ['lockout'] },
  { card: 'T03', field: 'does-not', item: 0, says: 'object protection does not', controls: ['object-encryption', 'object-signature'] },
];
