/**
 * Purpose: what an IKE endpoint is configured with, and the default timers and limits with their sources.
 *
 * Does not model: per-peer settings; one device has one set.
 * Units: nanoseconds, packets. Determinism: constants.
 * References: RFC 7296 2.1, 2.4 (retransmission, liveness), 2.6 (cookies), 2.8 (lifetimes are each end's own); RFC 8019 3; testbed, experiment 1h (strongSwan's installed defaults).
 */
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import type { Ipv4 } from '../net/address.ts';
import { DEFAULT_WINDOW_PACKETS } from './anti-replay.ts';
import type { EspMode, EspSuiteId } from './esp-size.ts';
import type { AuthSettings } from './ike-auth.ts';
import type { IkeCpu } from './ike-cpu.ts';
import { PLAIN_PROFILE, type IkeProfile } from './ike-profile.ts';
import { PROTECTS_ALL, type Protects } from './traffic-selectors.ts';
import { DEFAULT_IKE_PROPOSALS, type DhGroup, type IkeProposal } from './ike-suites.ts';

export interface IkeTimers {
  /** Wait after the first transmission; it grows by the factor after each (absent: it doubles). */
  readonly retransmitFirstNs: TimeNs;
  readonly retransmitFactor?: { readonly numerator: number; readonly denominator: number };
  readonly repeatsFirstWait?: boolean;
  readonly retransmitCapNs: TimeNs;
  /** Transmissions in all; after the wait that follows the last one the peer counts as dead. */
  readonly tries: number;
  /** A responder forgets a half-open SA after this long. */
  readonly halfOpenLifetimeNs: TimeNs;
  /** A closed SA answers repeats of the last request for this long, since its answer may have been lost (RFC 7296 2.1). */
  readonly lingerNs: TimeNs;
  /** Silence after which a peer that we send to is asked whether it lives (RFC 7296 2.4 fixes no value). */
  readonly livenessNs: TimeNs;
  /** Silence alone is enough, whether anything is sent to the peer or not. */
  readonly livenessWhenIdle?: boolean;
  /** A child SA is replaced after this long, minus up to `rekeyJitterNs` drawn per SA, so that the ends seldom collide (RFC 7296 2.8). */
  readonly rekeyNs: TimeNs;
  readonly rekeyJitterNs: TimeNs;
  /** The same for the IKE SA. */
  readonly ikeRekeyNs: TimeNs;
  /** Wait after TEMPORARY_FAILURE, plus a random time of up to as long again. */
  readonly rekeyRetryNs: TimeNs;
}

/** An IKE SA lives this many lifetimes of a child SA (strongSwan's defaults: 4 h and 1 h). */
export const IKE_LIFETIME_FACTOR = 4;

/** 1 s, doubling, cap 60 s, 12 tries: a dozen over about seven minutes (RFC 7296 2.4's suggestion; protocol-constants P-04). */
export const DEFAULT_IKE_TIMERS: IkeTimers = {
  retransmitFirstNs: NS_PER_S,
  retransmitCapNs: 60 * NS_PER_S,
  tries: 12,
  halfOpenLifetimeNs: 30 * NS_PER_S,
  lingerNs: 30 * NS_PER_S,
  livenessNs: 30 * NS_PER_S,
  rekeyNs: 3600 * NS_PER_S,
  rekeyJitterNs: 360 * NS_PER_S,
  ikeRekeyNs: IKE_LIFETIME_FACTOR * 3600 * NS_PER_S,
  rekeyRetryNs: 10 * NS_PER_S,
};

/** Half-open SAs from which on a responder that has cookies demands them (strongSwan's installed default, testbed experiment 1h). */
export const COOKIE_THRESHOLD = 30;
/** Half-open SAs that a small router keeps at most. Own assumption: RFC 8019 3 reckons with 60,000 for a large gateway. */
export const HALF_OPEN_LIMIT = 1000;

/** Half of that: as long as cookies hold, nobody has to work (RFC 8019 4.4 leaves the point to the responder). */
export const PUZZLE_THRESHOLD = HALF_OPEN_LIMIT / 2;

export interface IkeSettings {
  /** Address under which this end speaks IKE and ESP. */
  readonly address: Ipv4;
  readonly auth: AuthSettings;
  readonly proposals: readonly IkeProposal[];
  /** In order of preference. */
  readonly espSuites: readonly EspSuiteId[];
  readonly mode: EspMode;
  /** Where the mode depends on the peer; absent or undefined = `mode`. */
  modeTo?(identity: string): EspMode | undefined;
  readonly profile: IkeProfile;
  /** The addresses between which it wants and allows child SAs. */
  readonly protects: Protects;
  /** Sets up the IKE SA alone, where the responder says that it can do so too (RFC 6023). */
  readonly childless?: boolean;
  readonly timers: IkeTimers;
  readonly cookieThreshold: number;
  /** The same, counted for one address. */
  readonly cookieThresholdPerAddress?: number;
  /** Half-open SAs of one address from which on its first messages are ignored. */
  readonly blockThreshold?: number;
  /** Claims a NAT that is not there, so that both ends put ESP into UDP and move to port 4500. */
  readonly forceEncapsulation?: boolean;
  /** Group of the key exchange of each child SA that replaces another; absent: its keys follow from the IKE SA. */
  readonly pfsGroup?: DhGroup;
  /** What computing costs; absent: nothing. */
  readonly cpu?: IkeCpu;
  /** Half-open SAs from which on a responder that has puzzles demands them. */
  readonly puzzleThreshold: number;
  readonly halfOpenLimit: number;
  readonly windowPackets: number;
  /** Tells peers of a change of address in place of making new SAs (RFC 4555), where they know it too. */
  readonly mobike: boolean;
}

/**
 * Settings with the defaults filled in.
 * Units: see IkeSettings. Errors: none. Source: the constants above.
 */
export function ikeSettings(given: Pick<IkeSettings, 'address' | 'auth'> & Partial<IkeSettings>): IkeSettings {
  return {
    proposals: DEFAULT_IKE_PROPOSALS,
    espSuites: ['aes-cbc_hmac-sha256-128'],
    mode: 'tunnel',
    profile: PLAIN_PROFILE,
    protects: PROTECTS_ALL,
    timers: DEFAULT_IKE_TIMERS,
    cookieThreshold: COOKIE_THRESHOLD,
    puzzleThreshold: PUZZLE_THRESHOLD,
    halfOpenLimit: HALF_OPEN_LIMIT,
    windowPackets: DEFAULT_WINDOW_PACKETS,
    mobike: false,
    ...given,
  };
}
