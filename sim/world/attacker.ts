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
import type { IpNode } from '../net/node.ts';
import type { Packet, PacketBody } from '../net/packet.ts';
import type { Verdict } from '../net/rules.ts';
import type { TcpLayer } from '../net/tcp/layer.ts';
import type { UdpLayer } from '../net/udp.ts';
import type { Eavesdropper } from './eavesdropper.ts';
import type { Ledger } from './ledger.ts';
import type { AdversarySpec, FlowSpec, Place, Scenario, ServiceSpec, VantageSpec } from './scenario.ts';
import type { MessageStream, StreamEvents } from '../vpn/tls.ts';

/** A station of the attacker's own, with a full stack. */
export interface Station {
  readonly place: Place;
  readonly address: Ipv4;
  readonly node: IpNode;
  readonly tcp: TcpLayer;
  readonly udp: UdpLayer;
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
}

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
  candidate(secret: string, position: number): string;
  /** Searches a verifier in his ledger offline at his guess rate; learns the secret if the dictionary holds it. */
  crack(secret: string, found: () => void): void;
  /** Writes what he does into the trace. */
  note(step: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  /** Uniform integer in [0, below) from his own stream. */
  draw(below: number): number;
  /** Lets him decide on every packet that passes his vantage; the ears hear each first. */
  onPacket(decide: (packet: Packet) => Verdict): void;
  /** Sends a packet of his making from his vantage; every field may lie. */
  inject(fields: { readonly src: Ipv4; readonly dst: Ipv4; readonly body: PacketBody }): void;
  /** Sends a packet on its way that he had taken off the path and changed; it is his from then on. */
  release(packet: Packet): void;
  /** LAN only: makes `victim` believe that `claimed` is at his own MAC, again every two seconds. */
  poison(victim: Ipv4, claimed: Ipv4): void;
  /** Opens a stream to a service from his own station, or from inside his fraudulent box. */
  open(service: ServiceSpec, events: StreamEvents, options?: { readonly through?: RogueBox | undefined; readonly patienceNs?: TimeNs }): MessageStream;
  /** Sets up a box that raises a tunnel to a site's device under a claimed identity, with the secrets of his ledger; undefined where he has no line for one. */
  impersonate(claimedSite: string, peerSite: string): RogueBox | undefined;
  /** Peer only: sends a prefix through the tunnel to another site instead of the direct way. */
  routeThrough(prefix: Prefix, site: string): void;
  /** Poses as the responder of IKE exchanges that pass him, to collect what the initiator reveals. */
  answerIkeAs(site: string, onVerifier: (secret: string) => void): void;
}
