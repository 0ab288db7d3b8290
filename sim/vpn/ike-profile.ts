/**
 * Purpose: what an implementation says about itself besides the payloads that the exchange needs; the difference between two products' message sizes.
 *
 * Does not model: the extensions that the notifies announce, except where another file says so; here they are octets.
 * Units: octets. Determinism: constants.
 * References: RFC 7296 2.23 (NAT detection), 3.7 (CERTREQ); RFC 7383 2.3 (fragmentation); RFC 4555 3.3 (ports). Named products stand in profiles/.
 */
import type { StatusNotify } from './ike-payloads.ts';

export interface IkeProfile {
  readonly initRequest: readonly StatusNotify[];
  readonly initResponse: readonly StatusNotify[];
  readonly authRequest: readonly StatusNotify[];
  readonly authResponse: readonly StatusNotify[];
  /** What stands in IKE_AUTH when MOBIKE is configured. */
  readonly mobike: readonly StatusNotify[];
  /** Name the trusted issuers in CERTREQ payloads. */
  readonly certificateRequests: boolean;
  /** Name the responder in the IKE_AUTH request (IDr). */
  readonly namesResponder: boolean;
  /** Largest IP packet that a message is cut to, once both ends announced fragmentation. */
  readonly fragmentPacketBytes: number;
  /** An initiator with MOBIKE moves to port 4500 even where there is no NAT (RFC 4555 3.3 allows it). */
  readonly floatsWithMobike: boolean;
  /** A responder refuses whoever asks for another name than its own (IDr). */
  readonly insistsOnName: boolean;
  /** An IKE SA without a child SA stays; else the end that has no use for it closes it. */
  readonly keepsChildless: boolean;
  /** An initiator that refuses its peer deletes the IKE SA without saying why (RFC 7296 2.21.2 would have it say so). */
  readonly refusesByDelete: boolean;
}

export const NAT_DETECTION: readonly StatusNotify[] = ['NAT_DETECTION_SOURCE_IP', 'NAT_DETECTION_DESTINATION_IP'];

/** Largest IPv4 packet of a fragment where the path is not known (RFC 7383 2.5.1). */
const UNKNOWN_PATH_BYTES = 576;

/** The exchange and NAT detection, nothing else. */
export const PLAIN_PROFILE: IkeProfile = {
  initRequest: NAT_DETECTION,
  initResponse: NAT_DETECTION,
  authRequest: [],
  authResponse: [],
  mobike: ['MOBIKE_SUPPORTED'],
  certificateRequests: false,
  namesResponder: true,
  fragmentPacketBytes: UNKNOWN_PATH_BYTES,
  floatsWithMobike: false,
  insistsOnName: false,
  keepsChildless: false,
  refusesByDelete: false,
};
