/**
 * Purpose: what an implementation says about itself besides the payloads that the exchange needs; the difference between two products' message sizes.
 *
 * Does not model: the extensions that the notifies announce, except where another file says so; here they are octets.
 * Units: none. Determinism: constants.
 * References: RFC 7296 2.23 (NAT detection), 3.7 (CERTREQ); strongSwan 5.9.8's payload lists (testbed, experiments 1a and 1e).
 */
import type { StatusNotify } from './ike-payloads.ts';

export interface IkeProfile {
  readonly initRequest: readonly StatusNotify[];
  readonly initResponse: readonly StatusNotify[];
  readonly authRequest: readonly StatusNotify[];
  readonly authResponse: readonly StatusNotify[];
  /** Name the trusted issuers in CERTREQ payloads. */
  readonly certificateRequests: boolean;
}

const NAT_DETECTION: readonly StatusNotify[] = ['NAT_DETECTION_SOURCE_IP', 'NAT_DETECTION_DESTINATION_IP'];

/** The exchange and NAT detection, nothing else. */
export const PLAIN_PROFILE: IkeProfile = {
  initRequest: NAT_DETECTION,
  initResponse: NAT_DETECTION,
  authRequest: [],
  authResponse: [],
  certificateRequests: false,
};

/** strongSwan 5.9.8 as Debian ships it, with mobike=no. */
export const STRONGSWAN_PROFILE: IkeProfile = {
  initRequest: [...NAT_DETECTION, 'IKEV2_FRAGMENTATION_SUPPORTED', 'SIGNATURE_HASH_ALGORITHMS', 'REDIRECT_SUPPORTED'],
  initResponse: [
    ...NAT_DETECTION,
    'IKEV2_FRAGMENTATION_SUPPORTED',
    'SIGNATURE_HASH_ALGORITHMS',
    'CHILDLESS_IKEV2_SUPPORTED',
    'MULTIPLE_AUTH_SUPPORTED',
  ],
  authRequest: ['INITIAL_CONTACT', 'MULTIPLE_AUTH_SUPPORTED', 'EAP_ONLY_AUTHENTICATION', 'IKEV2_MESSAGE_ID_SYNC_SUPPORTED'],
  authResponse: [],
  certificateRequests: true,
};
