/**
 * Purpose: libreswan 4 as an initiator with a pre-shared key: what it announces in IKE, and its timers. From its sources; not held against a running one.
 *
 * It names no hash algorithms (only with signatures), announces no MOBIKE (mobike=no), sends no INITIAL_CONTACT (initial-contact=no), and waits as long before the second repeat as
 * before the first: transmissions at 0, 0.5, 1, 2, 4, 8, 16 and 32 s, given up at 64 s, when its 60 s are over.
 * An IKE SA that was asked for by hand or at the start stays without a child SA; one raised on demand would be deleted. An initiator that refuses its peer deletes the SA.
 * Does not model: signatures (its encoding differs by the kind of signature), its lists of default proposals, opportunistic encryption.
 * Units: nanoseconds, octets. Determinism: constants.
 * References: libreswan, programs/pluto: ikev2_ike_sa_init.c and ikev2_ike_auth.c (payloads), retransmit.c (waits); constants (fragments, 0.5 s, 60 s); ipsec.conf(5).
 */
import { NS_PER_MS, TIME_MAX } from '../../kernel/time.ts';
import { NAT_DETECTION, type IkeProfile } from '../ike-profile.ts';
import { DEFAULT_IKE_TIMERS, type IkeTimers } from '../ike-settings.ts';

/** The least that every IPv4 host takes (RFC 791 3.1), less what libreswan sets aside. */
const FRAGMENT_PACKET_BYTES = 576 - 24;

export const LIBRESWAN_PROFILE: IkeProfile = {
  initRequest: ['IKEV2_FRAGMENTATION_SUPPORTED', ...NAT_DETECTION],
  initResponse: ['IKEV2_FRAGMENTATION_SUPPORTED', ...NAT_DETECTION],
  authRequest: [],
  authResponse: [],
  mobike: ['MOBIKE_SUPPORTED'],
  certificateRequests: true,
  namesResponder: true,
  fragmentPacketBytes: FRAGMENT_PACKET_BYTES,
  floatsWithMobike: false,
  insistsOnName: true,
  keepsChildless: true,
  refusesByDelete: true,
};

/** retransmit-interval 500 ms, retransmit-timeout 60 s. */
export const LIBRESWAN_TIMERS: IkeTimers = {
  ...DEFAULT_IKE_TIMERS,
  retransmitFirstNs: 500 * NS_PER_MS,
  repeatsFirstWait: true,
  retransmitCapNs: TIME_MAX,
  tries: 8,
};
