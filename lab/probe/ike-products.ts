/**
 * Purpose: the implementations whose behaviour `probe ike` knows, each made of its file in sim/vpn/profiles.
 *
 * Does not model: see those files. Units: as IkeSettings. Determinism: constants.
 * References: contract.md section 2 (`--initiator`); testbed, experiment 1.
 */
import type { IkeSettings } from '../../sim/vpn/ike-settings.ts';
import { LIBRESWAN_PROFILE, LIBRESWAN_TIMERS } from '../../sim/vpn/profiles/libreswan.ts';
import {
  LIBIPSEC_WINDOW_PACKETS,
  STRONGSWAN_LIMITS,
  STRONGSWAN_PROFILE,
  STRONGSWAN_TIMERS,
  TESTBED_CPU,
} from '../../sim/vpn/profiles/strongswan.ts';

/** Implementations with a profile. strongSwan is that of the testbed: with libipsec, which claims a NAT. The cost of computing is that of the testbed for all. */
export const IKE_PRODUCTS = {
  strongswan: {
    profile: STRONGSWAN_PROFILE,
    timers: STRONGSWAN_TIMERS,
    ...STRONGSWAN_LIMITS,
    cpu: TESTBED_CPU,
    windowPackets: LIBIPSEC_WINDOW_PACKETS,
    mobike: true,
    forceEncapsulation: true,
  },
  libreswan: { profile: LIBRESWAN_PROFILE, timers: LIBRESWAN_TIMERS, cpu: TESTBED_CPU },
} as const satisfies Record<string, Partial<IkeSettings>>;
export type IkeProduct = keyof typeof IKE_PRODUCTS;
