/**
 * Purpose: the VPN device of a site: IPsec at the Internet side of a router, with tunnels that are raised when there is something to send.
 *
 * Rules that it hangs into its node: egress (protect what leaves by the WAN, refuse what would go from one tunnel into another), ingress (refuse what comes in clear for
 * the inside). A device without the IPsec control is a plain router.
 * Does not model: filtering between zones (the firewall does), address translation for what does not enter a tunnel, its own management access, a check of inner source addresses (see tunnels.ts).
 * Units: nanoseconds. Determinism: asks controls in packet order.
 * References: RFC 4301 5.1, 5.2 (outbound, inbound; default discard); TR A.3, D.3-D.5 (VPN device), 8.1 d and B.5 d (no relaying between partners), C 2-2-1.
 */
import { NS_PER_S, type TimeNs } from '../kernel/time.ts';
import { inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Iface } from '../net/iface.ts';
import type { Packet } from '../net/packet.ts';
import { PASS, TAKEN, type Passage, type Verdict } from '../net/rules.ts';
import type { UdpPort } from './udp-port.ts';
import { CENTRE_PORT } from './centre-messages.ts';
import { guardClearText } from './clear-text-guard.ts';
import type { Resolver } from './connection.ts';
import { DeviceControls, type Refusal } from './controls.ts';
import { ENROLMENT_PORT } from './enrolment/messages.ts';
import type { EspSuiteId } from './esp-size.ts';
import { genuineMethod, type AuthMethod } from './ike-auth.ts';
import { hangDeviceHop, type HopPeers } from './host-hop.ts';
import { IKE_PORT, NATT_PORT } from './ike-payloads.ts';
import { showInner, turnBackInner, type KnownAs } from './inner-addresses.ts';
import type { IkePeer } from './ike-sa.ts';
import { DEFAULT_IKE_TIMERS, IKE_LIFETIME_FACTOR, ikeSettings, type IkeSettings, type IkeTimers } from './ike-settings.ts';
import type { KeyStore } from './key-store.ts';
import type { Certificate, RevocationView, TrustAnchors } from './pki.ts';
import { Spd } from './spd.ts';
import { Tunnels, type FirstPacket } from './tunnels.ts';

/** Who a device is and what it trusts; the same for a gateway and a host. */
export interface VpnIdentity {
  /** Claimed towards peers and the centre; an attacker's may be a lie. */
  readonly identity: string;
  readonly ring: KeyStore;
  readonly pskId?: string;
  /** Service certificate. */
  readonly certificate?: Certificate;
  /** In place of `certificate` where it may come or go while the device runs (enrolment, TR D.6 j). */
  readonly credential?: () => Certificate | undefined;
  /** How far the device's own clock is off; negative = slow. */
  readonly clockErrorNs?: TimeNs;
  readonly anchors: TrustAnchors;
  readonly revocations: RevocationView;
  /** False: in an attacker's hand. It asks no controls, admits everybody and believes everybody. */
  readonly genuine: boolean;
  /** How it authenticates; by default as a genuine device does (ike-auth.ts). */
  readonly method?: () => AuthMethod;
  /** Far ends of protected hops (host-hop.ts); absent = none. */
  readonly hop?: HopPeers;
}

export interface GatewayConfig extends VpnIdentity {
  readonly site: string;
  readonly wan: Iface;
  readonly inside: readonly Prefix[];
  /** Prefixes that are shown to partners in place of the site's own, since another site has the same (TR D.7 c); absent: none. */
  readonly knownAs?: readonly KnownAs[];
  readonly udp: UdpPort;
  readonly resolver: Resolver;
  /** The site that an identity stands for; the empty string when unknown. */
  siteOf(identity: string): string;
  /** Addresses from which what comes out of a tunnel to this site may come; absent = any. */
  innerSources?(site: string): readonly Prefix[];
  /** T32: true while the box passes everything as it is, because somebody left it so; asked where it would act. */
  bridging?(): boolean;
  /** Downloaded membership: whether a site shares a group with this one. */
  mayConnect(peerSite: string): boolean;
  /** The subscriber's own policy, on top of the provider's groups (TR D.4 h); absent = none. */
  refusesPeer?(peerSite: string): boolean;
  /** Whether the two sites' policies on personal data do not fit (TR 9.2); absent = they do. */
  policiesDiffer?(peerSite: string): boolean;
  /** Downloaded with the policy: what may raise a tunnel; absent: everything. What goes through a tunnel that stands is no matter of this list. */
  mayRaise?(packet: Packet): boolean;
  readonly suite?: EspSuiteId;
  /** Anti-replay window; 0 = off. */
  readonly windowPackets?: number;
  /** A tunnel without traffic for this long is torn down. */
  readonly idleTimeoutNs?: TimeNs;
  /** Lifetime of a child SA; overrides the one in `ike.timers`. */
  readonly rekeyNs?: TimeNs;
  /** What becomes of packets that find no tunnel yet; absent = hold. */
  readonly firstPacket?: FirstPacket;
  /** Anything else of IKE. */
  readonly ike?: Partial<Omit<IkeSettings, 'address' | 'auth'>>;
}

/** Own choice; the TR says on demand, not always on (D.4), and names no time. */
export const DEFAULT_IDLE_TIMEOUT_NS = 30 * NS_PER_S;

/** UDP ports of what protection is made of. */
const OWN_PORTS = [IKE_PORT, NATT_PORT, CENTRE_PORT, ENROLMENT_PORT];

/** The device's own traffic goes in the clear because it is what protection is made of; all else that leaves is protected. */
const SPD = new Spd([
  // A peer behind a NAT is reached at whatever port the NAT gave it.
  { name: 'ike', action: 'bypass', selector: { own: true, protocol: 'udp', localPort: IKE_PORT } },
  { name: 'ike-nat', action: 'bypass', selector: { own: true, protocol: 'udp', localPort: NATT_PORT } },
  { name: 'esp', action: 'bypass', selector: { own: true, protocol: 'esp' } },
  { name: 'centre', action: 'bypass', selector: { own: true, protocol: 'udp', remotePort: CENTRE_PORT } },
  { name: 'enrolment', action: 'bypass', selector: { own: true, protocol: 'udp', remotePort: ENROLMENT_PORT } },
  { name: 'vpn', action: 'protect', selector: {} },
]);

/**
 * The VPN device of a site; making one turns a router into it.
 * Units: see GatewayConfig. Errors: throws when the node already speaks ESP or IKE. Source: TR D.3-D.5.
 */
export class VpnGateway {
  readonly tunnels: Tunnels;
  readonly controls: DeviceControls;
  readonly #config: GatewayConfig;

  constructor(context: NetContext, config: GatewayConfig) {
    const { node } = config.wan;
    this.#config = config;
    this.controls = new DeviceControls(context, node.place, config.genuine);
    this.tunnels = new Tunnels({
      context,
      node,
      udp: config.udp,
      controls: this.controls,
      ike: gatewayIke(config, this.controls),
      resolver: config.hop?.resolver(config.resolver) ?? config.resolver,
      idleTimeoutNs: config.idleTimeoutNs ?? DEFAULT_IDLE_TIMEOUT_NS,
      firstPacket: config.firstPacket ?? 'hold',
      siteOf: (identity) => config.siteOf(identity),
      admit: (peer) => this.#admit(peer),
      ...(config.hop === undefined ? {} : { hop: config.hop }),
      ...(config.innerSources === undefined ? {} : { innerSources: (site: string) => config.innerSources?.(site) ?? [] }),
    });
    // A box that somebody left as a bridge is expected to let everything out.
    if (config.genuine && config.bridging === undefined) guardClearText(config.wan, this.controls, OWN_PORTS);
    node.rules.ingress.push((packet, passage) => this.#ingress(packet, passage));
    node.rules.egress.push((packet, passage) => this.#egress(packet, passage));
    if (config.knownAs !== undefined) turnBackInner(node, config.knownAs);
    if (config.hop !== undefined) hangDeviceHop({ node, peers: config.hop, controls: this.controls, tunnels: this.tunnels });
  }

  /** Sends a prefix through another site's tunnel: what whoever controls the device may configure. */
  routeVia(prefix: Prefix, peerSite: string): void {
    this.tunnels.routeVia(prefix, peerSite);
  }

  /** Finds out how sites are reached before there is anything to send (TR D.3); known from then on. */
  download(sites: readonly string[]): void {
    for (const site of sites) this.#config.resolver.resolve({ site }, () => undefined);
  }

  /** The line was given another address: the tunnels that can follow do, the others are raised anew, and the centre learns of it. */
  moveTo(address: Ipv4): void {
    this.#config.wan.readdress(address);
    this.#config.resolver.moved?.(address);
    this.tunnels.ike.moveTo(address);
  }

  #egress(packet: Packet, passage: Passage): Verdict {
    if (passage.out !== this.#config.wan) return PASS;
    const policy = SPD.lookup(packet, 'out', passage.arrival === undefined);
    if (policy.action === 'bypass') return PASS;
    const ipsec = this.controls.ask('ipsec-ike');
    if (!ipsec.on || this.#config.bridging?.() === true) return PASS;
    if (passage.arrival?.tunnel !== undefined) {
      const relay = this.controls.ask('relay-blocking');
      if (relay.by !== undefined) return { verb: 'drop', reason: 'tunnel-to-tunnel', control: relay.by };
    }
    if (this.#config.mayRaise?.(packet) === false && !this.tunnels.stands(packet.dst)) {
      const list = this.controls.ask('connection-policy');
      if (list.by !== undefined) return { verb: 'drop', reason: 'not-a-trigger', control: list.by };
    }
    this.tunnels.carry(showInner(packet, this.#config.knownAs ?? []), ipsec.by);
    return TAKEN;
  }

  #ingress(packet: Packet, passage: Passage): Verdict {
    const { arrival } = passage;
    if (arrival === undefined || arrival.iface !== this.#config.wan || arrival.tunnel !== undefined) return PASS;
    if (!this.#config.inside.some((prefix) => inPrefix(packet.dst, prefix))) return PASS;
    const ipsec = this.controls.ask('ipsec-ike');
    if (ipsec.by === undefined || this.#config.bridging?.() === true) return PASS;
    return { verb: 'drop', reason: 'unprotected-inbound', control: ipsec.by };
  }

  #admit(peer: IkePeer): Refusal | undefined {
    if (!this.#config.mayConnect(peer.site)) {
      const policy = this.controls.ask('connection-policy');
      if (policy.on) return { reason: 'not-in-same-group', by: policy.by };
    }
    if (this.#config.refusesPeer?.(peer.site) === true) {
      const own = this.controls.ask('connection-policy');
      if (own.on) return { reason: 'subscriber-refuses', by: own.by };
    }
    if (this.#config.policiesDiffer?.(peer.site) !== true) return undefined;
    const exchanged = this.controls.ask('connection-policy');
    return exchanged.on ? { reason: 'privacy-policies-differ', by: exchanged.by } : undefined;
  }
}

/**
 * IKE settings of a device from who it is.
 * Units: nanoseconds. Errors: none. Source: own design.
 */
export function authSettings(identity: VpnIdentity, controls: DeviceControls): IkeSettings['auth'] {
  const { hop } = identity;
  return {
    identity: identity.identity,
    ring: identity.ring,
    ...(identity.pskId === undefined ? {} : { pskId: identity.pskId }),
    ...(identity.certificate === undefined ? {} : { certificate: identity.certificate }),
    ...(identity.credential === undefined ? {} : { credential: identity.credential }),
    ...(identity.clockErrorNs === undefined ? {} : { clockErrorNs: identity.clockErrorNs }),
    anchors: identity.anchors,
    revocations: identity.revocations,
    ...(hop === undefined ? {} : { certificateOnly: (address, name) => hop.certificateOnly(address, name) }),
    method: identity.method ?? genuineMethod(controls, identity.pskId),
  };
}

function gatewayIke(config: GatewayConfig, controls: DeviceControls): IkeSettings {
  const timers = lifetimes(config.ike?.timers ?? DEFAULT_IKE_TIMERS, config.rekeyNs);
  const suites = config.suite === undefined ? {} : { espSuites: [config.suite] };
  const window = config.windowPackets === undefined ? {} : { windowPackets: config.windowPackets };
  return ikeSettings({ ...config.ike, ...suites, ...window, timers, address: config.wan.address, auth: authSettings(config, controls) });
}

/** Timers with another lifetime; the jitter shrinks in proportion. */
function lifetimes(base: IkeTimers, rekeyNs: TimeNs | undefined): IkeTimers {
  if (rekeyNs === undefined) return base;
  return {
    ...base,
    rekeyNs,
    ikeRekeyNs: IKE_LIFETIME_FACTOR * rekeyNs,
    rekeyJitterNs: Math.min(base.rekeyJitterNs, Math.floor(rekeyNs / 10)),
  };
}
