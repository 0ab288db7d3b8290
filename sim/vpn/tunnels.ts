/**
 * Purpose: all tunnels of a device or host: finding the one for a packet, raising it, holding first packets, ESP out and in, tearing down when idle.
 *
 * The traffic selectors are any to any, and the inner source of a packet from a tunnel is checked against the peer's site only where a device is set to: our devices are
 * route-based, as the TR fears in 8.1 d. What keeps one partner from reaching another through a third is the relay rule of the gateway, or nothing.
 * Does not model: several tunnels to one site for traffic classes. Cost: a packet to a known destination is two Map reads.
 * Units: nanoseconds, packets. Determinism: Maps in insertion order, never iterated for results.
 * References: TR D.3, D.4, 8.1 d; RFC 4301 5.1, 5.2; RFC 4303 3.3, 3.4.
 */
import { PRIORITY } from '../kernel/kernel.ts';
import type { TimeNs } from '../kernel/time.ts';
import { formatIpv4, inPrefix, type Ipv4, type Prefix } from '../net/address.ts';
import type { NetContext } from '../net/context.ts';
import type { Mechanism } from '../net/mechanisms.ts';
import type { IpNode } from '../net/node.ts';
import type { Packet } from '../net/packet.ts';
import type { Datagram } from '../net/udp.ts';
import type { Arrival } from '../net/rules.ts';
import type { UdpPort } from './udp-port.ts';
import type { ChildSa } from './child-sa.ts';
import type { ConnectionInfo, Question, Resolver } from './connection.ts';
import type { DeviceControls, Refusal } from './controls.ts';
import { decapsulate, encapsulate } from './esp.ts';
import { IkeEndpoint, type IkeOwner } from './ike-endpoint.ts';
import { espInUdp, type EspInUdp, type IkePorts } from './ike-nat.ts';
import type { IkePeer, IkeSa } from './ike-sa.ts';
import type { IkeSettings } from './ike-settings.ts';
import type { HopPeers } from './host-hop.ts';
import type { Unmet } from './recovery.ts';
import { Tunnel, type OnTunnelStep } from './tunnel.ts';
import { TUNNEL_MACHINE, type TunnelAction } from './tunnel-machine.ts';

/** Packets that wait for one tunnel; the next is dropped. Own choice: a TCP handshake and a few datagrams, not a buffer. */
export const HOLD_LIMIT = 16;

/** What becomes of packets that find no tunnel yet: they wait for it, or they only call for it and the sender has to repeat them. */
export type FirstPacket = 'hold' | 'drop';

export interface TunnelOptions {
  readonly context: NetContext;
  readonly node: IpNode;
  readonly udp: UdpPort;
  readonly controls: DeviceControls;
  readonly ike: IkeSettings;
  readonly resolver: Resolver;
  readonly idleTimeoutNs: TimeNs;
  /** Absent = hold. */
  readonly firstPacket?: FirstPacket;
  siteOf(identity: string): string;
  admit(peer: IkePeer): Refusal | undefined;
  /** Far ends of protected hops between a host and its device; absent = none. */
  readonly hop?: HopPeers;
  /** Addresses from which what comes out of a tunnel to this site may come; absent = any. */
  innerSources?(site: string): readonly Prefix[];
}

/**
 * The tunnels of a node; takes over ESP and UDP port 500.
 * Units: see TunnelOptions. Errors: throws when either is taken. Source: RFC 4301 4.
 */
export class Tunnels implements IkeOwner {
  readonly ike: IkeEndpoint;
  readonly #options: TunnelOptions;
  readonly #bySite = new Map<string, Tunnel>();
  readonly #byAddress = new Map<Ipv4, Tunnel>();
  readonly #unmet = new Map<Ipv4, Unmet>();
  readonly #routes: { readonly prefix: Prefix; readonly peerSite: string }[] = [];

  constructor(options: TunnelOptions) {
    this.#options = options;
    this.ike = new IkeEndpoint({
      context: options.context,
      controls: options.controls,
      udp: options.udp,
      settings: options.ike,
      owner: this,
    });
    options.node.handle('esp', (packet, arrival) => this.#receiveEsp(packet, arrival));
  }

  /** The tunnel to a site, if there is or was lately one. */
  toSite(site: string): Tunnel | undefined {
    return this.#bySite.get(site);
  }

  /** Destinations that packets were offered for, and none has gone out since: what the liveness invariant looks at (recovery.ts). */
  get unmet(): readonly Unmet[] {
    return [...this.#unmet.values()];
  }

  /** Whether a tunnel for this address is up. */
  stands(address: Ipv4): boolean {
    const info = this.#options.resolver.known({ address });
    const tunnel = this.#byAddress.get(address) ?? (info === undefined ? undefined : this.#bySite.get(info.peerSite));
    return tunnel?.state === 'up';
  }

  /** Sends a prefix through the tunnel to a site, whoever owns the prefix. */
  routeVia(prefix: Prefix, peerSite: string): void {
    this.#routes.push({ prefix, peerSite });
  }

  /** Takes a packet that policy wants protected; `by` is the control that says so. With `site` it goes to that peer, whoever owns the destination. */
  carry(packet: Packet, by: string | undefined, site?: string): void {
    const tunnel = site === undefined ? this.#tunnelFor(packet.dst) : this.#tunnelTo(site);
    tunnel.control = by;
    this.#offer(tunnel, packet);
  }

  siteOf(identity: string): string {
    return this.#options.hop?.named(identity)?.peerSite ?? this.#options.siteOf(identity);
  }

  admit(peer: IkePeer): Refusal | undefined {
    return this.#options.hop?.named(peer.identity) === undefined ? this.#options.admit(peer) : undefined;
  }

  mechanismFor(address: Ipv4): Mechanism {
    return this.#options.hop?.mechanismFor(address) ?? 'ipsec-ike';
  }

  childUp(child: ChildSa): void {
    const { site } = child.ike.peer;
    const tunnel = this.#tunnelTo(site);
    tunnel.children.push(child);
    if (tunnel.control === undefined) tunnel.control = child.inbound.control;
    if (tunnel.state !== 'up') return tunnel.step('CHILD_UP');
    this.#trace(tunnel, 'child-up', { spi: child.inbound.spi });
    this.#flush(tunnel);
  }

  childDown(child: ChildSa): void {
    const tunnel = this.#bySite.get(child.ike.peer.site);
    const index = tunnel?.children.indexOf(child) ?? -1;
    if (tunnel === undefined || index < 0) return;
    tunnel.children.splice(index, 1);
    if (tunnel.children.length === 0) tunnel.step('GONE');
  }

  failed(sa: IkeSa, reason: string): void {
    const tunnel = this.#bySite.get(sa.peer.site);
    if (tunnel === undefined) return;
    tunnel.failure = reason;
    if (reason === 'peer-silent') this.#options.resolver.forget?.(sa.peer.site);
    tunnel.step('FAILED');
  }

  #tunnelFor(address: Ipv4): Tunnel {
    const route = this.#routes.find((candidate) => inPrefix(address, candidate.prefix));
    if (route !== undefined) return this.#tunnelTo(route.peerSite);
    const used = this.#byAddress.get(address);
    if (used !== undefined) return used;
    const question: Question = { address };
    const info = this.#options.resolver.known(question);
    const tunnel = (info === undefined ? undefined : this.#bySite.get(info.peerSite)) ?? new Tunnel(question, this.#perform, this.#onStep);
    this.#behind(tunnel, address);
    return tunnel;
  }

  #tunnelTo(site: string): Tunnel {
    return this.#bySite.get(site) ?? this.#register(new Tunnel({ site }, this.#perform, this.#onStep), site);
  }

  #register(tunnel: Tunnel, site: string): Tunnel {
    this.#bySite.set(site, tunnel);
    return tunnel;
  }

  #behind(tunnel: Tunnel, address: Ipv4): void {
    this.#byAddress.set(address, tunnel);
    tunnel.addresses.push(address);
  }

  #offer(tunnel: Tunnel, packet: Packet): void {
    if (tunnel.state === 'up' && this.#send(tunnel, packet)) return;
    this.#want(packet.dst);
    if (this.#options.firstPacket === 'drop') {
      this.#options.context.drop(this.#options.node.place, packet, 'no-tunnel-yet');
      return tunnel.step('PACKET');
    }
    if (tunnel.held.length >= HOLD_LIMIT) return this.#options.context.drop(this.#options.node.place, packet, 'hold-queue-full');
    tunnel.held.push(packet);
    if (tunnel.state === 'down') this.#options.context.ground.raised?.(this.#options.node.place, packet);
    tunnel.step('PACKET');
  }

  #want(address: Ipv4): void {
    const { now } = this.#options.context.kernel;
    const known = this.#unmet.get(address);
    if (known === undefined) this.#unmet.set(address, { address, sinceNs: now, lastNs: now });
    else known.lastNs = now;
  }

  /** False when there is no SA to send under at the moment. */
  #send(tunnel: Tunnel, packet: Packet): boolean {
    const child = tunnel.outboundChild;
    if (child === undefined) return false;
    const { context, node, ike } = this.#options;
    const transport = child.outbound.mode === 'transport';
    const outer = {
      uid: context.nextUid(),
      src: transport ? packet.src : this.ike.address,
      dst: transport ? packet.dst : child.ike.peer.address,
      origin: node.place,
    };
    const wrapped = encapsulate(packet, child.outbound, ike.auth.ring, outer);
    if (wrapped === undefined) context.drop(node.place, packet, 'esp-sequence-exhausted');
    else node.send(child.ike.behindNat ? inUdp(wrapped, child.ike.ports) : wrapped);
    if (this.#unmet.size > 0) this.#unmet.delete(packet.dst);
    child.ike.lastSentNs = context.kernel.now;
    tunnel.lastTrafficNs = context.kernel.now;
    return true;
  }

  /** Where a packet was taken out of UDP it goes the way of any other. */
  receiveEncapsulated({ esp }: EspInUdp, { packet, arrival }: Datagram): void {
    this.#receiveEsp({ ...packet, body: esp }, arrival, packet);
  }

  /** `outer` is the packet as it arrived, ports included. */
  #receiveEsp(packet: Packet, arrival: Arrival, outer = packet): void {
    if (packet.body.protocol !== 'esp') return;
    const { context, node, controls } = this.#options;
    const child = this.ike.sad.find(packet.body.spi);
    if (child === undefined) {
      const ipsec = controls.ask(this.mechanismFor(packet.src));
      return ipsec.on ? this.#refuse(packet, 'esp-unknown-spi', ipsec.by) : context.drop(node.place, packet, 'protocol-unreachable');
    }
    const result = decapsulate(packet.body, child.inbound, this.#options.ike.auth.ring);
    if (!result.ok) return this.#refuse(packet, result.reason, child.inbound.control);
    child.ike.lastHeardNs = context.kernel.now;
    if (child.ike.nat.peer) child.ike.follow(outer);
    const { site } = child.ike.peer;
    const tunnel = this.#bySite.get(site);
    if (tunnel !== undefined) tunnel.lastTrafficNs = context.kernel.now;
    const hop = this.#options.hop?.named(site);
    const sources = hop?.inside ?? this.#options.innerSources?.(site);
    if (sources !== undefined && !sources.some((prefix) => inPrefix(result.inner.src, prefix)))
      return context.drop(node.place, result.inner, 'inner-source-not-of-peer');
    const through = hop === undefined ? { tunnel: { id: `${node.place}>${site}`, peerSite: site } } : { hop: site };
    node.receive(result.inner, { iface: arrival.iface, ...through });
  }

  #refuse(packet: Packet, reason: string, by: string | undefined): void {
    const { context, node } = this.#options;
    if (by === undefined) context.drop(node.place, packet, reason);
    else context.stopPacket(node.place, packet, reason, by);
  }

  readonly #onStep: OnTunnelStep = (tunnel, event, from, to) => {
    const { context, node } = this.#options;
    const { question, peerSite } = tunnel;
    const key = 'site' in question ? question.site : formatIpv4(question.address);
    context.probe?.step?.({ machine: TUNNEL_MACHINE.id, at: node.place, key, about: peerSite ?? key, event, from, to });
  };

  readonly #perform = (tunnel: Tunnel, action: TunnelAction): void => {
    switch (action) {
      case 'ask':
        return this.#ask(tunnel);
      case 'negotiate':
        return this.#negotiate(tunnel);
      case 'dropHeld':
        return this.#dropHeld(tunnel);
      case 'markUp':
        return this.#markUp(tunnel);
      case 'closeSas':
        return this.#closeSas(tunnel);
      case 'markDown':
        return this.#markDown(tunnel);
      case 'raiseAgain':
        return this.#raiseAgain(tunnel);
    }
  };

  #ask(tunnel: Tunnel): void {
    const { resolver } = this.#options;
    const known = resolver.known(tunnel.question);
    if (known !== undefined) return this.#informed(tunnel, known);
    this.#trace(tunnel, 'asking-centre');
    resolver.resolve(tunnel.question, (info) => this.#informed(tunnel, info));
  }

  #informed(tunnel: Tunnel, info: ConnectionInfo | undefined): void {
    if (info === undefined) {
      tunnel.failure = 'no-connection-information';
      return tunnel.step('NO_INFO');
    }
    const existing = this.#bySite.get(info.peerSite);
    if (existing === undefined || existing === tunnel) {
      tunnel.info = info;
      this.#register(tunnel, info.peerSite);
      return tunnel.step('INFO');
    }
    if (existing.info === undefined) existing.info = info;
    tunnel.step('MERGED');
    for (const address of tunnel.addresses) this.#behind(existing, address);
    for (const packet of tunnel.held.splice(0)) this.#offer(existing, packet);
  }

  #negotiate(tunnel: Tunnel): void {
    const { info } = tunnel;
    if (info === undefined) throw new Error(`${this.#options.node.place}: a tunnel negotiates without connection information`);
    this.#trace(tunnel, 'negotiating');
    this.ike.connect({ address: info.gateway, site: info.peerSite, identity: info.identity }, tunnel.control);
  }

  #dropHeld(tunnel: Tunnel): void {
    this.#trace(tunnel, 'down', { reason: tunnel.failure });
    this.#forget(tunnel);
    for (const packet of tunnel.held.splice(0)) this.#options.context.drop(this.#options.node.place, packet, tunnel.failure);
  }

  #markUp(tunnel: Tunnel): void {
    tunnel.lastTrafficNs = this.#options.context.kernel.now;
    this.#trace(tunnel, 'up');
    this.#watchIdle(tunnel, this.#options.idleTimeoutNs);
    this.#flush(tunnel);
  }

  #flush(tunnel: Tunnel): void {
    for (const packet of tunnel.held.splice(0)) this.#offer(tunnel, packet);
  }

  #closeSas(tunnel: Tunnel): void {
    this.#trace(tunnel, 'closing', { reason: 'idle' });
    for (const sa of new Set(tunnel.children.map((child) => child.ike))) sa.step('CLOSE');
  }

  #markDown(tunnel: Tunnel): void {
    this.#trace(tunnel, 'down');
    this.#forget(tunnel);
  }

  #watchIdle(tunnel: Tunnel, delayNs: TimeNs): void {
    const { kernel } = this.#options.context;
    const look = (): void => {
      const restNs = tunnel.lastTrafficNs + this.#options.idleTimeoutNs - kernel.now;
      if (restNs > 0) this.#watchIdle(tunnel, restNs);
      else tunnel.step('IDLE');
    };
    tunnel.idleTimer = kernel.after(delayNs, look, PRIORITY.timer);
  }

  /** A tunnel that is down leaves nothing behind but what it knows. */
  #forget(tunnel: Tunnel): void {
    this.#options.context.kernel.cancel(tunnel.idleTimer);
    for (const address of tunnel.addresses.splice(0)) this.#byAddress.delete(address);
    const site = tunnel.peerSite;
    if (site !== undefined && this.#bySite.get(site) === tunnel) this.#bySite.delete(site);
  }

  #raiseAgain(tunnel: Tunnel): void {
    const waiting = tunnel.held.splice(0);
    const hop = this.#options.hop?.named(tunnel.peerSite ?? '');
    for (const packet of waiting) this.carry(packet, tunnel.control, hop?.peerSite);
  }

  #trace(tunnel: Tunnel, event: string, fields: Readonly<Record<string, string | number>> = {}): void {
    const { context, node } = this.#options;
    if (!context.trace.on) return;
    const control = tunnel.control === undefined ? {} : { control: tunnel.control };
    context.trace.emit(node.place, 'tunnel', { event, peer: tunnel.peerSite ?? '', ...control, ...fields });
  }
}

/** ESP as a datagram between the ports of its IKE SA (RFC 3948 2.1). */
function inUdp(wrapped: Packet, ports: IkePorts): Packet {
  const { body } = wrapped;
  if (body.protocol !== 'esp') return wrapped;
  return { ...wrapped, body: { protocol: 'udp', srcPort: ports.own, dstPort: ports.peer, content: espInUdp(body) } };
}
