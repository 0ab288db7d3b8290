/**
 * Purpose: what the threat cards T05 and T06 (directories and tools) say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T05 and T06, fields "Stops", "Reduces", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';
import {
  both,
  RANDOM_PASSWORDS,
  DEEP_PASSWORDS,
  FAST_HASHES,
  SLOW_HASHES,
  AES_KEY,
  network,
  UNUSUAL_PORTS,
  RESTRICTED_DIRECTORY,
  MEMBER,
  KNOWN_TOOLS,
} from './variants-t01-t08.ts';

const ASKERS = ['T05/lan/core-hospital.sz/asking', 'T05/in-hsz/core-hospital.hsz/asking', 'T05/radio'] as const;
/** Everything offered that neither hides what a search is tried against nor asks for more than a password. */
const BESIDE_THE_POINT = [
  'device-auth',
  'connection-policy',
  'relay-blocking',
  'zone-firewall',
  'ingress-filtering',
  'object-encryption',
  'object-signature',
  'lockout',
  'virus-scan-host',
  'virus-scan-gateway',
  'training-ledger',
  'three-point-logging',
  'access-monitoring-and-cutoff',
] as const;
const CRACKERS = ['T06/wan-on/internet/cracker', 'T06/lan/core-hospital.sz/cracker'] as const;
const KITS = ['T06/wan-off/internet/exploit-kit', 'T06/peer/vendor/exploit-kit'] as const;

const T05: readonly Claim[] = [
  { card: 'T05', field: 'stops', item: 1, says: 'a directory over TLS in its place', controls: ['tls'] },
  {
    card: 'T05',
    field: 'stops',
    item: 1,
    says: 'certificates in its place: the password found opens nothing',
    controls: ['ic-card'],
    best: 'degraded',
  },
  {
    card: 'T05',
    field: 'stops',
    item: 2,
    says: 'ESP from host to host, where others may not ask',
    in: RESTRICTED_DIRECTORY,
    controls: ['ipsec-ike-host-host'],
  },
  {
    card: 'T05',
    field: 'stops',
    item: 2,
    says: 'ESP from host to host on the LAN',
    of: ASKERS,
    controls: ['ipsec-ike-host-host'],
    disagrees: true,
  },
  {
    card: 'T05',
    field: 'reduces',
    item: 1,
    says: 'a zone firewall passes no questions from zone to zone',
    of: 'T05/in-hsz',
    controls: ['zone-firewall'],
  },
  {
    card: 'T05',
    field: 'reduces',
    item: 2,
    says: 'restricting which hosts may ask',
    of: ASKERS,
    controls: [],
    change: RESTRICTED_DIRECTORY,
  },
  {
    card: 'T05',
    field: 'reduces',
    item: 3,
    says: 'slow hashes: the verifier is taken, the password not found',
    in: both(DEEP_PASSWORDS, FAST_HASHES),
    controls: [],
    change: SLOW_HASHES,
  },
  { card: 'T05', field: 'does-not', item: 1, says: 'ESP between gateways: the exchange never leaves the LAN', controls: ['ipsec-ike'] },
  {
    card: 'T05',
    field: 'does-not',
    item: 2,
    says: 'connection policy',
    given: ['ipsec-ike'],
    controls: ['device-auth', 'connection-policy'],
  },
  { card: 'T05', field: 'does-not', item: 3, says: 'lockout: the search is offline', controls: ['lockout'] },

  { card: 'T05', field: 'does-not', item: 4, says: 'WPA2: the attacker is a member', of: 'T05/radio', in: MEMBER, controls: ['wpa2-aes'] },
];

const T06: readonly Claim[] = [
  {
    card: 'T06',
    field: 'stops',
    item: 2,
    says: 'or keys too long to try',
    of: 'T06/wan-on/internet/key-search',
    controls: [],
    change: AES_KEY,
  },
  {
    card: 'T06',
    field: 'stops',
    item: 1,
    says: 'nothing removes tools',
    of: CRACKERS,
    controls: BESIDE_THE_POINT,
    nothing: true,
  },
  {
    card: 'T06',
    field: 'stops',
    item: 2,
    says: 'making the search space infeasible',
    of: CRACKERS,
    controls: [],
    change: RANDOM_PASSWORDS,
  },
  { card: 'T06', field: 'stops', item: 3, says: 'making what a search is tried against unavailable', of: CRACKERS, controls: ['tls'] },
  { card: 'T06', field: 'reduces', item: 1, says: 'patching, against tools for known faults', of: KITS, controls: ['patching'] },
  {
    card: 'T06',
    field: 'reduces',
    item: 2,
    says: 'a scanner that knows the signature of the tool',
    of: 'T06/wan-off/internet/exploit-kit',
    in: KNOWN_TOOLS,
    controls: ['virus-scan-gateway'],
  },
  { card: 'T06', field: 'does-not', item: 1, says: 'secrecy of where services listen', controls: [], change: UNUSUAL_PORTS },
  { card: 'T06', field: 'does-not', item: 2, says: 'closed networks: an IP-VPN', controls: [], change: network('ip-vpn') },
  { card: 'T06', field: 'does-not', item: 2, says: 'closed networks: a leased line', controls: [], change: network('leased-line') },
];

export const CLAIMS_T05_T06: readonly Claim[] = [...T05, ...T06];
