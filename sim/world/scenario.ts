/**
 * Purpose: the types of a scenario after loading: a network and what happens in it, data only.
 *
 * Does not model: anything. The loader (`scenarios/`) turns YAML into these values; the builder (`sim/world/build.ts`) turns them into a World.
 * Units: nanoseconds (`…Ns`), bits per second (`…Bps`), octets (`…Bytes`); probabilities are exact ratios.
 * References: TR 5.1 (services), 5.2 (assets), 3.1/3.2/3.14 (zones), D.3 (groups); contract 4 (file format).
 */
import type { Ipv4, Prefix } from '../net/address.ts';

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
}

export interface TcpProfile {
  /** Half-open connections a listener holds before it drops or sends cookies. */
  readonly backlog: number;
  /** SYN-ACK retransmissions before a half-open entry is removed (Linux default 5). */
  readonly synAckRetries: number;
  /** Receive window announced, octets. */
  readonly windowBytes: number;
}

export interface HostSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly zone: ZoneId;
  readonly address: Ipv4;
  readonly tcp: TcpProfile;
  /** Names of exploitable faults that stand open on this host until it is patched (threat card T09, T20). */
  readonly vulnerable: readonly string[];
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
}

export interface UserSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly role: string;
  readonly workstation: Place;
  /** Position of the password in the attacker's dictionary (1 = first guess); absent = in no dictionary. */
  readonly passwordRank?: number;
}

export interface AssetSpec {
  readonly id: string;
  readonly name: Bilingual;
  readonly label: Label;
  readonly sizeBytes: number;
  readonly at: Place;
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
}

/** `referral` letters stored and fetched, `booking` transactions behind a login, `image` transfer, `audit-log` records by UDP, `console` for maintenance. */
export type ServiceKind = 'referral' | 'booking' | 'image' | 'audit-log' | 'console';

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
}

/** What a user does; `inquire` asks a question without logging in (a portal page). */
export type Operation = 'store-letter' | 'fetch-letter' | 'book' | 'inquire' | 'fetch-image' | 'log' | 'maintain';

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
  /** On a LAN: `own` frames only, or the whole `segment` (hub, mirror port). */
  readonly sees: 'own' | 'segment';
}

/** What the attackers of this scenario can do; every figure with its source. */
export interface AdversarySpec {
  readonly dictionaryWords: number;
  readonly offlineGuessesPerS: number;
  readonly onlineGuessesPerS: number;
  readonly synPerS: number;
  readonly rstPerS: number;
  /** Age of the malware in use; scanners know what is older than their lag. */
  readonly malwareAgeNs: number;
  readonly scannerLagNs: number;
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
  readonly expect: readonly ExpectSpec[];
}
