/**
 * Purpose: what the threat cards T05 to T08 (directories, tools, routes, neighbours) say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T05 to T08, fields "Stops", "Reduces", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';
import {
  AES_KEY,
  MEMBER,
  both,
  DEEP_PASSWORDS,
  FAST_HASHES,
  KNOWN_TOOLS,
  network,
  RANDOM_PASSWORDS,
  RESTRICTED_DIRECTORY,
  SLOW_HASHES,
  UNUSUAL_PORTS,
} from './variants-t01-t08.ts';

const ASKERS = ['T05/lan/core-hospital.sz/asking', 'T05/in-hsz/core-hospital.hsz/asking', 'T05/radio'] as const;

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

const ROUTE = 'T07/lan/core-hospital.sz';

const T07: readonly Claim[] = [
  { card: 'T07', field: 'stops', item: 1, says: 'a keyed digest on routing messages', of: ROUTE, controls: ['ospf-auth'] },
  { card: 'T07', field: 'reduces', item: 1, says: 'TLS makes the diversion worthless for reading', controls: ['tls'] },
  { card: 'T07', field: 'reduces', item: 1, says: 'ESP from host to host does so too', of: ROUTE, controls: ['ipsec-ike-host-host'] },
  {
    card: 'T07',
    field: 'reduces',
    item: 1,
    says: 'ESP between gateways does not: the diversion is behind them',
    of: ROUTE,
    controls: ['ipsec-ike'],
    nothing: true,
  },
  { card: 'T07', field: 'does-not', item: 1, says: 'ingress filtering', controls: ['ingress-filtering'] },
  { card: 'T07', field: 'does-not', item: 2, says: 'a closed network by itself', controls: [], change: network('ip-vpn') },
  {
    card: 'T07',
    field: 'does-not',
    item: 2,
    says: 'nor a closed group of sites with a firewall',
    of: ROUTE,
    controls: ['ipsec-ike', 'device-auth', 'connection-policy', 'relay-blocking', 'zone-firewall'],
  },
  { card: 'T07', field: 'does-not', item: 3, says: 'tests of the TTL', controls: ['gtsm'] },
];

const T08: readonly Claim[] = [
  { card: 'T08', field: 'stops', item: 1, says: 'a keyed digest on the link', controls: ['ospf-auth'] },
  {
    card: 'T08',
    field: 'stops',
    item: 2,
    says: 'a policy that admits only agreed services from a tunnel',
    of: 'T08/peer',
    given: ['ipsec-ike'],
    controls: ['connection-policy'],
  },
  { card: 'T08', field: 'reduces', item: 1, says: 'the check for TTL 255', controls: ['gtsm'] },
  {
    card: 'T08',
    field: 'reduces',
    item: 1,
    says: 'which a tunnel undoes: nobody on the way lowers the inner TTL',
    of: 'T08/peer',
    given: ['ipsec-ike', 'device-auth'],
    controls: ['gtsm'],
    nothing: true,
  },
  {
    card: 'T08',
    field: 'reduces',
    item: 5,
    says: 'a zone firewall',
    controls: ['zone-firewall'],
    disagrees: true,
  },
  {
    card: 'T08',
    field: 'does-not',
    item: 1,
    says: 'TTL 255 against who is on the link (T07)',
    through: 'T07',
    of: ROUTE,
    controls: ['gtsm'],
  },
  {
    card: 'T08',
    field: 'does-not',
    item: 2,
    says: 'IPsec as such: it authenticates the tunnel peer',
    of: 'T08/peer',
    controls: ['ipsec-ike', 'device-auth'],
  },
];

export const CLAIMS_T05_T08: readonly Claim[] = [...T05, ...T06, ...T07, ...T08];
