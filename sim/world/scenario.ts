/**
 * Purpose: the types of a scenario after loading: a network and what happens in it, data only.
 *
 * Does not model: anything. The loader (`scenarios/`) turns YAML into these values; the builder (`sim/world/build.ts`) turns them into a World.
 * Units: nanoseconds (`…Ns`), bits per second (`…Bps`), octets (`…Bytes`); probabilities are exact ratios.
 * References: TR 5.1 (services), 5.2 (assets), 3.1/3.2/3.14 (zones), D.3 (groups); contract 4 (file format).
 */
import type { Ipv4, Prefix } from '../net/address.ts';
import type { Incident, LostSpec, MirrorSpec, StoreSpec } from './scenario-mishaps.ts';

export type { Incident, LostSpec, MirrorSpec, StoreSpec };

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
}

export type NetworkKind = 'leased-line' | 'pstn' | 'ip-vpn' | 'ip-vpn-interconnected' | 'internet';

export interface NetworkSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: NetworkKind;
}

export type ZoneId = 'hsz' | 'sz' | 'dmz';

export interface ZoneSpec {
  readonly id: ZoneId;
  readonly name: Bilingual;
  readonly prefix: Prefix;
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
}

export interface HostSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly zone: ZoneId;
  readonly address: Ipv4;
  readonly tcp: TcpProfile;
  /** Names of exploitable faults that stand open on this host until it is patched (threat card T09, T20). */
  readonly vulnerable: readonly string[];
  /** T09, T20: programs here with an exploitable fault: ids of services that run here, or `viewer` for the program that opens documents. */
  readonly flaws?: readonly string[];
  /** T21: the objects stored here lie on a file share. */
  readonly store?: StoreSpec;
  /** T26: a second machine that takes over with the same data where `redundancy-site` is deployed. */
  readonly mirror?: MirrorSpec;
  /** It joins its zone by the wireless access point. */
  readonly radio?: boolean;
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
}

export interface DevicePort {
  /** The zone of the same site, or the network, that this port joins. */
  readonly joins: ZoneId | string;
  readonly address: Ipv4;
  readonly prefix: Prefix;
  /** Present on ports towards a network: the access line. */
  readonly link?: LinkSpec;
  /** T26: the duct in which the line lies; lines in one duct are cut together. */
  readonly duct?: string;
  /** T26: a second line that takes over where `redundancy-line` is deployed; `region` is its duct. */
  readonly standby?: MirrorSpec;
}

export interface DeviceSpec {
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
  /** Exchanges routes with its neighbours in the site's zones (T07, T08). */
  readonly routing?: boolean;
}

export interface UserSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly role: string;
  readonly workstation: Place;
  /** Position of the password in the attacker's dictionary (1 = first guess); absent = in no dictionary. */
  readonly passwordRank?: number;
  /** T14: how many people use this account (1 = one person). */
  readonly sharedBy?: number;
  /** T04: the password follows a pattern; where it stands in the list that the pattern gives. */
  readonly passwordPattern?: PatternSpec;
  /** T10: what the user's role covers, and how much of it his work needs. */
  readonly duties?: readonly DutySpec[];
}

/** T04: a secret with a structure. `default` from the maker, `pin` of few digits, `pattern` built from known parts (staff number and birth date, name and year). */
export interface PatternSpec {
  readonly kind: 'default' | 'pin' | 'pattern';
  /** How many secrets the pattern allows. */
  readonly space: number;
  /** Position of this one when they are tried in order of likelihood (1 = first). */
  readonly position: number;
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
  /** T32: devices fetch a new revocation list this often (RFC 5280 5.1.2.5 leaves the period to the issuer). */
  readonly crlIntervalNs?: number;
  /** T26: a second centre that takes over where `redundancy-site` is deployed. */
  readonly mirror?: MirrorSpec;
}

/** `referral` letters stored and fetched, `booking` transactions behind a login, `image` transfer, `audit-log` records by UDP, `console` for maintenance, `orders` single requests with one effect each. */
export type ServiceKind = 'orders' | 'referral' | 'booking' | 'image' | 'audit-log' | 'console' | PeopleServiceKind;

/** T02, T05, T10, T11, T27, T28: `records` read one by one behind a login, `directory` of accounts by UDP, `share` of files, `gateway` to web and mail. */
export type PeopleServiceKind = 'records' | 'directory' | 'share' | 'gateway';

export interface ServiceSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly kind: ServiceKind;
  readonly host: Place;
  readonly port: number;
  /** `always`: the service is TLS only, whatever controls are deployed. `offered`: TLS is used where the `tls` control is on. */
  readonly tls: 'never' | 'offered' | 'always';
  /** Users with an account, empty for services without login. */
  readonly accounts: readonly string[];
  /** Sites whose requests the service is meant for. */
  readonly partners: readonly string[];
  /** Orders only: hosts whose address is proof enough, as old machines have it (T17). */
  readonly trusts?: readonly Place[];
  /** Orders only: the host with the register that is asked before an order takes effect (T30). */
  readonly checkedBy?: Place;
  /** T02: `clear`: name and password cross the wire as they are (Telnet, POP, HTTP Basic; RFC 3552 3.2.2). Absent = challenge and response. */
  readonly login?: 'clear' | 'challenge';
  /** Gateways only: what the rules of use allow (T28). */
  readonly usage?: UsageSpec;
}

/** T28: rules of use at a gateway. */
export interface UsageSpec {
  /** Web sites that work needs (TR C 4-8-1). */
  readonly sites: readonly string[];
  /** Mail domains that the gateway is there for; other mail is relayed for strangers or private (TR C 4-7-2). */
  readonly domains: readonly string[];
  /** Largest mail, octets. */
  readonly mailBytes: number;
}

/** T02, T10, T11, T28: what watches the use of services (TR A.1 c). */
export interface MonitoringSpec {
  /** So many records of one subject within the window raise an alarm when one more comes. */
  readonly records: number;
  readonly windowNs: number;
  /** From the alarm to the cut-off. */
  readonly responseNs: number;
  /** Logs of the three points are reviewed so long after the fact. */
  readonly reviewNs: number;
}

/** What a user does; `inquire` asks a question without logging in (a portal page). */
export type Operation = 'order' | 'store-letter' | 'fetch-letter' | 'book' | 'inquire' | 'fetch-image' | 'log' | 'maintain' | 'read-records' | 'look-up' | 'copy-file' | 'browse' | 'send-mail';

/** What happens to an order whose confirmation does not come: the machine sends it again, or somebody enters it again by hand (T23, T30). */
export interface RecoverySpec {
  readonly kind: 'resend' | 'manual';
  readonly afterNs: number;
}

/** Something a user does, at times of the script. */
export interface FlowSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly service: string;
  readonly client: Place;
  readonly user?: string;
  readonly operation: Operation;
  readonly asset?: string;
  readonly atNs: number;
  /** Repeats: `times` runs in all, `everyNs` apart. */
  readonly everyNs: number;
  readonly times: number;
  /** How long the user works in the session before he ends it (booking, console). */
  readonly thinkNs: number;
  /** Fixed local port of the client program, where it has one (some imaging software has); an off-path attacker then knows it. */
  readonly sourcePort?: number;
  /** Orders only. */
  readonly recovery?: RecoverySpec;
}

/** A countermeasure that may be switched on, where it would stand and what it costs. */
export interface ControlOffer {
  readonly id: string;
  /** Which behaviour in `sim/` it switches; one mechanism may be offered at several scopes under different ids. */
  readonly mechanism: string;
  /** Places where it stands; a place covers everything below it (`core-hospital` covers `core-hospital.sz.pacs`). */
  readonly scope: readonly Place[];
  readonly cost: number;
}

export type VantageKind = 'wan-on' | 'wan-off' | 'lan' | 'in-hsz' | 'in-sz' | 'in-dmz' | 'peer' | 'relay' | 'radio' | 'stolen' | 'phys' | 'none';

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
  /** T26: ducts and places that fail together (common cause). */
  readonly fails?: readonly string[];
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
  readonly synPerS: number;
  readonly rstPerS: number;
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

/** An outcome that must hold when the scenario is replayed. */
export interface ExpectSpec {
  /** A threat id (`T13`) or an attack id (`T13/lan/core-hospital.sz`). */
  readonly threat: string;
  readonly controls: 'none' | 'all' | readonly string[];
  readonly outcome: string;
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
  readonly sites: readonly SiteSpec[];
  readonly keys: readonly KeySpec[];
  readonly groups: readonly GroupSpec[];
  readonly services: readonly ServiceSpec[];
  readonly flows: readonly FlowSpec[];
  readonly controls: readonly ControlOffer[];
  readonly vantages: readonly VantageSpec[];
  readonly adversary: AdversarySpec;
  readonly monitoring?: MonitoringSpec;
  readonly expect: readonly ExpectSpec[];
}
