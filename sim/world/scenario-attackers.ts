/**
 * Purpose: the parts of a scenario that say who may attack from where, with what means, and what is expected of it.
 *
 * Does not model: anything; types only. Units: nanoseconds (`…Ns`), bits per second (`…Bps`), octets (`…Bytes`).
 * References: threat-cards 2.2 (vantage points); TR A.1 c (watching); contract 4 (`expect`).
 */
import type { Ipv4, Prefix } from '../net/address.ts';
import type { BitErrorSpec, Bilingual, LinkSpec, Place, Ratio } from './scenario.ts';
import type { Incident, LostSpec } from './scenario-mishaps.ts';

/** T02, T10, T11, T28: what watches the use of services (TR A.1 c). */
export interface MonitoringSpec {
  /** So many records of one subject within the window raise an alarm when one more comes. */
  readonly records: number;
  readonly windowNs: number;
  /** From the alarm to the cut-off. */
  readonly responseNs: number;
  /** Logs of the three points are reviewed so long after the fact. */
  readonly reviewNs: number;
  /** T30: the host to which services report a check that is not answered; absent = the alarm is seen at the service itself. */
  readonly reportsTo?: Place;
}

export type VantageKind =
  | 'wan-on'
  | 'wan-off'
  | 'lan'
  | 'in-hsz'
  | 'in-sz'
  | 'in-dmz'
  | 'peer'
  | 'relay'
  | 'radio'
  | 'stolen'
  | 'phys'
  | 'none';

/** A place from which an attacker may act, with what he has there. */
export interface VantageSpec {
  readonly id: string;
  readonly kind: VantageKind;
  /** A network (wan-on, wan-off), a `site.zone` (lan, in-*), a site (peer) or a device (stolen). */
  readonly at: Place;
  readonly name: Bilingual;
  /** Address of the attacker's own station, where he has one. */
  readonly address?: Ipv4;
  /** Prefix and line of that station when it hangs on a network. */
  readonly prefix?: Prefix;
  readonly link?: LinkSpec;
  /** A host on which somebody who works with him has an account (T19). */
  readonly account?: Place;
  /** On a LAN: `own` frames only, or the whole `segment` (hub, mirror port). */
  readonly sees: 'own' | 'segment';
  /** T14, T20, T32: what happens here without a network attacker. */
  readonly incident?: Incident;
  /** T31: what a faulty line does, beside the incident `line-fault`. */
  readonly errors?: BitErrorSpec;
  /** T26: ducts and places that fail together (common cause). */
  readonly fails?: readonly string[];
  /** T26: what failed works again after this time, data apart; absent = not within the run. */
  readonly repairedAfterNs?: number;
  /** T32: the device in his hands was lost. */
  readonly lost?: LostSpec;
  /** In a zone: whose account and workstation he uses (an insider, T10, T28). */
  readonly user?: string;
}

/** What the attackers of this scenario can do; every figure with its source. */
export interface AdversarySpec {
  readonly dictionaryWords: number;
  readonly offlineGuessesPerS: number;
  readonly onlineGuessesPerS: number;
  /** T04: keys of a weak cipher that he tries in a second; as `offlineGuessesPerS` when absent. */
  readonly keySearchPerS?: number;
  readonly synPerS: number;
  readonly rstPerS: number;
  /** T24: from how many neighbouring /24 networks the forged sources come; all of 198.18.0.0/15 when absent. */
  readonly synNetworks?: number;
  /** Hosts that attack together (T25): how many, at what rate each, and which share of packets with forged sources. */
  readonly bots?: { readonly count: number; readonly rateBps: number; readonly forgedShare: Ratio };
  /** Age of the malware in use; scanners know what is older than their lag. */
  readonly malwareAgeNs: number;
  readonly scannerLagNs: number;
  /** T09: age of the faults in use and how long patches take; without them every fault counts as patched where patching is deployed. */
  readonly faultAgeNs?: number;
  readonly patchLagNs?: number;
  /** T20: age of the malware in infected documents; as `malwareAgeNs` when absent. */
  readonly documentMalwareAgeNs?: number;
  /** T20: share of infected documents that are opened where they arrive; all when absent. */
  readonly documentsOpened?: Ratio;
  /** T09, T20: share of lures in mails and pages of strangers that are followed; all when absent. */
  readonly luresFollowed?: Ratio;
  /** T20: gateway scanners let signed documents of partners pass unread (a setting). */
  readonly scannersTrustSigned?: boolean;
  /** T10, T11: records that he copies in a second. */
  readonly copiesPerS?: number;
  /** T06: how many times faster the work goes with a ready tool than by hand. */
  readonly toolFactor?: number;
  /** T06: what he is ready to spend on the attack, in time of work. */
  readonly patienceNs?: number;
  /** T28: of so many temptations a trained user gives way to one. */
  readonly trainedLapses?: number;
  readonly sources: Readonly<Record<string, string>>;
}

/** What must come of a flow when nobody attacks (TR D.7 c: some protocols do not get through, or only through the tunnel). */
export interface FlowExpectSpec {
  readonly flow: string;
  readonly controls: ExpectSpec['controls'];
  readonly outcome: 'completes' | 'fails';
}

/** An outcome that must hold when the scenario is replayed. */
export interface ExpectSpec {
  /** A threat id (`T13`) or an attack id (`T13/lan/core-hospital.sz`). */
  readonly threat: string;
  readonly controls: 'none' | 'all' | readonly string[];
  readonly outcome: string;
}
