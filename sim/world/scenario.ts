/**
 * Purpose: the types of a scenario after loading: a network and what happens in it, data only.
 *
 * Does not model: anything. The loader (`scenarios/`) turns YAML into these values; the builder (`sim/world/build.ts`) turns them into a World.
 * Units: nanoseconds (`…Ns`), bits per second (`…Bps`), octets (`…Bytes`); probabilities are exact ratios.
 * References: TR 5.1 (services), 5.2 (assets), 3.1/3.2/3.14 (zones), D.3 (groups); contract 4 (file format).
 */
import type { Ipv4, Prefix } from '../net/address.ts';
import type { SwitchPosition } from '../net/physical-switch.ts';
import type { EspSuiteId } from '../vpn/esp-size.ts';
import type { AdversarySpec, ExpectSpec, FlowExpectSpec, MonitoringSpec, VantageSpec } from './scenario-attackers.ts';
import type { EnrolmentSpec } from './scenario-enrolment.ts';
import type { MoveSpec, NatSpec } from './scenario-lines.ts';
import type { MirrorSpec, StoreSpec } from './scenario-mishaps.ts';
import type { FlowSpec, ServiceSpec } from './scenario-services.ts';
import type { DeviceCredentialSpec, PrivacySpec } from './scenario-trust.ts';

export type * from './scenario-attackers.ts';
export type * from './scenario-enrolment.ts';
export type * from './scenario-lines.ts';
export type * from './scenario-mishaps.ts';
export type * from './scenario-services.ts';
export type * from './scenario-trust.ts';

/** A text in both languages of the product; neither is a translation of lesser rank. */
export interface Bilingual {
  readonly en: string;
  readonly ja: string;
}

/** Where something stands: `site.zone.host`, `site.device`, or the id of a network. */
export type Place = string;

/** What kind of information an asset is (TR 5.2). */
export type Label = 'phi' | 'anon' | 'staff' | 'audit' | 'secconf' | 'public';

/** An exact probability `numerator / denominator`. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

export interface LinkSpec {
  readonly rateBps: number;
  readonly delayNs: number;
  /** Packets that may wait behind the one in transmission; the next is dropped (drop-tail). */
  readonly queuePackets: number;
  readonly loss: Ratio;
  /** T31: bits that the line flips; absent = none. */
  readonly errors?: BitErrorSpec;
}

/** T31: how often a bit is flipped, and which share of damaged packets passes the checksums. */
export interface BitErrorSpec {
  readonly perBit: Ratio;
  readonly missed: Ratio;
}

/** `campus`: the sites on it reach one another through L2TP (TR 9.4). */
export type NetworkKind = 'leased-line' | 'pstn' | 'ip-vpn' | 'ip-vpn-interconnected' | 'campus' | 'internet';

export interface NetworkSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: NetworkKind;
  /** `pstn` only: how long a call takes to set up, and after which silence it is hung up. */
  readonly call?: { readonly setUpNs: number; readonly idleNs: number };
  /** `ip-vpn-interconnected` only: the carriers' networks that meet here, and the line to each. */
  readonly connects?: readonly string[];
  readonly link?: LinkSpec;
}

export type ZoneId = 'hsz' | 'sz' | 'dmz';

export interface ZoneSpec {
  readonly id: ZoneId;
  readonly name: Bilingual;
  readonly prefix: Prefix;
  /** TR D.7 c: the prefix under which everybody else knows it, since another site has the same one; absent = its own. */
  readonly knownAs?: Prefix;
  /** `hub`: every frame reaches every port. `switch`: learned ports only. */
  readonly medium: 'switch' | 'hub';
  readonly link: LinkSpec;
  /** Address of the zone's default gateway (an interface of one of the site's devices). */
  readonly gateway: Ipv4;
  /** The `keys` entry of the pass-phrase of the zone's wireless access point, where it has one. */
  readonly wlanKey?: string;
}

export interface TcpProfile {
  /** Half-open connections a listener holds before it drops or sends cookies. */
  readonly backlog: number;
  /** SYN-ACK retransmissions before a half-open entry is removed (Linux default 5). */
  readonly synAckRetries: number;
  /** Receive window announced, octets. */
  readonly windowBytes: number;
  /** An old stack: predictable initial numbers, and a full queue that swallows every segment to its port (T17). */
  readonly legacy?: boolean;
  /** Source addresses that somebody blocked by hand (T24). */
  readonly blocked?: readonly Ipv4[];
  /** A full backlog gives up its oldest entry for a new one (RFC 4987 3.4). */
  readonly recycleOldest?: boolean;
  /** Of an old stack: numbers follow the clock of RFC 793, read at a moment that is uncertain by this much either way (a lot); absent: Berkeley's steps. */
  readonly isnJitterNs?: number;
}

export interface HostSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly zone: ZoneId;
  readonly address: Ipv4;
  readonly tcp: TcpProfile;
  /** Names of exploitable faults that stand open on this host until it is patched (threat card T09, T20). */
  readonly vulnerable: readonly string[];
  /** T09, T20: programs here with an exploitable fault: ids of services that run here, or `viewer`, `mailer`, `browser` for the programs that open documents, mails and pages. */
  readonly flaws?: readonly string[];
  /** T21: the objects stored here lie on a file share. */
  readonly store?: StoreSpec;
  /** T26: a second machine that takes over with the same data where `redundancy-site` is deployed. */
  readonly mirror?: MirrorSpec;
  /** T20: only programs on a list run here. */
  readonly allowListed?: boolean;
  /** It joins its zone by the wireless access point. */
  readonly radio?: boolean;
  /** T14: its records do not survive until the audit (a full disk, a broken collector). */
  readonly losesRecords?: boolean;
  /** T28: programs that may be run here by the rules of use; absent = no rule says so. */
  readonly programs?: readonly string[];
  /** T14: how far this host's clock is off; negative = slow. */
  readonly clockErrorNs?: number;
}

/** One permitted flow through a firewall; what no rule permits is refused when the zone firewall is deployed (TR C 4-1-1). */
export interface AllowRule {
  readonly from: Prefix;
  readonly to: Prefix;
  readonly protocol: 'tcp' | 'udp' | 'any';
  /** Destination port; absent = any. */
  readonly port?: number;
  /** T32: opened for a maintenance that is over, and forgotten. */
  readonly leftOpen?: boolean;
}

export interface DevicePort {
  /** The zone of the same site, or the network, that this port joins. */
  readonly joins: ZoneId | string;
  readonly address: Ipv4;
  readonly prefix: Prefix;
  /** Present on ports towards a network: the access line. */
  readonly link?: LinkSpec;
  /** A broadband router that translates addresses stands between the device and its line; `address` and `prefix` are then those of the cable between the two. */
  readonly nat?: NatSpec;
  /** The provider gives the line another address at these times. */
  readonly moves?: readonly MoveSpec[];
  /** T26: the duct in which the line lies; lines in one duct are cut together. */
  readonly duct?: string;
  /** T26: a second line that takes over where `redundancy-line` is deployed; `region` is its duct. */
  readonly standby?: MirrorSpec;
}

/** T07, T08: settings of a router's exchange of routes that are no control of their own. */
export interface RoutePolicy {
  /** Zones in which it speaks with nobody (passive interfaces). */
  readonly passive: readonly ZoneId[];
  /** Prefixes that it takes from neighbours; absent = any. */
  readonly accepts?: readonly Prefix[];
  /** Routing packets out of a tunnel are refused. */
  readonly refusesTunnels: boolean;
}

export interface DeviceSpec extends DeviceCredentialSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: 'vpn-router' | 'firewall' | 'router';
  readonly ports: readonly DevicePort[];
  readonly allow: readonly AllowRule[];
  /** Pre-shared key (a `keys` entry) used for IKE while the device has no certificate in use. */
  readonly psk?: string;
  /** A tunnel without traffic for this long is torn down. */
  readonly idleTimeoutNs: number;
  /** An SA is replaced after this long (RFC 7296 2.8). */
  readonly rekeyNs: number;
  /** Site with whose device it shares an ESP association with fixed keys, whose MAC nobody checks (T18, T19). */
  readonly manualPeer?: string;
  /** `drop`: a packet that finds no tunnel calls for it and is lost; absent = it waits. */
  readonly firstPacket?: 'drop';
  /** How far the device's clock is off; negative = slow. It judges certificates by it. */
  readonly clockErrorNs?: number;
  /** The box is ordered at this time, and comes into service by enrolment (TR D.6); absent = it is in service from the start. */
  readonly enrolsAtNs?: number;
  /** T26: a spare box that is put in its place where `redundancy-device` is deployed; lost with `region`. Where boxes enrol, it enrols then. */
  readonly spare?: MirrorSpec;
  /** T29: it downloads the connection information of its groups' other members at this time (TR D.3); absent = when there is something to send. */
  readonly downloadsAtNs?: number;
  /** T04: the `keys` entry of that association's key, where the cipher is so weak that keys can be tried; said at one of its ends. Absent = a key of 128 bits. */
  readonly manualKey?: string;
  /** T04: the fixed key is replaced this often; said at the same end. Absent = never. */
  readonly manualKeyLifetimeNs?: number;
  /** T23: `services`: only packets of services with partners may raise a tunnel; absent: every packet. The list comes with the connection policy. */
  readonly triggers?: 'services';
  /** How its associations are made (T18, T19, T22). */
  readonly associations?: AssociationSpec;
  /** T14: its records do not survive until the audit. */
  readonly losesRecords?: boolean;
  /** T32: somebody left it as a bridge, which passes everything as it is, whatever is configured. */
  readonly leftBridging?: boolean;
  /** TR 9.4: a physical switch lies between its zones; where it stands, from when on. */
  readonly switch?: readonly SwitchPosition[];
  /** Exchanges routes with its neighbours in the site's zones (T07, T08). */
  readonly routing?: boolean;
  /** T07, T08: what it takes from neighbours; absent = everything from everybody who says Hello, as routers come. */
  readonly routes?: RoutePolicy;
  /** T08: what comes out of a tunnel must come from an address of the peer's site (RFC 4301 5.2). */
  readonly checksInnerSource?: boolean;
  /** ESP transform of its tunnels; absent = the default of `sim/vpn`. */
  readonly esp?: EspSuiteId;
}

/** Security associations other than by default. */
export interface AssociationSpec {
  /** False: the receiver does not look for repeated packets. */
  readonly antiReplay?: false;
  /** Suite of the association with fixed keys. */
  readonly manualSuite?: EspSuiteId;
  /** The receiver of the association with fixed keys inspects the default padding (RFC 4303 2.4). */
  readonly inspectsPadding?: true;
  /** What the association with fixed keys is for, from who asks to who answers; absent: everything between the two sites. */
  readonly manualSelectors?: readonly AllowRule[];
}

export interface UserSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly role: string;
  readonly workstation: Place;
  /** Position of the password in the attacker's dictionary (1 = first guess); absent = in no dictionary. */
  readonly passwordRank?: number;
  /** T03: the position is not known but drawn in each run; instead of `passwordRank`. */
  readonly passwordDraw?: DictionaryDraw;
  /** T14: how many people use this account (1 = one person). */
  readonly sharedBy?: number;
  /** T04: the password follows a pattern; where it stands in the list that the pattern gives. */
  readonly passwordPattern?: PatternSpec;
  /** T02: the password is changed this often; absent = not within a run. */
  readonly passwordLifetimeNs?: number;
  /** T14: when his signature certificate is revoked, in the time of the run. */
  readonly revokedAtNs?: number;
  /** T12: clicks warnings about certificates away. */
  readonly ignoresWarnings?: boolean;
  /** T10: what the user's role covers, and how much of it his work needs. */
  readonly duties?: readonly DutySpec[];
}

/**
 * T04: a secret with a structure. `default` from the maker, `pin` of few digits, `pattern` built from known parts (staff number and birth date, name and year), `short-key` of a
 * cipher whose keys can all be tried.
 */
export interface PatternSpec {
  readonly kind: 'default' | 'pin' | 'pattern' | 'short-key';
  /** How many secrets the pattern allows. */
  readonly space: number;
  /** Position of this one when they are tried in order of likelihood (1 = first); absent = any, each equally likely, drawn in each run. */
  readonly position?: number;
}

/** T03: how passwords that people choose are spread over a dictionary. */
export interface DictionaryDraw {
  /** Probability that it stands in the dictionary at all. */
  readonly inDictionary: Ratio;
  /** Probabilities of its first positions, the most popular words; the rest of `inDictionary` is spread evenly over the rest of the dictionary. */
  readonly popular: readonly Ratio[];
}

/** T10: records that a role may read, of which the first `needed` belong to today's work. */
export interface DutySpec {
  readonly asset: string;
  readonly needed: number;
}

export interface AssetSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly label: Label;
  readonly sizeBytes: number;
  readonly at: Place;
  /** T10, T11: the asset is a collection of so many records; `sizeBytes` is one of them. */
  readonly records?: number;
  /** T10: so many records share one object key (a group of patients); absent = one key for the collection. */
  readonly recordsPerKey?: number;
}

export interface SiteSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: string;
  readonly zones: readonly ZoneSpec[];
  readonly hosts: readonly HostSpec[];
  readonly devices: readonly DeviceSpec[];
  readonly users: readonly UserSpec[];
  readonly assets: readonly AssetSpec[];
  /** The subscriber's own policy on top of the provider's groups (TR D.4 h); absent = none. */
  readonly connections?: ConnectionPolicySpec;
  readonly privacy?: PrivacySpec;
}

/** Partners of the only kind that a site wants, or some that it does not want. */
export interface ConnectionPolicySpec {
  readonly accepts?: readonly string[];
  readonly refuses?: readonly string[];
}

/** A shared secret that people chose; `rank` as for passwords. */
export interface KeySpec {
  readonly id: string;
  readonly rank?: number;
  /** T04: found by a pattern as well. */
  readonly pattern?: PatternSpec;
}

/** Who may connect to whom (TR D.3, Figure D.2). */
export interface GroupSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly members: readonly string[];
  /** Services that members may use at each other's sites; absent = all (TR 5.1 e: maintenance reaches only the contracted machine). */
  readonly services?: readonly string[];
}

/** The VPN service provider's centre, attached to a network. */
export interface CentreSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly network: string;
  readonly address: Ipv4;
  readonly prefix: Prefix;
  readonly link: LinkSpec;
  readonly processingNs: number;
  /** T14: access points send a copy of their records to the centre (TR 9.5). */
  readonly keepsLogs?: boolean;
  /** T32: devices fetch a new revocation list this often (RFC 5280 5.1.2.5 leaves the period to the issuer). */
  readonly crlIntervalNs?: number;
  /** Devices use connection information this long without asking again; absent = one hour. */
  readonly infoLifetimeNs?: number;
  /** T26: a second centre that takes over where `redundancy-site` is deployed. */
  readonly mirror?: MirrorSpec;
}

/** A countermeasure that may be switched on, where it would stand and what it costs. */
export interface ControlOffer {
  readonly id: string;
  /** Which behaviour in `sim/` it switches; one mechanism may be offered at several scopes under different ids. */
  readonly mechanism: string;
  /** Places where it stands; a place covers everything below it (`core-hospital` covers `core-hospital.sz.pacs`). */
  readonly scope: readonly Place[];
  readonly cost: number;
  /** What the plug-in that brings the mechanism says about it; absent where the mechanism is ours. */
  readonly words?: PluginControlWords;
}

/** A plug-in's control in words: data, so that it travels with the scenario to wherever something is told of it. */
export interface PluginControlWords {
  readonly name: Bilingual;
  /** Where it acts. */
  readonly where: Bilingual;
  /** What it does, and where it matters what it does not. */
  readonly does: Bilingual;
  readonly source: string;
  /** A phrase for each reason for which it refuses something, as in "the filter at X refused ...". */
  readonly reasons: Readonly<Record<string, Bilingual>>;
}

export interface Scenario {
  readonly id: string;
  readonly title: Bilingual;
  /** Clause and figure of the TR that this renders. */
  readonly source: string;
  readonly about: Bilingual;
  /** Of the file's text as read. */
  readonly sha256: string;
  readonly horizonNs: number;
  readonly networks: readonly NetworkSpec[];
  readonly centre?: CentreSpec;
  readonly enrolment?: EnrolmentSpec;
  readonly sites: readonly SiteSpec[];
  readonly keys: readonly KeySpec[];
  readonly groups: readonly GroupSpec[];
  readonly services: readonly ServiceSpec[];
  readonly flows: readonly FlowSpec[];
  readonly controls: readonly ControlOffer[];
  readonly vantages: readonly VantageSpec[];
  /** Controls that a network of this kind comes with; a comparison of networks judges it with these on. */
  readonly deployed?: readonly string[];
  readonly adversary: AdversarySpec;
  readonly monitoring?: MonitoringSpec;
  readonly expect: readonly ExpectSpec[];
  readonly expectFlows?: readonly FlowExpectSpec[];
}
