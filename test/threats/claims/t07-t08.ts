/**
 * Purpose: what the threat cards T07 and T08 (routes and neighbours) say about countermeasures, as claims that are executed.
 * Does not model: anything. Units: none. References: the cards T07 and T08, fields "Stops", "Reduces", "Does not"; `item` counts within the field.
 */
import type { Claim } from './types.ts';
import { network, PASSIVE_SZ, ROUTE_FILTERS, NO_ROUTING_FROM_TUNNELS, SOURCES_CHECKED } from './variants-t01-t08.ts';

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
  { card: 'T07', field: 'stops', item: 2, says: 'no adjacency on a segment with users', of: ROUTE, controls: [], change: PASSIVE_SZ },
  { card: 'T07', field: 'stops', item: 3, says: 'filters for routes from neighbours', of: ROUTE, controls: [], change: ROUTE_FILTERS },
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
  {
    card: 'T08',
    field: 'stops',
    item: 2,
    says: 'refusing routing messages from tunnels',
    of: 'T08/peer',
    given: ['ipsec-ike'],
    controls: [],
    change: NO_ROUTING_FROM_TUNNELS,
  },
  {
    card: 'T08',
    field: 'reduces',
    item: 2,
    says: 'a check of the source at decapsulation',
    of: 'T08/peer',
    given: ['ipsec-ike'],
    controls: [],
    change: SOURCES_CHECKED,
  },
  { card: 'T08', field: 'reduces', item: 3, says: 'port security', controls: ['port-security'], disagrees: true },
  {
    card: 'T08',
    field: 'reduces',
    item: 4,
    says: '802.1X keeps him from a partner’s wireless LAN',
    of: 'T08/radio',
    controls: ['wlan-8021x'],
  },
];

export const CLAIMS_T07_T08: readonly Claim[] = [...T07, ...T08];
