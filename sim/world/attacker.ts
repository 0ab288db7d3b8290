/**
 * Purpose: the attacker's hands and eyes: what he can see, send and change from his vantage point, and nothing else.
 *
 * This is the only door from an attack into the running world. He knows the network's plan (Kerckhoffs), never the state of the controls, and opens terms only with keys in
 * his ledger.
 * Does not model: several co-operating attackers, detection avoidance.
 * Units: nanoseconds. Determinism: his actions are kernel events like any other.
 * References: threat-cards 2.2 (vantage points); RFC 3552 3 (capabilities of an Internet attacker); Dolev, Yao 1983.
 */
import type { TimeNs } from '../kernel/time.ts';
import type { Ipv4, Prefix } from '../net/address.ts';
import type { Packet, PacketBody } from '../net/packet.ts';
import type { Verdict } from '../net/rules.ts';
import type { Datagram, UdpLayer } from '../net/udp.ts';
import type { Bots } from './bots.ts';
import type { Eavesdropper } from './eavesdropper.ts';
import type { Insider } from './insider.ts';
import type { Ledger } from './ledger.ts';
import type { AppMessage } from './messages.ts';
import type { AdversarySpec, FlowSpec, Place, Scenario, ServiceSpec, VantageSpec } from './scenario.ts';
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';

/**
 * A station of the attacker's own, as he may use it. The node and its stack stay behind it: from a node ways lead to the whole network and to the control switch, and
 * an attack must have none. Streams he opens with `Hands.open`.
 */
export interface Station {
  readonly place: Place;
  readonly address: Ipv4;
  readonly udp: {
    /** Listens on a port; throws when it is taken. */
    bind(port: number, handler: (datagram: Omit<Datagram, 'arrival'>) => void): void;
    send: UdpLayer['send'];
  };
  /** Decides on every packet that reaches the station, before its own stack sees it. */
  onIngress(decide: (packet: Packet) => Verdict): void;
}

/** The plan of the network, as anybody who studied it knows it. */
export interface Plan {
  readonly scenario: Scenario;
  addressOf(host: Place): Ipv4;
  service(id: string): ServiceSpec;
  flow(id: string): FlowSpec;
  /** Address of a site's VPN device towards the network. */
  deviceAddress(site: string): Ipv4;
  /** First prefix of a site. */
  prefixOf(site: string): Prefix;
}

/** A fraudulent VPN box: the attacker's station speaking IKE and ESP under an identity that it claims. */
export interface RogueBox {
  readonly station: Station;
  /** Address inside the claimed site's prefix from which his packets come. */
  readonly insideAddress: Ipv4;
  /** T32: from now on it proves itself by the certificate in its chip; only a box that is itself in his hands has one. */
  useChip(): void;
}

/** T03, T04: words in order of popularity, or what a pattern gives in order of likelihood. */
export type GuessList = 'dictionary' | 'pattern';

export interface Hands {
  readonly vantage: VantageSpec;
  readonly place: Place;
  readonly plan: Plan;
  readonly adversary: AdversarySpec;
  readonly ledger: Ledger;
  readonly ears: Eavesdropper;
  /** His own station; absent where he only sits on a line. */
  readonly station: Station | undefined;
  readonly now: TimeNs;
  at(timeNs: TimeNs, act: () => void): void;
  after(delayNs: TimeNs, act: () => void): void;
  /** The secret that his dictionary holds at a position, when it is tried against this secret; it is right only at the true position. */
  candidate(secret: string, position: number, list?: GuessList): string;
  /** Searches a verifier in his ledger offline at his guess rate; learns the secret if the dictionary holds it. */
  crack(secret: string, found: () => void, options?: { readonly list?: GuessList; readonly timesSlower?: number }): void;
  /** T10, T28: his own account, where the vantage names one. */
  readonly insider: Insider | undefined;
  /** T25: hosts under his control, where the scenario gives him some. */
  readonly bots: Bots;
  /** Writes what he does into the trace. */
  note(step: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  /** Uniform integer in [0, below) from his own stream. */
  draw(below: number): number;
  /** Lets him decide on every packet that passes his vantage; the ears hear each first. */
  onPacket(decide: (packet: Packet) => Verdict): void;
  /** Sends a packet of his making from his vantage; every field may lie. */
  inject(fields: { readonly src: Ipv4; readonly dst: Ipv4; readonly body: PacketBody; readonly ttl?: number }): void;
  /** As `inject`, but a peer sends it from the VPN device of his own site, which he controls; nobody on the way to its tunnel lowers the TTL (RFC 4301 5.1.2.1). */
  injectFromDevice(fields: { readonly src: Ipv4; readonly dst: Ipv4; readonly body: PacketBody; readonly ttl?: number }): void;
  /** Listens on a UDP port of the host on which an accomplice has an account; what is delivered there he hears. */
  listenAtAccount(port: number): void;
  /** Sends a packet on its way that he had taken off the path and changed; it is his from then on. */
  release(packet: Packet): void;
  /** LAN only: makes `victim` believe that `claimed` is at his own MAC, again every two seconds. */
  poison(victim: Ipv4, claimed: Ipv4): void;
  /** Opens a stream to a service from his own station, or from inside his fraudulent box. */
  open(
    service: ServiceSpec,
    events: StreamEvents,
    options?: { readonly through?: RogueBox | undefined; readonly patienceNs?: TimeNs },
  ): MessageStream;
  /** Sets up a box that raises a tunnel to a site's device under a claimed identity, with the secrets of his ledger; undefined where he has no line for one. */
  impersonate(claimedSite: string, peerSite: string): RogueBox | undefined;
  /** Radio: hears the zone's wireless stations from now on, as far as the hop is open to him. */
  listenOnAir(): void;
  /** Radio: tries to get onto the zone's LAN; calls back with his station there. */
  joinByAir(joined: (box: RogueBox) => void): void;
  /** T20: the author's machine infects this asset; it uses a fault of the program that opens it. */
  contaminate(asset: string, fault: string): void;
  /** T14: somebody tries to prove afterwards who made an access, with or without an erased record, or what a document said. */
  audit(flow: string, about: 'access' | 'erased' | 'content'): void;
  /** T26: ducts and places of his vantage point fail together, now. */
  strike(): void;
  /** T32: enters what an answer holds into his ledger, readable or sealed. */
  keep(answer: AppMessage): void;
  /** T32: reads the disk of the lost host that he has into his ledger. */
  readDisk(): void;
  /** T31: the line at his vantage point begins to flip bits. */
  disturb(): void;
  /** T32: a user's program takes a wrong address for the service of a flow: that of this host. */
  misdial(flow: string, host: Place): void;
  /** T09: calls back with the station of each host that his malware takes; the host is his from then on. */
  onFoothold(taken: (station: Station) => void): void;
  /** T09, T20: answers as the web server of a site, from his own station. */
  serveSite(site: string, answer: () => { readonly fault?: string }): void;
  /** T09, T20: the user of a flow follows a link to this site. */
  lure(flow: string, site: string): void;
  /** Peer only: sends a prefix through the tunnel to another site instead of the direct way. */
  routeThrough(prefix: Prefix, site: string): void;
  /** Poses as the responder of IKE exchanges that pass him, to collect what the initiator reveals. */
  answerIkeAs(site: string, onVerifier: (secret: string) => void): void;
  /** T29: takes questions to the VPN centre that pass him, and answers in its name that the partner asked for is reached at his own station; calls back with the partner. */
  answerAsCentre(answered: (peer: string) => void): void;
}
