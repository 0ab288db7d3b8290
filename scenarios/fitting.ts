/**
 * Purpose: what fits what in a scenario: operations to kinds of services, attackers to places. The checks judge by it, forms offer by it.
 *
 * Does not model: anything; tables only. Determinism: constants.
 * References: TR 5.1 (services); RFC 5424 and 3164 (audit records by UDP); threat cards 2.2 (vantages).
 */
import type { Operation, ServiceKind, VantageKind } from '../sim/world/scenario.ts';
import type { PlaceKind } from './places.ts';

/** What clients can do with each kind of service. */
export const OPERATIONS: Readonly<Record<ServiceKind, readonly Operation[]>> = {
  referral: ['store-letter', 'fetch-letter'],
  booking: ['book', 'inquire'],
  image: ['fetch-image'],
  'audit-log': ['log'],
  console: ['maintain'],
  orders: ['order'],
  records: ['read-records'],
  directory: ['look-up'],
  share: ['copy-file'],
  gateway: ['browse', 'send-mail', 'fetch-mail'],
  conference: ['talk'],
  ftp: ['put-file'],
  sip: ['call'],
};
/** Services without a TCP listener. */
export const BY_UDP: readonly ServiceKind[] = ['audit-log', 'conference', 'sip'];
/** Services that have no TLS here. */
export const WITHOUT_TLS: readonly ServiceKind[] = [...BY_UDP, 'ftp'];
/** What is done with a piece of information. */
export const NEEDS_ASSET: readonly Operation[] = [
  'store-letter',
  'fetch-letter',
  'fetch-image',
  'read-records',
  'copy-file',
  'put-file',
  'call',
];
/** What is sent lies where it is sent from. */
export const SENDS: readonly Operation[] = ['store-letter', 'put-file', 'call'];

/** Where an attacker of each kind can stand; an empty list means anywhere. */
export const STANDS: Readonly<Record<VantageKind, readonly PlaceKind[]>> = {
  'wan-on': ['network'],
  'wan-off': ['network'],
  lan: ['zone'],
  'in-hsz': ['zone'],
  'in-sz': ['zone'],
  'in-dmz': ['zone'],
  peer: ['site'],
  relay: ['network', 'centre', 'device'],
  radio: ['zone'],
  stolen: ['device', 'host'],
  phys: [],
  none: [],
};
